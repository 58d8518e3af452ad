from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.private import PersonalRequest
from regions.forms.catalogue import OwnUnitsForm
from regions.queries.catalogue import own_units
from regions.views.catalogue import catalogue_page, catalogue_render

PAGE_SIZE = 50


@require_safe
@catalogue_page()
def start(request: PersonalRequest) -> HttpResponse:
    """The units that I look after, found by name, kind or town."""
    form = OwnUnitsForm(request.GET)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(own_units(request.user, asked), PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {"form": form, "asked": asked, "page": page, "query": urlencode({"q": asked}) if asked else ""}
    return catalogue_render(request, "catalogue/start.html", context, here="units")
