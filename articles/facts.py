"""References to facts in a text: `{giftinformation}` stands for that fact's value."""

import re
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REFERENCE = re.compile(r"\{(" + _NAME + r")\}")
# What Markdown or a reference would read as something else than itself, wherever in a text the value comes to stand.
_CODE = re.compile(r"[{}\[\]*`<>_~#|\\]|&#?\w+;|^(?:[-+]|\d+[.)])(?=\s)|^[-=]+$")
_LINE_BREAK = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")
_ADDRESSES = {"ny"}  # what stands where a fact's name does in the desk's addresses


def is_name(name: str) -> bool:
    """Whether a fact can be called so."""
    return re.fullmatch(_NAME, name) is not None and name not in _ADDRESSES


def why_not_plain(value: str) -> str:
    """What hinders readers from seeing the value just as it is written; empty when nothing does."""
    if _LINE_BREAK.search(value):
        return _("Skriv uppgiften på en enda rad.")
    found = " ".join(dict.fromkeys(_CODE.findall(value)))
    if not found:
        return ""
    return _("Läsarna ska se uppgiften precis som du skriver den. Ta bort det som läses som kod: %s") % found


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in place of the references; one that is not known stays as it is written."""
    if "{" not in text:
        return text
    return _REFERENCE.sub(lambda match: values.get(match[1], match[0]), text)


def names_in(texts: Iterable[str]) -> set[str]:
    """The names of the facts that the texts refer to."""
    return {name for text in texts if "{" in text for name in _REFERENCE.findall(text)}


def reference(name: str) -> str:
    """How a text refers to the fact."""
    return "{" + name + "}"
