"""Suggestions while one types: topics by what their names begin with; nothing but the lexicon is asked."""

from articles.queries.search.asked import asked_for
from articles.queries.search.lexicon import TITLE, Topic, lexicon
from articles.queries.search.ranking import rank
from language.analysis import fold, words

MOST_LOOKED_AT = 400


def suggest(query: str, limit: int) -> list[Topic]:
    """The topics with a name that begins as typed, or that hold the words so far; the most sought first."""
    known = lexicon()
    typed = " ".join(words(query))
    if not typed:
        return []
    best: dict[int, float] = {}
    for number in known.beginning_with(typed, MOST_LOOKED_AT):
        name = known.names[number]
        topic = known.topics[name.topic]
        from_start = name.text.startswith(typed)
        score = 2.0 * from_start + (name.worth == TITLE) + topic.demand + 0.5 * len(typed) / max(len(name.text), 1)
        best[name.topic] = max(best.get(name.topic, 0.0), score)
    found = sorted(best, key=lambda pk: (-best[pk], known.topics[pk].title))
    if len(found) < limit and len(typed) >= 3:
        more = rank(asked_for(fold(query), known), {}, known)
        found += [each.topic for each in more if each.topic not in best and each.by_name > 0.2]
    return [known.topics[pk] for pk in found[:limit]]
