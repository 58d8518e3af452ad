"""Whether what was typed may be about a life at stake: then the 112 box stands first."""

from collections.abc import Callable

from articles.queries.search.rules import EXACTLY, Phrase, Rules
from language.analysis import bare, stem, words
from language.spelling import nearest

LONG = 6  # letters of a typed word in which a slip is forgiven
KEPT = frozenset(["inte", "ej", "aldrig", "nu"])  # what a harmless phrase never takes away from a dangerous one


def is_emergency(query: str, rules: Rules, is_spelt: Callable[[str], bool] = lambda word: False) -> bool:
    """Whether it holds every word of an emergency phrase, in any order and inflection, also with a slip in a word that
    is not `is_spelt`.

    A harmless phrase takes its own words away first: "kramp i vaden" is not "kramp". One that calms settles it.
    """
    forms = {word: _forms(word, rules, is_spelt) for word in words(query)}
    harmless = _held(rules.harmless, forms)
    if any(phrase.calms for phrase in harmless):
        return False
    for phrase in harmless:
        forms = {word: own for word, own in forms.items() if word in KEPT or not own & phrase.needs}
    return bool(_held(rules.emergency, forms))


def _forms(word: str, rules: Rules, is_spelt: Callable[[str], bool]) -> frozenset[str]:
    """What a typed word may stand for in a phrase: itself, its canonical stem, and what it may be a slip of."""
    canonical = rules.canonical(stem(bare(word)))
    if len(word) >= LONG and word not in rules.dangerous_words and not is_spelt(word):
        slip = nearest(word, rules.dangerous_words, most=1)
        if slip:
            return frozenset([EXACTLY + word, canonical, EXACTLY + slip, slip, rules.canonical(stem(slip))])
    return frozenset([EXACTLY + word, canonical])


def _held(phrases: dict[str, list[Phrase]], forms: dict[str, frozenset[str]]) -> list[Phrase]:
    """The phrases whose every word was typed."""
    everything = frozenset().union(*forms.values()) if forms else frozenset()
    return [phrase for form in everything for phrase in phrases.get(form, ()) if phrase.needs <= everything]
