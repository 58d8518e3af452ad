"""The match in PostgreSQL's full text: which articles hold each asked word, in their head or in their body."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import connection

from articles.queries.search.asked import Asked, Word
from articles.queries.search.lexicon import Lexicon
from language.analysis import bare, stem

HEAD, BODY = 0.8, 0.4  # what a word is worth there, where the name is worth 1
_MATCH = """
    SELECT t.number, where_from.part, array_agg(where_from.article_id)
    FROM unnest(%s::text[]) WITH ORDINALITY AS t (query, number), LATERAL (
        SELECT 'h' AS part, article_id FROM articles_searchdocument WHERE head @@ t.query::tsquery
        UNION ALL
        SELECT 'b', article_id FROM articles_searchdocument WHERE body @@ t.query::tsquery
    ) AS where_from
    GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class InText:
    """How much of what was asked an article's text holds, 0–1 by what the words tell; and whether it holds it all."""

    share: float
    everything: bool


def match_texts(asked: Asked, known: Lexicon) -> dict[int, InText]:
    """One query. Article → how much of the query its text holds."""
    words = [word for word in asked.words if word.atoms]
    if not words:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_MATCH, [[_tsquery(word, known) for word in words]])
        rows = cursor.fetchall()
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for number, part, articles in rows:
        worth = HEAD if part == "h" else BODY
        for article in articles:
            found[article][number] = max(worth, found[article].get(number, 0.0))
    weights = {number: word_weight(word, known) for number, word in enumerate(words, 1)}
    total = sum(weights.values()) or 1.0
    return {
        article: InText(sum(worth * weights[n] for n, worth in held.items()) / total, len(held) == len(words))
        for article, held in found.items()
        if article in known.topics
    }


def word_weight(word: Word, known: Lexicon) -> float:
    return word.worth * sum(map(known.rare, word.atoms))


def _tsquery(word: Word, known: Lexicon) -> str:
    """Any of the spellings of the word: whole, as its parts together, or what begins as it does."""
    whole = {spelling for folded in word.folded for spelling in _stems(folded, known)}
    parts = " & ".join("(" + " | ".join(known.rules.spellings(atom)) + ")" for atom in word.atoms)
    begun = [f"{spelling}" for atom in word.begun for spelling in known.rules.spellings(atom)]
    return " | ".join([*sorted(whole), f"({parts})", *begun])


def _stems(folded: str, known: Lexicon) -> tuple[str, ...]:
    return known.rules.spellings(known.rules.canonical(stem(bare(folded))))
