"""The rules of the search: proposed by one, approved by another, each change with its reason and in the audit log. The
database holds the same (migration 0021)."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.models import RuleChange, SearchRule
from articles.permissions import may_approve_rules, may_propose_rules
from articles.queries.rule_changes import changes_waiting, group_names, is_too_wide, rules_in_force
from articles.rule_notation import why_not_a_rule


@transaction.atomic
def propose_rule(*, by: User, kind: str, text: str, why: str) -> RuleChange:
    """Proposes a rule; an expression of danger, which takes the box from nothing, counts at once.

    Raises:
        Refused: the person may not, gives no reason, or the text cannot be read as a rule or is one already.
    """
    text = " ".join(text.replace("\x00", "").split())
    if refused := why_not_proposed(kind, text):
        raise Refused(refused)
    return _propose(by, RuleChange(kind=kind, text=text, why=why))


def why_not_proposed(kind: str, text: str) -> str:
    """What hinders a rule from being proposed; empty when nothing does."""
    if why := why_not_a_rule(kind, text, group_names()):
        return why
    if is_too_wide(kind, text):
        return _("Regeln står för fler än 2 000 uttryck på samma plats. Dela upp den i flera, eller ta bort några ord.")
    return _("Regeln finns redan.") if rules_in_force().filter(kind=kind, text=text).exists() else ""


@transaction.atomic
def propose_ending(*, by: User, rule: SearchRule, why: str) -> RuleChange:
    """Proposes that a rule ends; until someone else approves, it counts.

    Raises:
        Refused: the person may not, gives no reason, or the rule has ended.
    """
    rule = SearchRule.objects.select_for_update().get(pk=rule.pk)
    if rule.ended_at is not None:
        raise Refused(_("Regeln är redan avslutad."))
    return _propose(by, RuleChange(kind=rule.kind, text=rule.text, rule=rule, ends=True, why=why))


def _propose(by: User, change: RuleChange) -> RuleChange:
    if not may_propose_rules(by):
        raise Refused(_("Du får inte ändra sökningens regler."))
    change.proposed_by, change.why = by, change.why.strip()
    if not change.why:
        raise Refused(_("Skriv varför."))
    if changes_waiting().filter(kind=change.kind, text=change.text).exists():
        raise Refused(_("Det finns redan ett förslag om regeln som väntar."))
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:  # someone else was quicker
        raise Refused(_("Det finns redan ett förslag om regeln som väntar.")) from error
    record("search_rule.proposed", by=by, obj=change, kind=change.kind, text=change.text, ends=change.ends)
    if change.only_adds_a_box:
        _put_in_force(by, change)
    return change


@transaction.atomic
def approve_change(*, by: User, change: RuleChange) -> RuleChange:
    """Another than who proposed it says yes, and the next search follows it.

    Raises:
        Refused: the person may not, proposed it, or it no longer waits or can no longer be done.
    """
    change = _locked(change)
    if not may_approve_rules(by):
        raise Refused(_("Du får inte godkänna sökningens regler."))
    if change.proposed_by_id == by.pk:
        raise Refused(_("Du har föreslagit ändringen. Någon annan måste godkänna den."))
    change.approved_by = by
    if not change.ends and (refused := why_not_proposed(change.kind, change.text)):
        raise Refused(refused)
    if change.rule is not None and change.rule.ended_at is not None:
        raise Refused(_("Regeln är redan avslutad."))
    _put_in_force(by, change)
    return change


def _put_in_force(by: User, change: RuleChange) -> None:
    """Adds or ends the rule; the database looks for the change, and writes which rule it made."""
    now, author = timezone.now(), change.proposed_by
    change.in_force_at = now
    change.save(update_fields=["approved_by", "in_force_at"])
    if change.rule is not None:
        change.rule.ended_at, change.rule.ended_by_name = now, author.name
        change.rule.save(update_fields=["ended_at", "ended_by_name"])
    else:
        made = SearchRule(kind=change.kind, text=change.text, added_by=author, added_by_name=author.name)
        try:
            with transaction.atomic():
                made.save()
        except IntegrityError as error:
            raise Refused(_("Regeln finns redan.")) from error
        change.rule = made
    done = "search_rule.ended" if change.ends else "search_rule.added"
    record(done, by=by, obj=change.rule, kind=change.kind, text=change.text, proposed_by=author.pk)


@transaction.atomic
def decline_change(*, by: User, change: RuleChange, why: str) -> RuleChange:
    """Says no to a proposal, with a reason. Whoever made it may take it back so.

    Raises:
        Refused: the person may not, gives no reason, or it no longer waits.
    """
    change = _locked(change)
    if not (may_approve_rules(by) or change.proposed_by_id == by.pk):
        raise Refused(_("Bara den som föreslog ändringen och den som får godkänna den kan avböja."))
    if not why.strip():
        raise Refused(_("Skriv varför."))
    change.declined_by, change.declined_at, change.declined_why = by, timezone.now(), why.strip()
    change.save(update_fields=["declined_by", "declined_at", "declined_why"])
    record("search_rule.declined", by=by, obj=change, kind=change.kind, text=change.text)
    return change


def _locked(change: RuleChange) -> RuleChange:
    found = RuleChange.objects.select_for_update(of=("self",)).select_related("rule", "proposed_by").get(pk=change.pk)
    if not found.waits:
        raise Refused(_("Förslaget väntar inte längre. Läs in sidan på nytt."))
    return found
