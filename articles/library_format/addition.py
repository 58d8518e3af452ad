"""A regional addition's file."""

from dataclasses import dataclass
from pathlib import Path

from articles.library_format.article import ArticleFile, ChapterText
from articles.library_format.file import LibraryFile
from articles.limits import LONGEST_NOTE, LONGEST_TITLE
from articles.models.choices import CARE, ArticleKind, ChapterKind

REVIEW_MONTHS = 12  # where and how changes more often than what


@dataclass(frozen=True)
class AdditionFile:
    """A region's addition to one chapter of an article, as its file says it."""

    path: Path
    region_slug: str
    slug: str
    anchor: str
    title: str
    text: str
    change_note: str
    links: tuple[str, ...]
    digest: str

    def as_article(self) -> ArticleFile:
        """The addition as the article with one chapter that it is kept as."""
        chapter = ChapterText(ChapterKind.WHAT_APPLIES, "", self.text, 1, self.links)
        return ArticleFile(
            path=self.path,
            slug=self.slug,
            kind=ArticleKind.TILLAGG,
            title=self.title,
            summary="",
            topic_areas=(),
            synonyms=(),
            related=(),
            review_months=REVIEW_MONTHS,
            life_threatening=False,
            change_note=self.change_note,
            sources=(),
            care_levels=(),
            chapters=(chapter,),
            digest=self.digest,
        )


def read_addition(path: Path) -> AdditionFile:
    """One addition's file, checked on its own; what it says of articles is checked by `check_addition`."""
    file = LibraryFile(path)
    file.take({"title": str, "chapter": str, "change_note": str})
    anchor = file.data["chapter"]
    if anchor != CARE and anchor not in ChapterKind.values:
        raise file.error(file.line_of_key("chapter"), f"{anchor!r} är inget kapitel.")
    text = "\n".join(row for _, row in file.body())
    if not text.strip():
        raise file.error(file.end + 1, "tillägget har ingen text.")
    return AdditionFile(
        path=path,
        region_slug=path.parent.name,
        slug=file.slug(),
        anchor=anchor,
        title=file.own_text("title", LONGEST_TITLE),
        text=text.strip(),
        change_note=file.own_text("change_note", LONGEST_NOTE),
        links=file.check_markdown(file.end + 2, text),
        digest=file.digest,
    )
