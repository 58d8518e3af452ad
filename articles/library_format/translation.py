"""A translation's file: an article once more, in English or easy Swedish, that knows the text it was made from."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from articles.library_format.article import ArticleFile, chapters
from articles.library_format.file import LibraryFile
from articles.library_format.levels import care_levels
from articles.limits import LONGEST_NOTE, LONGEST_SUMMARY, LONGEST_SYNONYM, LONGEST_TITLE
from articles.models.choices import Language

LEAST_DIGEST, MOST_SYNONYMS = 12, 15
_KEYS: dict[str, type] = {"title": str, "summary": str, "made_from": str, "synonyms": list, "change_note": str}


def read_translation(path: Path, versions: Iterable[ArticleFile]) -> ArticleFile:
    """The translation in a file of the folder `translations/<language>/`; `versions` are the Swedish texts.

    Kind, sources, related topics and all else that is not text are the Swedish text's. The care ladder has its levels,
    in its order: a translation never leaves out how urgent something is.
    """
    file = LibraryFile(path)
    file.take(_KEYS, optional=["care_levels"])
    digest = file.data["made_from"]
    original = next((text for text in versions if len(digest) >= LEAST_DIGEST and text.digest.startswith(digest)), None)
    if original is None:
        raise file.error(
            file.line_of_key("made_from"),
            "”made_from” är ingen av artikelns versioner. Spara den text som översättningen gjordes från i earlier/.",
        )
    levels = care_levels(file)
    if [(level.level, level.unit_kind) for level in levels] != [
        (level.level, level.unit_kind) for level in original.care_levels
    ]:
        raise file.error(file.line_of_key("care_levels"), "brådskegraderna är inte de som den svenska texten har.")
    translated = chapters(file, original.kind)
    extra = {chapter.kind for chapter in translated} - {chapter.kind for chapter in original.chapters}
    if extra:
        line = next(chapter.line for chapter in translated if chapter.kind in extra)
        raise file.error(line, "kapitlet finns inte i den svenska texten.")
    return replace(
        original,
        path=path,
        title=file.own_text("title", LONGEST_TITLE),
        summary=" ".join(file.own_text("summary", LONGEST_SUMMARY).split()),
        synonyms=file.own_texts("synonyms", LONGEST_SYNONYM, least=1, most=MOST_SYNONYMS),
        change_note=file.own_text("change_note", LONGEST_NOTE),
        care_levels=levels,
        chapters=translated,
        digest=file.digest,
        language=Language(path.parent.name),
        made_from=original.digest,
    )
