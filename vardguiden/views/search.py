"""The search page, its twin for machines, and the suggestions while one types."""

import re
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import gettext, override

from articles.actions import note_miss
from articles.models import Language
from regions.regional import RegionalRequest, public_page
from ui.addresses import address_of
from vardguiden.queries import Found, find, suggestions
from vardguiden.replicas import on_the_primary
from vardguiden.views.hits import texts_found, topic_rows, unit_rows
from vardguiden.views.in_english import (
    in_swedish,
    only_in_swedish,
    suggestions_in_english,
    texts_in_english_first,
    topic_rows_in_english,
)

MAX_LENGTH = 100
SHORTEST_SUGGESTED = 2  # letters
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")  # controls, and what turns text around


def _typed(request: HttpRequest) -> tuple[str, bool]:
    """What was typed, made safe, and whether it had to be cut."""
    typed = " ".join(_UNREADABLE.sub(" ", request.GET.get("q", "")).split())
    return typed[:MAX_LENGTH], len(typed) > MAX_LENGTH


def _literally(request: HttpRequest) -> bool:
    """`?ordagrant=1` is the way out when the search read something else into what was typed."""
    return request.GET.get("ordagrant") == "1"


def _found(request: RegionalRequest, query: str) -> Found | None:
    """Whoever is logged in may have published a text just now."""
    if not query:
        return None
    is_logged_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    code = request.region.code if request.region else ""
    return find(query, literally=_literally(request), may_wait=is_logged_in, region_code=code)


@public_page
def search(request: RegionalRequest, language: Language = Language.SWEDISH) -> HttpResponse:
    """The result page; with nothing typed it says what can be asked. At most three queries, one more in English, and a
    count of what found nothing."""
    query, cut = _typed(request)
    with override(language.tag):
        found = _found(request, query)
        context = _context(query, found) | (_in_english(query, found) if language == Language.ENGLISH else {})
        response = render(request, "vardguiden/search.html", context | {"cut": cut, "max_length": MAX_LENGTH})
    _note(request, found)
    return response


def _context(query: str, found: Found | None) -> dict[str, Any]:
    context: dict[str, Any] = {"query": query, "found": found, "search_address": address_of("search")}
    if found:
        answer = found.answer
        context |= {
            "texts": texts_found(found),
            "guesses": topic_rows(answer.guesses),
            "unit_rows": unit_rows(found.units),
            "meant": found.interpreted_as,
            "withdrawn_title": answer.withdrawn.title if answer.withdrawn else "",
            "literal_query": urlencode({"q": query, "ordagrant": "1"}),
            "did_you_mean_query": urlencode({"q": answer.did_you_mean or ""}),
        }
    return context


def _in_english(query: str, found: Found | None) -> dict[str, Any]:
    """What differs on the English page."""
    context: dict[str, Any] = {
        "in_english": True,
        "search_address": address_of("search_in_english"),
        "swedish_address": address_of("search") + (f"?{urlencode({'q': query})}" if query else ""),
    }
    if found:
        answer, texts = found.answer, texts_in_english_first(found)
        context |= {
            "texts": texts,
            "only_in_swedish": only_in_swedish(texts, found),
            "guesses": topic_rows_in_english(answer.guesses),
            "unit_rows": unit_rows(found.units, Language.SWEDISH.tag),
            "withdrawn_title": in_swedish(answer.withdrawn.title) if answer.withdrawn else "",
        }
        if found.interpreted_as and found.care_first:  # kinds of care and places are looked for in Swedish
            context["meant"] = in_swedish(found.interpreted_as)
    return context


def _note(request: HttpRequest, found: Found | None) -> None:
    """Counts a search that found nothing, last of all, so that nothing can go wrong for the reader."""
    if found and found.nothing and request.method == "GET":
        with on_the_primary():
            note_miss(found.query, address=request.META.get("REMOTE_ADDR", ""))


@public_page
def search_json(request: RegionalRequest) -> JsonResponse:
    """The same answer for machines, in ranked order."""
    query, _ = _typed(request)
    answer: dict[str, Any] = {"query": query, "interpreted_as": None, "did_you_mean": None}
    answer |= {"emergency": False, "hits": []}
    found = _found(request, query)
    if found:
        answer["interpreted_as"] = found.interpreted_as
        answer["did_you_mean"] = found.answer.did_you_mean
        answer["emergency"] = found.answer.emergency
        answer["hits"] = _hits(found)
    response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False})
    _note(request, found)
    return response


def _hits(found: Found) -> list[dict[str, str]]:
    articles = [
        {"kind": "article", "slug": hit.topic.slug, "title": hit.topic.title, "url": hit.topic.get_absolute_url()}
        for hit in found.answer.hits
    ]
    pages = [
        {"kind": "page", "slug": page.code, "title": str(page.title), "url": page.address}
        for page in found.answer.pages
    ]
    units = [
        {"kind": "unit", "slug": unit.slug, "title": unit.name, "url": unit.get_absolute_url()} for unit in found.units
    ]
    care = []
    if found.wants_care:
        care = [{"kind": "find_care", "slug": "hitta-vard", "title": gettext("Hitta vård"), "url": found.care_url}]
    texts = [*pages, *articles] if found.pages_first else [*articles, *pages]
    return [*care, *texts, *units] if found.care_first else [*texts, *care, *units]


@public_page
def suggest(request: HttpRequest, language: Language = Language.SWEDISH) -> HttpResponse:
    """Rows for the list under the search box while one types."""
    query, _ = _typed(request)
    begun = suggestions_in_english if language == Language.ENGLISH else suggestions
    with override(language.tag):
        rows = begun(query) if len(query) >= SHORTEST_SUGGESTED else []
        return render(request, "components/suggestions.html", {"suggestions": rows})
