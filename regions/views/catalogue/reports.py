"""What readers and units have reported as wrong, and what is answered."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.unit_reports import answer_report, reopen_report
from regions.forms.reports import AnswerForm, ReportFilter
from regions.models import UnitReport
from regions.permissions import units_to_edit
from regions.queries.catalogue import administered_regions
from regions.queries.reports import own_reports
from regions.views.catalogue import catalogue_page, catalogue_render

PAGE_SIZE = 30
HERE = "reports"


@require_safe
@catalogue_page()
def report_list(request: PersonalRequest) -> HttpResponse:
    """The reports about my units, those that wait first of all."""
    form = ReportFilter(request.GET, regions=administered_regions(request.user))
    reports = own_reports(request.user, form.narrow(units_to_edit(request.user)))
    if form.cleaned_data.get("lage") != "alla":
        reports = reports.filter(outcome="")
    page = Paginator(reports, PAGE_SIZE).get_page(request.GET.get("sida"))
    context = {"form": form, "page": page, "query": form.query()}
    return catalogue_render(request, "catalogue/reports.html", context, here=HERE)


@require_http_methods(["GET", "POST"])
@catalogue_page()
def report_answer(request: PersonalRequest, pk: int) -> HttpResponse:
    """One report, and what was done about it."""
    report = get_object_or_404(own_reports(request.user), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            answer_report(by=request.user, report=report, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Svaret är sparat. Den som har koden kan läsa det nu."))
            return redirect(reverse("reports"))
    return _page(request, report, form)


def _page(request: PersonalRequest, report: UnitReport, form: AnswerForm) -> HttpResponse:
    context = {"report": report, "form": form}
    return catalogue_render(request, "catalogue/report.html", context, here=HERE, status=400 if form.errors else 200)


@require_POST
@catalogue_page()
def report_reopen(request: PersonalRequest, pk: int) -> HttpResponse:
    """Takes the answer back, and goes on with the one that came too late."""
    report = get_object_or_404(own_reports(request.user), pk=pk)
    try:
        report = reopen_report(by=request.user, report=report)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Rapporten väntar på svar igen."))
    if "answer" in request.POST:
        return _page(request, report, AnswerForm(initial=request.POST.dict()))
    return redirect("report_answer", pk)
