"""What the lint says, and what it must know: a finding, a rule, and the pages that there are."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HEAD, SOURCES, WHOLE = "head", "sources", ""  # parts that are neither the care ladder nor a chapter


class Weight(StrEnum):
    """STOP: the text cannot be published until it is mended. HINT: worth a look, the writer decides."""

    STOP = "stop"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that the lint looks for, and why it matters."""

    code: str
    weight: Weight
    title: "StrOrPromise"
    why: "StrOrPromise"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, in words for the writer."""

    rule: str  # the code of the rule
    weight: Weight
    part: str  # "head", "care", a `ChapterKind` value, "sources", or "" for the whole text
    message: str  # what is wrong
    mend: str  # how to mend it
    quote: str = ""  # the exact words that are meant, for marking


@dataclass(frozen=True, slots=True)
class Known:
    """What the lint must know of the rest of the site; `articles.queries.known` asks the database for it."""

    slugs: frozenset[str]  # published articles, and the first path segments of the site's own pages
    facts: frozenset[str] = frozenset()  # names of the facts in force
    national: str = ""  # for a regional addition: the national chapter that it adds to
    swedish: frozenset[str] = frozenset()  # for a translation: what the Swedish text says, passage by passage
