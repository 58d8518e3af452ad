"""Opening hours in plain Swedish ("Mån–fre 8–17, lunchstängt 12–13") and OpenStreetMap's form ("Mo-Fr 08:00-17:00").

A closed vocabulary: a word that is not in it means that the text says something else as well, and then it is not taken.
Only prose after the last time, without a figure or a day in it, may stand; it is handed back as `rest`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from language.analysis import fold
from regions.models import Day, Purpose, RedDays
from regions.written_hours.week import DAY_MINUTES, WEEK, Hours, HoursNotUnderstood, WeekSpan, minutes, settle

OTHER_WORDS = "texten är inte bara dagar och klockslag"

# Folded words, so that "lördagar" is "lordagar". Two-letter days are OpenStreetMap's and Swedish ones.
_DAY_WORDS = {
    word: days
    for words, days in {
        "man mandag mandagar mandagen mandagarna ma mo mon monday": (0,),
        "tis tisdag tisdagar tisdagen tisdagarna ti tu tue tuesday": (1,),
        "ons onsdag onsdagar onsdagen onsdagarna on we wed wednesday": (2,),
        "tor tors torsdag torsdagar torsdagen torsdagarna to th thu thursday": (3,),
        "fre fredag fredagar fredagen fredagarna fr fri friday": (4,),
        "lor lordag lordagar lordagen lordagarna lo sa sat saturday": (5,),
        "son sondag sondagar sondagen sondagarna so su sun sunday": (6,),
        "vardag vardagar vardagarna vard": (0, 1, 2, 3, 4),
        "helg helger helgen helgerna": (5, 6),
        "dagligen dagl": tuple(WEEK),
        "helgdag helgdagar helgdagarna roddag ph": (Day.RED_DAY,),
    }.items()
    for word in words.split()
}
_PURPOSES = {
    word: purpose
    for words, purpose in {
        "telefontid telefontider": Purpose.PHONE,
        "dropin": Purpose.DROP_IN,
        "oppettid oppettider besokstid besokstider": Purpose.VISIT,
    }.items()
    for word in words.split()
}
_FILLERS = {"kl", "klockan", "mellan", "oppet", "oppen", "har", "vi", "ar", "och", "samt", "and", "den", "tider", "tid"}
_FREE = r"(?:helg|lor|son|roddag)[a-z]*"
_PHRASES = [
    (re.compile(pattern), word)
    for pattern, word in [
        (r"[–—−‐‑]", "-"),
        (r"\b(t\.\s?o\.\s?m\.?|t o m|tom|till och med|till)(?=\s)", "-"),
        (r"(\d),(\d\d)(?=\s*-\s*\d{1,2},\d\d)", r"\1.\2"),  # 8,30-16,30
        (r"(-\s*\d{1,2}),(\d\d)(?!\s*-|\d)", r"\1.\2"),
        (r"\brod(a)? dag(ar(na)?)?\b", "roddag"),
        (r"\b(alla|varje) dag(ar)?( i veckan)?\b", "dagligen"),
        (r"\b(alla|varje) (?=(helgfria )?vardag)", ""),
        (r"\b24/7\b|\bdygnet runt(?:,? dagligen)?\b|\bdagligen dygnet runt\b", "dygnetrunt"),
        (r"\bdrop[- ]in\b", "dropin"),
        (r"\bstangt for lunch\b", "lunchstangt"),
        # "stängt lör–sön" at the end of what is said: the days come first, as elsewhere
        (rf"\bstangt (?:pa )?({_FREE}(?: ?(?:-|och) ?{_FREE})?)(?= ?(?:[.;]|$))", r"\1 stangt"),
        (r"\bsom vanligt\b", "somvanligt"),
        (r"\b(ej|inte|utom|forutom) (pa )?(helgdag(ar)?|roddag)\b", "helgfri"),
    ]
]
_TIME = r"(\d{1,2})(?:[.:]?(\d\d))?"
_TOKEN = re.compile(
    rf"(?P<range>(?<![\d.:/]){_TIME}\s*-\s*{_TIME}(?!\d|[.:/]\d))|(?P<word>[a-z]+)|(?P<dash>-)"
    r"|(?P<skip>[\s,;.:()|&+*]+)|(?P<other>.)"
)


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    clock: tuple[int, int] = (0, 0)


def parse_text(raw: str) -> Hours:
    """The hours in a text, or `HoursNotUnderstood`."""
    text = _plain(raw)
    reader = _Reader()
    for token in _tokens(text):
        if token.kind == "unknown":
            if not reader.spans or not all(_is_prose(later) for later in _tokens(text[token.start :])):
                raise HoursNotUnderstood(OTHER_WORDS)
            return reader.hours(rest=_as_written(raw, text[token.start :]))
        reader.take(token)
    return reader.hours()


def _plain(raw: str) -> str:
    text = fold(raw)
    for pattern, replacement in _PHRASES:
        text = pattern.sub(replacement, text)
    return text


def _as_written(raw: str, rest: str) -> str:
    """The end of the text that was read as `rest`, with the letters that it was written with."""
    ends = (raw[match.start() :] for match in re.finditer(r"\w+|[^\w\s]", raw))
    return next((" ".join(end.split()) for end in ends if _plain(end) == rest), rest)


def _is_prose(token: _Token) -> bool:
    """Whether a word after the times says nothing about days or hours. "så" is prose there, not OpenStreetMap's Sa."""
    return token.kind == "unknown" or (token.kind == "day" and len(token.text) == 2)


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        kind, start = str(match.lastgroup), match.start()
        if kind == "range":
            hour, minute, to_hour, to_minute = match.group(2, 3, 4, 5)
            yield _Token("range", match[0], start, (minutes(hour, minute), minutes(to_hour, to_minute, closing=True)))
        elif kind == "word" and match[0] not in _FILLERS:
            yield _Token(_word_kind(match[0]), match[0], start)
        elif kind == "dash":
            yield _Token("dash", "-", start)
        elif kind == "other":
            # A figure outside a span of time (a date, an age, a phone number) is never mere prose.
            yield _Token("number" if match[0].isdigit() else "unknown", match[0], start)


def _word_kind(word: str) -> str:
    if word in _DAY_WORDS:
        return "day"
    if word in _PURPOSES:
        return "purpose"
    kinds = {
        "dygnetrunt": "round",
        "lunchstangt": "pause",
        "lunch": "pause",
        "stangt": "closed",
        "stangd": "closed",
        "closed": "closed",
        "off": "closed",
        "somvanligt": "usual",
        "helgfri": "not_red",
        "helgfria": "not_red",
    }
    return kinds.get(word, "unknown")


class _Reader:
    """Takes the words one by one and keeps what the last days were and whether their time has been said."""

    def __init__(self) -> None:
        self.spans: list[WeekSpan] = []
        self.purpose: str = Purpose.VISIT
        self.days: list[int] = []
        self.pause: list[int] | None = None
        self.waiting = False  # something has been said that a time must follow
        self.to_day = False
        self.previous = ""
        self.red_days: str = RedDays.UNKNOWN

    def take(self, token: _Token) -> None:
        if self.to_day and token.kind != "day":
            raise HoursNotUnderstood(OTHER_WORDS)
        getattr(self, f"_{token.kind}")(token)
        self.previous = token.kind

    def hours(self, rest: str = "") -> Hours:
        if self.waiting or self.to_day or not self.spans:
            raise HoursNotUnderstood(OTHER_WORDS)
        return settle(self.spans, red_days=self.red_days, rest=rest)

    def _number(self, token: _Token) -> None:
        raise HoursNotUnderstood(OTHER_WORDS)

    def _day(self, token: _Token) -> None:
        target = self.days if self.pause is None else self.pause
        if not self.waiting and self.pause is None:
            target.clear()
        named = _DAY_WORDS[token.text]
        if self.to_day:
            first, last = target[-1], named[0]
            if len(named) > 1 or Day.RED_DAY in (first, last):
                raise HoursNotUnderstood(OTHER_WORDS)
            target += [day % 7 for day in range(first + 1, last + 1 if last > first else last + 8)]
        else:
            target += named
        self.waiting, self.to_day = True, False

    def _dash(self, token: _Token) -> None:
        if self.previous == "day":
            self.to_day = True
        elif self.previous in ("range", "round"):
            raise HoursNotUnderstood(OTHER_WORDS)

    def _range(self, token: _Token) -> None:
        if self.pause is not None:
            self._break_for(self.pause or [span.day for span in self.spans], *token.clock)
            self.pause = None
        elif not self.days:
            raise HoursNotUnderstood("dagarna saknas")
        else:
            self.spans += [WeekSpan(self.purpose, day, *token.clock) for day in dict.fromkeys(self.days)]
        self.waiting = False

    def _break_for(self, days: list[int], start: int, end: int) -> None:
        """Takes a pause out of the spans that hold it."""
        held = [s for s in self.spans if s.day in days and s.opens < start < end < s.closes]
        if not held or end <= start:
            raise HoursNotUnderstood("lunchstängningen ligger utanför öppettiden")
        kept = [span for span in self.spans if span not in held]
        halves = [half for s in held for half in (s._replace(closes=start), s._replace(opens=end))]
        self.spans = kept + halves

    def _purpose(self, token: _Token) -> None:
        if self.waiting and self.previous == "day":
            raise HoursNotUnderstood(OTHER_WORDS)
        self.purpose = _PURPOSES[token.text]
        self.days, self.pause, self.waiting = [], None, True

    def _round(self, token: _Token) -> None:
        if not self.waiting and self.spans:
            raise HoursNotUnderstood(OTHER_WORDS)
        self.spans += [WeekSpan(self.purpose, day, 0, DAY_MINUTES) for day in self.days or WEEK]
        self.waiting = False

    def _pause(self, token: _Token) -> None:
        self.pause, self.waiting = [], True

    def _closed(self, token: _Token) -> None:
        if self.previous == "pause":  # "lunch stängt 12–13"
            return
        if self.previous != "day":
            self._pause(token)  # "8–17, stängt 12–13"
            return
        if Day.RED_DAY in self.days:
            self.red_days = RedDays.CLOSED
        if any(span.day in self.days and span.purpose == self.purpose for span in self.spans):
            raise HoursNotUnderstood("en dag är både öppen och stängd")
        self.waiting = False

    def _usual(self, token: _Token) -> None:
        if self.previous != "day" or self.days != [Day.RED_DAY]:
            raise HoursNotUnderstood(OTHER_WORDS)
        self.red_days, self.waiting = RedDays.AS_USUAL, False

    def _not_red(self, token: _Token) -> None:
        self.red_days = RedDays.CLOSED
