"""The rules of the search at the desk: proposed by one with a reason, approved by another who sees what it changes."""

import tomllib
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import demo
from accounts.models import Role, User
from accounts.refusal import Refused
from articles.actions.rules import approve_change, decline_change, propose_ending, propose_rule, why_not_proposed
from articles.library_format import LIBRARY
from articles.models import RuleChange, SearchRule
from articles.queries import rule_changes
from articles.queries.rule_changes import preview
from articles.queries.search import is_emergency
from articles.queries.search.lexicon import Lexicon
from articles.queries.search.rules import Rules, rules_of
from articles.rule_notation import why_not_a_rule
from tests.articles.rules_by_two import add_rule, end_rule

KIND = SearchRule.Kind
WHY = "Läsare söker så."


def rules():
    return rules_of(rule_changes.rules_in_force().order_by("pk").values_list("kind", "text"))


def is_box_shown(query):
    """By the rules that are in force now; that the search follows them at once: tests/articles/test_search_rules.py."""
    return is_emergency(query, rules())


@pytest.fixture(autouse=True)
def few_names(monkeypatch):
    """To read all names after each change takes seconds, and the preview is about rules."""
    monkeypatch.setattr(rule_changes, "lexicon_at_hand", lambda: Lexicon(0, Rules()))


@pytest.fixture
def people(db):
    made = {}
    for name, roles in {"karin": [Role.EDITOR], "rut": [Role.FACT_REVIEWER], "ada": []}.items():
        made[name] = User.objects.create_user(
            name, password="x", name=f"{name.title()} Exempel", roles=roles, is_staff=True, is_superuser=name == "ada"
        )
        demo.enrol(made[name], demo.secret_of(name))
    return SimpleNamespace(**made)


def as_(user):
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def send(user, name, *arguments, **said):
    return as_(user).post(reverse(name, args=arguments), said, secure=True)


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
    page = as_(people.karin).get(reverse("desk_rule", args=[rule.pk]), secure=True).content.decode()
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


# ---- what cannot be read ----

GROUPS = {"maskin", "ena"}
UNREADABLE = [
    ("emergency", "{ont i", "klammer"),
    ("emergency", "ont} i", "klammer"),
    ("emergency", "{ont {i}} bröstet", "klammer"),
    ("emergency", "<finnsinte> ont", "ingen grupp"),
    ("emergency", "<b>hej</b>", "ingen grupp"),
    ("emergency", "<maskin ont", "<så>"),
    ("emergency", "<maskin> hand", "inom klamrar"),
    ("emergency", "2{a}", "minst två"),
    ("emergency", "3{ont|blek}", "siffran 2"),
    ("emergency", "{ont|} bröst", "saknas"),
    ("emergency", "{svårt|tungt}andas", "mellanslag"),
    ("emergency", "{svårt|tungt}{andas|luft}", "mellanslag"),
    ("emergency", "ont|värk", "Strecket"),
    ("emergency", "a", "så kort"),
    ("emergency", "?!", "minst ett ord"),
    ("emergency", "ont !nu", "allra först"),
    ("emergency", "on=t", "= står"),
    ("emergency", "ont = nu", "= står"),
    ("harmless", "ont _ nu", "_ står"),
    ("harmless", "(ont)", "betyder ingenting"),
    ("same", "ensamt", "minst två ord"),
    ("same", "ont|värk", "bara ord"),
    ("group", "maskin såg", "kolon"),
    ("group", "maskin:", "saknas"),
    ("group", "maskin: såg||kvarn", "saknas"),
    ("group", "maskin: <maskin>|såg", "ingen grupp"),
    ("group", "maskin: {såg|kvarn}", "streck"),
    ("stop", "{två|ord}", "bara ord"),
    ("stop", "=ba", "bara ord"),
]


@pytest.mark.parametrize(("kind", "text", "says"), UNREADABLE)
def test_what_is_no_rule_is_refused_and_told_why(kind, text, says):
    assert says in why_not_a_rule(kind, text, GROUPS)


@pytest.mark.parametrize(
    "text",
    [
        "_".join(["{aba|cdc}"] * 11),
        "{<person>}_{<kroppsdel>}_{<medtagen>}",
        "{" + "|".join(["hej"] * 75) + "}_{<person>}",
    ],
)
def test_a_phrase_that_stands_for_too_much_is_refused_before_it_is_written_out(library, text):
    assert why_not_proposed("emergency", text).startswith("Regeln står för fler än 2 000 uttryck")
    assert why_not_proposed("emergency", "{<person>} {<kroppsdel>} {<medtagen>}") == ""


def test_a_group_that_makes_a_phrase_stand_for_too_much_is_refused(library, people):
    add_rule(by=people.karin, kind=KIND.GROUP, text="zqvord: aba|cdc")
    add_rule(by=people.karin, kind=KIND.HARMLESS, text="{<zqvord>}_{<zqvord>}")
    assert why_not_proposed("group", "zqvord: " + "|".join(f"z{n}" for n in range(43))).startswith(
        "Regeln står för fler"
    )
    assert why_not_proposed("group", "zqvord: " + "|".join(f"z{n}" for n in range(42))) == ""


def test_every_rule_of_the_library_can_be_read():
    rules = tomllib.loads((LIBRARY / "search" / "rules.toml").read_text(encoding="utf-8"))
    groups = {text.partition(":")[0].strip() for text in rules["group"]}
    kinds = rules.keys() - {KIND.SAME.value}  # two of them are one word, and do nothing
    refused = [(text, why) for kind in kinds for text in rules[kind] if (why := why_not_a_rule(kind, text, groups))]
    assert refused == []


# ---- the pages ----


def test_a_rule_is_previewed_proposed_and_approved(library, people):
    said = {"kind": "harmless", "text": " !bröstet ", "why": WHY}
    shown = send(people.karin, "desk_rule_new", **said)
    page = shown.content.decode()
    assert '<h2 id="foljder" tabindex="-1" autofocus>' in page, "what was asked for has the focus"
    assert "<title>Vad som ändras" in page
    assert shown.status_code == 200 and "faror förlorar rutan med 112" in page and "Föreslå regeln" in page
    assert not RuleChange.objects.exists()
    answer = send(people.karin, "desk_rule_new", **said, send="1")
    change = RuleChange.objects.get()
    assert answer["Location"] == reverse("desk_rule_change", args=[change.pk])
    waiting = as_(people.rut).get(reverse("desk"), secure=True).content.decode()
    assert "Sökregler att bedöma" in waiting and WHY in waiting
    seen = as_(people.rut).get(answer["Location"], secure=True).content.decode()
    assert "faror förlorar rutan med 112" in seen and "Godkänn ändringen" in seen
    assert "Godkänn ändringen" not in as_(people.karin).get(answer["Location"], secure=True).content.decode()
    send(people.rut, "desk_rule_approve", change.pk)
    assert not is_box_shown("ont i bröstet")


def test_what_was_typed_stays_when_it_cannot_be_read(library, people):
    answer = send(people.karin, "desk_rule_new", kind="emergency", text="{ont i", why=WHY)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="{ont i"' in page and WHY in page and "En klammer saknar sin andra hälft" in page


def test_which_kind_a_rule_is_of_is_chosen_by_a_person(library, people):
    page = as_(people.karin).get(reverse("desk_rule_new"), secure=True).content.decode()
    assert '<option value="" selected>Välj slag</option>' in page
    answer = send(people.karin, "desk_rule_new", kind="", text="zqva", why=WHY)
    assert answer.status_code == 400 and "Välj ett alternativ under ”Slag”." in answer.content.decode()
    known = as_(people.karin).get(reverse("desk_rule_new"), {"slag": "emergency"}, secure=True).content.decode()
    assert '<option value="emergency" selected>' in known


def test_the_page_tells_how_a_rule_is_written(library, people):
    page = as_(people.karin).get(reverse("desk_rule_new"), secure=True).content.decode()
    for sign in ("{svårt|tungt} andas", "2{slö|blek|virrig}", "&lt;maskin&gt;", "=krampar", "hur_vanligt", "?stroke"):
        assert sign in page, sign


def test_an_ending_is_confirmed_on_a_page_with_a_reason(library, people):
    rule = SearchRule.objects.filter(kind="emergency", text__contains="bröst", ended_at=None).first()
    page = as_(people.ada).get(reverse("desk_rule_end", args=[rule.pk]), secure=True).content.decode()
    assert "Vad som ändras" in page
    assert send(people.ada, "desk_rule_end", rule.pk, why="").status_code == 400
    send(people.ada, "desk_rule_end", rule.pk, why="Den stör.")
    rule.refresh_from_db()
    assert rule.ended_at is None
    send(people.rut, "desk_rule_approve", RuleChange.objects.get().pk)
    rule.refresh_from_db()
    assert rule.ended_by_name == "Ada Exempel"


def test_the_list_finds_rules_and_those_that_have_ended(library, people):
    page = as_(people.karin).get(reverse("desk_rules"), {"q": "bröst", "slag": "emergency"}, secure=True)
    assert "bröst" in page.content.decode()
    end_rule(by=people.karin, rule=add_rule(by=people.karin, kind=KIND.EMERGENCY, text="meteorit"))
    page = as_(people.karin).get(reverse("desk_rules"), {"lage": "avslutade"}, secure=True)
    assert "meteorit" in page.content.decode()


def test_the_administration_leads_to_the_desk(library, people):
    page = as_(people.ada).get(reverse("admin:index"), secure=True).content.decode()
    assert reverse("desk_rules") in page
    lost = as_(people.karin).get(reverse("admin:index"), secure=True)
    assert lost["Location"] == reverse("account")
