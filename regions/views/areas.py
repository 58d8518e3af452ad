"""The regions and their municipalities."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from language.analysis import slug as slug_of
from regions import facts
from regions.county_map import sweden
from regions.kinds import PLURALS, UnitKind
from regions.queries import units_in_municipality
from regions.regional import Concerns, RegionalRequest, public_page


@public_page
def regions(request: HttpRequest) -> HttpResponse:
    """The 21 regions, as a list and a map."""
    return render(request, "regions/regions.html", {"sweden": sweden(), "crumbs": []})


@public_page
def municipality(request: RegionalRequest, region_slug: str, slug: str) -> HttpResponse:
    """Every unit in one municipality, by kind."""
    region = facts.regions_by_slug().get(region_slug)
    found = next(
        (each for each in facts.municipalities_of(region.code if region else "") if slug_of(each.name) == slug), None
    )
    if found is None or region is None:
        raise Http404
    request.concerns = Concerns(region.code, found.code)
    units = units_in_municipality(found.code)
    by_kind = [(kind, [unit for unit in units if unit.kinds[0] == kind]) for kind in UnitKind]
    context = {
        "municipality": found,
        "fact": region,
        "by_kind": [(PLURALS[kind], rows) for kind, rows in by_kind if rows],
        "crumbs": [(_("Regioner"), reverse("regions")), (region.name, reverse("region", args=[region.slug]))],
    }
    return render(request, "regions/municipality.html", context)
