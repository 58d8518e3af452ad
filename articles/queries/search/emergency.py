"""Whether what was typed may be about a life at stake: then the 112 box stands first."""

import re
from collections.abc import Callable, Collection, Iterable
from enum import Enum, auto
from itertools import chain, pairwise

from articles.queries.search.rules import BESIDE, EXACTLY, SHORTEST_APART, SMALL_WORDS, Phrase, Rules
from language.analysis import STOP_WORDS, bare, stem, words
from language.compounds import parts
from language.spelling import is_likely, nearest

LONG, LONGER = 6, 8  # letters of a typed word in which a slip is forgiven, and one of a word of reading up
# What no harmless phrase takes away.
KEPT = SMALL_WORDS | frozenset("inte ej ingen knappt aldrig nu man vad".split())
SHORTEST_FRONT, SHORTEST_KIND = 3, 4  # letters of a compound's parts, where a phrase of danger names the last
PARTICLES = frozenset("for ater over upp ner ned till fram ut in om under mellan efter bort miss genom sam hem".split())
NO_KIND = frozenset(stem(word) for word in [*KEPT, *STOP_WORDS])
EDGE = ""  # stands before the first word and after the last: "_vad" is "vad" typed first, "film_" is "film" typed last
NOTHING: frozenset[str] = frozenset()
SETTLING = 2  # tellings of reading up that outweigh a sign
BREATH = 3  # how many other words may stand among those of a harmless phrase
# What stands in front of a word to strengthen it, or to tell the side: "jätteont", "vänsterarmen".
_FRONT = re.compile(r"(jatte|skit|super|mega|hyper|svin|pytte|hoger|vanster)(.{3,})")
# What is not read: "39,5" is 39, and "ändå" would be "andas" when it is folded.
_UNREAD = re.compile(r"(?<=\d)[.,]\d+|\bändå\b", re.IGNORECASE)
_DEFINITE = re.compile(r"(.{4,})et")  # which the stemmer leaves: "geväret"


class Verdict(Enum):
    """What the rules say: that there is danger (an editor's own rule, or one that is all that was typed; or only those
    that came with the program), that there is none, or nothing."""

    EDITORS_DANGER = auto()
    DANGER = auto()
    HARMLESS = auto()
    NOTHING = auto()


DANGERS = (Verdict.EDITORS_DANGER, Verdict.DANGER)


def is_emergency(query: str, rules: Rules, is_spelt: Callable[[str], bool] = lambda word: False) -> bool:
    """Whether the rules find that it is."""
    return verdict(query, rules, is_spelt) in DANGERS


def verdict(query: str, rules: Rules, is_spelt: Callable[[str], bool] = lambda word: False) -> Verdict:
    """Whether it holds every word of an emergency phrase, in any order and inflection, also with a slip in a word that
    is not `is_spelt`, or with a compound typed apart, a long one also with a slip.

    A harmless phrase, typed in one breath, takes its own words away first: "kramp i vaden" is not "kramp". One that
    calms settles it. One that tells that someone reads up leaves the signs and takes the names: "vad är stroke"; where
    more tell that than there are signs, it is settled too. What happens now is never settled.
    """
    typed = [EDGE, *words(_UNREAD.sub("", query)), EDGE]
    pairs = [(one, other) for one, other in pairwise(typed) if not {one, other} & rules.stop]
    joined = {word: meant for one, other in pairs if (meant := _compound(word := bare(one) + bare(other), rules))}
    forms = {word: _forms(meant, rules, lambda word: True) for word, meant in joined.items()}
    forms |= {word: _forms(word, rules, is_spelt) for word in typed}
    everything = _everything(typed, forms)
    harmless = _held(rules.harmless, everything)
    frames = [_said_by(needs, typed, forms) for each in harmless if each.named for needs in each.ways(everything)]
    calming = (needs for each in harmless if not each.named for needs in each.ways(everything))
    taken = frozenset().union(*(needs for needs in calming if _in_one_breath(needs, typed, forms)))
    forms = {word: own for word, own in forms.items() if word in KEPT or not own & taken}
    everything = _everything(typed, forms)
    dangers = _held(rules.emergency, everything)
    signs = [phrase for phrase in dangers if not (phrase.settles or phrase.named)]
    names = any(phrase.named for phrase in dangers)
    is_sure = any(phrase.own or any(map(_is_all, phrase.ways(everything))) for phrase in dangers)
    danger = Verdict.EDITORS_DANGER if is_sure else Verdict.DANGER
    if any(phrase.settles for phrase in dangers):
        return danger if signs or names else Verdict.NOTHING
    if "nu" not in typed:
        if any(phrase.settles for phrase in harmless):
            return Verdict.HARMLESS
        if (reading := _unlike(frames)) >= SETTLING and signs:
            told = {_said_by(needs, typed, forms) for each in signs for needs in each.ways(everything)}
            return danger if _unlike(told) >= reading else Verdict.HARMLESS
    if signs or (names and not frames):
        return danger
    return Verdict.HARMLESS if names else Verdict.NOTHING


def _is_all(needs: frozenset[str]) -> bool:
    """Whether a phrase names both the first word and the last."""
    return any(need.startswith(BESIDE) for need in needs) and any(need.endswith(BESIDE) for need in needs)


def _unlike(tellings: Iterable[frozenset[str]]) -> int:
    """How many are told, none by a word of another."""
    told: set[str] = set()
    count = 0
    for words_of in sorted(tellings, key=lambda each: (len(each), sorted(each))):
        if told.isdisjoint(words_of):
            told |= words_of
            count += 1
    return count


def _is_danger(word: str, rules: Rules) -> bool:
    """Whether a phrase of danger needs the word."""
    return word in rules.dangerous_words or rules.canonical(stem(word)) in rules.dangerous_stems


def _compound(word: str, rules: Rules) -> str | None:
    """The compound of danger that two words side by side are, typed apart, if any."""
    if _is_danger(word, rules):
        return word
    return nearest(word, rules.dangerous_compounds, most=1) if len(word) >= SHORTEST_APART else None


def _forms(word: str, rules: Rules, is_spelt: Callable[[str], bool]) -> frozenset[str]:
    """What a typed word may stand for in a phrase: itself, its canonical stem, what it is put together of, and what it
    may be a slip of."""
    meant = [word]
    front = _FRONT.fullmatch(word)
    if front:
        meant += front.groups()
    elif len(word) >= LONG and not (word in rules.dangerous_words or word in rules.spelt or is_spelt(word)):
        forgiving = [rules.by_first_letter, rules.reading_by_first_letter]
        for known in forgiving[: 1 + (len(word) >= LONGER)]:
            meant += _slip(word, known.get(word[0], ()))
    exact = [EXACTLY + each for each in meant]
    if definite := _DEFINITE.fullmatch(word):
        meant += definite.groups()
    kinds = chain.from_iterable(_parts(each, rules, is_spelt) for each in meant)
    return frozenset([*exact, *(rules.canonical(stem(bare(each))) for each in meant), *kinds])


def _slip(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The known word that a typed one is a slip of, if any; or the known stem, where it was inflected: "benpippan"."""
    for typed in dict.fromkeys((word, stem(word))):
        slip = nearest(typed, known, most=1) if len(typed) >= LONG else None
        if slip and is_likely(typed, slip) and stem(slip) != stem(word):
            return (slip,)
    return ()


def _parts(word: str, rules: Rules, is_spelt: Callable[[str], bool]) -> Iterable[str]:
    """What a compound that no phrase of danger names is a kind of, by canonical stem: "hjärttabletter" are "tabletter",
    "epianfall" is "anfall", "bananflugor" are "flugor"; and the parts of "mc-krasch"."""
    if "-" in word:
        return (rules.canonical(stem(part)) for part in word.split("-"))
    if len(word) < LONG or _is_danger(word, rules):
        return ()
    if known := parts(word):
        return (rules.canonical(known[-1]),)
    for cut in range(SHORTEST_FRONT, len(word) - SHORTEST_KIND + 1):
        kind = word[cut:]
        named = _is_danger(kind, rules) or rules.canonical(stem(kind)) in rules.calm_stems
        told = len(kind) >= LONG or is_spelt(word[:cut].removesuffix("s"))
        if told and word[:cut] not in PARTICLES and stem(kind) not in NO_KIND and named:
            return (rules.canonical(stem(kind)), EXACTLY + kind)
    return ()


def _everything(typed: list[str], forms: dict[str, frozenset[str]]) -> frozenset[str]:
    """All that the typed words, those side by side and those typed apart stand for, of the words that have forms."""
    pairs = [(one, other) for one, other in pairwise(typed) if one in forms and other in forms]
    found = [forms[word] for word in typed if word in forms]
    found += [forms[joined] for one, other in pairs if (joined := bare(one) + bare(other)) in forms]
    return frozenset(f"{one}{BESIDE}{other}" for one, other in pairs).union(*found)


def _held(phrases: dict[str, list[Phrase]], typed: frozenset[str]) -> list[Phrase]:
    """The phrases that were typed."""
    near = dict.fromkeys(phrase for form in typed for phrase in phrases.get(form, ()))
    return [phrase for phrase in near if phrase.is_held(typed)]


def _said_by(needs: frozenset[str], typed: list[str], forms: dict[str, frozenset[str]]) -> frozenset[str]:
    """The typed words that a phrase is told by."""
    beside = {word for need in needs if BESIDE in need for word in need.split(BESIDE) if word != EDGE}
    return frozenset(word for word in typed if word in beside or forms.get(word, NOTHING) & needs)


def _in_one_breath(needs: frozenset[str], typed: list[str], forms: dict[str, frozenset[str]]) -> bool:
    """Whether the words of a phrase were typed near each other."""
    size = len(needs) + BREATH
    starts = range(max(len(typed) - size, 0) + 1)
    return any(needs <= _everything(typed[start : start + size], forms) for start in starts)
