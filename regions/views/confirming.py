"""A unit's staff confirm its facts, or say what is wrong, by the link in a reminder."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.anonymous import from_here
from accounts.private import private, tells_no_referrer
from accounts.refusal import Refused
from regions.actions.reminders import confirm_by_link
from regions.actions.unit_reports import report_from_unit
from regions.forms.reports import ConfirmForm, WrongForm
from regions.models import UnitReminder
from regions.queries import unit_with_everything
from regions.queries.history import latest_version
from regions.reminder_links import reminder_of_link
from regions.views.unit import page_of


@csrf_exempt  # the link itself is the right to answer, and no cookie stands behind it; see `from_here`
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@private
@tells_no_referrer
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The unit's page as readers see it, with two answers. To open it confirms nothing: programs that look through
    mail open every link."""
    try:
        reminder = reminder_of_link(token)
    except Refused as refusal:
        return render(request, "regions/confirm_closed.html", {"why": str(refusal)}, status=404)
    wrong = WrongForm(request.POST if "fel" in request.POST else None, unit=reminder.unit)
    yes = ConfirmForm(request.POST if "stammer" in request.POST else None)
    answered = wrong if wrong.is_bound else yes
    if request.method == "POST":
        done = _answer(request, reminder, answered)
        if done is not None:
            return done
    return _page(request, reminder, wrong, yes)


def _answer(request: HttpRequest, reminder: UnitReminder, form: ConfirmForm | WrongForm) -> HttpResponseRedirect | None:
    """Where to go when it is done; None when the form says what must be mended."""
    if not from_here(request, hides_itself=True):
        form.add_error(None, _("Svaret kom från en annan webbplats. Öppna länken i mejlet igen och försök därifrån."))
    elif form.is_valid():
        try:
            if isinstance(form, ConfirmForm):
                confirm_by_link(reminder=reminder, seen=form.cleaned_data["seen"])
            else:
                report_from_unit(reminder=reminder, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(f"{request.path}?{'tack' if isinstance(form, ConfirmForm) else 'fel'}=1")
    return None


def _page(request: HttpRequest, reminder: UnitReminder, wrong: WrongForm, yes: ConfirmForm) -> HttpResponse:
    now = timezone.now()
    unit = unit_with_everything(reminder.unit.slug, now)
    assert unit is not None  # the reminder goes with it
    context = page_of(unit, now) | {
        "reminder": reminder,
        "wrong": wrong,
        "yes": yes,
        "seen": latest_version(unit).pk,
        "reported": "fel" in request.GET,
        "crumbs": None,
    }
    return render(request, "regions/confirm.html", context, status=400 if wrong.errors or yes.errors else 200)
