"""The site's search: articles, units, places and the site's own pages in one answer."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from articles.queries import ArticleHit, SearchAnswer, search_articles, suggest
from language.analysis import fold
from regions.queries import Understood, UnitHit, nearest_units, search_units, suggest_care, understand

UNITS_SHOWN = 5
TEXTS_BESIDE_CARE = 3
SUGGESTIONS = 10
CARE_SUGGESTIONS = 3
ASKS_WHERE = 2  # topics beside a kind of care and a place


@dataclass(frozen=True, slots=True)
class Found:
    """Everything one search found."""

    query: str
    answer: SearchAnswer
    understood: Understood
    units: list[UnitHit]

    @property
    def wants_care(self) -> bool:
        """A place, or a kind of care, was asked for: find care answers that better."""
        return bool(self.understood.kind or self.understood.place)

    @property
    def care_first(self) -> bool:
        """Whether find care answers better than a text: a place with a kind or alone, or a kind that no text names."""
        understood = self.understood
        if understood.place is not None and (understood.kind is not None or not understood.rest):
            return True
        return understood.kind is not None and not understood.rest and not self.answer.sure

    @property
    def texts(self) -> list[ArticleHit]:
        """The texts to show: only a few where find care answers."""
        return self.answer.hits[:TEXTS_BESIDE_CARE] if self.care_first else self.answer.hits

    @property
    def interpreted_as(self) -> str | None:
        """What was looked for in the place of the typed words, where it was something else."""
        return self.understood.interpreted_as if self.care_first else self.answer.interpreted_as

    @property
    def care_url(self) -> str:
        return care_url((self.care_first and self.understood.interpreted_as) or self.query)

    @property
    def nothing(self) -> bool:
        return not (self.answer.hits or self.answer.pages or self.units or self.wants_care)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row of the list under the search box."""

    title: str
    kind: str
    url: str


def find(query: str, *, literally: bool = False) -> Found:
    """What the query finds; `literally` takes every word as it was typed.

    Units are looked for where a place, or something that is no topic's name, was typed.
    """
    answer = search_articles(query, literally=literally)
    understood = understand(query, mend=not literally, towns=not answer.named)
    return Found(query, answer, understood, _units(query, answer, understood))


def _units(query: str, answer: SearchAnswer, understood: Understood) -> list[UnitHit]:
    """The nearest where only a place, with or without a kind, was asked for; else those of that name."""
    if understood.place and not understood.rest:
        return nearest_units(understood.place, understood.kind, UNITS_SHOWN)
    by_name = understood.rest and (understood.kind or not answer.named)
    return search_units(query, UNITS_SHOWN) if understood.place or by_name else []


def suggestions(query: str) -> list[Suggestion]:
    """Topics, kinds of care and places that begin as typed. One small query, and none about places or kinds."""
    care = suggest_care(query, CARE_SUGGESTIONS)
    topics = suggest(query, SUGGESTIONS - len(care))
    texts = [Suggestion(topic.title, topic.kind_label, topic.get_absolute_url()) for topic in topics]
    places = [Suggestion(text, gettext("Hitta vård"), care_url(text)) for text in care]
    asks_where = any(" " in text for text in care)  # a kind of care with a place under way
    if asks_where:
        return [*places, *texts[:ASKS_WHERE]]
    named = [place for place in places if fold(place.title) == fold(query)]
    return [*named, *texts, *(place for place in places if place not in named)]


def care_url(query: str) -> str:
    return f"{reverse('find_care')}?{urlencode({'q': query})}"
