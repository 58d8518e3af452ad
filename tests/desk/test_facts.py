"""A fact that stands in many texts is judged once and changed everywhere."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import Role
from accounts.refusal import Refused
from articles.actions import facts, publishing
from articles.actions.feedback import mark_mended
from articles.facts import fill, names_in
from articles.models import Fact, FactValue, Feedback
from articles.queries import search_articles
from articles.queries.facts import affected, fact_values
from tests.cast import staff


@pytest.fixture
def fact(karin):
    return facts.new_fact(by=karin, name="giftinformation", title="Giftinformation", value="010-1", ground="GIC")


@pytest.fixture
def in_force(fact, rut, ulf):
    facts.approve(by=rut, proposal=fact.values.get())
    return facts.put_in_force(by=ulf, proposal=fact.values.get())


def test_a_reference_is_filled_and_an_unknown_one_stays():
    assert fill("Ring {giftinformation}, {okänd} {okand}.", {"giftinformation": "010"}) == "Ring 010, {okänd} {okand}."
    assert names_in(["{a-b} och {c}", "{D}"]) == {"a-b", "c"}


def test_a_fact_holds_when_two_others_have_judged_it(fact, karin, rut, ulf):
    proposal = fact.values.get()
    assert fact_values() == {}
    with pytest.raises(Refused, match="Ingen faktagranskare"):
        facts.put_in_force(by=ulf, proposal=proposal)
    facts.approve(by=rut, proposal=proposal)
    facts.put_in_force(by=ulf, proposal=proposal)
    assert fact_values() == {"giftinformation": "010-1"}


def test_nobody_judges_their_own_proposal(db):
    all_in_one = staff("alla", Role.EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER)
    proposal = facts.new_fact(by=all_in_one, name="x", title="X", value="1", ground="Y").values.get()
    with pytest.raises(Refused, match="Någon annan"):
        facts.approve(by=all_in_one, proposal=proposal)
    facts.approve(by=staff("rut", Role.FACT_REVIEWER), proposal=proposal)
    with pytest.raises(Refused, match="Någon annan"):
        facts.put_in_force(by=all_in_one, proposal=proposal)


@pytest.mark.parametrize(
    "value",
    [
        "1 450 kronor {giftinformation} [x](/y/)",
        "**010**",
        "`010`",
        "<b>010</b>",
        "010_2_",
        "01\n02",
        "# 010",
        "&lt;",
        "1. a",
    ],
)
def test_a_value_is_plain_text(in_force, karin, enter, value):
    with pytest.raises(Refused, match="uppgiften"):
        facts.propose(by=karin, fact=in_force, value=value, ground="GIC")
    said = {"title": "Annat", "name": "annat", "value": value, "ground": "GIC"}
    for address in (reverse("desk_fact", args=[in_force.name]), reverse("desk_fact_new")):
        answer = enter(karin).post(address, said, secure=True)
        assert answer.status_code == 400
        assert "uppgiften" in answer.context["form"].errors["value"][0]
    assert FactValue.objects.count() == 1


@pytest.mark.parametrize(
    "value", ["010-456 67 00", "+46 10 456", "1 450 kronor (2026)", "3,5 % & mer!", "exempel.se/a-b"]
)
def test_a_value_may_be_what_readers_are_told(in_force, karin, value):
    assert facts.propose(by=karin, fact=in_force, value=value, ground="GIC").value == value


def test_a_proposal_from_before_that_is_not_plain_never_reaches_readers(fact, rut, ulf):
    proposal = FactValue.objects.create(
        fact=Fact.objects.create(name="annan", title="Annan"),
        value="[x](/y/)",
        ground="GIC",
        proposed_by=fact.values.get().proposed_by,
    )
    facts.approve(by=rut, proposal=proposal)
    with pytest.raises(Refused, match="Ta bort"):
        facts.put_in_force(by=ulf, proposal=proposal)


def test_one_proposal_at_a_time(in_force, karin, rut):
    facts.propose(by=karin, fact=in_force, value="010-2", ground="GIC")
    with pytest.raises(Refused, match="väntar"):
        facts.propose(by=karin, fact=in_force, value="010-3", ground="GIC")
    facts.decline(by=rut, proposal=in_force.values.get(value="010-2"), why="Fel nummer.")
    facts.propose(by=karin, fact=in_force, value="010-3", ground="GIC")
    with pytest.raises(Refused, match="redan"):
        facts.propose(by=karin, fact=in_force, value="010-1", ground="GIC")


def test_the_database_holds_it_too(in_force, karin, rut):
    proposal = facts.propose(by=karin, fact=in_force, value="010-2", ground="GIC")
    for sql in (
        "UPDATE articles_factvalue SET value = 'x'",
        "DELETE FROM articles_factvalue",
        f"UPDATE articles_fact SET current_id = {proposal.pk}",
        "UPDATE articles_fact SET name = 'annat'",
        f"UPDATE articles_factvalue SET approved_by_id = {karin.pk} WHERE id = {proposal.pk}",
        f"UPDATE articles_factvalue SET in_force_at = now() WHERE id = {proposal.pk}",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_every_text_that_shows_a_fact_is_known(in_force, drafted, submitted, karin, text):
    chapters = (replace(text.chapters[0], text="Ring {giftinformation} om du undrar."), *text.chapters[1:])
    revision = submitted(chapters=chapters)
    found = affected(in_force)
    assert [article.pk for article in found.articles] == [revision.article_id]
    assert not found.drafts


def test_a_fact_is_proposed_approved_and_published_at_the_desk(library, enter, karin, rut, ulf):
    typed = {"title": "Giftinformation", "name": "giftinformation", "value": "010-1", "ground": "GIC"}
    answer = enter(karin).post("/redaktion/fakta/ny/", typed, secure=True)
    assert answer["Location"] == "/redaktion/fakta/giftinformation/"
    proposal = FactValue.objects.get()
    page = enter(rut).get("/redaktion/fakta/giftinformation/", secure=True).content.decode()
    assert "Godkänn uppgiften" in page
    enter(rut).post(f"/redaktion/faktaforslag/{proposal.pk}/godkann/", secure=True)
    page = enter(ulf).get("/redaktion/fakta/giftinformation/", secure=True).content.decode()
    assert "Publicera i alla texter" in page
    enter(ulf).post(f"/redaktion/faktaforslag/{proposal.pk}/publicera/", secure=True)
    assert Fact.objects.get().current == proposal
    assert "010-1" in enter(karin).get("/redaktion/fakta/", secure=True).content.decode()


def test_what_was_typed_is_kept_when_it_is_refused(fact, enter, karin):
    typed = {"title": "Igen", "name": "giftinformation", "value": "010-9", "ground": "GIC"}
    answer = enter(karin).post("/redaktion/fakta/ny/", typed, secure=True)
    assert answer.status_code == 400
    assert "redan en faktauppgift" in answer.content.decode()
    assert 'value="010-9"' in answer.content.decode()
    answer = enter(karin).post("/redaktion/fakta/giftinformation/", {"value": "010-9"}, secure=True)
    assert answer.status_code == 400
    assert 'value="010-9"' in answer.content.decode()


def test_the_page_of_a_fact_asks_few_queries(in_force, enter, karin, django_assert_max_num_queries):
    client = enter(karin)
    with django_assert_max_num_queries(14):
        assert client.get("/redaktion/fakta/giftinformation/", secure=True).status_code == 200


def test_a_new_value_is_shown_at_once_in_every_text(in_force, submitted, reviewed, enter, text, karin, rut, ulf):
    chapters = (replace(text.chapters[0], text="Ring {giftinformation} om du undrar."), *text.chapters[1:])
    revision = submitted(chapters=chapters)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    assert "Ring 010-1 om du undrar." in enter().get("/rosslighet/", secure=True).content.decode()
    proposal = facts.propose(by=karin, fact=in_force, value="010-2", ground="GIC")
    facts.approve(by=rut, proposal=proposal)
    facts.put_in_force(by=ulf, proposal=proposal)
    for address in ("/rosslighet/", "/rosslighet.json"):
        assert "Ring 010-2 om du undrar." in enter().get(address, secure=True).content.decode(), address
    cited = enter().get(f"/rosslighet/version/{revision.number}/", secure=True).content.decode()
    assert "Ring 010-1 om du undrar." in cited and "Giftinformation, 010-1 → 010-2" in cited
    assert search_articles("010-2").hits


def test_a_proposal_waits_for_whoever_may_judge_it(fact, enter, karin, rut, ulf):
    def start(user):
        return enter(user).get("/redaktion/", secure=True).content.decode()

    assert "Fakta att bedöma" in start(rut)
    assert "Fakta att bedöma" not in start(ulf)
    assert "Fakta att bedöma" not in start(karin)
    facts.approve(by=rut, proposal=fact.values.get())
    assert "Fakta att bedöma" not in start(rut)
    assert "Fakta att bedöma" in start(ulf)


def test_a_fact_that_was_changed_mends_what_a_reader_says_of_a_text(
    in_force, submitted, reviewed, text, karin, rut, ulf, enter
):
    chapters = (text.chapters[0], replace(text.chapters[1], text="Ring {giftinformation}."), text.chapters[2])
    revision = submitted(chapters=chapters)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    answer = Feedback.objects.create(
        article=revision.article, revision_number=1, helpful=False, is_fault=True, comment="Numret är fel."
    )
    page = f"/redaktion/svar/{answer.pk}/"
    assert "Texten har inte ändrats" in enter(karin).get(page, secure=True).text
    with pytest.raises(Refused, match="nyare"):
        mark_mended(by=karin, feedback=answer, version=1)
    proposal = facts.propose(by=karin, fact=in_force, value="010-2", ground="GIC")
    facts.approve(by=rut, proposal=proposal)
    facts.put_in_force(by=ulf, proposal=proposal)
    assert "Faktauppgiften ”Giftinformation”" in enter(karin).get(page, secure=True).text
    typed = {"outcome": "mended", "version": 1, "note": ""}
    assert enter(karin).post(page, typed, secure=True).status_code == 302
    assert "Rättat i en faktauppgift" in enter(karin).get(page, secure=True).text
    other = Feedback.objects.create(article=revision.article, revision_number=1, helpful=False, comment="Och annat.")
    assert "Texten har inte ändrats" in enter(karin).get(f"/redaktion/svar/{other.pk}/", secure=True).text
