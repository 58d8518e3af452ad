"""What the files of the library say of each other."""

from collections.abc import Collection, Iterable, Mapping

from articles.library_format.addition import AdditionFile
from articles.library_format.article import ArticleFile
from articles.library_format.file import LibraryFile
from articles.models.choices import CARE


def check_together(articles: Iterable[ArticleFile], pages: Collection[str] = ()) -> None:
    """That every related topic and every link leads to an article of the library, or to one of the site's `pages`."""
    articles = list(articles)
    slugs = {article.slug for article in articles}
    for article in articles:
        for slug in article.related:
            if slug not in slugs or slug == article.slug:
                file = LibraryFile(article.path)
                raise file.error(
                    file.line_of_key("related"), f"det närliggande ämnet {slug!r} finns inte i biblioteket."
                )
        for chapter in article.chapters:
            _check_links(article, chapter.links, chapter.line, {*slugs, *pages})


def check_addition(addition: AdditionFile, articles: Mapping[str, ArticleFile], pages: Collection[str] = ()) -> None:
    """That its article is in the library and has the chapter that it is anchored to, and that its links lead there."""
    file = LibraryFile(addition.path)
    article = articles.get(addition.slug)
    if article is None:
        raise file.error(1, f"det finns ingen artikel {addition.slug!r}.")
    line = file.line_of_key("chapter")
    if addition.anchor == CARE and not article.care_levels:
        raise file.error(line, "artikeln har inga brådskegrader att lägga till något till.")
    if addition.anchor != CARE and addition.anchor not in {chapter.kind for chapter in article.chapters}:
        raise file.error(line, f"artikeln har inget kapitel {addition.anchor!r}.")
    _check_links(addition, addition.links, file.end + 2, {*articles, *pages})


def check_translation(text: ArticleFile, articles: Mapping[str, ArticleFile], pages: Collection[str] = ()) -> None:
    """That its links lead to an article of the library, or to one of the site's `pages`."""
    for chapter in text.chapters:
        _check_links(text, chapter.links, chapter.line, {*articles, *pages})


def _check_links(owner: ArticleFile | AdditionFile, links: Iterable[str], line: int, known: Collection[str]) -> None:
    for slug in links:
        if slug not in known:
            file = LibraryFile(owner.path)
            raise file.error(file.line_of(f"/{slug}/", line), f"länken '/{slug}/' leder ingenstans.")
