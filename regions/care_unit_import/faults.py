"""What can be wrong: with the whole file, with one row, with one fact of a row. All messages are Swedish sentences."""

from dataclasses import dataclass


def number_text(count: int) -> str:
    """A number as Swedes write it: 200 000."""
    return f"{count:,}".replace(",", " ")


class FileRefused(Exception):
    """The file is not taken and nothing is changed; the message tells the person who ran the import why."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with a row (it is refused) or a fact (it is left out): the kind of fault, and this case of it."""

    kind: str
    case: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.case}" if self.case else self.kind


class RowRefused(Exception):
    """The row would make a unit that is useless or wrong."""

    def __init__(self, kind: str, case: str = "") -> None:
        super().__init__(kind, case)
        self.fault = Fault(kind, case)
