"""The pages of the desk on which the rules of the search are found, previewed, proposed and approved."""

from django.urls import reverse

from articles.models import RuleChange, SearchRule
from tests.articles.rules_by_two import add_rule, end_rule
from tests.cast import client_of
from tests.desk.rule_people import *  # noqa: F403
from tests.desk.rule_people import KIND, WHY, is_box_shown, send


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
    waiting = client_of(people.rut).get(reverse("desk"), secure=True).content.decode()
    assert "Sökregler att bedöma" in waiting and WHY in waiting
    seen = client_of(people.rut).get(answer["Location"], secure=True).content.decode()
    assert "faror förlorar rutan med 112" in seen and "Godkänn ändringen" in seen
    assert "Godkänn ändringen" not in client_of(people.karin).get(answer["Location"], secure=True).content.decode()
    send(people.rut, "desk_rule_approve", change.pk)
    assert not is_box_shown("ont i bröstet")


def test_what_was_typed_stays_when_it_cannot_be_read(library, people):
    answer = send(people.karin, "desk_rule_new", kind="emergency", text="{ont i", why=WHY)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="{ont i"' in page and WHY in page and "En klammer saknar sin andra hälft" in page


def test_which_kind_a_rule_is_of_is_chosen_by_a_person(library, people):
    page = client_of(people.karin).get(reverse("desk_rule_new"), secure=True).content.decode()
    assert '<option value="" selected>Välj slag</option>' in page
    answer = send(people.karin, "desk_rule_new", kind="", text="zqva", why=WHY)
    assert answer.status_code == 400 and "Välj ett alternativ under ”Slag”." in answer.content.decode()
    known = client_of(people.karin).get(reverse("desk_rule_new"), {"slag": "emergency"}, secure=True).content.decode()
    assert '<option value="emergency" selected>' in known


def test_the_page_tells_how_a_rule_is_written(library, people):
    page = client_of(people.karin).get(reverse("desk_rule_new"), secure=True).content.decode()
    for sign in ("{svårt|tungt} andas", "2{slö|blek|virrig}", "&lt;maskin&gt;", "=krampar", "hur_vanligt", "?stroke"):
        assert sign in page, sign


def test_an_ending_is_confirmed_on_a_page_with_a_reason(library, people):
    rule = SearchRule.objects.filter(kind="emergency", text__contains="bröst", ended_at=None).first()
    page = client_of(people.ada).get(reverse("desk_rule_end", args=[rule.pk]), secure=True).content.decode()
    assert "Vad som ändras" in page
    assert send(people.ada, "desk_rule_end", rule.pk, why="").status_code == 400
    send(people.ada, "desk_rule_end", rule.pk, why="Den stör.")
    rule.refresh_from_db()
    assert rule.ended_at is None
    send(people.rut, "desk_rule_approve", RuleChange.objects.get().pk)
    rule.refresh_from_db()
    assert rule.ended_by_name == "Ada Exempel"


def test_the_list_finds_rules_and_those_that_have_ended(library, people):
    page = client_of(people.karin).get(reverse("desk_rules"), {"q": "bröst", "slag": "emergency"}, secure=True)
    assert "bröst" in page.content.decode()
    end_rule(by=people.karin, rule=add_rule(by=people.karin, kind=KIND.EMERGENCY, text="meteorit"))
    page = client_of(people.karin).get(reverse("desk_rules"), {"lage": "avslutade"}, secure=True)
    assert "meteorit" in page.content.decode()


def test_the_administration_leads_to_the_desk(library, people):
    page = client_of(people.ada).get(reverse("admin:index"), secure=True).content.decode()
    assert reverse("desk_rules") in page
    lost = client_of(people.karin).get(reverse("admin:index"), secure=True)
    assert lost["Location"] == reverse("account")
