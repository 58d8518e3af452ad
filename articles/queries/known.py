"""What the lint must know of the rest of the site."""

from django.db.models import Value

from articles.lint import Finding, Known, lint
from articles.lint.translated import said
from articles.models import CARE, Article, Chapter, Fact, Language, Revision
from articles.queries.texts import PARTS, text_of
from articles.site_pages import RESERVED_SLUGS
from articles.text import ArticleText


def known(article: Article | None = None) -> Known:
    """One query, one more for what a region adds to a national article, and five for a translation."""
    published = Article.objects.national().filter(language=Language.SWEDISH, live__isnull=False)
    slugs = published.values_list("slug", Value("slug"))
    facts = Fact.objects.filter(current__isnull=False).values_list("name", Value("fact"))
    names = set(slugs.union(facts, all=True))
    return Known(
        slugs=RESERVED_SLUGS.union(name for name, what in names if what == "slug"),
        facts=frozenset(name for name, what in names if what == "fact"),
        national=_national(article) if article is not None and article.adds_to_id else "",
        swedish=_swedish(article) if article is not None and article.language != Language.SWEDISH else frozenset(),
    )


def findings_so_far(text: ArticleText, article: Article) -> list[Finding]:
    """What is to be mended in a draft; what has changed is asked for when it is sent."""
    return [finding for finding in lint(text, known(article)) if finding.rule != "no_change_note"]


def _national(addition: Article) -> str:
    """The chapter that the addition stands in; the whole text when that is the care ladder or the chapter is gone."""
    chapters = Chapter.objects.filter(revision__article=addition.adds_to_id, revision=_live(addition))
    if addition.anchor != CARE:
        chapters = chapters.filter(kind=addition.anchor) or chapters
    return "\n\n".join(chapter.text for chapter in chapters.order_by("position"))


def _live(addition: Article) -> int | None:
    return addition.adds_to.live_id if addition.adds_to else None


def _swedish(translation: Article) -> frozenset[str]:
    """What any published version of the Swedish text says: a translation may have been begun from an older one."""
    versions = Revision.objects.filter(
        article__in=Article.objects.national().filter(slug=translation.slug, language=Language.SWEDISH),
        published_on__isnull=False,
    )
    texts = map(text_of, versions.select_related("article").prefetch_related(*PARTS))
    return frozenset(words for text in texts for _part, words in said(text))
