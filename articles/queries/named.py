"""Topics by their address, their names and their titles in other languages: for an address that leads nowhere."""

from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from articles.models import Article, Language
from articles.queries.search import Topic, nearest
from articles.queries.search.at_hand import lexicon_if_read
from language.analysis import bare, fold, words


def topic_at(slug: str) -> Topic | None:
    """The published national text of that address, if this process knows it. No query."""
    known = lexicon_if_read()
    return next((topic for topic in known.topics.values() if topic.slug == slug), None) if known else None


def named_or_near(text: str) -> list[Topic]:
    """The topics of just that name, or else the few whose titles look most like it. One small query; none, and no
    topics, while this process has not read what they are called."""
    known = lexicon_if_read()
    if known is None:
        return []
    near, folded = nearest([text])[text], words(text)
    named = known.whole.get("".join(map(bare, folded)), ())
    if named:
        return [known.topics[pk] for pk in named]
    return sorted(near, key=lambda topic: fuzz.ratio(fold(topic.title), " ".join(folded)), reverse=True)


def topics_in(language: Language, topics: Iterable[Topic]) -> dict[str, Topic]:
    """Slug → the topic with title and summary in the language, of those that have a text in it; a query if any has."""
    translated = {topic.slug: topic for topic in topics if language in topic.languages}
    texts = Article.objects.national().filter(language=language, slug__in=translated, live__isnull=False)
    rows = texts.values_list("slug", "title", "live__summary") if translated else ()
    return {slug: replace(translated[slug], title=title, summary=summary) for slug, title, summary in rows}
