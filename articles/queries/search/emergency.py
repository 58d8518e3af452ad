"""Whether what was typed may be about a life at stake: then the 112 box stands first."""

from collections.abc import Callable

from articles.queries.search.rules import EXACTLY, Rules
from language.analysis import bare, stem, words
from language.spelling import nearest

ALIKE = 0.55  # share, 0–1, of what was asked and of the sign, that must be the same
LEAST_WORDS = 3
LONG = 6  # letters of a word in which a slip is forgiven


def is_emergency(query: str, rules: Rules) -> bool:
    """Whether it holds every word of an emergency phrase, in any order and inflection, also with a slip.

    A harmless phrase takes its own words away first: "kramp i vaden" is not "kramp".
    """
    typed = [word for word in words(query)]
    forms = {word: _forms(word, rules) for word in typed}
    known = _known(rules)
    for word in typed:
        if len(word) >= LONG and not forms[word] & known.keys():
            slip = nearest(word, known.values(), most=1)
            forms[word] |= _forms(slip, rules) if slip else set()
    for phrase in rules.harmless:
        if phrase.needs and phrase.needs <= set().union(*forms.values()):
            forms = {word: own for word, own in forms.items() if not own & phrase.needs or word in KEPT}
            if not forms:
                return False
    everything: set[str] = set().union(*forms.values()) if forms else set()
    return any(phrase.needs and phrase.needs <= everything for phrase in rules.emergency)


KEPT = frozenset(["inte", "ej", "aldrig", "nu"])  # what a harmless phrase never takes away from a dangerous one


def _forms(word: str, rules: Rules) -> set[str]:
    """What a typed word may stand for in a phrase: itself, and its canonical stem."""
    return {EXACTLY + word, rules.canonical(stem(bare(word)))}


def _known(rules: Rules) -> dict[str, str]:
    """Canonical stem → the stem, of every word of an emergency phrase that is long enough to be told from others."""
    return {
        each: each.removeprefix(EXACTLY)
        for phrase in rules.emergency
        for each in phrase.needs
        if len(each) >= LONG - 1
    }


def is_a_sign(weights: dict[str, float], dangers: list[frozenset[str]], rare: Callable[[str], float]) -> bool:
    """Whether what was asked says much the same as a sign that editors have put under 112 in some article.

    `weights` are the asked atoms with how much each tells.
    """
    total = sum(weights.values())
    for sign in dangers:
        common = sum(weight for atom, weight in weights.items() if atom in sign)
        if common < ALIKE * total or sum(atom in sign for atom in weights) < LEAST_WORDS:
            continue
        if common >= ALIKE * sum(map(rare, sign)):
            return True
    return False
