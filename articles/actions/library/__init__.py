"""Loads the library's text files into the database, as example texts."""

from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import transaction

from accounts.audit import record
from accounts.models import User
from articles.actions.library.editors import editors_own
from articles.actions.library.reading import Library, read_all
from articles.actions.library.revisions import NewVersion, months_after, write_versions
from articles.actions.library.words import bring_rules_up_to_date, bring_words_up_to_date, demand_of
from articles.library_format import LIBRARY, AdditionFile, ArticleFile, LibraryError, topic_areas
from articles.models import (
    Article,
    ArticleKind,
    Language,
    RegionalAddition,
    Revision,
    SearchDocument,
    TopicArea,
    addition_slug,
)
from articles.search_index import index_articles
from language.ordering import sort_key
from regions.facts import regions_by_slug

__all__ = ["Library", "LibraryClosed", "LoadReport", "load_library", "months_after", "read_all"]

Rows = dict[tuple[str, str], Article]  # by slug and language


class LibraryClosed(Exception):
    """Example texts were to be loaded on a site that does not say that its texts are examples."""

    def __init__(self) -> None:
        super().__init__(
            "EXAMPLE_DATA är av, och då skulle exempeltexterna se ut som riktiga råd. "
            "Sätt EXAMPLE_DATA=1 om sajten ska visa exempel."
        )


@dataclass
class LoadReport:
    """What loading changed: names of articles, language/slug of translations and region/slug of additions."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)  # names, each with why
    unchanged: int = 0
    rules: int = 0
    editors: dict[int, str] = field(default_factory=dict)  # the articles that are the editors', and why

    def lines(self) -> list[str]:
        return [
            *(f"ny       {name}" for name in self.new),
            *(f"ändrad   {name}" for name in self.changed),
            *(f"lämnad   {name}" for name in self.left),
            f"{len(self.new)} nya, {len(self.changed)} ändrade, {self.unchanged} oförändrade.",
            *([f"{self.rules} sökregler lades till eller avslutades."] if self.rules else []),
        ]


@transaction.atomic
def load_library(*, by: User | None, folder: Path = LIBRARY) -> LoadReport:
    """Brings the database in line with the library's files; all of it or, if one file is faulty, nothing.

    Each changed text becomes a new published revision, marked as an example text. Articles that the library does not
    name are left alone, and so are those that the editors have begun to write.

    Raises:
        LibraryError: a file is not right; the message names the file and the line.
        LibraryClosed: the site does not say that its texts are examples.
    """
    if not settings.EXAMPLE_DATA:
        raise LibraryClosed
    library = read_all(folder)
    report = LoadReport()
    rows = _articles(library)
    report.editors = editors_own(rows.values())
    changed = _load_swedish(library, rows, report, by)
    changed += _load_translations(library, rows, report, by)
    _load_additions(library, rows, report, by)
    to_index = {text.slug for text in changed} | _sought_otherwise(library, rows)
    words = bring_words_up_to_date(library, rows, report.editors)
    to_index |= {slug for (slug, _), row in rows.items() if row.pk in words}
    to_index |= set(library.articles) - set(SearchDocument.objects.values_list("article__slug", flat=True))
    index_articles([rows[slug, Language.SWEDISH] for slug in sorted(to_index)])
    report.rules = bring_rules_up_to_date(library)
    if report.new or report.changed:
        record("library.loaded", by=by, new=len(report.new), changed=len(report.changed))
    return report


def _name(text: ArticleFile) -> str:
    return text.slug if text.language == Language.SWEDISH else f"{text.language}/{text.slug}"


def _articles(library: Library) -> Rows:
    """The row of each article and translation, made if it is not there."""
    texts = [*library.articles.values(), *library.translations]
    found: Rows = {
        (row.slug, row.language): row
        for row in Article.objects.national().select_related("live").filter(slug__in=library.articles)
    }
    missing = [text for text in texts if (text.slug, text.language) not in found]
    created = Article.objects.bulk_create(
        Article(slug=text.slug, language=text.language, kind=text.kind, title=text.title, sort_key=sort_key(text.title))
        for text in missing
    )
    return found | {(row.slug, row.language): row for row in created}


def _load_swedish(library: Library, rows: Rows, report: LoadReport, by: User | None) -> list[ArticleFile]:
    """Writes the texts that have changed, with the earlier versions that are not yet known; returns those texts."""
    known: dict[int, list[str]] = {}
    for article, digest in Revision.objects.filter(article__in=rows.values()).values_list("article_id", "digest"):
        known.setdefault(article, []).append(digest)
    changed, versions = [], []
    for text in library.articles.values():
        row = rows[text.slug, text.language]
        if _stays(row, text, report):
            continue
        (report.changed if row.live else report.new).append(_name(text))
        changed.append(text)
        have = known.get(row.pk, [])
        new = [version for version in library.versions(text.slug) if version is text or version.digest not in have]
        versions += [NewVersion(row, version, len(have) + n) for n, version in enumerate(new, 1)]
    swedish = {slug: row for (slug, language), row in rows.items() if language == Language.SWEDISH}
    _go_live(versions, write_versions(versions, swedish, by))
    _set_topic_areas(changed, swedish)
    return changed


def _load_translations(library: Library, rows: Rows, report: LoadReport, by: User | None) -> list[ArticleFile]:
    originals = {
        (revision.article.slug, revision.digest): revision
        for revision in Revision.objects.filter(
            article__language=Language.SWEDISH, article__slug__in={text.slug for text in library.translations}
        ).select_related("article")
    }
    changed, versions = [], []
    for text in library.translations:
        row = rows[text.slug, text.language]
        if _stays(row, text, report):
            continue
        made_from = originals.get((text.slug, text.made_from))
        if made_from is None and rows[text.slug, Language.SWEDISH].pk in report.editors:
            report.left.append(f"{_name(text)}: redaktionen har en egen svensk text")
            continue
        if made_from is None:
            raise LibraryError(text.path, 1, "den svenska text som den är gjord från är inte inläst.")
        (report.changed if row.live else report.new).append(_name(text))
        changed.append(text)
        versions.append(NewVersion(row, text, row.live.number + 1 if row.live else 1, made_from))
    swedish = {slug: row for (slug, language), row in rows.items() if language == Language.SWEDISH}
    _go_live(versions, write_versions(versions, swedish, by))
    return changed


def _stays(row: Article, text: ArticleFile, report: LoadReport) -> bool:
    """Whether the article already says what the library says, or is the editors' to change."""
    if row.live and row.live.digest == text.digest:
        report.unchanged += 1
        return True
    if row.pk in report.editors:
        report.left.append(f"{_name(text)}: {report.editors[row.pk]}")
        return True
    return False


def _go_live(versions: list[NewVersion], revisions: list[Revision]) -> None:
    """The last version of each article becomes what its readers see."""
    articles = {}
    for version, revision in zip(versions, revisions, strict=True):
        row, text = version.article, version.text
        row.kind, row.title, row.sort_key, row.live = text.kind, text.title, sort_key(text.title), revision
        articles[row.pk] = row
    Article.objects.bulk_update(articles.values(), ["kind", "title", "sort_key", "live"], batch_size=200)


def _set_topic_areas(texts: list[ArticleFile], rows: dict[str, Article]) -> None:
    for position, (slug, area) in enumerate(topic_areas().items()):
        TopicArea.objects.update_or_create(slug=slug, defaults={**area, "position": position})
    areas = {area.slug: area.pk for area in TopicArea.objects.all()}
    through = Article.topic_areas.through
    through.objects.filter(article__in=[rows[text.slug] for text in texts]).delete()
    through.objects.bulk_create(
        through(article_id=rows[text.slug].pk, topicarea_id=areas[slug]) for text in texts for slug in text.topic_areas
    )


def _sought_otherwise(library: Library, rows: Rows) -> set[str]:
    """Sets the demand of each article; returns the slugs of those that had another."""
    moved = []
    for text in library.articles.values():
        row, demand = rows[text.slug, text.language], demand_of(text, library)
        if row.demand != demand:
            row.demand = demand
            moved.append(row)
    Article.objects.bulk_update(moved, ["demand"], batch_size=500)
    return {row.slug for row in moved}


def _load_additions(library: Library, rows: Rows, report: LoadReport, by: User | None) -> None:
    existing = {
        (row.adds_to_id, row.region_id, row.anchor): row
        for row in RegionalAddition.objects.select_related("live").filter(adds_to__in=rows.values())
    }
    versions = []
    for text in library.additions:
        article = rows[text.slug, Language.SWEDISH]
        key = (article.pk, regions_by_slug()[text.region_slug].code, text.anchor)
        row = existing.get(key) or _new_addition(article, text)
        if row.live and row.live.digest == text.digest:
            report.unchanged += 1
            continue
        (report.changed if row.live else report.new).append(f"{text.region_slug}/{text.slug}")
        versions.append(NewVersion(row, text.as_article(), row.live.number + 1 if row.live else 1))
        row.confirmed_against = article.live
    _go_live(versions, write_versions(versions, {}, by))
    RegionalAddition.objects.bulk_update([version.article for version in versions], ["confirmed_against"])


def _new_addition(article: Article, text: AdditionFile) -> Article:
    return Article.objects.create(
        slug=addition_slug(article, text.anchor),
        kind=ArticleKind.TILLAGG,
        region_id=regions_by_slug()[text.region_slug].code,
        adds_to=article,
        anchor=text.anchor,
        title=text.title,
        sort_key=sort_key(text.title),
    )
