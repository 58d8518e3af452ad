"""The match in PostgreSQL's full text: which articles hold each asked word, in their head or in their body."""

from collections import defaultdict
from operator import itemgetter
from typing import NamedTuple

from articles.queries.search.asked import Asked, Word
from articles.queries.search.lexicon import Lexicon
from language.analysis import bare, stem
from regions.prepared import ask

HEAD, BODY = 0.8, 0.4  # what a word is worth there, where the name is worth 1
MOST = 120  # articles
ENOUGH = 60  # articles with a word in their head, beside which those with it in their body are not looked for
TOO_MANY = 200  # articles; a word that as many have in their head tells nothing of which was meant
# A row for each asked word, or one without a word. Each says which lexicon holds, so that nobody need ask that first.
_MATCH = f"""
    SELECT (SELECT serial FROM articles_searchstate), asked.number, found.in_head,
        CASE WHEN cardinality(found.in_head) < {ENOUGH} THEN ARRAY(
            SELECT article_id FROM articles_searchdocument WHERE body @@ asked.query::tsquery LIMIT {TOO_MANY}
        ) ELSE '{{}}' END
    FROM (SELECT) AS one LEFT JOIN unnest(%(asked)s::text[]) WITH ORDINALITY AS asked (query, number) ON TRUE, LATERAL (
        SELECT ARRAY(
            SELECT article_id FROM articles_searchdocument WHERE head @@ asked.query::tsquery LIMIT {TOO_MANY}
        ) AS in_head
    ) AS found
"""  # noqa: S608  numbers of ours


class InText(NamedTuple):
    """How much of what was asked an article's text holds, 0–1 by what the words tell; and whether it holds it all."""

    share: float
    everything: bool


def match_texts(asked: Asked, known: Lexicon) -> tuple[dict[int, InText], bool]:
    """One query. Article → how much of the query its text holds; and whether the lexicon is the one that holds."""
    asked_for = [(word, _tsquery(word, known)) for word in asked.words if word.atoms]
    asked_for = [(word, tsquery) for word, tsquery in asked_for if tsquery not in known.too_common]
    words, tsqueries = [word for word, _ in asked_for], [tsquery for _, tsquery in asked_for]
    answered = ask(_MATCH, {"asked": tsqueries})
    is_current = (answered[0][0] or 0) == known.serial
    rows = [row[1:] for row in answered if row[1]]
    # What is too common tells nothing. It is left out of the sum now too, so that the first to ask gets the same answer
    # as the next, for whom it is known beforehand.
    common = {number for number, in_head, _ in rows if len(in_head) == TOO_MANY}
    known.too_common.update(tsqueries[number - 1] for number in common)
    weights = [0.0 if number in common else _word_weight(word, known) for number, word in enumerate(words, 1)]
    total = sum(weights) or 1.0
    share: dict[int, float] = defaultdict(float)
    count: dict[int, int] = defaultdict(int)
    telling = 0
    for number, in_head, in_body in rows:
        if number in common:
            continue
        telling += 1
        weight = weights[number - 1] / total
        heads = set(in_head)
        bodies = set(in_body) - heads if len(in_body) < TOO_MANY else set()
        for articles, worth in ((heads, HEAD * weight), (bodies, BODY * weight)):
            for article in articles:
                share[article] += worth
                count[article] += 1
    best = sorted(share.items(), key=itemgetter(1), reverse=True)[:MOST]
    return {pk: InText(worth, count[pk] == telling) for pk, worth in best if pk in known.topics}, is_current


def _word_weight(word: Word, known: Lexicon) -> float:
    """How much a word tells of what was meant."""
    return word.worth * sum(map(known.rare, word.atoms))


def _tsquery(word: Word, known: Lexicon) -> str:
    """Any of the spellings of the word: whole, as its parts together, or what begins as it does."""
    whole = {spelling for folded in word.folded for spelling in _stems(folded, known)}
    parts = " & ".join("(" + " | ".join(known.rules.spellings(atom)) + ")" for atom in word.atoms)
    begun = [spelling for atom in word.begun for spelling in known.rules.spellings(atom)]
    return " | ".join([*sorted(whole), f"({parts})", *begun])


def _stems(folded: str, known: Lexicon) -> tuple[str, ...]:
    return known.rules.spellings(known.rules.canonical(stem(bare(folded))))
