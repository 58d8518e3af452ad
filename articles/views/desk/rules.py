"""The rules of the search: all of them, and what is proposed, with what it would do to the box with 112."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.private import PersonalRequest
from accounts.refusal import Refused
from articles import permissions
from articles.actions import rules as actions
from articles.forms.rules import RuleFilter, RuleForm, WhyForm
from articles.models import RuleChange, SearchRule
from articles.queries import rule_changes as queries
from articles.rule_notation import NOTATION
from articles.views.desk import desk_page, desk_render

RULES_A_PAGE = 50
RULES = "rules"  # entry of the side menu


@require_GET
@desk_page(permissions.may_read_rules)
def rule_list(request: PersonalRequest) -> HttpResponse:
    """Every rule, and above them what waits to be approved."""
    form = RuleFilter(request.GET)
    rules = form.narrow(SearchRule.objects.order_by("kind", "text", "pk"))
    context = {
        "form": form,
        "page": Paginator(rules, RULES_A_PAGE).get_page(request.GET.get("sida")),
        "query": form.query(),
        "waiting": queries.changes_waiting(),
        "may_propose": permissions.may_propose_rules(request.user),
    }
    return desk_render(request, "desk/rules.html", context, here=RULES)


@require_GET
@desk_page(permissions.may_read_rules)
def rule(request: PersonalRequest, pk: int) -> HttpResponse:
    """One rule and its history."""
    found = get_object_or_404(SearchRule, pk=pk)
    changes = queries.changes().filter(kind=found.kind, text=found.text).order_by("-pk")
    context = {
        "rule": found,
        "changes": changes,
        "waits": any(change.waits for change in changes),
        "is_in_force": queries.rules_in_force().filter(kind=found.kind, text=found.text).exists(),
        "may_propose": permissions.may_propose_rules(request.user),
    }
    return desk_render(request, "desk/rule.html", context, here=RULES)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(permissions.may_propose_rules)
def new_rule(request: PersonalRequest) -> HttpResponse:
    """Proposes a rule: what it would change is shown before it is sent, and what was typed stays."""
    said = {"kind": request.GET.get("slag", ""), "text": request.GET.get("text", "")}
    form = RuleForm(request.POST or None, initial=said)
    context = {"form": form, "groups": sorted(queries.group_names()), "notation": NOTATION}
    if form.is_valid():
        change = RuleChange(**form.cleaned_data, proposed_by=request.user)
        if "send" in request.POST:
            try:
                change = actions.propose_rule(by=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error("text", str(refusal))
            else:
                return _proposed(request, change)
        else:
            context |= {"change": change, "preview": queries.preview(change)}
    return desk_render(request, "desk/rule_new.html", context, here=RULES, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page(permissions.may_propose_rules)
def end_rule(request: PersonalRequest, pk: int) -> HttpResponse:
    """Proposes that a rule ends, on a page that shows what would change."""
    found = get_object_or_404(queries.rules_in_force(), pk=pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        try:
            change = actions.propose_ending(by=request.user, rule=found, why=form.cleaned_data["why"])
        except Refused as refusal:
            form.add_error("why", str(refusal))
        else:
            return _proposed(request, change)
    change = RuleChange(kind=found.kind, text=found.text, rule=found, ends=True, proposed_by=request.user)
    context = {"rule": found, "form": form, "change": change, "preview": queries.preview(change)}
    return desk_render(request, "desk/rule_end.html", context, here=RULES, status=400 if form.errors else 200)


def _proposed(request: PersonalRequest, change: RuleChange) -> HttpResponse:
    if change.in_force_at:
        messages.success(request, _("Regeln gäller nu. Den kan bara visa rutan med 112 oftare."))
    else:
        messages.success(request, _("Förslaget är inlagt. Det gäller när någon annan har godkänt det."))
    return redirect("desk_rule_change", change.pk)


@require_GET
@desk_page(permissions.may_read_rules)
def rule_change(request: PersonalRequest, pk: int) -> HttpResponse:
    """One proposal: what it would change, and what was decided."""
    return _change_page(request, get_object_or_404(queries.changes(), pk=pk), WhyForm())


def _change_page(request: PersonalRequest, change: RuleChange, form: WhyForm) -> HttpResponse:
    mine, approves = change.proposed_by_id == request.user.pk, permissions.may_approve_rules(request.user)
    context = {
        "change": change,
        "preview": queries.preview(change) if change.waits else None,
        "may_approve": change.waits and approves and not mine,
        "may_decline": change.waits and (approves or mine),
        "is_mine": mine,
        "form": form,
    }
    return desk_render(request, "desk/rule_change.html", context, here=RULES, status=400 if form.errors else 200)


@require_POST
@desk_page(permissions.may_approve_rules)
def approve_rule(request: PersonalRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(RuleChange, pk=pk)
    try:
        actions.approve_change(by=request.user, change=change)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Godkänt. Nästa sökning följer ändringen."))
    return redirect("desk_rule_change", change.pk)


@require_POST
@desk_page(permissions.may_propose_rules)
def decline_rule(request: PersonalRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(queries.changes(), pk=pk)
    form = WhyForm(request.POST)
    if form.is_valid():
        try:
            actions.decline_change(by=request.user, change=change, why=form.cleaned_data["why"])
        except Refused as refusal:
            form.add_error("why", str(refusal))
        else:
            messages.success(request, _("Förslaget är avböjt."))
            return redirect("desk_rule_change", change.pk)
    return _change_page(request, change, form)
