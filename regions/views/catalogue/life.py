"""A unit is made, moves, closes, gets another address."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.life import cancel_move, change_address, close_unit, keep_open, make_unit, plan_move
from regions.forms.life import AddressForm, CloseForm, MoveForm, NewUnitForm
from regions.models import CareUnit, PlannedMove
from regions.models.unit import OF_STAFF
from regions.opening import SWEDEN
from regions.permissions import administers
from regions.queries import relations_of
from regions.queries.catalogue import choice_of, look_alikes
from regions.views.catalogue import catalogue_page, catalogue_render, own_region, own_unit

forms_are_sent = require_http_methods(["GET", "HEAD", "POST"])


@forms_are_sent
@catalogue_page()
def new(request: PersonalRequest, region_slug: str) -> HttpResponse:
    """A new unit. One that looks like it, and what its readers will miss, is asked about first."""
    region = own_region(request.user, region_slug)
    form = NewUnitForm(request.POST or None, region_code=region.code)
    alike: list[CareUnit] = []
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        today = timezone.localdate(timezone=SWEDEN)
        alike = look_alikes(data["municipality_id"], data["name"], data["kinds"], today)
        doubts = form.doubts()
        if ("ny" in request.POST or not alike) and ("anda" in request.POST or not doubts):
            try:
                unit = make_unit(by=request.user, region_code=region.code, facts=form.facts())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Mottagningen finns nu. Fyll i resten: tiderna först."))
                return redirect("catalogue_edit", unit.slug)
    context = {"form": form, "region_of_units": region, "alike": alike, "warnings": doubts}
    status = 400 if alike or doubts or form.errors else 200
    return catalogue_render(request, "catalogue/new.html", context, here="new", status=status)


@forms_are_sent
@catalogue_page()
def move(request: PersonalRequest, slug: str) -> HttpResponse:
    """Where the unit will be from a day on."""
    unit = own_unit(request.user, slug)
    today = timezone.localdate(timezone=SWEDEN)
    if request.POST.get("gor") == "avbryt":
        cancel_move(by=request.user, unit=unit)
        messages.success(request, _("Flytten är borttagen. Adressen är som förut."))
        return redirect("catalogue_unit", slug)
    follows = OF_STAFF.intersection(unit.accessibility)
    initial = {"municipality_id": unit.municipality_id, "accessibility": list(follows)}
    form = MoveForm(request.POST or None, region_code=unit.region_id, today=today, initial=initial)
    doubts: list[str] = []
    if request.method == "POST" and form.is_valid():
        doubts = [] if "anda" in request.POST else form.doubts()  # asked once
    if request.method == "POST" and form.is_valid() and not doubts:
        try:
            planned = plan_move(by=request.user, unit=unit, on=form.cleaned_data["on"], place=form.place())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said_of(planned))
            return redirect("catalogue_unit", slug)
    context = {"unit": unit, "form": form, "warnings": doubts, "move": relations_of(unit, today).move}
    status = 400 if form.errors or doubts else 200
    return catalogue_render(request, "catalogue/move.html", context, here="units", status=status)


def _said_of(move: PlannedMove) -> str:
    if move.made_at:
        return _("Adressen är bytt. Läsarna ser den nya nu.")
    return _("Flytten %(day)s är sparad. Sidan berättar om den nu.") % {"day": date_format(move.on, "DATE_FORMAT")}


def _own_to_administer(request: PersonalRequest, slug: str) -> CareUnit:
    """The unit, for those who look after the region's; its manager is told that it is for them."""
    unit = own_unit(request.user, slug)
    if not administers(request.user, unit.region_id):
        raise PermissionDenied
    return unit


@forms_are_sent
@catalogue_page()
def close(request: PersonalRequest, slug: str) -> HttpResponse:
    """Closes the unit for good from a day on, or takes that back."""
    unit = _own_to_administer(request, slug)
    if request.POST.get("gor") == "oppna":
        keep_open(by=request.user, unit=unit)
        messages.success(request, _("Mottagningen är inte längre stängd för alltid."))
        return redirect("catalogue_unit", slug)
    initial = {"on": unit.closed_on, "note": unit.closed_note, "successor": choice_of(unit.successor)}
    form = CloseForm(request.POST or None, unit=unit, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            close_unit(by=request.user, unit=unit, on=data["on"], note=data["note"], successor=data["successor"])
        except Refused as refusal:
            form.add_error("successor", str(refusal))
        else:
            day = date_format(data["on"], "DATE_FORMAT")
            messages.success(request, _("Sparat. Sidan säger att mottagningen är stängd från %(day)s.") % {"day": day})
            return redirect("catalogue_unit", slug)
    context = {"unit": unit, "form": form}
    return catalogue_render(request, "catalogue/close.html", context, here="units", status=400 if form.errors else 200)


@forms_are_sent
@catalogue_page()
def address(request: PersonalRequest, slug: str) -> HttpResponse:
    """Another name in the unit's web address."""
    unit = _own_to_administer(request, slug)
    form = AddressForm(request.POST or None, unit=unit, initial={"slug": unit.slug})
    if request.method == "POST" and form.is_valid():
        try:
            unit = change_address(by=request.user, unit=unit, slug=form.cleaned_data["slug"])
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("Sparat. Den gamla adressen leder hit för alltid."))
            return redirect("catalogue_unit", unit.slug)
    addresses = [each for each in unit.addresses.values_list("slug", flat=True) if each != unit.slug]
    context = {"unit": unit, "form": form, "addresses": sorted(addresses)}
    return catalogue_render(
        request, "catalogue/address.html", context, here="units", status=400 if form.errors else 200
    )
