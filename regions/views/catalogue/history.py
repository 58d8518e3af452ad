"""What has happened to a unit, and how it is made what it was."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.units import as_then, may_restore, restore_version
from regions.differences import differences
from regions.documents import documents
from regions.models import UnitVersion
from regions.permissions import DECIDED_BY_REGION
from regions.queries.history import named_units, steps, with_plans
from regions.views.catalogue import catalogue_page, catalogue_render, own_unit

PAGE_SIZE = 20


@require_safe
@catalogue_page()
def history(request: PersonalRequest, slug: str) -> HttpResponse:
    """Every change, newest first: who, when, by what road, and what it changed."""
    unit = own_unit(request.user, slug)
    versions = UnitVersion.objects.filter(unit=unit.pk).order_by("-pk")
    page = Paginator(versions, PAGE_SIZE).get_page(request.GET.get("sida"))
    shown = list(page.object_list)
    earlier = versions.filter(pk__lt=shown[-1].pk).first()
    later = versions.filter(pk__gt=shown[0].pk).last()
    found = with_plans(unit, steps(shown, earlier, later, timezone.now()), earlier, later)
    context = {"unit": unit, "page": page, "steps": found}
    return catalogue_render(request, "catalogue/history.html", context, here="units")


@require_http_methods(["GET", "HEAD", "POST"])
@catalogue_page()
def restore(request: PersonalRequest, slug: str, pk: int) -> HttpResponse:
    """What making the unit what it was would change; and, sent, that it is so."""
    unit = own_unit(request.user, slug)
    version = UnitVersion.objects.filter(unit=unit.pk, pk=pk, document__isnull=False).first() if pk < 2**63 else None
    if version is None:
        raise Http404
    refused = ""
    if request.method == "POST":
        try:
            restore_version(by=request.user, unit=unit, version=version)
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Återställt. Läsarna ser det nu."))
            return redirect("catalogue_unit", unit.slug)
    now = documents([unit.pk])[unit.pk]
    wanted = as_then(request.user, now, version)
    left = differences(wanted, now | (version.document or {}))
    context = {
        "unit": unit,
        "version": version,
        "changes": differences(now, wanted, named_units([now, wanted])),
        "left": ", ".join(dict.fromkeys(each.label for each in left)),
        "decided_by_region": not DECIDED_BY_REGION.isdisjoint(each.name for each in left),
        "may": may_restore(version, timezone.now()),
        "refused": refused,
    }
    return catalogue_render(request, "catalogue/restore.html", context, here="units", status=400 if refused else 200)
