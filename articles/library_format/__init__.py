"""Reads the library's text files (docs/library.md) into plain objects; refuses what is not right with file and line."""

from articles.library_format.addition import AdditionFile, read_addition
from articles.library_format.article import ArticleFile, ChapterText, read_article
from articles.library_format.file import LibraryError
from articles.library_format.levels import LevelText
from articles.library_format.lists import LIBRARY, shared_signs, topic_areas
from articles.library_format.together import check_addition, check_together, check_translation
from articles.library_format.translation import read_translation

__all__ = [
    "LIBRARY",
    "AdditionFile",
    "ArticleFile",
    "ChapterText",
    "LevelText",
    "LibraryError",
    "check_addition",
    "check_together",
    "check_translation",
    "read_addition",
    "read_article",
    "read_translation",
    "shared_signs",
    "topic_areas",
]
