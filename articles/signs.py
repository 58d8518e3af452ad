"""When two signs of the care ladder say the same, and what contradicts what: the same sign at two levels."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz, process

from articles.models.choices import Level
from language.analysis import STOP_WORDS, stem, words

ALIKE = 90  # rapidfuzz ratio, 0–100, from which two signs are taken to say the same
FAR_APART = {Level.EMERGENCY: {Level.ADVICE, Level.SELFCARE}, Level.URGENT: {Level.SELFCARE}}

_WHO = STOP_WORDS | {"barnet", "barn", "ditt"}
_OPPOSITES = frozenset(
    ["inte", "ingen", "inga", "utan", "varken", "men", "over", "under", "yngre", "aldre", "mer", "mindre"]
)


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


def sign_key(sign: str) -> tuple[str, ...]:
    """What a sign says, whoever it is about: the sorted stems of the words that matter.

    "Du" and "barnet" count as the same person; the order of the words and their inflection count for nothing.
    """
    return tuple(sorted(stem(word) for word in words(sign) if word not in _WHO))


def same_words(signs: Iterable[Sign]) -> Iterator[Contradiction]:
    """Signs of the same words at different levels."""
    first: dict[tuple[str, ...], dict[Level, Sign]] = {}
    for sign in signs:
        first.setdefault(sign_key(sign.text), {}).setdefault(sign.level, sign)
    for levels in first.values():
        for one, other in combinations(levels.values(), 2):
            yield Contradiction(one, other)


def much_alike(signs: Iterable[Sign]) -> Iterator[Contradiction]:
    """Signs much alike whose levels are far apart; those of the same words are among them."""
    signs = list(signs)
    for high, lows in FAR_APART.items():
        above = list({sign.text: sign for sign in signs if sign.level == high}.values())
        below = list({sign.text: sign for sign in signs if sign.level in lows}.values())
        texts = [" ".join(sign_key(other.text)) for other in below]
        for sign in above:
            alike = process.extract(
                " ".join(sign_key(sign.text)), texts, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=None
            )
            for _, _, at in alike:
                if not _opposite(sign.text, below[at].text):
                    yield Contradiction(sign, below[at])


def _opposite(one: str, other: str) -> bool:
    """Whether the two differ in a small word that turns the meaning: "mer än", "mindre än", "inte"."""
    return bool((set(words(one)) ^ set(words(other))) & _OPPOSITES)
