"""Reads what a person typed into find care: a kind of care, a place, what hours it must have, and the rest."""

import functools
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from language.analysis import STOP_WORDS, fold, words, written_words
from language.sound import sound
from language.spelling import near_places
from regions import facts
from regions.kinds import UnitKind, done_there
from regions.queries.asking import kind_within, kind_words, narrower, take_kind
from regions.queries.gazetteer import Place, known_places, told_apart, well_known
from regions.queries.hours_said import NO_HOURS, HoursSaid, hours_in
from regions.queries.places import postcode_place, town_place
from regions.queries.places_said import take_place
from regions.queries.untelling import FILLER, UNTELLING
from regions.queries.wishes import NO_WISHES, Wishes, wishes_in
from ui.text import source_text

_NEAREST = frozenset("nara narmast narmaste narmsta near nearest closest".split())
_POSTCODE = re.compile(r"\b(?:se?-)?([1-9][0-9]{2}) ?([0-9]{2})\b")
_PREFIX = re.compile(r"[1-9][0-9]{1,3}")
_NO_POSTCODES = frozenset({"112", "1177"})  # whoever types these looks for help, not for a post town
_TYPED_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
MAX_WORDS = 12
SHORTEST_SLIP = 5  # letters of a word that may be misspelt
MOST_REST = 2  # unknown words beside which a misspelt kind is still looked for
LONG = 9  # letters from which two slips are forgiven
_SAME_TAIL = re.compile(r"(?:sjukvard|mottagning)(?:en)?$")  # what stands before it tells which, and is to be judged


@dataclass(frozen=True, slots=True)
class Understood:
    """What a query was taken to mean; `rest` is what was neither kind nor place, looked for in units' names.

    `mended` has the words that were taken for slips, as they were typed and as they were read. `nearby` says that a
    kind of care near the reader was asked for, `alone` that nothing but what a kind is called was typed.
    `unknown_postcode` is one that is nowhere in Sweden. `narrower` tells what within the kind was asked for, by what
    names of such units begin their words with, and `kind_said` the words that the kind was asked for with.
    `other_place` is a second town that was named.
    """

    query: str
    kind: UnitKind | None = None
    place: Place | None = None
    hours: HoursSaid = NO_HOURS
    rest: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    wishes: Wishes = NO_WISHES
    nearby: bool = False
    alone: bool = False
    unknown_postcode: str = ""
    narrower: tuple[str, ...] = ()
    kind_said: tuple[str, ...] = ()
    other_place: Place | None = None

    @property
    def name(self) -> str:
        """The words looked for in units' names, as they were typed."""
        return self._as_typed(self.rest)

    def _as_typed(self, folded: tuple[str, ...]) -> str:
        typed = [word for word in _TYPED_WORD.findall(self.query) if fold(word) in folded]
        return " ".join(typed if len(typed) == len(folded) else folded)

    @property
    def telling(self) -> str:
        """The typed words that say which unit, without those that would say the same of any: "öppettider"."""
        untelling = UNTELLING | hours_in(words(self.query))[1]
        return " ".join(word for word in words(self.query) if word not in untelling)

    @property
    def interpreted_as(self) -> str | None:
        """The whole query with its slips mended, or None when none was."""
        if not self.mended:
            return None
        text = self.query
        for typed, read in self.mended:
            text = re.sub(rf"(?i)\b{re.escape(typed)}\b", read, text)
        return None if fold(text) == fold(self.query) else text

    @property
    def _kind_in_query(self) -> str:
        if self.narrower:
            return self._as_typed(self.kind_said)
        return source_text(self.kind.label).lower() if self.kind else ""

    def query_with(self, *, kind: bool = True, name: bool = True, place: bool = True) -> str:
        """A query for less than was asked: without hours and wishes, and without the kind, the name or the place."""
        parts = [
            self._kind_in_query if kind else "",
            self.name if name else "",
            (self.place.typed or self.place.name) if self.place and place else "",
        ]
        return " ".join(part for part in parts if part)


def understand(
    query: str, *, mend: bool = True, towns: bool = True, region_code: str = "", only_care: bool = False
) -> Understood:
    """What the query means. At most one database query, and only for words that no fact explains.

    A word that is nothing known may be a misspelt kind or, when a kind was named, a misspelt place (`mend`). Without
    `towns` the units' own towns are not asked for. Of places of one name, that of the reader's region is meant first.
    Where `only_care` can be looked for, a place or a wish typed alone is meant: "ven" is no vein, "arabiska" no topic.
    """
    text, place, unknown = _take_postcode(fold(query))
    typed = words(text)
    named, other, left = take_place(typed[:MAX_WORDS], query, region_code, only_care)
    other = None if place else other
    place = place or named  # "413 01 Göteborg" is near the postcode
    hours, of_hours = hours_in(left)
    beside_place = left
    kind, left = take_kind(left)
    is_done_there = done_there().keys() & {" ".join(typed), "".join(typed)}
    alone = kind is not None and place is None and not left and not is_done_there
    if kind is None:
        kind, left = kind_within(left)
    kind_said = tuple(word for word in beside_place if word not in left)
    if kind is None and named is not None and named.kind == facts.HOSPITAL:
        kind = UnitKind.HOSPITAL
    rest = [word for word in left if word not in FILLER | of_hours]
    if place is None and len(rest) == 1 and _PREFIX.fullmatch(rest[0]) and rest[0] not in _NO_POSTCODES:
        place = postcode_place(rest[0])
        rest = [] if place else rest
    wishes, rest = _wishes(left, rest, beside_kind=kind is not None, beside_place=place is not None or only_care)
    if place is None and towns and any(word not in STOP_WORDS for word in rest):
        place = town_place(" ".join(rest))
        rest = [] if place else rest
    mended: list[tuple[str, str]] = []
    if mend and rest:
        kind, place, rest, mended = _mend(query, kind, place, rest, region_code)
    return Understood(
        query,
        kind,
        place,
        hours,
        tuple(rest),
        tuple(mended),
        wishes,
        nearby=kind is not None and not _NEAREST.isdisjoint(left),
        alone=alone,
        narrower=narrower(kind, kind_said),
        kind_said=kind_said,
        other_place=other,
        unknown_postcode=unknown,
    )


def _take_postcode(text: str) -> tuple[str, Place | None, str]:
    """The text without its postcode, where that is, and the postcode if it is nowhere in Sweden."""
    postcode = _POSTCODE.search(text)
    if postcode is None:
        return text, None, ""
    place = postcode_place(postcode[1] + postcode[2])
    return text.replace(postcode[0], " "), place, "" if place else f"{postcode[1]} {postcode[2]}"


def _wishes(left: list[str], rest: list[str], *, beside_kind: bool, beside_place: bool) -> tuple[Wishes, list[str]]:
    """Beside a kind of care any; beside a place alone only where they say all: "arabiska Malmö", but not the name
    "Finska församlingen Lund"."""
    wishes, others = wishes_in(left, rest)
    return (wishes, others) if beside_kind or (beside_place and not others) else (NO_WISHES, rest)


def _mend(
    query: str, kind: UnitKind | None, place: Place | None, rest: list[str], region_code: str
) -> tuple[UnitKind | None, Place | None, list[str], list[tuple[str, str]]]:
    """Takes misspelt words out of the rest: first the kind, then a place beside it."""
    written = dict(written_words(query))
    mended = []
    if kind is None and (len(rest) <= MOST_REST or place or FILLER & set(words(query))):
        for word in rest:
            read = _slip(word, written.get(word, word), _mistaken_kinds())
            if read:
                kind = kind_words()[read]
                rest = [each for each in rest if each != word]
                mended.append((written.get(word, word), source_text(kind.label).lower()))
                break
    if place is None and kind is not None:
        for word in rest:
            read = _slip(word, written.get(word, word), _mistaken_places())
            if read:
                place = told_apart(known_places()[read], read, region_code)
                rest = [each for each in rest if each != word]
                mended.append((written.get(word, word), place.name))
                break
    return kind, place, rest, mended


class _Mistaken(NamedTuple):
    """Words that others may be slips of: by sound, and by initial those that are long enough for it to be told."""

    by_sound: dict[str, list[str]]
    by_initial: dict[str, list[str]]

    @classmethod
    def of(cls, known: Collection[str]) -> "_Mistaken":
        found = cls(defaultdict(list), defaultdict(list))
        for word in known:
            found.by_sound[sound(word)].append(word)
            if len(word) >= SHORTEST_SLIP - 1:
                found.by_initial[word[0]].append(word)
        return found


@functools.cache
def _mistaken_kinds() -> _Mistaken:
    return _Mistaken.of(kind_words())


@functools.cache
def _mistaken_places() -> _Mistaken:
    return _Mistaken.of(well_known())


def _slip(word: str, written: str, known: _Mistaken) -> str | None:
    """The known word that sounds the same as the typed one or is a slip away (two in a long word): "hemsjukvård" is no
    slip of "hudsjukvård"."""
    if len(word) < SHORTEST_SLIP or word in STOP_WORDS or word in near_places():
        return None
    if alike := known.by_sound.get(sound(written)):
        return min(alike, key=lambda each: OSA.distance(each, word))
    telling = _SAME_TAIL.sub("", word)
    if len(telling) < SHORTEST_SLIP and telling != word:
        return None
    most = 1 + (len(telling) >= LONG)
    found = process.extract(word, known.by_initial.get(word[0], ()), scorer=OSA.distance, score_cutoff=most, limit=5)
    return min(found, key=lambda match: match[1])[0] if found else None
