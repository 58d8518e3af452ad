"""How much what was typed is like the examples of danger to life (`articles/library/search/dangers.csv`), and unlike
those of other searches. Rules know what somebody has thought of; this knows what resembles it.

A logistic regression over the words, their stems, parts and letters, and which stand near each other. `manage.py
learn_dangers` finds the weights, and docs/search.md tells how well they do and what they are not. Features are counted
in places that their checksum gives, so that all of it is one array of bytes.
"""

import json
import math
import zlib
from array import array
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from language.analysis import bare, stem, words
from language.compounds import parts

FOLDER = Path(__file__).parents[2] / "library" / "search"
EXAMPLES, WEIGHTS = FOLDER / "dangers.csv", FOLDER / "dangers.weights"
PLACES = 2**19
LETTERS = (4, 5)  # in a row, of a word with its edges
REACH = 5  # words: two that stand farther apart say nothing together
MOST_WORDS = 12  # that their number tells anything
READ = 40  # words at most: who types more is told by the first


class Learned(NamedTuple):
    """What `learn_dangers` found: the weight of each place, in parts of `unit`, and what a query without words has."""

    weights: "array[int]"
    unit: float
    start: float


def likelihood(query: str) -> float:
    """0 to 1: how likely it is that what was typed tells of a life at stake."""
    score = _learned().start + evidence(query)
    return 1 / (1 + math.exp(-max(min(score, 50.0), -50.0)))


def evidence(query: str) -> float:
    """How much what was typed speaks for danger, or against it where it is negative, as the logarithm of odds. What it
    knows nothing of is 0."""
    learned, found = _learned(), places(query)
    told = sum(map(learned.weights.__getitem__, found)) / math.sqrt(len(found))  # who says more says each thing less
    return learned.unit * told


def places(query: str) -> set[int]:
    """Where the features of what was typed have their weights."""
    return {zlib.crc32(feature.encode()) % PLACES for feature in features(query)}


def features(query: str) -> Iterator[str]:
    typed = [bare(word) for word in words(query)[:READ]]
    stems = [stem(word) for word in typed]
    yield f"n={min(len(typed), MOST_WORDS)}"
    for word in typed:
        whole = f"^{word}$"
        for size in LETTERS:
            for start in range(len(whole) - size + 1):
                yield f"c={whole[start : start + size]}"
        for part in parts(word):
            yield f"p={part}"
    for own in stems:
        yield f"s={own}"
    for one, other in pairwise(stems):
        yield f"b={one}_{other}"
    for at, one in enumerate(stems):
        for other in stems[at + 2 : at + REACH]:
            yield "k=" + "_".join(sorted((one, other)))


@cache
def _learned() -> Learned:
    head, _, body = WEIGHTS.read_bytes().partition(b"\n")
    told = json.loads(head)
    return Learned(array("b", zlib.decompress(body)), told["unit"], told["start"])
