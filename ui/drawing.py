"""Components of words: rows and marks that stand dozens of times in a page.

Such a component is an ordinary template whose parameters are the fields of a NamedTuple (`ui/components.py`). It may
ask whether one is empty, go through a list and write them out, and nothing else. What it looks like then depends on
which are empty only, its shape; each shape is drawn once by Django's templates, with gaps, and from then on the gaps
are filled with the words: escaped, but for what has been drawn already. That takes a tenth of the time
(docs/adr/0024-lean.md).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from itertools import chain, count
from typing import Any, NamedTuple, get_origin, get_type_hints

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.template import Context
from django.template.loader import get_template
from django.urls import get_script_prefix
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

GAP = "\x00"  # stands in no text of ours
MOST_SHAPES = 2_000
_gap = re.compile(f"{GAP}([0-9]+){GAP}")
_pictures: dict[tuple[object, ...], "_Picture"] = {}


class _Picture(NamedTuple):
    """What stands around the gaps, in Python's own % notation, and which words fill them."""

    text: str
    order: list[int]

    def filled(self, words: Sequence[Any]) -> str:
        chosen = [words[number] for number in self.order]
        if _must_be_escaped("".join(chosen)):  # few have any such
            chosen = [_said(word) for word in chosen]
        return self.text % tuple(chosen)


def drawn(name: str, given: Any) -> SafeString:
    """The component of that name with the words of a NamedTuple, or of each in a list of such."""
    rows = [given] if hasattr(given, "_fields") else given
    seen = (name, get_language(), get_script_prefix())
    return mark_safe("".join([_drawn(name, row, seen) for row in rows]))  # noqa: S308  a template, and escaped words


def _drawn(name: str, row: Any, seen: tuple[object, ...]) -> str:
    kind: Any = type(row)
    lists = [row[number] for number in _lists(kind)]
    words = [*row, *chain.from_iterable(lists)] if lists else row
    which = (*seen, kind, *map(bool, row), *map(len, lists))
    picture = _pictures.get(which)
    if picture is None:
        picture = _draw(name, row, words)
        if len(_pictures) < MOST_SHAPES and not settings.DEBUG:  # who writes a template sees it at once
            _pictures[which] = picture
    return picture.filled(words)


@cache
def _lists(kind: Any) -> list[int]:
    """Which fields are lists of texts."""
    fields = get_type_hints(kind).values()
    return [number for number, field in enumerate(fields) if get_origin(field) in (list, tuple)]


def _must_be_escaped(text: str) -> bool:
    return "&" in text or "<" in text or ">" in text or '"' in text or "'" in text


def _said(word: str) -> str:
    return word if type(word) is SafeString or not _must_be_escaped(word) else escape(word)


def _draw(name: str, row: Any, words: Sequence[Any]) -> _Picture:
    """Draws the shape, and makes sure that nothing but the shape decides what the component looks like."""
    in_lists = count(len(row))
    gaps = [_with_gaps(value, number, in_lists) for number, value in enumerate(row)]
    parts = _gap.split(_rendered(name, gaps, row))
    picture = _Picture("%s".join(part.replace("%", "%%") for part in parts[::2]), [int(each) for each in parts[1::2]])
    if picture.filled(words) != _rendered(name, row, row):
        raise ImproperlyConfigured(f"{name} asks more of its words than whether they are empty")
    return picture


def _with_gaps(value: Any, number: int, in_lists: Iterator[int]) -> Any:
    """What the template is given in the place of a field: words are gaps, and what is empty or no word stays."""
    if isinstance(value, list | tuple):
        return [SafeString(f"{GAP}{next(in_lists)}{GAP}") for _ in value]
    return SafeString(f"{GAP}{number}{GAP}") if value and isinstance(value, str) else value


def _rendered(name: str, values: Sequence[Any], row: Any) -> str:
    template: Any = get_template(name)
    return str(template.template.render(Context(dict(zip(row._fields, values, strict=True)))))
