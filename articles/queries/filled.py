"""A page with the values of the facts that it refers to. Title and summary refer to none: the lint sees to it, since
they stand in lists too."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from articles.facts import fill, names_in
from articles.models import Revision
from articles.queries.facts import fact_values, fact_values_on
from articles.queries.page_parts import ArticlePage, Ladder
from articles.queries.texts import text_of
from articles.text import ArticleText, LevelText


def filled(page: ArticlePage, on: date | None = None) -> ArticlePage:
    """The page with the facts as they are, or as they were on a day. No query when it refers to none, else one."""
    if not names_in(_texts(page)):
        return page
    return filled_with(page, fact_values() if on is None else fact_values_on(on))


def filled_with(page: ArticlePage, values: Mapping[str, str]) -> ArticlePage:
    """The page with these values of the facts."""
    return replace(
        page,
        ladder=[_ladder(step, values) for step in page.ladder],
        chapters=[_chapter(chapter, values) for chapter in page.chapters],
        care_additions=[_filled_text(addition, values) for addition in page.care_additions],
    )


def text_as_read(revision: Revision) -> ArticleText:
    """What a published version says to its readers: with the facts as they are in the one that holds, and as they
    were on the day of its publishing in an older one. One query when it refers to any, its parts apart."""
    text = text_of(revision)
    if not names_in(passage for _part, passage in text.passages()):
        return text
    day = None if revision.article.live_id == revision.pk else revision.published_on
    values = fact_values() if day is None else fact_values_on(day)
    return replace(
        text,
        levels=tuple(_level(level, values) for level in text.levels),
        chapters=tuple(replace(chapter, text=fill(chapter.text, values)) for chapter in text.chapters),
    )


def _level(level: LevelText, values: Mapping[str, str]) -> LevelText:
    signs = tuple(fill(sign, values) for sign in level.signs)
    return replace(level, signs=signs, where=fill(level.where, values), if_closed=fill(level.if_closed, values))


def _texts(page: ArticlePage) -> Iterator[str]:
    for step in page.ladder:
        yield from (*step.signs, step.where, step.if_closed)
    for chapter in page.chapters:
        yield chapter["text"]
        yield from (addition["text"] for addition in chapter["additions"])
    yield from (addition["text"] for addition in page.care_additions)


def _ladder(step: Ladder, values: Mapping[str, str]) -> Ladder:
    signs = [fill(sign, values) for sign in step.signs]
    return replace(step, signs=signs, where=fill(step.where, values), if_closed=fill(step.if_closed, values))


def _chapter(chapter: dict[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    additions = [_filled_text(addition, values) for addition in chapter["additions"]]
    return _filled_text(chapter, values) | {"additions": additions}


def _filled_text(row: dict[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    return row | {"text": fill(row["text"], values)}
