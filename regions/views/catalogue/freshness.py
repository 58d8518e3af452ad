"""The freshness board: what is old, unknown or missing in my units, and asking them to confirm."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import Role
from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions import contacts, reminders
from regions.assignments import regions_where
from regions.forms.freshness import NAMES, BoardFilter, ContactForm
from regions.models import Region, UnitContact
from regions.models.unit import CareUnitQuerySet
from regions.opening import SWEDEN
from regions.queries import freshness as queries
from regions.queries.catalogue import administered_regions
from regions.red_days import red_day
from regions.views.catalogue import catalogue_page, catalogue_render, own_region, own_unit, sent_from

PAGE_SIZE = 50
MOST_NAMED = 50
HERE = "freshness"


@require_safe
@catalogue_page()
def board(request: PersonalRequest) -> HttpResponse:
    """How many units are in each list, and one of the lists."""
    mine = administered_regions(request.user)
    today = timezone.localdate(timezone=SWEDEN)
    form = BoardFilter(request.GET, regions=mine)
    units = form.narrow(queries.board_units(request.user, today))
    figures = queries.board(units, today)
    pages = Paginator(queries.listed(units, form.which, today, form.fact), PAGE_SIZE)
    pages.count = figures.count(form.which, form.fact)  # not asked for twice
    page = pages.get_page(request.GET.get("sida"))
    context = {
        "form": form,
        "figures": figures,
        "red_day": red_day(figures.red_day),
        "cards": [
            (which, NAMES[which], figures.lists[which], form.query(lista=which.value, uppgift="")) for which in NAMES
        ],
        "facts": [
            (fact, name, figures.missing[name], form.query(lista="saknas", uppgift=name))
            for name, fact in queries.WANTED.items()
        ],
        "which": form.which,
        "which_name": NAMES[form.which],
        "page": page,
        "rows": [(unit, queries.missing_labels(unit)) for unit in page],
        "query": form.query(),
        "reports_query": form.query(lista="", uppgift=""),
        "switches": Region.objects.filter(code__in=[region.code for region in mine]).order_by("code") if mine else [],
        "may_remind": bool(mine),
    }
    return catalogue_render(request, "catalogue/freshness.html", context, here=HERE)


def _administers_somewhere(user: Any) -> bool:
    return bool(regions_where(user, Role.REGIONAL_ADMIN))


@catalogue_page(_administers_somewhere)
@sent_from("freshness")
def remind(request: PersonalRequest) -> HttpResponse:
    """What comes of asking the chosen units, or all of a list, to confirm; and asking them (`skicka`)."""
    form = BoardFilter(request.POST, regions=administered_regions(request.user))
    if "alla" not in request.POST and not _ids(request):
        messages.error(request, _("Välj minst en mottagning."))
        return _back(form)
    units = _chosen(request, form)
    if "skicka" in request.POST:
        return _ask(request, units, form)
    plan = queries.plan(units, timezone.now() - reminders.AT_MOST_EVERY)
    context = {
        "plan": plan,
        "form": form,
        "all": "alla" in request.POST,
        "chosen": _ids(request),
        "unreached": list(units.filter(contact__isnull=True).order_by("name", "pk").defer("search")[:MOST_NAMED]),
        "back": form.query(),
    }
    return catalogue_render(request, "catalogue/remind.html", context, here=HERE)


def _chosen(request: PersonalRequest, form: BoardFilter) -> CareUnitQuerySet:
    """Of the units that the person may remind: those whose boxes were ticked, or all of the list."""
    today = timezone.localdate(timezone=SWEDEN)
    units = queries.board_units(request.user, today).filter(region__in=regions_where(request.user, Role.REGIONAL_ADMIN))
    if "alla" in request.POST:
        return form.narrow(units).filter(queries.in_list(form.which, today, form.fact))
    return units.filter(pk__in=_ids(request))


def _ids(request: PersonalRequest) -> list[int]:
    """What was ticked. Anything else than ids of up to 18 digits ticks nothing."""
    ticked = request.POST.getlist("enhet")
    return [int(value) for value in ticked if value.isascii() and value.isdigit() and len(value) <= 18]


def _ask(request: PersonalRequest, units: CareUnitQuerySet, form: BoardFilter) -> HttpResponse:
    asked = 0
    for region in administered_regions(request.user):
        asked += reminders.ask_to_confirm(by=request.user, region_code=region.code, units=units)
    if asked:
        said = ngettext("%(asked)d mottagning får en påminnelse.", "%(asked)d mottagningar får en påminnelse.", asked)
        messages.success(request, said % {"asked": asked})
    else:
        messages.error(request, _("Ingen av dem kunde få en påminnelse nu."))
    return _back(form)


def _back(form: BoardFilter) -> HttpResponse:
    """To the list that the units are chosen in."""
    return redirect(f"{reverse('freshness')}?{form.query()}")


@require_POST
@catalogue_page()
def switch(request: PersonalRequest, region_slug: str) -> HttpResponse:
    """Whether the server reminds a region's units by itself."""
    region = own_region(request.user, region_slug)
    on = request.POST.get("pa") == "1"
    reminders.switch_reminders(by=request.user, region=region, on=on)
    said = _("Mottagningar %(where)s får nu påminnelser varje månad.") if on else _("Inga automatiska påminnelser.")
    messages.success(request, said % {"where": region.inside})
    return redirect("freshness")


@require_http_methods(["GET", "POST"])
@catalogue_page()
def contact(request: PersonalRequest, slug: str) -> HttpResponse:
    """Where a unit's staff are reached."""
    unit = own_unit(request.user, slug)
    found = UnitContact.objects.filter(unit=unit).first()
    initial = {"email": found.email if found else ""}
    form = ContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        saved = contacts.save_contact(by=request.user, unit=unit, email=form.cleaned_data["email"])
        messages.success(request, _("Adressen är sparad.") if saved else _("Mottagningen har ingen adress nu."))
        return redirect("freshness")
    context = {"unit": unit, "form": form, "found": found}
    return catalogue_render(request, "catalogue/contact.html", context, here=HERE, status=400 if form.errors else 200)


@require_POST
@catalogue_page()
def revoke(request: PersonalRequest, slug: str) -> HttpResponse:
    """Ends the links that were sent to a unit."""
    try:
        contacts.revoke_links(by=request.user, unit=own_unit(request.user, slug))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Länkarna är återkallade. Nästa påminnelse har en ny."))
    return redirect("unit_contact", slug)
