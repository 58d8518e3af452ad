"""What a publisher sends back is gone on from: nothing that was written in it is lost, nor who wrote it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.models import Article, Verdict
from articles.queries.desk import desk_counts
from articles.queries.sent_in import told
from articles.queries.signatures import unsigned_parts
from articles.text import ArticleText
from tests.cast import staff

LONGER = "Rosslighet är ett ljud. Det går över på tre veckor."


@pytest.fixture
def sent_back(published, changed, karin, ulf):
    """Version 2, a correction by Karin, that Ulf has sent back."""
    draft = changed(published, summary=LONGER)
    revision = writing.submit(
        by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Tiden var fel.")
    )
    publishing.send_back(by=ulf, revision=revision, reason="Säg varför.")
    revision.refresh_from_db()
    return revision


@pytest.fixture
def see(enter):
    def see(user, name, pk=None, **data):
        client, address = enter(user), reverse(name, args=[pk] if pk else [])
        answer = client.post(address, data, secure=True, follow=True) if data else client.get(address, secure=True)
        return " ".join(answer.content.decode().split())

    return see


def test_a_new_draft_goes_on_from_what_was_sent_back(published, sent_back, kim):
    draft = writing.start_draft(by=kim, article=published)
    assert draft.base == sent_back
    assert (draft.text["summary"], draft.text["change_note"]) == (LONGER, "Ändrat.")


def test_who_wrote_what_was_sent_back_judges_nothing_in_it(published, sent_back, reviewed, kim):
    does_all = staff("alva", Role.EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER)
    draft = writing.start_draft(by=kim, article=published)
    assert {writer.username for writer in draft.writers.all()} == {"karin"}
    text = replace(ArticleText.from_json(draft.text), title="Rosslig")
    draft = writing.save_draft(by=kim, draft=draft, text=text, serial=draft.serial)
    revision = writing.submit(by=kim, draft=draft, serial=draft.serial)
    assert {writer.username for writer in revision.writers.all()} == {"karin", "kim"}
    karin = revision.writers.get(username="karin")
    karin.roles = [Role.EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER]
    karin.save()
    with pytest.raises(Refused, match="skrivit i texten"):
        reviewed(revision, by=karin)
    with pytest.raises(Refused, match="skrivit i texten"):
        publishing.publish(by=karin, revision=revision)
    reviewed(revision, by=does_all)
    assert unsigned_parts(revision) == []


def test_what_readers_see_can_be_begun_from_instead(published, sent_back, see, karin):
    html = see(karin, "desk_write", published.pk)
    assert "Ulf Exempel skickade tillbaka version 2" in html
    assert "Säg varför." in html
    assert "börjar från version 2" in html
    see(karin, "desk_write", published.pk, start="publicerad")
    draft = Article.objects.get(pk=published.pk).draft
    assert draft.base_id == published.live_id
    assert draft.text["summary"] != LONGER


def test_the_draft_says_what_it_goes_on_from_and_why(published, sent_back, see, karin):
    html = see(karin, "desk_write", published.pk, start="1")
    assert "Utkast som går vidare från version 2" in html
    assert "Säg varför." in html
    html = see(karin, "desk_submit", published.pk)
    assert 'name="is_correction" aria-describedby="id_is_correction_helptext" id="id_is_correction" checked' in html
    assert "Tiden var fel." in html


def test_the_draft_says_at_each_part_what_reviewers_want_changed(published, changed, reviewed, see, karin, ulf):
    draft = changed(published, summary=LONGER)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    doubts = {
        "head": reviewing.Judgement(Verdict.COMMENT, "Fel tid.", "Rosslighet är ett ljud. Det går över på två veckor."),
        "care": reviewing.Judgement(Verdict.COMMENT, "Säg när det är bråttom."),
    }
    reviewed(revision, **doubts)
    publishing.send_back(by=ulf, revision=revision, reason="Se granskningen.")
    whole = f'href="{reverse("desk_revision", args=[revision.pk])}#granskning"'
    article = see(karin, "desk_article", published.pk)
    assert "Rut Exempel har granskat version 2" in article
    assert whole in article
    begin = see(karin, "desk_write", published.pk)
    assert "Granskarens kommentarer på version 2" in begin
    assert whole in begin
    html = see(karin, "desk_write", published.pk, start="1")
    assert "Granskarens kommentarer på version 2" in html
    assert whole in html
    for part, words in (("head", "Fel tid."), ("care", "Säg när det är bråttom.")):
        assert f'href="#del-{part}"' in html
        section = html.split(f'id="del-{part}"')[1].split("</section>")[0]
        assert words in section
    assert re.search(r"<ins>(<span[^>]*>[^<]*</span>)?\s*två", html), "the suggestion, as a change"
    assert "Granskarnas kommentarer: Symtom" not in html, "which was approved"
    assert "har granskat version 2" in see(karin, "desk_article", published.pk)


def test_so_does_a_draft_that_mends_a_published_correction(published, changed, reviewed, see, karin, ulf):
    draft = changed(published, summary=LONGER)
    wrong = writing.Correction("Tiden var fel.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=wrong)
    publishing.publish(by=ulf, revision=revision)
    reviewed(revision, head=reviewing.Judgement(Verdict.COMMENT, "Fel tid."))
    draft = changed(Article.objects.get(pk=published.pk), summary="Två veckor.")
    assert "Fel tid." in see(karin, "desk_write", published.pk)
    writing.discard_draft(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision, by=staff("alva", Role.FACT_REVIEWER))
    assert unsigned_parts(revision) == ["head"], "the doubt stands"
    assert "Fel tid." in see(karin, "desk_write", published.pk, start="1")


def test_a_draft_of_an_approved_text_has_no_remarks(published, see, karin):
    assert "Granskarens kommentarer" not in see(karin, "desk_write", published.pk, start="1")


def test_what_is_said_of_the_change_may_be_all_that_is_mended(published, sent_back, karin):
    draft = writing.start_draft(by=karin, article=published)
    with pytest.raises(Refused, match="detsamma som version 2"):
        writing.submit(by=karin, draft=draft, serial=0, correction=writing.Correction("Tiden var fel."))
    revision = writing.submit(by=karin, draft=draft, serial=0, correction=writing.Correction("Tre veckor, inte en."))
    assert (revision.number, revision.base) == (3, sent_back)


def test_what_readers_see_already_is_not_sent_in_again(published, sent_back, text, karin):
    draft = writing.start_draft(by=karin, article=published)
    draft = writing.save_draft(by=karin, draft=draft, text=text, serial=0)
    with pytest.raises(Refused, match="detsamma som version 1"):
        writing.submit(by=karin, draft=draft, serial=draft.serial)


def test_what_was_sent_back_is_past_when_a_newer_text_is_published(published, sent_back, changed, reviewed, karin, ulf):
    draft = changed(published, summary="Rosslighet går över.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    draft = writing.start_draft(by=karin, article=Article.objects.get(pk=published.pk))
    assert (draft.base, draft.text["change_note"]) == (revision, "")


def test_it_is_told_beside_a_correction_that_waits_for_its_review(published, changed, see, karin, ulf):
    draft = changed(published, summary="Det går över på två veckor.")
    wrong = writing.Correction("Tiden var fel.")
    publishing.publish(by=ulf, revision=writing.submit(by=karin, draft=draft, serial=draft.serial, correction=wrong))
    draft = changed(Article.objects.get(pk=published.pk), summary=LONGER)
    third = writing.submit(by=karin, draft=draft, serial=draft.serial)
    publishing.send_back(by=ulf, revision=third, reason="För långt.")
    html = see(karin, "desk_article", published.pk)
    assert "Rättelsen i version 2 ska granskas senast" in html
    assert "Ulf Exempel har skickat tillbaka version 3: ”För långt.”" in html
    write = f'href="{reverse("desk_write", args=[published.pk])}">Skriv om texten'
    assert write in html
    html = see(karin, "desk_revision", third.pk)
    assert "Ulf Exempel skickade tillbaka version 3" in html
    assert write in html
    assert write not in see(ulf, "desk_article", published.pk)


def test_a_reviewer_is_told_that_it_was_sent_back(submitted, enter, karin, rut, ulf):
    revision = submitted()
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    publishing.send_back(by=ulf, revision=revision, reason="Kortare.")
    prefilled = {"suggestion_self_care": "Vila om du är trött.", "suggestion_treatment": "Ät soppa."}
    answer = enter(rut).post(
        reverse("desk_review", args=[review.pk]), {"comment_head": "Säg när.", **prefilled}, secure=True
    )
    html = answer.content.decode()
    assert answer.status_code == 410
    assert "Utgivaren har skickat tillbaka texten till redaktören" in html
    assert "Säg när." in html
    assert "Ät soppa." in html
    assert "Vila om du är trött." not in html


def test_the_first_page_tells_what_becomes_of_what_one_has_sent_in(published, changed, see, karin, kim, rut, ulf):
    draft = changed(published, summary="Det går över på två veckor.")
    wrong = writing.Correction("Tiden var fel.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=wrong)
    assert "Du har skickat in" in (html := see(karin, "desk"))
    assert "En utgivare" in html
    publishing.publish(by=ulf, revision=second)
    draft = changed(Article.objects.get(pk=published.pk), summary=LONGER)
    third = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert "Publicerade rättelser som ska granskas" in (html := see(karin, "desk"))
    assert "Dina texter som ska granskas" not in html, "it is told once"
    assert html.count("Dig: ingen är ombedd att granska fakta") == 2
    for revision in (second, third):
        reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    assert see(karin, "desk").count('data-label="Väntar på">Rut Exempel') == 2
    assert "Publicerade rättelser" not in see(kim, "desk")


def test_the_first_page_tells_of_what_was_withdrawn(published, see, karin, kim, ulf):
    publishing.withdraw(by=ulf, article=published, reason="Fel.")
    assert "Tillbakadragna texter" in see(karin, "desk")
    assert "Tillbakadragna texter" not in see(kim, "desk")
    writing.start_draft(by=kim, article=published)
    assert "Tillbakadragna texter" not in see(karin, "desk")


@pytest.fixture
def one_of_each(submitted, reviewed, changed, drafted, karin, ulf):
    """Gives Karin one of each that the first page tells of; gives the version with doubts, and the one sent back."""

    def shown(title):
        reviewed(revision := submitted(title=title))
        return Article.objects.get(pk=publishing.publish(by=ulf, revision=revision).article_id)

    def make(name):
        reviewed(
            doubted := submitted(title=f"{name} tvivel"), care=reviewing.Judgement(Verdict.COMMENT, comment="Nej.")
        )
        draft = changed(shown(f"{name} fel"), summary="Det går över på två veckor.")
        wrong = writing.Correction("Tiden var fel.")
        correction = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=wrong)
        publishing.publish(by=ulf, revision=correction)
        publishing.withdraw(by=ulf, article=shown(f"{name} borta"), reason="Fel.")
        publishing.send_back(by=ulf, revision=(returned := submitted(title=f"{name} tillbaka")), reason="Kort.")
        drafted(title=f"{name} utkast")
        due = shown(f"{name} gammal")
        due.live.review_due = due.live.published_on + timedelta(days=1)
        due.live.save(update_fields=["review_due"])
        Article.objects.filter(pk=due.pk).update(responsible=karin)
        return doubted, returned, correction

    return make


def test_the_first_page_asks_as_little_however_much_waits(one_of_each, enter, karin, kim):
    def cost(user):
        client = enter(user)
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("desk"), secure=True)
        assert page.context["counts"] == desk_counts(user)
        return len(queries), page.content.decode()

    assert cost(kim)[0] <= 12
    one_of_each("Första")
    few, html = cost(karin)
    assert few <= 14
    one_of_each("Andra")
    assert cost(karin)[0] == few
    for heading in ("granska", "publicera"):
        assert f'id="{heading}"' not in html
    for heading in ("besvarade", "tillbaka", "rattelser", "tillbakadragna", "utkast", "inskickat", "dina"):
        assert f'id="{heading}"' in html, heading


def test_each_thing_is_told_once(one_of_each, karin, kim):
    first, second = one_of_each("Första"), one_of_each("Andra")
    found = told(karin)
    assert found.answered == [first[0], second[0]]
    assert found.returned == [second[1], first[1]]
    assert [each.revision for each in found.corrections] == [first[2], second[2]]
    assert [each.revision for each in found.sent_in] == [first[0], second[0]]
    assert desk_counts(karin).mine == len(found.answered) + len(found.returned) == 4
    assert desk_counts(kim).mine == 0
    writing.start_draft(by=kim, article=first[1].article)
    assert told(karin).returned == [second[1]]
