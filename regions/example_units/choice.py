"""Choices that look scattered but are always the same: a checksum of a unit's key decides, never chance."""

from collections.abc import Sequence
from typing import TypeVar
from zlib import crc32

T = TypeVar("T")


def number(key: str, what: str, below: int) -> int:
    """A whole number from 0 up to (not including) `below`, always the same for a key and a question."""
    # crc32 alone gives keys that differ in one digit nearly the same last bits; the multiplication spreads them.
    return (crc32(f"{what}:{key}".encode()) * 2_654_435_761 % 2**32 >> 8) % below


def pick(key: str, what: str, options: Sequence[T]) -> T:
    """One of the options."""
    return options[number(key, what, len(options))]


def one_in(key: str, what: str, many: int) -> bool:
    """True for about one key in `many`."""
    return number(key, what, many) == 0


def some_of(key: str, what: str, options: Sequence[T], share: int) -> list[T]:
    """About `share` per cent of the options, in their order."""
    return [option for n, option in enumerate(options) if number(key, f"{what} {n}", 100) < share]
