"""The site's search: articles, units, places and the site's own pages in one answer."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from articles.queries import SearchAnswer, search_articles, suggest
from regions.models import CareUnit
from regions.queries import Understood, search_units, understand
from regions.regional import public_page

MAX_LENGTH = 100
UNITS_SHOWN = 5
SUGGESTIONS = 10


@dataclass(frozen=True, slots=True)
class Found:
    """Everything one search found."""

    answer: SearchAnswer
    understood: Understood
    units: list[CareUnit]

    @property
    def wants_care(self) -> bool:
        """A place, or a kind of care, was asked for: find care answers that better."""
        return bool(self.understood.kind or self.understood.place)

    @property
    def care_first(self) -> bool:
        """Whether find care answers better than any text: a place alone or with a kind, or what no text is about."""
        understood = self.understood
        about = bool(self.answer.hits) and not self.answer.partly
        asks_where = understood.place is not None and (understood.kind is not None or not understood.rest)
        return self.wants_care and (asks_where or not about)

    @property
    def nothing(self) -> bool:
        return not (self.answer.hits or self.answer.pages or self.units or self.wants_care)


def _typed(request: HttpRequest) -> tuple[str, bool]:
    """What was typed, made safe, and whether it had to be cut."""
    typed = " ".join(request.GET.get("q", "").replace("\x00", " ").split())
    return typed[:MAX_LENGTH], len(typed) > MAX_LENGTH


def _find(query: str) -> Found:
    return Found(search_articles(query), understand(query), search_units(query, UNITS_SHOWN))


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """The result page; with nothing typed it says what can be asked. At most four queries in common cases."""
    query, cut = _typed(request)
    context: dict[str, Any] = {"query": query, "cut": cut, "max_length": MAX_LENGTH}
    if query:
        found = _find(query)
        context |= {"found": found, "care_query": urlencode({"q": query})}
    return render(request, "vardguiden/search.html", context)


@public_page
def search_json(request: HttpRequest) -> JsonResponse:
    """The same answer for machines, in ranked order."""
    query, _ = _typed(request)
    answer: dict[str, Any] = {"query": query, "interpreted_as": None, "emergency": False, "hits": []}
    if query:
        found = _find(query)
        answer["interpreted_as"] = found.answer.interpreted_as
        answer["emergency"] = found.answer.emergency
        answer["hits"] = _hits(found, query)
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _hits(found: Found, query: str) -> list[dict[str, str]]:
    articles = [
        {"kind": "article", "slug": hit.article.slug, "title": hit.article.title, "url": hit.article.get_absolute_url()}
        for hit in found.answer.hits
    ]
    pages = [
        {"kind": "page", "slug": page.url_name, "title": str(page.title), "url": reverse(page.url_name)}
        for page in found.answer.pages
    ]
    units = [
        {"kind": "unit", "slug": unit.slug, "title": unit.name, "url": unit.get_absolute_url()} for unit in found.units
    ]
    care = []
    if found.wants_care:
        care = [{"kind": "find_care", "slug": "hitta-vard", "title": gettext("Hitta vård"), "url": care_url(query)}]
    return [*care, *articles, *pages, *units] if found.care_first else [*articles, *pages, *care, *units]


def care_url(query: str) -> str:
    return f"{reverse('find_care')}?{urlencode({'q': query})}"


@public_page
def suggestions(request: HttpRequest) -> HttpResponse:
    """Rows for the list under the search box while one types: topics, then find care when a place is named."""
    query, _ = _typed(request)
    rows: list[dict[str, str]] = []
    if len(query) >= 2:
        rows = [
            {"title": article.title, "kind": article.get_kind_display(), "url": article.get_absolute_url()}
            for article in suggest(query, SUGGESTIONS - 1)
        ]
        understood = understand(query)
        if understood.place or understood.kind:
            rows.append(
                {
                    "title": gettext("Hitta vård: %(query)s") % {"query": query},
                    "kind": gettext("Mottagningar"),
                    "url": care_url(query),
                }
            )
    return render(request, "components/suggestions.html", {"suggestions": rows})
