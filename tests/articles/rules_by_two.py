"""Rules of the search as two people make them."""

from accounts.models import Role, User
from articles.actions.rules import approve_change, propose_ending, propose_rule


def other_person():
    """A fact reviewer, who has proposed nothing."""
    found = User.objects.filter(username="rut").first()
    return found or User.objects.create_user(
        "rut", password="x", name="Rut Exempel", roles=[Role.FACT_REVIEWER], is_staff=True
    )


def add_rule(*, by, kind, text):
    change = propose_rule(by=by, kind=kind, text=text, why="Läsare söker så.")
    if change.waits:
        change = approve_change(by=other_person(), change=change)
    change.refresh_from_db()
    return change.rule


def end_rule(*, by, rule):
    change = approve_change(by=other_person(), change=propose_ending(by=by, rule=rule, why="Den stör."))
    return change.rule
