"""Up to four units side by side."""

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from regions.forms import FindCareForm
from regions.models import Purpose
from regions.queries.comparing import ComparedUnit, compare_units
from regions.regional import RegionalRequest, public_page
from regions.views.finding.links import with_


@public_page
def compare(request: RegionalRequest) -> HttpResponse:
    """The units that were ticked in the list; the place of the search, if there was one, says how far away they are."""
    form = FindCareForm.forgiving(request.GET)
    search = form.search(request.region.code if request.region else None) if form.is_valid() else None
    place = search.place if search else None
    comparison = compare_units(request.GET.getlist("m"), place, timezone.now())
    context = {
        "comparison": comparison,
        "compared": [(each, _without(form.data, each)) for each in comparison.units],
        "place": None if place is None or place.is_region else place,
        "hours": [(purpose.label, purpose.value) for purpose in Purpose],
        "back_query": with_(form.data, m=""),
        "section": "find_care",
        "crumbs": [(_("Hitta vård"), reverse("find_care"))],
    }
    return render(request, "regions/compare.html", context)


def _without(query: QueryDict, compared: ComparedUnit) -> str:
    """The comparison without one of the units."""
    asked = query.copy()
    asked.setlist("m", [slug for slug in asked.getlist("m") if slug != compared.unit.slug])
    return asked.urlencode()
