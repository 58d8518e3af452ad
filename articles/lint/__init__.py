"""What is worth mending in a text, and what must be mended before it is published."""

from dataclasses import dataclass
from enum import StrEnum

from articles.text import ArticleText


class Weight(StrEnum):
    """STOP blocks the publishing; HINT is advice."""

    STOP = "stop"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Finding:
    rule: str
    weight: Weight
    part: str
    message: str
    mend: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    slugs: frozenset[str]


def lint(text: ArticleText, known: Known) -> list[Finding]:
    return (
        [] if text.sources else [Finding("no_source", Weight.STOP, "sources", "Källa saknas.", "Lägg till en källa.")]
    )
