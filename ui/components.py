"""What the components of words are given (`ui/drawing.py`): nothing but texts, lists of texts, and yes or no."""

from typing import NamedTuple


class UnitRow(NamedTuple):
    """A care unit in a list. `number` is its number on the map; `compare` is what it is called in a comparison,
    `hours` when it is open at the time that was asked for."""

    address: str
    name: str
    status: str = ""
    state: str = ""
    distance: str = ""
    distance_is_missing: bool = False
    kinds: list[str] = []
    where: str = ""
    missing: tuple[str, ...] = ()
    phone: str = ""
    phone_in_words: str = ""
    number: str = ""
    compare: str = ""
    hours: str = ""


class Hit(NamedTuple):
    """What a search found. `kind` says what it is, or where, in the language of the page; `languages` are its
    translations, drawn; `language` is its own where it is not the page's."""

    address: str
    title: str
    kind: str = ""
    brief: str = ""
    languages: str = ""
    language: str = ""


class HitLanguage(NamedTuple):
    """A translation of what was found; `tag` is its language as HTML has it."""

    address: str
    tag: str
    name: str


class MapDrawing(NamedTuple):
    """The map, with what has been drawn of it: outlines, marks and towns. Lengths are in map units."""

    view_box: str
    label: str
    small: str
    outlines: str
    marks: str
    towns: str
    place: str = ""
    place_at: str = ""
    ring: str = ""
    drop: str = ""
    large: str = ""


class MapMoves(NamedTuple):
    """The page with the map moved, as queries."""

    closer: str
    farther: str
    north: str
    south: str
    west: str
    east: str
    back: str


class MapMark(NamedTuple):
    """A mark of the map: a unit with its `address`, or several with the query that shows them `closer`, if any does."""

    at: str
    label: str
    figure: str
    radius: str
    target: str
    centre: str
    address: str = ""
    spoken: str = ""
    listed: bool = False
    several: bool = False
    closer: str = ""


class MapTown(NamedTuple):
    at: str
    label: str
    dot: str
    lift: str


class MapLand(NamedTuple):
    path: str
    at: str
    other: bool
