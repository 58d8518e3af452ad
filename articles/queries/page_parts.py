"""What the page of an article holds, however it came about: published, cited, judged at the desk, or a preview."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from articles.models import Article, ArticleKind, Language, Level, Revision
from regions.kinds import SLUG_OF_KIND, UnitKind
from regions.queries import OpenNearby
from ui.text import Ways


@dataclass(frozen=True, slots=True)
class Ladder:
    """One step of the care ladder as it is shown, with the open units where a region is chosen."""

    level: Level
    heading: str
    signs: list[str]
    where: str
    if_closed: str
    unit_kind: str
    nearby: OpenNearby | None = None

    @property
    def kind(self) -> UnitKind | None:
        return UnitKind(self.unit_kind) if self.unit_kind else None

    @property
    def kind_slug(self) -> str:
        return SLUG_OF_KIND.get(self.unit_kind, "")


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same topic in another language, and whether it was made from an older text than the Swedish one now is."""

    language: Language
    title: str
    url: str
    published_on: date
    older: bool


@dataclass(frozen=True, slots=True)
class Original:
    """What a translation was made from, and what has changed in the Swedish text since."""

    url: str
    number: int
    published_on: date | None
    changed_on: date | None = None  # when the Swedish text became another; None while it is the same
    changed: tuple[str, ...] = ()  # the headings of the Swedish chapters that changed
    withdrawn: bool = False  # the Swedish text is being looked over, so what was made from it may be wrong too


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as its reader meets it. Lists hold plain dicts as the database made them."""

    article: Article
    revision: Revision
    ladder: list[Ladder]
    chapters: list[dict[str, Any]]
    care_additions: list[dict[str, Any]]
    sources: list[dict[str, str]]
    related: list[dict[str, str]]
    areas: list[dict[str, str]]
    versions: list[dict[str, Any]]
    reviews: list[dict[str, Any]]
    synonyms: list[str]
    regions_with_additions: list[str]
    other_languages: list[OtherLanguage] = field(default_factory=list)
    original: Original | None = None
    unsigned: list[str] = field(default_factory=list)  # parts of a published correction that wait for their review
    headings: list[tuple[str, str]] = field(default_factory=list)
    translated: frozenset[str] | None = None  # of a translation: the topics it points at that are in its language too

    @property
    def ways(self) -> Ways | None:
        if self.translated is None:
            return None
        is_swedish = self.article.language_tag == Language.SWEDISH
        return Ways(self.article.language, self.translated, "" if is_swedish else _("(på svenska)"))

    @property
    def most_urgent(self) -> Ladder | None:
        return self.ladder[0] if self.ladder and self.ladder[0].level == Level.EMERGENCY else None

    @property
    def service(self) -> Ladder | None:
        """Of a text about a service, the step of the ladder that leads to it when nothing is urgent."""
        if self.article.kind != ArticleKind.TJANST:
            return None
        return next((step for step in self.ladder if step.level == Level.SOON and step.unit_kind), None)

    def corrections_since(self, day: date) -> list[dict[str, Any]]:
        """The versions published since that day that mended a fault, newest first."""
        return [version for version in self.versions if version["is_correction"] and version["published_on"] >= day]

    @property
    def first_signs(self) -> list[str]:
        """What the 112 box says: few enough to read at a glance; the ladder has them all."""
        return self.most_urgent.signs[:5] if self.most_urgent else []
