"""Imports of care units: all of a region's, one of them, and the files that one may begin with."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Role, User
from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.imports.asking import asks_for_certainty, changes_anything, may_undo, start_import
from regions.assignments import regions_where
from regions.forms.imports import ImportForm
from regions.import_example import example_rows
from regions.import_guide import columns, limits
from regions.models import Choice, ImportState, Outcome, UnitImport
from regions.queries.catalogue import administered_regions
from regions.queries.imports import REMARKED, entries_of, left_when_undone, outcome_counts, own_imports, report_rows
from regions.views.catalogue import catalogue_page, catalogue_render
from regions.views.tables import csv_response, xlsx_response

PAGE_SIZE = 50
HERE = "imports"


def administers_a_region(user: User) -> bool:
    return bool(regions_where(user, Role.REGIONAL_ADMIN))


def own_import(user: User, pk: int) -> UnitImport:
    """The import, when it is of a region that the person administers; else it is as if it did not exist."""
    kept = own_imports(user).filter(pk=pk).first() if pk < 2**63 else None
    if kept is None:
        raise Http404
    return kept


@require_http_methods(["GET", "HEAD", "POST"])
@catalogue_page(administers_a_region)
def imports(request: PersonalRequest) -> HttpResponse:
    """Begins an import; and what has been imported before."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(administered_regions(request.user), *sent)
    if form.is_valid():
        try:
            kept = start_import(by=request.user, region=form.region_chosen, file=form.cleaned_data["file"])
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect("catalogue_import", kept.pk)
    page = Paginator(own_imports(request.user), PAGE_SIZE).get_page(request.GET.get("sida"))
    guide = columns(administered_regions(request.user)[0])
    context = {"form": form, "page": page, "columns": guide, "limits": limits()}
    return catalogue_render(request, "catalogue/imports.html", context, here=HERE, status=400 if form.errors else 200)


@require_safe
@catalogue_page(administers_a_region)
def one_import(request: PersonalRequest, pk: int) -> HttpResponse:
    """One import: how far it has come, what becomes of each row, and what can be done with it."""
    kept = own_import(request.user, pk)
    asked = request.GET.get("visa", "")
    shown = asked if asked in (*Outcome.values, REMARKED) else ""
    page = Paginator(entries_of(kept, shown), PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {
        "kept": kept,
        "counts": outcome_counts(kept),
        "shown": shown,
        "page": page,
        "query": urlencode({"visa": shown}) if shown else "",
        "stopped": kept.has_stopped(timezone.now()),
        "in_preview": kept.state == ImportState.PREVIEW,
        "choices": Choice.choices,
        "page_is_doubtful": any(entry.is_doubtful for entry in page),
        "remarked": entries_of(kept, REMARKED).count(),
        "doubtful": kept.counts.get(Outcome.DOUBTFUL, 0),
        "may_undo": may_undo(kept),
        "left": left_when_undone(kept),
        "unsure": asks_for_certainty(kept),
        "to_apply": changes_anything(kept),
    }
    return catalogue_render(request, "catalogue/import.html", context, here=HERE)


@require_safe
@catalogue_page(administers_a_region)
def report(request: PersonalRequest, pk: int) -> HttpResponseBase:
    """What became of each row, as CSV."""
    kept = own_import(request.user, pk)
    return csv_response(report_rows(kept), f"import-{kept.pk}-rapport.csv")


Answer = Callable[..., HttpResponseBase]


def _example(answer: Answer, name: str) -> Answer:
    @require_safe
    @catalogue_page(administers_a_region)
    def example(request: PersonalRequest) -> HttpResponseBase:
        """A small file of invented units in the person's own region, to try with."""
        return answer(example_rows(administered_regions(request.user)[0]), name)

    return example


example_csv = _example(csv_response, "exempelmottagningar.csv")
example_xlsx = _example(xlsx_response, "exempelmottagningar.xlsx")
