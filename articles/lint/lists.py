"""The lint's lists, that editors may change: what to write otherwise (jargon.toml), what may stand (allowed.toml)."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from language.analysis import fold, stem, words
from regions.facts import regions_by_slug

HERE = Path(__file__).parent
_ENDINGS = ("", "n", "t", "s", "en", "et", "er", "erna")


@dataclass(frozen=True, slots=True)
class Plainer:
    """What to write instead of a word of the care, or of two or three."""

    stems: tuple[frozenset[str], ...]  # of each word, in all its forms
    instead: str


@functools.cache
def _jargon() -> dict[str, dict[str, str]]:
    return tomllib.loads((HERE / "jargon.toml").read_text(encoding="utf-8"))


@functools.cache
def plainer_words() -> dict[str, tuple[Plainer, ...]]:
    """The words to write otherwise, by each stem of their first word."""
    found: dict[str, tuple[Plainer, ...]] = {}
    for written, instead in _jargon()["words"].items():
        entry = Plainer(tuple(_stems(word) for word in words(written)), instead)
        for first in entry.stems[0]:
            found[first] = (*found.get(first, ()), entry)
    return found


@functools.cache
def substances() -> dict[str, str]:
    """Brand name, folded, with and without the s of the genitive → the substance. No stems: "volt" is no Voltaren."""
    return {fold(name) + s: instead for name, instead in _jargon()["brands"].items() for s in ("", "s")}


def _stems(word: str) -> frozenset[str]:
    """The stemmer takes the s of "trombos" but leaves that of "trombosen": so we ask it of each form."""
    return frozenset(stem(word + ending) for ending in _ENDINGS)


@functools.cache
def _allowed() -> dict[str, list[str]]:
    return tomllib.loads((HERE / "allowed.toml").read_text(encoding="utf-8"))


@functools.cache
def abbreviations() -> frozenset[str]:
    return frozenset(_allowed()["abbreviations"])


@functools.cache
def numbers() -> frozenset[str]:
    """The telephone numbers that may stand in a text, digits only."""
    return frozenset("".join(filter(str.isdigit, number)) for number in _allowed()["numbers"])


@functools.cache
def _sites() -> frozenset[str]:
    return frozenset(_allowed()["sites"])


@functools.cache
def _region_sites() -> frozenset[str]:
    hosts = (urlsplit(region.website).hostname or "" for region in regions_by_slug().values())
    return frozenset(host.removeprefix("www.") for host in hosts if host)


def is_authority(host: str) -> bool:
    return _is_under(host, _sites())


def is_region(host: str) -> bool:
    return _is_under(host, _region_sites())


def _is_under(host: str, sites: frozenset[str]) -> bool:
    """Whether the host is one of the sites or under one: "www.socialstyrelsen.se", never "socialstyrelsen.se.x"."""
    parts = fold(host).split(".")
    return any(".".join(parts[at:]) in sites for at in range(len(parts)))
