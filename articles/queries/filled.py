"""A page with the values of the facts that it refers to. Title and summary refer to none: the lint sees to it, since
they stand in lists too."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from articles.facts import fill, names_in
from articles.queries.facts import fact_values
from articles.queries.page_parts import ArticlePage, Ladder
from articles.text import ArticleText, LevelText


def filled(page: ArticlePage) -> ArticlePage:
    """The page with the facts as they are. No query when it refers to none, else one."""
    return filled_with(page, fact_values()) if names_on(page) else page


def names_on(page: ArticlePage) -> set[str]:
    """The names of the facts that the page refers to."""
    return names_in(_texts(page))


def filled_with(page: ArticlePage, values: Mapping[str, str]) -> ArticlePage:
    """The page with these values of the facts."""
    return replace(
        page,
        ladder=[_ladder(step, values) for step in page.ladder],
        chapters=[_chapter(chapter, values) for chapter in page.chapters],
        care_additions=[_filled_text(addition, values) for addition in page.care_additions],
    )


def text_with(text: ArticleText, values: Mapping[str, str]) -> ArticleText:
    """What a version says to its readers with these values of the facts."""
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
