"""Components of words: rows and marks that stand dozens of times in a page.

Such a component is an ordinary template whose parameters are the fields of a NamedTuple (`ui/components.py`). It may
ask whether one is empty, go through a list and write them out, and nothing else. What it looks like then depends on
which are empty only, its shape; each shape is drawn once by Django's templates, with gaps, and from then on the gaps
are filled with the words: escaped, but for what has been drawn already. That takes a tenth of the time
(docs/adr/0024-lean.md).
"""

import re
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

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

    def filled(self, words: list[str]) -> str:
        said = [word if type(word) is SafeString else escape(word) for word in words]
        return self.text % tuple([said[number] for number in self.order])


def drawn(name: str, given: Any) -> SafeString:
    """The component of that name with the words of a NamedTuple, or of each in a list of such."""
    rows = [given] if hasattr(given, "_fields") else given
    seen = (name, get_language(), get_script_prefix())
    return mark_safe("".join([_drawn(name, row, seen) for row in rows]))  # noqa: S308  a template, and escaped words


def _drawn(name: str, row: Any, seen: tuple[object, ...]) -> str:
    shape: list[object] = [type(row)]
    words: list[str] = []
    for value in row:
        if isinstance(value, str):
            shape.append(not value)
            words.append(value)
        elif isinstance(value, list | tuple):
            shape.append(len(value))
            words += value
        else:
            shape.append(value)
    which = (*seen, *shape)
    picture = _pictures.get(which)
    if picture is None:
        picture = _draw(name, row, words)
        if len(_pictures) < MOST_SHAPES:
            _pictures[which] = picture
    return picture.filled(words)


def _draw(name: str, row: Any, words: list[str]) -> _Picture:
    """Draws the shape, and makes sure that nothing but the shape decides what the component looks like."""
    numbers = iter(range(len(words)))
    parts = _gap.split(_rendered(name, [_with_gaps(value, numbers) for value in row], row))
    picture = _Picture("%s".join(part.replace("%", "%%") for part in parts[::2]), [int(each) for each in parts[1::2]])
    if picture.filled(words) != _rendered(name, row, row):
        raise ImproperlyConfigured(f"{name} asks more of its words than whether they are empty")
    return picture


def _with_gaps(value: Any, numbers: Any) -> Any:
    if isinstance(value, str):
        number = next(numbers)
        return SafeString(f"{GAP}{number}{GAP}") if value else ""
    if isinstance(value, list | tuple):
        return [SafeString(f"{GAP}{next(numbers)}{GAP}") for _ in value]
    return value


def _rendered(name: str, values: Sequence[Any], row: Any) -> str:
    template: Any = get_template(name)
    return str(template.template.render(Context(dict(zip(row._fields, values, strict=True)))))
