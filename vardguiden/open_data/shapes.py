"""Sample answers, and the JSON Schema that one of them implies."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Maybe:
    """A value that is null where nobody has told it."""

    value: Any


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a document: an example of it, and what it says."""

    sample: Any
    text: "str | Promise"

    @property
    def kind(self) -> str:
        """Its type in words: "string", "integer or null"."""
        kinds = schema(self.sample)["type"]
        return kinds if isinstance(kinds, str) else " / ".join(kinds)


Fields = dict[str, Field]


def document(fields: Fields) -> dict[str, Any]:
    """The sample document that the fields make."""
    return {name: field.sample for name, field in fields.items()}


def plain(sample: Any) -> Any:
    """The sample as an answer looks."""
    if isinstance(sample, Maybe):
        return plain(sample.value)
    if isinstance(sample, dict):
        return {name: plain(value) for name, value in sample.items()}
    return [plain(value) for value in sample] if isinstance(sample, list) else sample


_TYPES = {str: "string", bool: "boolean", int: "integer", float: "number", type(None): "null"}


def schema(sample: Any) -> dict[str, Any]:
    """The JSON Schema of answers like the sample. A list is of things like its first."""
    if isinstance(sample, Maybe):
        found = schema(sample.value)
        return found | {"type": [found["type"], "null"]}
    if isinstance(sample, dict):
        properties = {name: schema(value) for name, value in sample.items()}
        return {"type": "object", "properties": properties, "required": list(sample)}
    if isinstance(sample, list):
        return {"type": "array"} | ({"items": schema(sample[0])} if sample else {})
    return {"type": _TYPES[type(sample)]}


def differences(answer: Any, sample: Any, where: str = "", *, whole: bool = True) -> list[str]:
    """Where an answer has another shape than the sample. With `whole` every name of the sample is there."""
    if isinstance(sample, Maybe):
        return [] if answer is None else differences(answer, sample.value, where, whole=whole)
    if isinstance(sample, dict) and isinstance(answer, dict):
        found = [f"{where}.{name} is not described" for name in answer if name not in sample]
        found += [f"{where}.{name} is missing" for name in sample if whole and name not in answer]
        for name in answer.keys() & sample.keys():
            found += differences(answer[name], sample[name], f"{where}.{name}", whole=whole)
        return found
    if isinstance(sample, list) and isinstance(answer, list):
        rows = answer if sample else []
        return [each for row in rows for each in differences(row, sample[0], f"{where}[]", whole=whole)]
    same = type(answer) is type(sample) or (isinstance(sample, float) and type(answer) is int)
    return [] if same else [f"{where} is {type(answer).__name__}, described as {type(sample).__name__}"]
