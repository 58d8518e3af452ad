"""Compounds taken apart: "öroninflammation" is "öron" and "inflammation". The words that are known stand in
`compounds.toml`; what is put together of anything else stays whole."""

import functools
import tomllib
from pathlib import Path

from language.analysis import fold, stem

SHORTEST = 2  # letters of a head ("yr", "tå")


@functools.lru_cache(maxsize=20_000)
def parts(word: str) -> tuple[str, ...]:
    """The stems that a folded word is put together of, in order; () when it is no compound that we know."""
    for cut in range(len(word) - 3, SHORTEST - 1, -1):  # the longest head first
        head, rest = _head(word[:cut]), word[cut:]
        if head is None:
            continue
        if stem(rest) in _words()[1]:
            return stem(head), stem(rest)
        if deeper := parts(rest):
            return stem(head), *deeper
    return ()


def _head(beginning: str) -> str | None:
    """The head that a compound begins with, with or without the joining "s"."""
    heads = _words()[0]
    if beginning in heads:
        return beginning
    return beginning[:-1] if beginning.endswith("s") and beginning[:-1] in heads else None


@functools.cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    """The heads, folded, and the stems of the tails."""
    data = tomllib.loads((Path(__file__).parent / "compounds.toml").read_text(encoding="utf-8"))
    return frozenset(fold(data["heads"]).split()), frozenset(stem(tail) for tail in fold(data["tails"]).split())
