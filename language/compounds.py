"""Compounds taken apart and words typed together: "knäsmärta" is "knä" and "smärta", "ontihalsen" is three words.

Which words there are is the caller's to say; `compounds.toml` adds what our compounds are put together of.
"""

import functools
import tomllib
from collections.abc import Callable, Container
from pathlib import Path

from language.analysis import fold, stem

SHORTEST_HEAD = 2  # letters of a head that compounds.toml lists ("yr", "tå")
SHORTEST_TAIL = 3
SHORTEST_KNOWN = 4  # letters of a part that is known only because it is a word
JOINTS = ("s", "e", "o")  # what may stand between head and tail


@functools.lru_cache(maxsize=5_000)
def parts(word: str) -> tuple[str, ...]:
    """The stems that a folded word is put together of, in order; () when it is no compound that we know."""
    heads, tails = known_parts()
    return _split(word, lambda head: head in heads, lambda tail: stem(tail) in tails)


def parts_among(word: str, known: Container[str]) -> tuple[str, ...]:
    """As `parts`, where any of the `known` stems may be a part too."""
    heads, tails = known_parts()
    return _split(
        word,
        lambda head: head in heads or (len(head) >= SHORTEST_KNOWN and stem(head) in known),
        lambda tail: stem(tail) in tails or (len(tail) >= SHORTEST_KNOWN and stem(tail) in known),
    )


def _split(word: str, is_head: Callable[[str], bool], is_tail: Callable[[str], bool]) -> tuple[str, ...]:
    for cut in range(len(word) - SHORTEST_TAIL, SHORTEST_HEAD - 1, -1):  # the longest head first
        beginning, rest = word[:cut], word[cut:]
        head = _head(beginning, is_head)
        if head is None:
            continue
        if is_tail(rest):
            return stem(head), stem(rest)
        if deeper := _split(rest, is_head, is_tail):
            return stem(head), *deeper
    return ()


def _head(beginning: str, is_head: Callable[[str], bool]) -> str | None:
    """The head that a compound begins with, with or without what joins it to the next part."""
    if is_head(beginning):
        return beginning
    for joint in JOINTS:
        if beginning.endswith(joint) and is_head(beginning[: -len(joint)]):
            return beginning[: -len(joint)]
    return None


@functools.cache
def known_parts() -> tuple[frozenset[str], frozenset[str]]:
    """The heads, folded, and the stems of the tails."""
    data = tomllib.loads((Path(__file__).parent / "compounds.toml").read_text(encoding="utf-8"))
    return frozenset(fold(data["heads"]).split()), frozenset(stem(tail) for tail in fold(data["tails"]).split())


def run_together(word: str, is_word: Callable[[str], bool], *, most: int = 5) -> list[str] | None:
    """The words that a folded word was typed together of ("ontihalsen" → ont, i, halsen), the fewest; None if none."""
    best: list[list[str] | None] = [[]] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 20), end):
            before = best[start]
            if before is None or len(before) >= most or not is_word(word[start:end]):
                continue
            found = [*before, word[start:end]]
            standing = best[end]
            if standing is None or len(found) < len(standing):
                best[end] = found
    whole = best[-1]
    return whole if whole and len(whole) > 1 else None
