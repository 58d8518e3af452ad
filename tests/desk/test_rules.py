"""The rules of the search at the desk: proposed by one with a reason, approved by another who sees what it changes."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from accounts.refusal import Refused
from articles.actions.rules import approve_change, decline_change, propose_ending, propose_rule
from articles.models import RuleChange, SearchRule
from articles.queries import rule_changes
from articles.queries.rule_changes import preview
from articles.queries.search.lexicon import Lexicon
from articles.queries.search.rules import Rules
from tests.articles.rules_by_two import add_rule, end_rule
from tests.cast import client_of
from tests.desk.rule_people import *  # noqa: F403
from tests.desk.rule_people import KIND, WHY, is_box_shown

# ---- four eyes ----


def test_what_takes_the_box_away_counts_when_someone_else_has_approved(library, people):
    change = propose_rule(by=people.karin, kind=KIND.HARMLESS, text="!bröstet", why=WHY)
    assert is_box_shown("ont i bröstet")
    with pytest.raises(Refused, match="får inte godkänna"):
        approve_change(by=people.karin, change=change)
    approve_change(by=people.rut, change=change)
    assert not is_box_shown("ont i bröstet")
    rule = SearchRule.objects.get(text="!bröstet")
    assert (rule.added_by, rule.changes.get().why, rule.changes.get().approved_by) == (people.karin, WHY, people.rut)


def test_a_fact_reviewer_does_not_approve_their_own_and_an_administrator_may_approve(library, people):
    change = propose_rule(by=people.rut, kind=KIND.STOP_WORD, text="zqva", why=WHY)
    with pytest.raises(Refused, match="Någon annan måste"):
        approve_change(by=people.rut, change=change)
    with pytest.raises(Refused, match="får inte godkänna"):
        approve_change(by=people.karin, change=change)
    approve_change(by=people.ada, change=change)
    assert SearchRule.objects.filter(text="zqva", ended_at=None).exists()


def test_an_expression_of_danger_counts_at_once_but_for_a_name_that_people_read_up_on(library, people):
    propose_rule(by=people.karin, kind=KIND.EMERGENCY, text="meteorit köket", why=WHY)
    assert is_box_shown("en meteorit slog ner i köket")
    assert propose_rule(by=people.karin, kind=KIND.EMERGENCY, text="?meteoritos", why=WHY).waits


def test_a_rule_ends_when_someone_else_has_approved_and_can_be_put_back(library, people):
    rule = add_rule(by=people.karin, kind=KIND.EMERGENCY, text="meteorit köket")
    change = propose_ending(by=people.karin, rule=rule, why="Den stör.")
    assert is_box_shown("meteorit i köket")
    approve_change(by=people.rut, change=change)
    assert not is_box_shown("meteorit i köket")
    page = client_of(people.karin).get(reverse("desk_rule", args=[rule.pk]), secure=True).content.decode()
    assert "Lägg tillbaka regeln" in page and "Den stör." in page
    propose_rule(by=people.karin, kind=rule.kind, text=rule.text, why="Den behövs.")
    assert is_box_shown("meteorit i köket")


def test_a_proposal_is_declined_with_a_reason_and_no_longer_waits(library, people):
    change = propose_rule(by=people.karin, kind=KIND.STOP_WORD, text="zqva", why=WHY)
    with pytest.raises(Refused, match="Skriv varför"):
        decline_change(by=people.rut, change=change, why=" ")
    decline_change(by=people.rut, change=change, why="Det är ett namn.")
    with pytest.raises(Refused, match="väntar inte längre"):
        approve_change(by=people.rut, change=change)


# ---- the database holds it ----


ADD = """INSERT INTO articles_searchrule (kind, text, added_at, added_by_id, added_by_name, ended_by_name)
    VALUES ('harmless', '!zqva', now(), {0}, 'Karin', '')"""
PROPOSE = """INSERT INTO articles_rulechange
    (kind, text, ends, why, proposed_by_id, proposed_at, approved_by_id, in_force_at, declined_why)
    VALUES ('harmless', '!zqva', false, 'x', {0}, now(), {1}, now(), '')"""


@pytest.mark.parametrize(
    "sql",
    [
        ADD,
        PROPOSE,
        PROPOSE.replace("{1}", "NULL"),
        PROPOSE.replace("{1}", "{0}"),
        "UPDATE articles_searchrule SET ended_at = now(), ended_by_name = 'Karin' WHERE kind = 'emergency'",
        "UPDATE articles_rulechange SET in_force_at = now() WHERE id = {2}",
        "UPDATE articles_rulechange SET in_force_at = now(), approved_by_id = {0} WHERE id = {2}",
        "UPDATE articles_rulechange SET text = '!annat' WHERE id = {2}",
        "UPDATE articles_rulechange SET proposed_by_id = {1} WHERE id = {2}",
        "DELETE FROM articles_rulechange WHERE id = {2}",
    ],
)
def test_the_database_refuses_what_one_does_alone(library, people, sql):
    change = propose_rule(by=people.karin, kind=KIND.HARMLESS, text="!zqvb", why=WHY)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(people.karin.pk, people.rut.pk, change.pk))


def test_an_approval_is_used_once(library, people):
    rule = add_rule(by=people.karin, kind=KIND.HARMLESS, text="!zqva")
    end_rule(by=people.karin, rule=rule)
    with pytest.raises(DatabaseError, match="måste godkänna"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ADD.format(people.karin.pk))


# ---- what would change ----


def test_the_preview_tells_which_dangers_lose_their_box(library, people):
    found = preview(RuleChange(kind=KIND.HARMLESS, text="!bröstet", proposed_by=people.karin))
    assert len(found.lost) > 20 and all("bröst" in query.lower() for query in found.lost[:5])
    assert not found.disturbed


def test_the_preview_tells_which_other_searches_get_a_box(library, people):
    found = preview(RuleChange(kind=KIND.EMERGENCY, text="huvudvärk", proposed_by=people.karin))
    assert found.disturbed and not found.lost


def test_a_rule_that_nobody_would_notice_changes_nothing(library, people):
    assert not preview(RuleChange(kind=KIND.STOP_WORD, text="zqva", proposed_by=people.karin))


def test_what_words_mean_by_a_proposed_rule_is_not_remembered_for_those_in_force(library, people, monkeypatch):
    in_force, tried = Lexicon(0, Rules()), []
    monkeypatch.setattr(rule_changes, "lexicon_at_hand", lambda: in_force)
    monkeypatch.setattr(rule_changes, "_boxes", lambda query, *by: tried.append(by) or [False] * len(by))
    preview(RuleChange(kind=KIND.EMERGENCY, text="huvudvärk", proposed_by=people.karin))
    assert len({id(each.mended) for each in (in_force, *tried[0])}) == 3
