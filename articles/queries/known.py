"""What the lint must know of the rest of the site."""

from django.db.models import Value

from articles.lint import Finding, Known, lint
from articles.models import CARE, Article, Chapter, Fact, Language
from articles.site_pages import RESERVED_SLUGS
from articles.text import ArticleText


def known(article: Article | None = None) -> Known:
    """One query, and one more for what a region adds to a national article."""
    published = Article.objects.national().filter(language=Language.SWEDISH, live__isnull=False)
    slugs = published.values_list("slug", Value("slug"))
    facts = Fact.objects.filter(current__isnull=False).values_list("name", Value("fact"))
    names = set(slugs.union(facts, all=True))
    return Known(
        slugs=RESERVED_SLUGS.union(name for name, what in names if what == "slug"),
        facts=frozenset(name for name, what in names if what == "fact"),
        national=_national(article) if article is not None and article.adds_to_id else "",
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
