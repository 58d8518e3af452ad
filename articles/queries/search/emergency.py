"""Whether what was typed may be about a life at stake: then the 112 box stands first."""

import re
from collections.abc import Callable, Iterable
from itertools import pairwise

from articles.queries.search.rules import BESIDE, EXACTLY, SMALL_WORDS, Phrase, Rules
from language.analysis import bare, stem, words
from language.compounds import parts
from language.spelling import nearest

LONG = 6  # letters of a typed word in which a slip is forgiven
KEPT = SMALL_WORDS | {"inte", "ej", "knappt", "aldrig", "nu", "man", "vad"}  # what no harmless phrase takes away
BEGINNING = ""  # stands before the first word: "_vad" is "vad" typed first
BREATH = 3  # how many other words may stand among those of a harmless phrase
# What stands in front of a word to strengthen it, or to tell the side: "jätteont", "vänsterarmen".
_FRONT = re.compile(r"(jatte|skit|super|mega|hyper|svin|pytte|hoger|vanster)(.{3,})")
_DEFINITE = re.compile(r"(.{4,})et")  # which the stemmer leaves: "geväret"


def is_emergency(query: str, rules: Rules, is_spelt: Callable[[str], bool] = lambda word: False) -> bool:
    """Whether it holds every word of an emergency phrase, in any order and inflection, also with a slip in a word that
    is not `is_spelt`, or with a compound typed apart.

    A harmless phrase, typed in one breath, takes its own words away first: "kramp i vaden" is not "kramp". One that
    calms settles it. One that tells that someone reads up leaves the signs and takes the names: "vad är stroke".
    """
    typed = [BEGINNING, *words(query)]
    pairs = [(one, other) for one, other in pairwise(typed) if one not in rules.stop]
    joined = [word for one, other in pairs if _is_danger(word := bare(one) + bare(other), rules)]
    forms = {word: _forms(word, rules, is_spelt) for word in [*typed, *joined]}
    harmless = _held(rules.harmless, typed, forms)
    if any(phrase.settles for phrase in harmless):
        return False
    reads_up = any(phrase.named for phrase in harmless)
    takes = [phrase.needs for phrase in harmless if not phrase.named and _in_one_breath(phrase, typed, forms)]
    taken = frozenset().union(*takes)
    forms = {word: own for word, own in forms.items() if word in KEPT or not own & taken}
    dangers = _held(rules.emergency, typed, forms)
    reads_up = reads_up and not any(phrase.settles for phrase in dangers)
    return any(not (phrase.settles or (reads_up and phrase.named)) for phrase in dangers)


def _is_danger(word: str, rules: Rules) -> bool:
    """Whether a phrase of danger needs the word."""
    return word in rules.dangerous_words or rules.canonical(stem(word)) in rules.dangerous_stems


def _forms(word: str, rules: Rules, is_spelt: Callable[[str], bool]) -> frozenset[str]:
    """What a typed word may stand for in a phrase: itself, its canonical stem, what it is put together of, and what it
    may be a slip of."""
    meant = [word]
    front = _FRONT.fullmatch(word)
    if front:
        meant += front.groups()
    elif len(word) >= LONG and word not in rules.dangerous_words and not is_spelt(word):
        slip = nearest(word, rules.dangerous_words, most=1)
        meant += [slip] if slip else []
    exact = [EXACTLY + each for each in meant]
    if definite := _DEFINITE.fullmatch(word):
        meant += definite.groups()
    return frozenset([*exact, *(rules.canonical(stem(bare(each))) for each in meant), *_parts(word, rules)])


def _parts(word: str, rules: Rules) -> Iterable[str]:
    """What a compound that no phrase names is a kind of, by canonical stem: "hjärttabletter" are "tabletter"."""
    if len(word) < LONG or _is_danger(word, rules):
        return ()
    return map(rules.canonical, parts(word)[-1:])


def _everything(typed: list[str], forms: dict[str, frozenset[str]]) -> frozenset[str]:
    """All that the typed words, those side by side and those typed apart stand for, of the words that have forms."""
    pairs = [(one, other) for one, other in pairwise(typed) if one in forms and other in forms]
    found = [forms[word] for word in typed if word in forms]
    found += [forms[joined] for one, other in pairs if (joined := bare(one) + bare(other)) in forms]
    return frozenset(f"{one}{BESIDE}{other}" for one, other in pairs).union(*found)


def _held(phrases: dict[str, list[Phrase]], typed: list[str], forms: dict[str, frozenset[str]]) -> list[Phrase]:
    """The phrases whose every word was typed."""
    everything = _everything(typed, forms)
    return [phrase for form in everything for phrase in phrases.get(form, ()) if phrase.needs <= everything]


def _in_one_breath(phrase: Phrase, typed: list[str], forms: dict[str, frozenset[str]]) -> bool:
    """Whether the words of a phrase were typed near each other."""
    size = len(phrase.needs) + BREATH
    starts = range(max(len(typed) - size, 0) + 1)
    return any(phrase.needs <= _everything(typed[start : start + size], forms) for start in starts)
