"""An article at the desk: what is live and what waits, and each one's next step."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from articles.actions import publishing, reviewing, writing
from articles.models import Article, Revision, Verdict
from tests.desk.version_pages import *  # noqa: F403

DOUBT = reviewing.Judgement(Verdict.COMMENT, comment="Stämmer inte.")


def test_the_article_tells_what_is_live_and_what_waits(second, see, karin):
    html = see(karin, "desk_article", second.article_id)
    assert "version 1</a>, publicerad" in html
    assert "Rut Exempel, allmänläkare" in html
    assert "Ingen är ombedd att granska fakta i version 2." in html
    assert reverse("desk_ask", args=[second.pk]) in html
    assert reverse("version", args=["rosslighet", 1]) in html
    assert "Publicerade version 1." in html
    assert "Skickade in version 2." in html
    assert 'href="/rosslighet/"' in html
    assert reverse("desk_details", args=[second.article_id]) in html
    assert reverse("desk_export", args=[second.article_id]) in html


def test_the_next_step_is_each_ones_own(drafted, changed, reviewed, see, text, karin, kim, rut, ulf):
    draft = drafted()
    assert "Fortsätt skriva" in see(kim, "desk_article", draft.article_id)
    assert reverse("desk_submit", args=[draft.article_id]) in see(kim, "desk_article", draft.article_id)
    assert "Karin Exempel skriver på ett utkast." in see(ulf, "desk_article", draft.article_id)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert ">Be om granskning</a>" in see(karin, "desk_article", draft.article_id)
    request = reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    assert "väntar på Rut Exempel" in see(karin, "desk_article", draft.article_id)
    assert reverse("desk_review", args=[request.pk]) in see(rut, "desk_article", draft.article_id)
    reviewing.revoke(by=karin, review=request)
    reviewed(revision, care=DOUBT)
    assert "Granskaren vill ändra något" in see(karin, "desk_article", draft.article_id)
    draft = changed(revision.article, summary="Nytt. Det går över.", levels=text.levels[:1])
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    assert "klar att publicera" in see(ulf, "desk_article", draft.article_id)
    publishing.publish(by=ulf, revision=revision)
    assert "Skriv om texten" in see(karin, "desk_article", draft.article_id)
    article = Article.objects.get(pk=draft.article_id)
    publishing.withdraw(by=ulf, article=article, reason="Fel.")
    assert "visa den igen" in see(ulf, "desk_article", draft.article_id)
    assert "Skriv om texten" in see(karin, "desk_article", draft.article_id)


def test_a_published_correction_waits_for_its_review(published, changed, see, karin, ulf, rut):
    draft = changed(Article.objects.get(pk=published.article_id), summary="Tre veckor.")
    wrong = writing.Correction("Tiden var fel.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=wrong)
    assert "klar att publicera" in see(ulf, "desk_article", published.article_id)
    assert "märkt som rättelse" in see(ulf, "desk_revision", revision.pk)
    publishing.publish(by=ulf, revision=revision)
    html = see(karin, "desk_article", published.article_id)
    assert "Rättelsen i version 2 ska granskas senast" in html
    assert reverse("desk_ask", args=[revision.pk]) in html
    reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    assert "Väntar på Rut Exempel." in see(ulf, "desk_article", published.article_id)


def test_what_is_late_and_what_is_sent_back_is_said(published, second, see, press, ulf, karin):
    Revision.objects.filter(pk=published.pk).update(
        published_on=timezone.localdate() - timedelta(days=9), review_due=timezone.localdate() - timedelta(days=2)
    )
    press(ulf, "desk_send_back", second.pk, reason="Skriv kortare, tack.")
    html = see(karin, "desk_article", second.article_id)
    assert "Försenad," in html
    assert "Ulf Exempel har skickat tillbaka version 2: ”Skriv kortare, tack.”" in html
    assert reverse("desk_write", args=[second.article_id]) in html


def test_an_event_without_a_sentence_is_shown_by_its_name(published, see, karin):
    AuditEvent.objects.create(action="article.x", object_type="articles.article", object_id=str(published.article_id))
    assert "Annat: article.x" in see(karin, "desk_article", published.article_id)


def test_the_librarys_own_article_is_shown_too(library, see, karin):
    article = Article.objects.get(slug="forkylning", language="sv")
    html = see(karin, "desk_article", article.pk)
    assert "Exempeltext" in html
    assert "Exempelbiblioteket" in html
    assert "Exempelbiblioteket" in see(karin, "desk_revision", article.live_id)


@pytest.mark.parametrize("name", ["desk_article", "desk_revision", "desk_compare", "desk_export", "desk_withdraw"])
@pytest.mark.parametrize("pk", [0, 987654, 10**30])
def test_what_is_not_there_is_not_found(db, see, ulf, name, pk):
    see(ulf, name, pk, 404)


def test_the_pages_ask_little(second, enter, karin, ulf, rut, django_assert_max_num_queries):
    reviewing.ask_user(by=karin, revision=second, reviewer=rut)
    for user in (karin, ulf, rut):
        client = enter(user)
        with django_assert_max_num_queries(12):
            client.get(reverse("desk_article", args=[second.article_id]), secure=True)
        with django_assert_max_num_queries(14):
            client.get(reverse("desk_revision", args=[second.pk]), secure=True)
        with django_assert_max_num_queries(12):
            client.get(reverse("desk_compare", args=[second.article_id]), {"fran": 1, "till": 2}, secure=True)
