"""Facts that stand in many texts: all of them, one of them, and what can be done with a proposal."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Role, User
from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles import permissions
from articles.actions import facts as actions
from articles.forms.facts import DeclineForm, NewFactForm, ProposalForm
from articles.models import Fact, FactValue
from articles.queries.facts import affected, all_facts
from articles.views.desk import desk_page, desk_render


@require_GET
@desk_page()
def facts(request: PersonalRequest) -> HttpResponse:
    """Every fact with its value, and whether a proposal waits."""
    context = {"facts": all_facts(), "may_write": permissions.may_write(request.user)}
    return desk_render(request, "desk/facts.html", context, here="facts")


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(permissions.may_write)
def new_fact(request: PersonalRequest) -> HttpResponse:
    form = NewFactForm(request.POST or None)
    if form.is_valid():
        try:
            fact = actions.new_fact(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("Förslaget är inlagt. En faktagranskare godkänner det."))
            return redirect("desk_fact", fact.name)
    status = 400 if form.errors else 200
    return desk_render(request, "desk/fact_new.html", {"form": form}, here="facts", status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page()
def fact(request: PersonalRequest, name: str) -> HttpResponse:
    """One fact: what it is, where it stands, what has been said of it; a POST proposes another value."""
    found = get_object_or_404(Fact.objects.select_related("current"), name=name)
    form = ProposalForm(request.POST or None)
    if form.is_valid():
        try:
            actions.propose(by=request.user, fact=found, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("value", str(refusal))
        else:
            messages.success(request, _("Förslaget är inlagt. En faktagranskare godkänner det."))
            return redirect("desk_fact", found.name)
    return _fact_page(request, found, form=form)


def _fact_page(request: PersonalRequest, found: Fact, **forms: Any) -> HttpResponse:
    values = list(
        found.values.select_related("proposed_by", "approved_by", "published_by", "declined_by").order_by("-pk")
    )
    proposal = next((value for value in values if value.in_force_at is None and value.declined_at is None), None)
    context = {
        "fact": found,
        "values": values,
        "proposal": proposal,
        "affected": affected(found),
        "may": _may(request.user, proposal),
        "form": ProposalForm(),
        "decline_form": DeclineForm(),
    }
    status = 400 if any(form.errors for form in forms.values()) else 200
    return desk_render(request, "desk/fact.html", context | forms, here="facts", status=status)


def _may(user: User, proposal: FactValue | None) -> dict[str, bool]:
    """What the person can do with the fact now."""
    mine = proposal is not None and proposal.proposed_by_id == user.pk
    approved = proposal is not None and proposal.approved_at is not None
    waits = proposal is not None
    return {
        "propose": permissions.may_write(user) and not waits,
        "approve": waits and not approved and not mine and user.has_role(Role.FACT_REVIEWER),
        "publish": approved and not mine and permissions.may_publish(user),
        "decline": waits and (mine or user.has_role(Role.FACT_REVIEWER, Role.PUBLISHER)),
    }


@require_POST
@desk_page()
def approve_fact(request: PersonalRequest, pk: int) -> HttpResponse:
    return _act(request, pk, actions.approve, _("Godkänt. En utgivare bestämmer när det ska gälla."))


@require_POST
@desk_page()
def publish_fact(request: PersonalRequest, pk: int) -> HttpResponse:
    return _act(request, pk, actions.put_in_force, _("Uppgiften gäller nu i alla texter."))


def _act(request: PersonalRequest, pk: int, action: Callable[..., object], done: str) -> HttpResponse:
    proposal = get_object_or_404(FactValue.objects.select_related("fact"), pk=pk)
    try:
        action(by=request.user, proposal=proposal)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("desk_fact", proposal.fact.name)


@require_POST
@desk_page()
def decline_fact(request: PersonalRequest, pk: int) -> HttpResponse:
    proposal = get_object_or_404(FactValue.objects.select_related("fact__current"), pk=pk)
    form = DeclineForm(request.POST)
    if form.is_valid():
        try:
            actions.decline(by=request.user, proposal=proposal, why=form.cleaned_data["why"])
        except Refused as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("Förslaget är avböjt."))
            return redirect("desk_fact", proposal.fact.name)
    return _fact_page(request, proposal.fact, decline_form=form)
