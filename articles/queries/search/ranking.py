"""Which topic comes first: the one whose name was asked for, then those whose texts hold what was asked."""

from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter
from typing import NamedTuple

from articles.models import ArticleKind
from articles.queries.search.asked import Asked
from articles.queries.search.lexicon import TITLE, Lexicon
from articles.queries.search.matching import InText

EXACT, EXACT_MEANT = 1.5, 1.2  # added when the whole query, or what was meant by it, is a name
MOST = 60  # topics
BY_NAME, BY_ALL_NAMES, BY_TEXT, BY_DEMAND = 0.8, 2.0, 1.0, 0.05
BY_TITLE = 0.3  # added when all of a title was asked for, whatever else was said around it
IN_TITLE = 0.4  # added when a title has all that was asked for
WHOLE = 1.3  # what the fit of a name is multiplied by when all of it was asked for
COMMON = 300  # names or topics; an atom of more is only looked for where a rarer one stands
NAMED = 0.75  # how well a name must fit where only words of little meaning were asked for
LEAST_SHARE = 0.4  # of the best one's score, below which a topic is no answer


class Ranked(NamedTuple):
    topic: int
    score: float
    exact: bool
    by_name: float  # how well the best name fits: 0–1, and up to WHOLE when all of it was asked for


class Fits(NamedTuple):
    """How the names fit what was asked."""

    best: dict[int, float]  # topic → how well its best name does
    titled: set[int]  # the topics whose whole titles were asked for
    in_title: set[int]  # those whose titles have all that was asked for


def rank(asked: Asked, texts: Mapping[int, InText], known: Lexicon) -> list[Ranked]:
    """The topics that answer, the best first."""
    weights = _weights(asked, known)
    total = sum(weights.values()) or 1.0
    (best, titled, in_title), covered = _by_names(weights, total, known)
    exact = set(known.whole.get(asked.whole, ()))
    meant = "".join(folded for word in asked.words for folded in word.folded)
    exact_meant = set(known.whole.get(meant, ()))
    scores: dict[int, float] = defaultdict(float)
    for pk, share in covered.items():
        scores[pk] = BY_ALL_NAMES * share
    for pk, name in _largest(best):
        scores[pk] += BY_NAME * name
    for pk, text in texts.items():
        scores[pk] += BY_TEXT * text.share
    for pk in titled:
        if known.topics[pk].kind != ArticleKind.SYMTOM:  # with symptoms, other topics are told of too
            scores[pk] += BY_TITLE
    for pk in in_title:
        scores[pk] += IN_TITLE
    for pk in exact | exact_meant:
        scores[pk] += EXACT if pk in exact else EXACT_MEANT
    for pk in scores:
        scores[pk] += BY_DEMAND * known.topics[pk].demand
    first = sorted(scores.items(), key=lambda each: (-each[1], each[0]))[:MOST]
    least = LEAST_SHARE * first[0][1] if first else 0.0
    ranked = [
        Ranked(pk, score, pk in exact or pk in exact_meant, best.get(pk, 0.0)) for pk, score in first if score >= least
    ]
    if known.rules.weak.issuperset(weights):  # "jag vill inte leva": texts that merely hold such words are no answer
        return [each for each in ranked if each.exact or each.by_name >= NAMED] or ranked
    return ranked


def _weights(asked: Asked, known: Lexicon) -> dict[str, float]:
    """Atom → how much it tells in this query."""
    weights: dict[str, float] = {}
    for word in asked.words:
        for atom in word.atoms:
            weights[atom] = max(weights.get(atom, 0.0), word.worth * known.rare(atom))
    return weights


def _by_names(weights: dict[str, float], total: float, known: Lexicon) -> tuple[Fits, dict[int, float]]:
    """How the names fit what was asked, and topic → how much of it its names hold, the more the more of them do
    (0–1)."""
    held: dict[int, float] = {}  # name → weight of the asked atoms that it has
    covered: dict[int, float] = {}
    for atom in sorted(weights, key=lambda each: len(known.names_with.get(each, ()))):
        names, weight = known.names_with.get(atom, ()), weights[atom]
        if held:
            few = len(names) <= COMMON
            held.update({number: held.get(number, 0.0) + weight for number in (names if few else held.keys() & names)})
        else:
            held = dict.fromkeys(names, weight)
        part, share = known.topics_with(atom), weight / total
        if covered:
            both = part if len(part) <= COMMON else covered.keys() & part.keys()
            covered.update({topic: covered.get(topic, 0.0) + share * part[topic] for topic in both})
        else:
            covered = {topic: share * held_by for topic, held_by in part.items()}
    return _fits(held, total, known), dict(_largest(covered))


def _fits(held: Mapping[int, float], total: float, known: Lexicon) -> Fits:
    """Of the names that hold something: often a thousand."""
    best: dict[int, float] = {}
    titled: set[int] = set()
    in_title: set[int] = set()
    names, weights = known.names, known.weights
    for number, weight in held.items():
        name = names[number]
        asked_share, name_share = weight / total, weight / weights[number]
        if name_share > 1.0:
            name_share = 1.0
        if asked_share > 0.99 and name.worth == TITLE:
            in_title.add(name.topic)
        fit = name.worth * 2 * asked_share * name_share / (asked_share + name_share)
        if name_share > 0.99:
            fit *= WHOLE
            if name.worth == TITLE:
                titled.add(name.topic)
        if fit > best.get(name.topic, 0.0):
            best[name.topic] = fit
    return Fits(best, titled, in_title)


def _largest(of: Mapping[int, float]) -> list[tuple[int, float]]:
    """Those of the highest values. `heapq.nlargest` gives the same, and is slower for a thousand."""
    return sorted(of.items(), key=itemgetter(1), reverse=True)[:MOST]
