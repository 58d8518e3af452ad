"""A patient's rights, as pages that lead to action."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.anonymous import from_here
from regions.facts import RegionFact
from regions.forms.rights import GuaranteeForm
from regions.queries.guarantee import limits, limits_on
from regions.queries.listing import listing_count
from regions.queries.local import contacts_of
from regions.regional import RegionalRequest, public_page, regional
from regions.rights import GUARANTEE, RIGHT_BY_SLUG, RIGHTS, Right


@public_page
def rights(request: RegionalRequest) -> HttpResponse:
    """All that one can do about one's rights."""
    context = {"rights": RIGHTS, "section": "how_care_works", "crumbs": _crumbs()[:1]}
    return render(request, "regions/rights.html", context)


@public_page
def right(request: RegionalRequest, slug: str) -> HttpResponse:
    """What to do about one right, and whom to turn to in the region."""
    found = RIGHT_BY_SLUG.get(slug)
    if found is None:
        raise Http404
    context = _context(found, request.region)
    if found == GUARANTEE:
        context["form"] = GuaranteeForm(limits(), timezone.localdate(), request.region)
        context["limits"] = limits_on(timezone.localdate(), context["form"].limits).values()
    elif slug == "valj-vardcentral":
        context["count"] = listing_count(request.region)
    return render(request, found.template, context)


@csrf_exempt  # no session and no cookie stand behind the form; where it came from is checked instead
@require_http_methods(["GET", "HEAD", "POST"])
@regional
@login_not_required
def guarantee_answer(request: RegionalRequest) -> HttpResponse:
    """The day when the guarantee runs out. What was asked stands in no address, and is kept nowhere."""
    if request.method != "POST":  # someone reloads, or chooses another region
        return redirect(GUARANTEE)
    form = GuaranteeForm(limits(), timezone.localdate(), request.region, request.POST)
    if not from_here(request):
        form.add_error(None, _("Formuläret kom från en annan webbplats. Öppna sidan här och försök igen."))
    if not form.is_valid():
        context = _context(GUARANTEE, request.region)
        context |= {"form": form, "limits": limits_on(timezone.localdate(), form.limits).values()}
        return render(request, GUARANTEE.template, context, status=400)
    context = _context(GUARANTEE, form.region_of())
    context |= {"wait": form.wait(), "crumbs": [*_crumbs(), (GUARANTEE.title, GUARANTEE.get_absolute_url())]}
    return render(request, "regions/rights/vardgaranti_svar.html", context)


def _crumbs() -> list[tuple[str, str]]:
    return [
        (_("Så fungerar vården"), reverse("how_care_works")),
        (_("Dina rättigheter"), reverse("rights")),
    ]


def _context(right: Right, region: RegionFact | None) -> dict[str, Any]:
    """What each page has: the region's contacts, and which of them it leads to."""
    holds = contacts_of(region)
    return {
        "right": right,
        "where": region,
        "contact": holds.contact(*right.contacts),
        "wanted": right.contacts[0],
        "section": "how_care_works",
        "crumbs": _crumbs(),
    }
