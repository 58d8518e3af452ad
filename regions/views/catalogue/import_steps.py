"""What one does with an import: chooses, carries out, throws away, begins again, undoes."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.imports.asking import apply_import, discard_import, may_undo, start_again, undo_import
from regions.actions.imports.choosing import choose, choose_the_rest
from regions.forms.imports import choices_made
from regions.models import Choice, UnitImport
from regions.queries.imports import undo_outlook
from regions.views.catalogue import catalogue_page, catalogue_render
from regions.views.catalogue.imports import HERE, administers_a_region, own_import


@require_POST
@catalogue_page(administers_a_region)
def make_choices(request: PersonalRequest, pk: int) -> HttpResponse:
    """Says what the doubtful rows are: those on the page one by one, or all that are left alike."""
    kept = own_import(request.user, pk)
    the_rest = request.POST.get("alla", "")
    try:
        if the_rest in Choice.values:
            count = choose_the_rest(by=request.user, unit_import=kept, choice=Choice(the_rest))
        else:
            count = choose(by=request.user, unit_import=kept, choices=choices_made(request.POST))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, ngettext("%d val är sparat.", "%d val är sparade.", count) % count)
    return redirect("catalogue_import", pk)


def _carry(request: PersonalRequest, pk: int, act: Callable[[UnitImport], None], done: str) -> HttpResponse:
    """Does one thing with the import, and says what happened on its page."""
    kept = own_import(request.user, pk)
    try:
        act(kept)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if done:
            messages.success(request, done)
    return redirect("catalogue_import", pk)


@require_POST
@catalogue_page(administers_a_region)
def carry_out(request: PersonalRequest, pk: int) -> HttpResponse:
    sure = "sett" in request.POST
    return _carry(request, pk, lambda kept: apply_import(by=request.user, unit_import=kept, sure=sure), "")


@require_POST
@catalogue_page(administers_a_region)
def throw_away(request: PersonalRequest, pk: int) -> HttpResponse:
    done = _("Importen är bortkastad. Ingenting är ändrat.")
    return _carry(request, pk, lambda kept: discard_import(by=request.user, unit_import=kept), done)


@require_POST
@catalogue_page(administers_a_region)
def again(request: PersonalRequest, pk: int) -> HttpResponse:
    return _carry(request, pk, lambda kept: start_again(by=request.user, unit_import=kept), "")


@require_http_methods(["GET", "HEAD", "POST"])
@catalogue_page(administers_a_region)
def undo(request: PersonalRequest, pk: int) -> HttpResponse:
    """Tells what undoing would do, and asks for it to be done."""
    if request.method == "POST":
        return _carry(request, pk, lambda kept: undo_import(by=request.user, unit_import=kept), "")
    kept = own_import(request.user, pk)
    if not may_undo(kept):
        return redirect("catalogue_import", pk)
    context = {"kept": kept, "outlook": undo_outlook(kept)}
    return catalogue_render(request, "catalogue/import_undo.html", context, here=HERE)
