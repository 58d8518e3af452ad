from articles.queries.known import known
from articles.queries.lists import (
    all_titles,
    latest,
    letters,
    most_read_start,
    of_kinds,
    region_additions,
    region_pages,
    topic_area_with_articles,
    topic_areas,
    translated_titles,
)
from articles.queries.named import named_or_near, topic_at, topics_in
from articles.queries.page import article_page
from articles.queries.page_parts import ArticlePage, Ladder
from articles.queries.search import SearchAnswer, Topic, call_first, search_articles, suggest

__all__ = [
    "ArticlePage",
    "Ladder",
    "SearchAnswer",
    "Topic",
    "all_titles",
    "article_page",
    "call_first",
    "known",
    "latest",
    "letters",
    "most_read_start",
    "named_or_near",
    "of_kinds",
    "region_additions",
    "region_pages",
    "search_articles",
    "suggest",
    "topic_area_with_articles",
    "topic_areas",
    "topic_at",
    "topics_in",
    "translated_titles",
]
