"""From draft to published and on: the actions, with the cast."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import AuditEvent, Role
from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.actions.revisions import state_of
from articles.models import Article, Draft, Verdict
from articles.queries.signatures import unsigned_parts
from articles.text import ArticleText, ChapterText
from tests.cast import staff

ALL = ["care", "head", "self_care", "sources", "symptoms", "treatment"]
DOUBT = reviewing.Judgement(Verdict.COMMENT, comment="Stämmer inte.")


def published(revision, ulf):
    return publishing.publish(by=ulf, revision=revision)


def test_a_text_is_written_reviewed_and_published(submitted, reviewed, karin, rut, ulf):
    revision = submitted()
    article = revision.article
    assert unsigned_parts(revision) == ALL
    with pytest.raises(Refused, match="godkända av en faktagranskare"):
        published(revision, ulf)
    reviewed(revision)
    published(revision, ulf)
    article.refresh_from_db()
    assert (article.live, article.pending, article.title) == (revision, None, "Rosslighet")
    assert state_of(revision) == "published"
    logged = AuditEvent.objects.filter(object_type="articles.article", object_id=str(article.pk)).order_by("pk")
    assert list(logged.values_list("action", flat=True)) == [
        "draft.started", "article.created", "revision.submitted", "review.asked", "review.signed", "revision.published",
    ]  # fmt: skip


def test_a_change_voids_the_signature_of_its_own_part_alone(submitted, reviewed, changed, text, karin, ulf):
    article = published_article(submitted, reviewed, ulf)
    chapters = (replace(text.chapters[0], text="Du hostar."), *text.chapters[1:])
    draft = changed(article, chapters=chapters)
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert unsigned_parts(second) == ["symptoms"]


def test_a_part_that_is_taken_away_voids_the_head(submitted, reviewed, changed, text, karin, ulf):
    article = published_article(submitted, reviewed, ulf)
    draft = changed(article, chapters=text.chapters[:2])
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert unsigned_parts(second) == ["head"]


def published_article(submitted, reviewed, ulf):
    revision = submitted()
    reviewed(revision)
    published(revision, ulf)
    return Article.objects.get(pk=revision.article_id)


def test_a_doubt_stands_until_the_same_reviewer_agrees(submitted, reviewed, changed, karin, ulf, rut, kim):
    revision = submitted()
    reviewed(revision, care=DOUBT)
    assert unsigned_parts(revision) == ["care"]
    other = staff("rune", Role.FACT_REVIEWER)
    reviewed(revision, by=other)
    assert unsigned_parts(revision) == ["care"]
    with pytest.raises(Refused):
        published(revision, ulf)


def test_nobody_reviews_what_they_wrote_with_a_second_role(submitted, reviewed, karin):
    karin.roles = [Role.EDITOR, Role.FACT_REVIEWER]
    karin.save()
    revision = submitted()
    with pytest.raises(Refused, match="skrivit i texten"):
        reviewed(revision, by=karin)


def test_nobody_publishes_what_they_wrote_with_a_second_role(submitted, reviewed, karin, rut):
    karin.roles = [Role.EDITOR, Role.PUBLISHER]
    karin.save()
    revision = submitted()
    reviewed(revision)
    with pytest.raises(Refused, match="skrivit i texten"):
        published(revision, karin)


def test_what_is_sent_back_goes_on_in_a_new_draft_of_the_same_writers(submitted, karin, kim, ulf):
    revision = submitted()
    publishing.send_back(by=ulf, revision=revision, reason="Kortare, tack.")
    draft = writing.start_draft(by=kim, article=revision.article)
    assert draft.base == revision
    assert set(draft.writers.all()) == {karin}
    assert state_of(revision) == "returned"


def test_a_suggestion_is_taken_with_one_act(submitted, reviewed, karin, rut):
    revision = submitted()
    said = reviewing.Judgement(Verdict.COMMENT, comment="Säg hur länge.", suggestion="Vila i två dagar.")
    review = reviewed(revision, self_care=said)
    draft = reviewing.take_suggestion(by=karin, verdict=review.verdicts.get(part="self_care"))
    assert ArticleText.from_json(draft.text).chapters[1].text == "Vila i två dagar."
    with pytest.raises(Refused, match="redan"):
        reviewing.take_suggestion(by=karin, verdict=review.verdicts.get(part="self_care"))
    text = replace(ArticleText.from_json(draft.text), change_note="Hur länge.")
    draft = writing.save_draft(by=karin, draft=draft, text=text, serial=draft.serial)
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert unsigned_parts(second) == ["self_care"]
    assert state_of(revision) == "replaced"


def test_a_link_opens_one_review_until_it_is_signed(
    submitted, karin, ulf, mailoutbox, django_capture_on_commit_callbacks
):
    revision = submitted()
    with django_capture_on_commit_callbacks(execute=True):
        review = reviewing.ask_by_link(
            by=karin, revision=revision, name="Eva Exempel", email="eva@example.se", profession="läkare",
            workplace="Exempelkliniken", kind="fact",
        )  # fmt: skip
    token = mailoutbox[0].body.split("/granska/")[1].split("/")[0]
    assert reviewing.review_of_link(token) == review
    assert reviewing.review_of_link(token[:-2] + "xx") is None
    judgements = {part: reviewing.Judgement(Verdict.AGREE) for part in ALL}
    who = reviewing.Reviewer("Eva Exempel", "läkare", "Exempelkliniken", "Inga")
    reviewing.sign(by=None, review=review, judgements=judgements, reviewer=who)
    assert unsigned_parts(revision) == sorted(ALL)  # Karin wrote the text, and nobody else stands for who Eva is
    reviewing.confirm_reviewer(by=ulf, review=review)
    assert unsigned_parts(revision) == []
    review.refresh_from_db()
    assert review.email == ""
    with pytest.raises(Refused, match="undertecknad"):
        reviewing.sign(by=None, review=review, judgements=judgements, reviewer=who)


def test_a_revoked_link_opens_nothing(submitted, karin):
    review = reviewing.ask_by_link(
        by=karin, revision=submitted(), name="Eva", email="eva@example.se", profession="", workplace="", kind="fact"
    )
    reviewing.revoke(by=karin, review=review)
    with pytest.raises(Refused, match="återkallat"):
        reviewing.save_judgements(by=None, review=review, judgements={})


def test_a_correction_is_published_before_its_review_and_is_due_in_days(
    submitted, reviewed, changed, text, karin, ulf, rut
):
    article = published_article(submitted, reviewed, ulf)
    draft = changed(article, chapters=(*text.chapters[:2], ChapterText("treatment", "Behandling", "Vård behövs.")))
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel vård."))
    published(revision, ulf)
    revision.refresh_from_db()
    assert revision.review_due == timezone.localdate() + timedelta(days=7)
    reviewed(revision)
    revision.refresh_from_db()
    assert revision.review_due > timezone.localdate() + timedelta(days=700)


def test_a_text_waits_for_its_hour(submitted, reviewed, ulf):
    revision = submitted()
    reviewed(revision)
    at = timezone.now() + timedelta(hours=2)
    publishing.schedule(by=ulf, revision=revision, at=at)
    assert publishing.publish_scheduled(at - timedelta(minutes=1)) == []
    assert publishing.publish_scheduled(at) == [revision]
    assert Article.objects.get(pk=revision.article_id).live == revision


def test_whoever_is_no_longer_a_publisher_publishes_nothing_at_its_hour(submitted, reviewed, ulf):
    revision = submitted()
    reviewed(revision)
    at = timezone.now() + timedelta(hours=2)
    publishing.schedule(by=ulf, revision=revision, at=at)
    ulf.roles = []
    ulf.save()
    assert publishing.publish_scheduled(at) == []
    assert Article.objects.get(pk=revision.article_id).live is None


def test_a_text_is_withdrawn_and_comes_back(submitted, reviewed, ulf):
    article = published_article(submitted, reviewed, ulf)
    revision = article.live
    publishing.withdraw(by=ulf, article=article, reason="Ett läkemedel är indraget.")
    article.refresh_from_db()
    assert article.live is None
    publishing.restore(by=ulf, revision=revision, reason="Det stämde.")
    article.refresh_from_db()
    assert article.live == revision


def test_two_people_write_at_once_and_the_second_is_told(drafted, karin, kim, text):
    draft = drafted()
    writing.save_draft(by=karin, draft=draft, text=replace(text, title="Karins"), serial=draft.serial)
    with pytest.raises(writing.SavedByAnother, match="Karin Exempel") as caught:
        writing.save_draft(by=kim, draft=draft, text=replace(text, title="Kims"), serial=draft.serial)
    assert caught.value.draft.text["title"] == "Karins"


def test_the_database_keeps_what_was_signed(submitted, reviewed):
    review = reviewed(submitted())
    for sql in (
        "UPDATE articles_review SET profession = 'x'",
        "DELETE FROM articles_review",
        "UPDATE articles_partverdict SET verdict = 'comment', comment = 'x'",
        "DELETE FROM articles_partverdict",
        f"INSERT INTO articles_partverdict (review_id, part, verdict, comment, suggestion)"
        f" VALUES ({review.pk}, 'why', 'agree', '', '')",
        "DELETE FROM articles_revision_writers",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_a_draft_that_says_the_same_is_not_sent(submitted, reviewed, karin, ulf):
    article = published_article(submitted, reviewed, ulf)
    draft = writing.start_draft(by=karin, article=article)
    with pytest.raises(Refused, match="säger detsamma"):
        writing.submit(by=karin, draft=draft, serial=draft.serial)
    writing.discard_draft(by=karin, draft=draft, serial=draft.serial)
    assert not Draft.objects.filter(article=article).exists()


def test_a_correction_that_a_reviewer_doubts_is_not_published(submitted, reviewed, changed, text, karin, ulf, rut):
    article = published_article(submitted, reviewed, ulf)
    draft = changed(article, chapters=(*text.chapters[:2], ChapterText("treatment", "Behandling", "Vård behövs.")))
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel vård."))
    reviewed(revision, treatment=DOUBT)
    with pytest.raises(Refused, match="vill ändra något i rättelsen"):
        published(revision, ulf)


def test_people_with_long_names_write_review_and_publish(submitted, reviewed, karin, rut, ulf):
    for person in (karin, rut, ulf):
        person.name = f"{person.name} {'af Exempel ' * 20}"[:150]
        person.save()
    revision = submitted()
    reviewed(revision)
    assert published(revision, ulf).published_on
