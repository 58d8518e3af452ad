"""References to facts in a text: `{giftinformation}` stands for that fact's value."""

import re
from collections.abc import Iterable, Mapping

_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_REFERENCE = re.compile(r"\{(" + _NAME + r")\}")
_ADDRESSES = {"ny"}  # what stands where a fact's name does in the desk's addresses


def is_name(name: str) -> bool:
    """Whether a fact can be called so."""
    return re.fullmatch(_NAME, name) is not None and name not in _ADDRESSES


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with the values in place of the references; one that is not known stays as it is written."""
    if "{" not in text:
        return text
    return _REFERENCE.sub(lambda match: values.get(match[1], match[0]), text)


def names_in(texts: Iterable[str]) -> set[str]:
    """The names of the facts that the texts refer to."""
    return {name for text in texts for name in _REFERENCE.findall(text)}


def reference(name: str) -> str:
    """How a text refers to the fact."""
    return "{" + name + "}"
