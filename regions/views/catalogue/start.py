from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.private import PersonalRequest
from regions.forms.catalogue import OwnUnitsForm
from regions.opening import SWEDEN
from regions.permissions import units_to_edit
from regions.queries.catalogue import administered_regions, own_units
from regions.views.catalogue import catalogue_page, catalogue_render

PAGE_SIZE = 50


@require_safe
@catalogue_page()
def start(request: PersonalRequest) -> HttpResponse:
    """The units that I look after, narrowed down, and what can be done to many of them at once."""
    regions = administered_regions(request.user)
    if not regions and not request.GET:
        only = units_to_edit(request.user)[:2]
        if len(only) == 1:  # whoever looks after one unit is there at once
            return redirect("catalogue_unit", only[0].slug)
    form = OwnUnitsForm(request.GET, regions=regions)
    today = timezone.localdate(timezone=SWEDEN)
    units = own_units(request.user, today, form.asked())
    page = Paginator(units, PAGE_SIZE).get_page(request.GET.get("sida"))
    query = form.query()
    context = {"form": form, "asked": bool(query), "page": page, "query": query, "today": today}
    return catalogue_render(request, "catalogue/start.html", context, here="units")
