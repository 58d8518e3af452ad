"""The site's search: articles, units, places and the site's own pages in one answer."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from articles.queries import SearchAnswer, Topic, call_first, search_articles, suggest
from articles.site_pages import SitePage, pages_begun, pages_named
from language.analysis import bare, fold, stem, words
from regions import facts
from regions.kinds import UnitKind
from regions.queries import (
    CareSearch,
    Place,
    Understood,
    UnitHit,
    When,
    find_units,
    search_units,
    suggest_care,
    understand,
)
from regions.queries.find_care import directory_for
from regions.queries.gazetteer import region_place
from ui.text import source_text

UNITS_SHOWN = 5
TEXTS_BESIDE_CARE = 3
SUGGESTIONS = 10
CARE_SUGGESTIONS = 3
ASKS_WHERE = 2  # topics beside a kind of care and a place
KIND_BEGUN = 4  # letters from which a kind of care that begins so, or a word for it, is what is likely meant


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
        """Whether find care answers better than a text: a place with a kind or alone, or a kind that no text is about,
        or that is asked for near by or at some hour."""
        understood = self.understood
        if understood.place is not None and (understood.kind is not None or not understood.rest):
            return True
        if understood.kind is None or understood.rest:
            return False
        here_and_now = understood.nearby or bool(understood.hours) or understood.hours.another_time
        return here_and_now or not self.answer.sure or (understood.alone and not self._is_title)

    @property
    def _is_title(self) -> bool:
        """Whether the first text's very title was typed, in some inflection."""
        return bool(self.answer.hits) and _stems(self.query) == _stems(self.answer.hits[0].topic.title)

    @property
    def topics(self) -> list[Topic]:
        """The topics whose texts are shown: only a few where find care answers."""
        shown = self.answer.hits[:TEXTS_BESIDE_CARE] if self.care_first else self.answer.hits
        return [hit.topic for hit in shown]

    @property
    def pages_first(self) -> bool:
        """Whether a page of the site was asked for by name, and no illness."""
        return bool(pages_named(self.query))

    @property
    def interpreted_as(self) -> str | None:
        """What was looked for in the place of the typed words, where it was something else."""
        return self.understood.interpreted_as if self.care_first else self.answer.interpreted_as

    @property
    def care_url(self) -> str:
        return care_url((self.care_first and self.understood.interpreted_as) or self.query)

    @property
    def nothing(self) -> bool:
        return not (self.answer.hits or self.answer.pages or self.units or self.wants_care or self.answer.withdrawn)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A row of the list under the search box."""

    title: str
    kind: str
    url: str
    about: Topic | SitePage | None = None
    language: str = ""  # of the title, where it is not the page's


def find(query: str, *, literally: bool = False, may_wait: bool = False, region_code: str = "") -> Found:
    """What the query finds; `literally` takes every word as it was typed. Who may have changed what is found `may_wait`
    a moment for the search to know of it.

    Units are looked for where a place, or something that is no topic's name, was typed; in the reader's region also
    where find care answers better and no place was named.
    """
    answer = search_articles(query, literally=literally, may_wait=may_wait)
    understood = understand(query, mend=not literally, towns=not answer.named, region_code=region_code)
    found = Found(query, answer, understood, [])
    if region_code and found.care_first and understood.place is None:
        return replace(found, units=_nearest(understood, region_place(region_code)))
    return replace(found, units=_units(answer, understood))


def _units(answer: SearchAnswer, understood: Understood) -> list[UnitHit]:
    """The nearest where only a place, with or without a kind, was asked for; else those of that name, and where a kind
    in a place has none of that name, the nearest."""
    kind, place = understood.kind, understood.place
    if place and not understood.rest:
        return _nearest(understood, place)
    named: list[UnitHit] = []
    if place or (understood.rest and (kind or not answer.named)):
        named = search_units(understood.telling, UNITS_SHOWN)
    return named or (_nearest(understood, place) if kind and place else [])


def _nearest(understood: Understood, place: Place) -> list[UnitHit]:
    """With the hours and whatever else was asked for, if anything was."""
    asked = CareSearch(
        replace(understood, rest=()), place, understood.kind, When.said(understood), wishes=understood.wishes
    )
    towns = facts.municipalities_by_code()
    found = [row.unit for row in find_units(asked, timezone.now(), directory_for(asked)).units[:UNITS_SHOWN]]
    return [UnitHit(unit.slug, unit.name, towns[unit.municipality_id].name) for unit in found]


def _stems(text: str) -> list[str]:
    return [stem(bare(word)) for word in words(text)]


def suggestions(query: str) -> list[Suggestion]:
    """Topics, kinds of care and places that begin as typed; where the result page shows the 112 box, that before all.
    One small query, and none about places or kinds."""
    rows, call = begun(query), call_first(query)
    if call is None:
        return rows
    first = Suggestion(call.title, gettext("Är det fara för liv?"), call.get_absolute_url())
    return [first, *(row for row in rows if row.url != first.url)][:SUGGESTIONS]


def begun(query: str) -> list[Suggestion]:
    """The same without 112."""
    care = suggest_care(query, CARE_SUGGESTIONS)
    topics, language = suggest(query, SUGGESTIONS - len(care)), get_language()
    texts = [Suggestion(topic.title, topic.kind_in(language), topic.get_absolute_url(), topic) for topic in topics]
    places = [Suggestion(text, gettext("Hitta vård"), care_url(text)) for text in care]
    asks_where = any(" " in text for text in care)  # a kind of care with a place under way
    if asks_where:
        return [*places, *texts[:ASKS_WHERE]]
    typed = fold(query)
    kinds = {source_text(kind.label) for kind in UnitKind} if len(typed) >= KIND_BEGUN else set()
    named = [place for place in places if fold(place.title) == typed or place.title in kinds]
    pages = pages_begun(typed) if len(typed) >= KIND_BEGUN else []
    texts[:0] = [Suggestion(str(page.title), "", page.address, page) for page in pages]
    return [*named, *texts, *(place for place in places if place not in named)]


def care_url(query: str) -> str:
    return f"{reverse('find_care')}?{urlencode({'q': query})}"
