"""What can be found mechanically wrong in texts taken together: the same sign at two levels, and sentences too long."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz, process

from articles.library_format.article import ArticleFile
from articles.models.choices import Level
from language.analysis import STOP_WORDS, stem, words

LONGEST_SENTENCE = 22  # words
ALIKE = 90  # rapidfuzz ratio, 0–100, from which two signs are taken to say the same
FAR_APART = {Level.EMERGENCY: {Level.ADVICE, Level.SELFCARE}, Level.URGENT: {Level.SELFCARE}}

_WHO = STOP_WORDS | {"barnet", "barn", "ditt"}
_OPPOSITES = frozenset(
    ["inte", "ingen", "inga", "utan", "varken", "men", "over", "under", "yngre", "aldre", "mer", "mindre"]
)
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign, where it stands, and how urgent it is there."""

    slug: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two signs that say the same and lead to different levels of care."""

    first: Sign
    second: Sign

    def __str__(self) -> str:
        return " – ".join(f"{sign.slug} ({sign.level.value}): {sign.text}" for sign in (self.first, self.second))


def signs(texts: Iterable[ArticleFile]) -> list[Sign]:
    return [Sign(text.slug, level.level, sign) for text in texts for level in text.care_levels for sign in level.signs]


def contradictions(texts: Iterable[ArticleFile]) -> list[Contradiction]:
    """Signs of the same words at different levels, and signs much alike whose levels are far apart.

    "Du" and "barnet" count as the same person; the order of the words and their inflection count for nothing.
    """
    found = list(_same_words(signs(texts)))
    return [*found, *_much_alike(signs(texts), {frozenset([c.first.text, c.second.text]) for c in found})]


def _same_words(all_signs: list[Sign]) -> Iterator[Contradiction]:
    first: dict[tuple[str, ...], dict[Level, Sign]] = {}
    for sign in all_signs:
        first.setdefault(sign_key(sign.text), {}).setdefault(sign.level, sign)
    for levels in first.values():
        for one, other in combinations(levels.values(), 2):
            yield Contradiction(one, other)


def _much_alike(all_signs: list[Sign], known: set[frozenset[str]]) -> Iterator[Contradiction]:
    for high, lows in FAR_APART.items():
        above = list({sign.text: sign for sign in all_signs if sign.level == high}.values())
        below = list({sign.text: sign for sign in all_signs if sign.level in lows}.values())
        for sign in above:
            texts = [" ".join(sign_key(other.text)) for other in below]
            for _, _, at in process.extract(
                " ".join(sign_key(sign.text)), texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
            ):
                other = below[at]
                if frozenset([sign.text, other.text]) not in known and not _opposite(sign.text, other.text):
                    yield Contradiction(sign, other)


def _opposite(one: str, other: str) -> bool:
    """Whether the two differ in a small word that turns the meaning: "mer än", "mindre än", "inte"."""
    return bool((set(words(one)) ^ set(words(other))) & _OPPOSITES)


def sign_key(sign: str) -> tuple[str, ...]:
    """What a sign says, whoever it is about: the sorted stems of the words that matter."""
    return tuple(sorted(stem(word) for word in words(sign) if word not in _WHO))


def long_sentences(text: ArticleFile) -> list[str]:
    """The sentences of more than LONGEST_SENTENCE words."""
    parts = (part.strip() for part in _SENTENCE_END.split(text.plain_text))
    return [part for part in parts if len(words(part)) > LONGEST_SENTENCE]
