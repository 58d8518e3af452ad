"""What holds in a region, edited by its own administrators and read at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions import local as actions
from regions.facts import RegionFact
from regions.forms.local import ContactForm, FeeForm
from regions.kinds import KIND_SLUGS, SLUG_OF_KIND, UnitKind
from regions.models import Region, RegionContact, RegionFee
from regions.models.area import MOST_SUGGESTED
from regions.queries.local import COMMON_KINDS, what_holds
from regions.views.catalogue import catalogue_page, catalogue_render, own_region

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Sort:
    """A list of facts that a region keeps: what one is called, and the form that writes it."""

    model: type[RegionContact] | type[RegionFee]
    form: type[ContactForm] | type[FeeForm]
    new: "StrOrPromise"
    change: "StrOrPromise"


SORTS = {  # by the word in the address
    "kontakter": Sort(RegionContact, ContactForm, gettext_lazy("Ny kontakt"), gettext_lazy("Ändra kontakten")),
    "avgifter": Sort(RegionFee, FeeForm, gettext_lazy("Ny avgift"), gettext_lazy("Ändra avgiften")),
}


@require_safe
@catalogue_page()
def region(request: PersonalRequest, slug: str) -> HttpResponse:
    """All that the region says holds there, with a way to change each thing."""
    fact = own_region(request.user, slug)
    own = [UnitKind(kind) for kind in Region.objects.get(code=fact.code).suggested_kinds]
    context = {
        "fact": fact,
        "holds": what_holds(fact.code)[fact.code],
        "menu": [(SLUG_OF_KIND[kind], kind.label) for kind in own],
        "common": [kind.label for kind in COMMON_KINDS],
        "to_add": [(SLUG_OF_KIND[kind], kind.label) for kind in UnitKind if kind not in own],
        "most": MOST_SUGGESTED,
    }
    return catalogue_render(request, "catalogue/region.html", context, here=f"region-{fact.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@catalogue_page()
def edit(request: PersonalRequest, slug: str, sort: str, pk: int | None = None) -> HttpResponse:
    """A new contact or fee, or one to change; what cannot be saved comes back as it was typed."""
    fact, kept = own_region(request.user, slug), SORTS[sort]
    row = get_object_or_404(kept.model, pk=pk, region=fact.code) if pk else kept.model(region_id=fact.code)
    form = kept.form(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_fact(by=request.user, row=form.save(commit=False), was=form.cleaned_data["was"])
        except Refused as refusal:
            form.see_again(str(refusal))
        else:
            messages.success(request, _("Sparat: %s. Läsarna ser det nu.") % saved)
            return redirect("catalogue_region", fact.slug)
    context: dict[str, Any] = {"fact": fact, "form": form, "heading": kept.change if pk else kept.new}
    context["back"] = _list(fact, sort)
    status = 400 if form.errors else 200
    return catalogue_render(request, "catalogue/region_form.html", context, here=f"region-{fact.slug}", status=status)


def _list(fact: RegionFact, sort: str) -> str:
    return f"{reverse('catalogue_region', args=[fact.slug])}#{sort}"


@require_POST
@catalogue_page()
def move(request: PersonalRequest, slug: str, sort: str, pk: int) -> HttpResponse:
    fact, row = _row(request, slug, sort, pk)
    up = request.POST.get("to") == "up"
    return _done(request, fact, partial(actions.move_fact, by=request.user, row=row, up=up), sort=sort)


@require_POST
@catalogue_page()
def remove(request: PersonalRequest, slug: str, sort: str, pk: int) -> HttpResponse:
    fact, row = _row(request, slug, sort, pk)
    done = _("Borttaget: %s.") % row
    return _done(request, fact, partial(actions.remove_fact, by=request.user, row=row), done=done)


@require_POST
@catalogue_page()
def confirm(request: PersonalRequest, slug: str) -> HttpResponse:
    """Says that all of it is right today."""
    fact = own_region(request.user, slug)
    done = _("Allt är bekräftat i dag.")
    return _done(request, fact, partial(actions.confirm_facts, by=request.user, region_code=fact.code), done=done)


@require_POST
@catalogue_page()
def menu(request: PersonalRequest, slug: str) -> HttpResponse:
    """One change of the menu; each button says which."""
    fact, asked = own_region(request.user, slug), request.POST
    kind = KIND_SLUGS.get(asked.get("kind", ""))
    change = partial(actions.change_menu, by=request.user, region_code=fact.code, change=asked.get("change", ""))
    return _done(request, fact, partial(change, kind=kind), sort="meny")


def _row(request: PersonalRequest, slug: str, sort: str, pk: int) -> tuple[RegionFact, Any]:
    fact = own_region(request.user, slug)
    return fact, get_object_or_404(SORTS[sort].model, pk=pk, region=fact.code)


def _done(
    request: PersonalRequest, fact: RegionFact, act: Callable[[], object], *, done: str = "", sort: str = ""
) -> HttpResponse:
    """To the top of the page, where it is said what was done. What needs no words is seen in its own list."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if not done:
            return redirect(_list(fact, sort))
        messages.success(request, done)
    return redirect("catalogue_region", fact.slug)
