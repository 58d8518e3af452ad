"""A region's local notices, written by its own administrators."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from regions.actions.notices import end_notice, save_notice
from regions.forms.local import NoticeForm
from regions.models import RegionNotice
from regions.queries.notices import notices_by_time
from regions.views.catalogue import catalogue_page, catalogue_render, own_region


@require_safe
@catalogue_page()
def notices(request: PersonalRequest, slug: str) -> HttpResponse:
    """Those shown now, as readers see them; those to come; the last that are over."""
    fact = own_region(request.user, slug)
    context = {"fact": fact, "notices": notices_by_time(fact.code, timezone.now())}
    return catalogue_render(request, "catalogue/notices.html", context, here=f"notices-{fact.slug}")


@require_http_methods(["GET", "HEAD", "POST"])
@catalogue_page()
def edit(request: PersonalRequest, slug: str, pk: int | None = None) -> HttpResponse:
    """A new notice, or one to change; what cannot be saved comes back as it was typed."""
    fact = own_region(request.user, slug)
    notice = get_object_or_404(RegionNotice, pk=pk, region=fact.code) if pk else RegionNotice(region_id=fact.code)
    form = NoticeForm(request.POST or None, instance=notice)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_notice(by=request.user, notice=form.save(commit=False), was=form.cleaned_data["was"])
        except Refused as refusal:
            form.see_again(str(refusal))
        else:
            shown = saved.starts_at <= timezone.now()
            done = _("Sparat. Läsarna ser meddelandet nu.") if shown else _("Sparat. Meddelandet visas när det börjar.")
            messages.success(request, done)
            return redirect("catalogue_notices", fact.slug)
    context: dict[str, Any] = {"fact": fact, "form": form, "back": reverse("catalogue_notices", args=[fact.slug])}
    context["heading"] = _("Ändra meddelandet") if pk else _("Nytt meddelande")
    status = 400 if form.errors else 200
    return catalogue_render(request, "catalogue/region_form.html", context, here=f"notices-{fact.slug}", status=status)


@require_POST
@catalogue_page()
def end(request: PersonalRequest, slug: str, pk: int) -> HttpResponse:
    """Ends it now, or takes away one that has not begun."""
    fact = own_region(request.user, slug)
    notice = get_object_or_404(RegionNotice, pk=pk, region=fact.code)
    try:
        end_notice(by=request.user, notice=notice)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Meddelandet ”%s” visas inte längre.") % notice)
    return redirect("catalogue_notices", fact.slug)
