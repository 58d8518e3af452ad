"""Readers report that something about a unit is wrong, and see with their code what came of it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from accounts.anonymous import from_here, too_many
from accounts.private import private, tells_no_referrer
from accounts.refusal import Refused
from regions.actions.unit_reports import report_error
from regions.forms.reports import CodeForm, ReportForm
from regions.models import CareUnit
from regions.queries.reports import report_of_code
from regions.regional import regional
from regions.report_codes import digest_of, written

LOOKED_UP_PER_HOUR = 60


@csrf_exempt  # no session and no cookie stand behind the form; where it came from is checked instead
@require_http_methods(["GET", "HEAD", "POST"])
@regional
@login_not_required
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """What is wrong with a unit's facts, told without an account."""
    unit = CareUnit.objects.filter(slug=slug).select_related("region").first()
    if unit is None:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None, unit=unit)
    if request.method == "POST" and not from_here(request):
        form.add_error(None, _("Rapporten kom från en annan webbplats. Öppna sidan här och försök igen."))
    elif form.is_valid():
        if form.cleaned_data["website"]:
            return redirect(unit)
        said = {name: form.cleaned_data[name] for name in ("part", "text")}
        try:
            code = report_error(unit=unit, address=request.META.get("REMOTE_ADDR", ""), **said)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{reverse('report_outcome', args=[code])}?tack=1")
    context = {
        "unit": unit,
        "form": form,
        "section": "find_care",
        "crumbs": [(_("Hitta vård"), reverse("find_care")), (unit.name, unit.get_absolute_url())],
    }
    return render(request, "regions/report.html", context, status=400 if form.errors else 200)


@csrf_exempt  # as above
@require_http_methods(["GET", "HEAD", "POST"])
@regional
@login_not_required
def report_lookup(request: HttpRequest) -> HttpResponse:
    """Where one writes the code of a report."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and not from_here(request):
        form.add_error(None, _("Koden kom från en annan webbplats. Öppna sidan här och försök igen."))
    elif form.is_valid():
        code = form.cleaned_data["code"]
        if digest_of(code):
            return redirect("report_outcome", written(code))
        form.add_error("code", _("Koden har tolv bokstäver och siffror. Jämför med den som du skrev upp."))
    return render(request, "regions/report_lookup.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@regional
@login_not_required
@private
@tells_no_referrer
def report_outcome(request: HttpRequest, code: str) -> HttpResponse:
    """What was reported, and what came of it, for whoever has the code."""
    if too_many("report-code", request.META.get("REMOTE_ADDR", ""), LOOKED_UP_PER_HOUR):
        return render(request, "regions/report_unknown.html", {"too_many": True}, status=429)
    found = report_of_code(code)
    if found is None:
        return render(request, "regions/report_unknown.html", status=404)
    context = {"report": found, "code": written(code), "new": "tack" in request.GET}
    return render(request, "regions/report_outcome.html", context)
