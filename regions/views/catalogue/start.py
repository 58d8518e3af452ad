from django.core.paginator import Paginator
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.private import PersonalRequest
from regions.forms.catalogue import OwnUnitsForm
from regions.opening import SWEDEN
from regions.queries.catalogue import administered_regions, own_units
from regions.views.catalogue import catalogue_page, catalogue_render

PAGE_SIZE = 50


@require_safe
@catalogue_page()
def start(request: PersonalRequest) -> HttpResponse:
    """The units that I look after, narrowed down, and what can be done to many of them at once."""
    form = OwnUnitsForm(request.GET, regions=administered_regions(request.user))
    today = timezone.localdate(timezone=SWEDEN)
    units = own_units(request.user, today, form.asked())
    page = Paginator(units, PAGE_SIZE).get_page(request.GET.get("sida"))
    query = form.query()
    context = {"form": form, "asked": bool(query), "page": page, "query": query, "today": today}
    return catalogue_render(request, "catalogue/start.html", context, here="units")
