"""Find care, as a page and for machines."""

from typing import Any

from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from regions import facts
from regions.county_map import county_map
from regions.forms import FindCareForm
from regions.kinds import PLURALS, SLUG_OF_KIND
from regions.queries import CareSearch, Place, UnitsPage, find_units
from regions.queries.find_care import When, heading
from regions.queries.guesses import did_you_mean
from regions.queries.local import suggested_kinds
from regions.regional import Concerns, RegionalRequest, public_page


@public_page
def find_care(request: RegionalRequest) -> HttpResponse:
    """Find care: the state is in the URL, and the same page answers with nothing asked, found or understood."""
    form = FindCareForm(request.GET)
    context: dict[str, Any] = {"section": "find_care", "crumbs": []}
    context |= {"form": form, "suggested": []}
    if not (request.GET.get("q") or request.GET.get("typ")):
        context["suggested"] = [(SLUG_OF_KIND[kind], kind.label) for kind in suggested_kinds(request.region)]
    if form.is_valid():
        search = form.search(request.region.code if request.region else None)
        request.concerns = _concerns(search.place)
        page = find_units(search, timezone.now())
        context |= {"search": search, "page": page, "asked": search.can_be_answered, **_found(request, search, page)}
    return render(request, "regions/find_care.html", context, status=200 if form.is_valid() else 400)


def _concerns(place: Place | None) -> Concerns | None:
    return Concerns(place.region_code, place.municipality_code or None) if place else None


def _found(request: RegionalRequest, search: CareSearch, page: UnitsPage) -> dict[str, Any]:
    chosen, place = request.region, search.place
    nothing = not page.units and not page.unplaced
    return {
        "heading": heading(search, page),
        "map": county_map(search.place, page.units) if search.place and page.units else None,
        "next_url": "?" + _with(request.GET, sida=str(page.page + 1)) if page.has_next else "",
        "previous_url": "?" + _with(request.GET, sida=str(page.page - 1)) if page.page > 1 else "",
        "show_distance": bool(search.place and not search.place.is_region),
        "past_the_end": nothing and page.page > 1,
        "first_page_query": _with(request.GET, sida=""),
        "literal_query": _with(request.GET, ordagrant="1", sida=""),
        "any_time_query": _with(request.GET, q=search.understood.query_with(), oppet="", sida=""),
        "widenings": _widenings(request.GET, search) if nothing and page.page == 1 else [],
        "elsewhere": bool(chosen and place and place.region_code != chosen.code),
        "place_region": facts.regions_by_code()[place.region_code] if place else None,
        "place_municipality": facts.municipalities_by_code().get(place.municipality_code) if place else None,
    }


def _widenings(asked: QueryDict, search: CareSearch) -> list[tuple[str, str]]:
    """Links to wider searches, for when nothing was found: (text, query)."""
    understood, links = search.understood, []
    guess = did_you_mean(understood)
    if guess:
        links.append((_("Menade du ”%(query)s”?") % {"query": guess}, _with(asked, q=guess, sida="")))
    if search.when == When.NOW:
        links.append((_("Visa också de som är stängda nu"), _with(asked, q=understood.query_with(), oppet="", sida="")))
    if search.when == When.EVENINGS:
        links.append((_("Visa också dagtid på vardagar"), _with(asked, q=understood.query_with(), oppet="", sida="")))
    if understood.rest and (search.kind or search.place):
        units = PLURALS[search.kind] if search.kind else _("mottagningar")
        all_of = _("Visa alla %(units)s") % {"units": units}
        text = f"{all_of} {search.place.where}" if search.place else all_of
        links.append((text, _with(asked, q=understood.query_with(name=False), sida="")))
    if search.kind:
        links.append((_("Visa alla typer av vård"), _with(asked, q=understood.query_with(kind=False), typ="", sida="")))
    return links


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return changed.urlencode()


@public_page
def find_care_json(request: RegionalRequest) -> JsonResponse:
    """The same answer for machines: what was understood, and the units in the order of the page."""
    form = FindCareForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400, json_dumps_params={"ensure_ascii": False})
    search = form.search(request.region.code if request.region else None)
    page = find_units(search, timezone.now())
    place = search.place
    answer = {
        "understood": {
            "kind": search.kind.swedish_name if search.kind else None,
            "place": _place(place) if place else None,
            "open": search.when.value or None,
            "interpreted_as": search.understood.interpreted_as,
            "name": search.understood.name or None,
        },
        "units": [
            {
                "slug": row.unit.slug,
                "name": row.unit.name,
                "kinds": row.unit.kind_labels,
                "url": row.unit.get_absolute_url(),
                "municipality_code": row.unit.municipality_id,
                "distance_m": None if row.distance is None else round(row.distance),
                "status": row.state.status.value,
                "opening": row.state.label,
                "example": row.unit.is_example,
            }
            for row in [*page.units, *page.unplaced]
        ],
        "without_hours": page.unknown,
        "page": page.page,
        "has_next": page.has_next,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _place(place: Place) -> dict[str, str | None]:
    codes = {"municipality_code": place.municipality_code or None, "region_code": place.region_code}
    return {"name": place.name, **codes}
