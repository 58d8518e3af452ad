"""The same change on many units at once."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.days import MOST_AT_ONCE, change_several
from regions.forms.catalogue import OwnUnitsForm
from regions.forms.day import SeveralDayForm, SeveralNoticeForm
from regions.models import CareUnit
from regions.opening import SWEDEN
from regions.permissions import units_to_edit
from regions.queries.catalogue import administered_regions, own_units
from regions.views.catalogue import catalogue_page, catalogue_render, sent_from


@catalogue_page()
@sent_from("catalogue")
def several(request: PersonalRequest) -> HttpResponse:
    """The units chosen in the list, then the notice or the day that all of them get."""
    units = _chosen(request.user, request.POST)
    if not 0 < len(units) <= MOST_AT_ONCE:
        messages.error(request, _("Välj mellan 1 och %(most)d mottagningar i listan.") % {"most": MOST_AT_ONCE})
        return _to_the_list(request)
    what = request.POST.get("gor", "")
    notice = SeveralNoticeForm(request.POST if what == "meddelande" else None)
    day = SeveralDayForm(request.POST if what == "dag" else None)
    refused, doubts = "", []
    if day.is_bound and day.is_valid() and "anda" not in request.POST:  # asked once
        doubts = day.doubts(units, timezone.localdate(timezone=SWEDEN))
    if not doubts and ((notice.is_bound and notice.is_valid()) or (day.is_bound and day.is_valid())):
        try:
            changed = change_several(
                by=request.user,
                units=[unit.pk for unit in units],
                notice=notice.notice() if notice.is_bound else None,
                day=day.cleaned_data if day.is_bound else None,
            )
        except Refused as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _done(len(changed)))
            if left := [unit.name for unit in units if unit not in changed]:
                messages.info(request, _left(left))
            return _to_the_list(request)
    failed = bool(refused or doubts or notice.errors or day.errors)
    ids = ",".join(str(unit.pk) for unit in units)
    context = {"units": units, "ids": ids, "notice": notice, "day": day, "refused": refused, "warnings": doubts}
    context["query"] = _asked(request.user, request.POST).query()
    return catalogue_render(request, "catalogue/several.html", context, here="units", status=400 if failed else 200)


def _asked(user: User, data: QueryDict) -> OwnUnitsForm:
    """What the list was asked for, where the units were chosen."""
    return OwnUnitsForm(QueryDict(data.get("lista", "")), regions=administered_regions(user))


def _to_the_list(request: PersonalRequest) -> HttpResponse:
    query = _asked(request.user, request.POST).query()
    return redirect(f"{reverse('catalogue')}?{query}" if query else "catalogue")


def _done(count: int) -> str:
    return ngettext(
        "Sparat på %(count)d mottagning. Läsarna ser det nu.",
        "Sparat på %(count)d mottagningar. Läsarna ser det nu.",
        count,
    ) % {"count": count}


def _left(names: list[str]) -> str:
    return ngettext(
        "%(count)d mottagning har inte de tiderna, och är som förut: %(names)s.",
        "%(count)d mottagningar har inte de tiderna, och är som förut: %(names)s.",
        len(names),
    ) % {"count": len(names), "names": ", ".join(names)}


def _chosen(user: User, data: QueryDict) -> list[CareUnit]:
    """The units that were ticked or chosen before ("1,2,3"), or all that the list showed; never another's."""
    if data.get("alla"):
        asked = _asked(user, data).asked()
        return list(own_units(user, timezone.localdate(timezone=SWEDEN), asked)[: MOST_AT_ONCE + 1])
    sent = [each for value in data.getlist("enhet") for each in value.split(",")]
    ids = [int(each) for each in sent if each.isascii() and each.isdigit() and len(each) < 19]
    chosen = units_to_edit(user).filter(pk__in=ids).select_related("municipality").order_by("name", "pk")
    return list(chosen[: MOST_AT_ONCE + 1])
