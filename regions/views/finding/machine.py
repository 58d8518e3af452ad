"""Find care for machines."""

from typing import Any

from django.http import JsonResponse
from django.utils import timezone

from regions.forms import FindCareForm
from regions.queries import CareSearch, NearbyUnit, Place, find_what_there_is
from regions.regional import RegionalRequest, public_page
from regions.views.finding.known import known_for


@public_page
def find_care_json(request: RegionalRequest) -> JsonResponse:
    """The same answer for machines: what was understood, and the units in the order of the page."""
    form = FindCareForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400, json_dumps_params={"ensure_ascii": False})
    asked = form.search(request.region.code if request.region else None)
    search, page = find_what_there_is(asked, timezone.now(), known_for(request, asked))
    answer = {
        "understood": _understood(search),
        "units": [_unit(row) for row in [*page.units, *page.unplaced]],
        "without_hours": page.unknown,  # the name that it had when hours were all that could be asked for
        "untold": page.unknown,
        "as_of": request.as_it_was and request.as_it_was.isoformat(timespec="seconds"),  # while the database is gone
        "page": page.page,
        "has_next": page.has_next,
    }
    return JsonResponse(answer, json_dumps_params={"ensure_ascii": False})


def _understood(search: CareSearch) -> dict[str, Any]:
    wishes = search.wishes
    return {
        "kind": search.kind.swedish_name if search.kind else None,
        "place": _place(search.place) if search.place else None,
        "open": search.when.value or None,
        "interpreted_as": search.understood.interpreted_as,
        "name": search.understood.name or None,
        "left_out": search.left_out or None,
        "languages": wishes.languages,
        "accessibility": wishes.accessibility,
        "e_services": wishes.e_services,
        "drop_in": wishes.drop_in,
        "takes_new_listings": wishes.takes_new_listings,
        "sort": search.sort.name.lower(),
        "only_untold": search.untold,
    }


def _unit(row: NearbyUnit) -> dict[str, Any]:
    return {
        "slug": row.unit.slug,
        "name": row.unit.name,
        "kinds": row.unit.kind_labels,
        "url": row.unit.get_absolute_url(),
        "municipality_code": row.unit.municipality_id,
        "distance_m": None if row.distance is None else round(row.distance),
        "status": row.state.status.value,
        "opening": row.state.label,
        "missing": [str(name) for name in row.missing],
        "example": row.unit.is_example,
    }


def _place(place: Place) -> dict[str, str | None]:
    codes = {"municipality_code": place.municipality_code or None, "region_code": place.region_code}
    return {"name": place.name, **codes}
