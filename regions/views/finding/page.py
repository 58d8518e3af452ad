"""Find care, as a page; and its map by itself, for the script that moves it."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_permissions_policy.decorators import permissions_policy_override

from regions import facts
from regions.county_map import county_map, listed_window
from regions.forms import FindCareForm
from regions.kinds import SLUG_OF_KIND
from regions.queries import CareSearch, Place, UnitsPage, find_what_there_is
from regions.queries.directory import Directory
from regions.queries.find_care import asked_facts, heading, open_instead
from regions.queries.find_care.on_map import units_on_map
from regions.queries.local import suggested_kinds
from regions.regional import Concerns, RegionalRequest, public_page
from regions.sweref import to_wgs84
from regions.views.finding import links
from regions.views.finding.known import known_for
from regions.views.finding.links import with_
from regions.views.finding.rows import unit_rows


@public_page
@permissions_policy_override({**settings.PERMISSIONS_POLICY, "geolocation": "self"})  # asked for by a button
def find_care(request: RegionalRequest) -> HttpResponse:
    """Find care: the state is in the URL, and the same page answers with nothing asked, found or understood."""
    form = FindCareForm.forgiving(request.GET)
    context: dict[str, Any] = {"section": "find_care", "crumbs": []}
    context |= {"form": form, "suggested": []}
    if form.refused:
        context["page_address"] = f"{request.path_info}?{form.data.urlencode()}"
    if not (request.GET.get("q") or request.GET.get("typ")):
        context["suggested"] = [(SLUG_OF_KIND[kind], kind.label) for kind in suggested_kinds(request.region)]
    if form.is_valid():
        now, search = timezone.now(), form.search(request.region.code if request.region else None)
        known = known_for(request, search)
        request.concerns = _concerns(search.place)
        search, page = find_what_there_is(search, now, known)
        context |= {"search": search, "page": page, "asked": search.can_be_answered}
        context |= _found(request, form, search, page) | _map(request, form, search, page, now, known)
        instead = open_instead(search, page, now, known)
        context |= {"tiles": _tiles(page), "instead_rows": unit_rows(instead, says_distance=True, when=search.when)}
    response = render(request, "regions/find_care.html", context, status=400 if form.errors or form.refused else 200)
    if settings.MAP_TILES.origin:
        response._csp_update = {"img-src": [settings.MAP_TILES.origin]}  # type: ignore[attr-defined]  # as csp_update
    return response


def _concerns(place: Place | None) -> Concerns | None:
    return Concerns(place.region_code, place.municipality_code or None) if place else None


@public_page
def find_care_map(request: RegionalRequest) -> HttpResponse:
    """The map alone, as it stands in the page of the same address."""
    form = FindCareForm(request.GET)
    context: dict[str, Any] = {"map": None}
    if form.is_valid():
        now, search = timezone.now(), form.search(request.region.code if request.region else None)
        known = known_for(request, search)
        context = _map(request, form, *find_what_there_is(search, now, known), now, known)
    response = render(request, "regions/find_care_map.html", context, status=200 if form.is_valid() else 400)
    response["X-Robots-Tag"] = "noindex"
    return response


def _tiles(page: UnitsPage) -> dict[str, Any] | None:
    """What a map of pictures needs: where they come from, and the listed units (latitude, longitude, name, address)."""
    if not settings.MAP_TILES.url:
        return None
    units = [
        [*to_wgs84(unit.easting, unit.northing), unit.name, unit.get_absolute_url()]
        for unit in (row.unit for row in page.units)
        if unit.easting is not None and unit.northing is not None
    ]
    return {
        "url": settings.MAP_TILES.url,
        "host": settings.MAP_TILES.host,
        "credit": settings.MAP_TILES.credit,
        "units": json.dumps(units),
    }


def _map(
    request: RegionalRequest, form: FindCareForm, search: CareSearch, page: UnitsPage, now: datetime, known: Directory
) -> dict[str, Any]:
    """The map of what was found: of the window in the address, or the one that shows the list."""
    if search.place is None or not page.units:
        return {"map": None}
    window = form.cleaned_data["karta"] or listed_window(search.place, page.units)
    here = units_on_map(search, window, now, known)
    query = with_(form.data, karta="")
    drawing = county_map(search.place, page.units, window, here, query)
    return {
        "map": drawing,
        "map_drawn": drawing.drawn(_("Karta över %(county)s med mottagningarna") % {"county": drawing.name}),
        "map_moves": links.map_moves(form.data, window),
        "map_query": query,
        "map_asked": bool(form.cleaned_data["karta"]),
        "map_units": sum(each.count for each in here),
    }


def _found(request: RegionalRequest, form: FindCareForm, search: CareSearch, page: UnitsPage) -> dict[str, Any]:
    asked, region, place = form.data, request.region, search.place
    nothing = not page.units and not page.unplaced
    position = form.cleaned_data["pos"]
    rows = unit_rows(page.units, says_distance=search.is_near, in_the_list=True, when=search.when)
    near, words_left = page.near_here, search.left_out or search.understood.name
    # The template calls those that it shows, and few pages show more than one of them.
    return {
        "heading": heading(search, page),
        "next_url": "?" + with_(asked, sida=str(page.page + 1)) if page.has_next else "",
        "previous_url": "?" + with_(asked, sida=str(page.page - 1)) if page.page > 1 else "",
        "rows": rows[:near],
        "far_rows": rows[near:],
        "unplaced_rows": unit_rows(page.unplaced, says_distance=True, when=search.when),
        "past_the_end": nothing and page.page > 1,
        "first_page_query": lambda: with_(asked, sida=""),
        "literal_query": lambda: with_(asked, ordagrant="1", sida=""),
        "chosen": links.chosen(asked, form, search),
        "no_choices_query": lambda: links.without_choices(asked, search),
        "sorts": links.sorts(asked, search),
        "untold_facts": lambda: asked_facts(search),
        "untold_query": lambda: with_(asked, saknas="1", sida=""),
        "told_query": lambda: with_(asked, saknas="", sida=""),
        "position_unused": bool(position and place is not position),
        "position_query": lambda: links.near_position(asked, search),
        "other_query": lambda: links.near_other(asked, search),
        "words_left": words_left,
        "texts_query": urlencode({"q": words_left}),
        "widenings": links.widenings(asked, search) if nothing and page.page == 1 else [],
        "elsewhere": bool(region and place and place.region_code != region.code),
        "place_region": facts.regions_by_code()[place.region_code] if place else None,
        "place_municipality": facts.municipalities_by_code().get(place.municipality_code) if place else None,
    }
