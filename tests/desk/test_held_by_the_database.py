"""No road leads past the reviewers and the publisher, not with plain SQL either."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.utils import timezone

from accounts.models import User
from accounts.refusal import Refused
from articles import workflow
from articles.actions import load_library, publishing, reviewing, writing
from articles.models import (
    Article,
    ArticleKind,
    CareLevel,
    Chapter,
    Draft,
    PartVerdict,
    Review,
    Revision,
    RevisionPart,
    Source,
    Status,
    StatusChange,
)
from tests.desk.plain_sql import AGREE, REVIEW, RUT, STATUS, by_link, refused, sql


def names(karin, rut, ulf, **more):
    return {"karin": karin.pk, "rut": rut.pk, "ulf": ulf.pk, "today": timezone.localdate()} | more


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        (
            "UPDATE articles_article SET live_id = %(it)s, title = 'Rosslighet' WHERE id = %(article)s",
            "publicerad version",
        ),
        ("UPDATE articles_revision SET published_on = now() WHERE id = %(it)s", "Ingen utgivare har publicerat"),
        (f"{STATUS} VALUES (%(it)s, 'published', %(ulf)s, 'Ulf', now(), '')", "ingen faktagranskare har godkänt"),
        (f"{STATUS} VALUES (%(it)s, 'scheduled', %(ulf)s, 'Ulf', now(), '')", "ingen faktagranskare har godkänt"),
        (f"{STATUS} VALUES (%(it)s, 'published', NULL, 'Ulf', now(), '')", "inte den roll som krävs"),
        (f"{STATUS} VALUES (%(it)s, 'published', %(rut)s, 'Ulf', now(), '')", "inte den roll som krävs"),
        (f"{STATUS} VALUES (%(it)s, 'withdrawn', %(ulf)s, 'Ulf', now(), '')", "kan inte få statusen"),
        (f"{STATUS} VALUES (%(it)s, 'submitted', %(karin)s, 'K', now(), '')", "kan inte få statusen"),
        (f"{STATUS} VALUES (%(it)s, 'replaced', %(ulf)s, 'Ulf', now(), '')", "inte den roll som krävs"),
        ("UPDATE articles_statuschange SET status = 'published'", "går bara att lägga till"),
        ("DELETE FROM articles_statuschange", "går bara att lägga till"),
        ("UPDATE articles_revision SET is_example = true WHERE id = %(it)s", "får inte ändras"),
        (
            "UPDATE articles_revision SET is_correction = true, correction_reason = 'x' WHERE id = %(it)s",
            "får inte ändras",
        ),
        ("UPDATE articles_revision SET submitted_at = NULL WHERE id = %(it)s", "får inte ändras"),
        ("UPDATE articles_revision SET base_id = NULL, number = 99 WHERE id = %(it)s", "får inte ändras"),
        ("DELETE FROM articles_revision WHERE id = %(it)s", "får inte ändras"),
        ("DELETE FROM articles_revision_writers WHERE revision_id = %(it)s", "får inte ändras"),
        ("UPDATE articles_revision_writers SET user_id = %(ulf)s WHERE revision_id = %(it)s", "får inte ändras"),
        ("INSERT INTO articles_revision_writers (revision_id, user_id) VALUES (%(it)s, %(ulf)s)", "får inte ändras"),
        ("DELETE FROM articles_revision_related WHERE revision_id = %(it)s", "får inte ändras"),
        ("UPDATE articles_chapter SET text = 'x' WHERE revision_id = %(it)s", "får inte ändras"),
        ("DELETE FROM articles_chapter WHERE revision_id = %(it)s", "får inte ändras"),
        ("UPDATE articles_carelevel SET signs = '{x}' WHERE revision_id = %(it)s", "får inte ändras"),
        ("UPDATE articles_source SET title = 'x' WHERE revision_id = %(it)s", "får inte ändras"),
        ("UPDATE articles_source SET language = 'en' WHERE revision_id = %(it)s", "får inte ändras"),
        (
            f"{REVIEW} VALUES (%(it)s, 'fact', 'Rut', %(rut)s, '', 'a', 'b', 'c', now(), '', now())",
            "begärs innan den undertecknas",
        ),
        (
            f"{REVIEW} VALUES (%(it)s, 'fact', 'Eva', NULL, '', 'a', 'b', 'c', now(), '', now())",
            "begärs innan den undertecknas",
        ),
    ],
)
def test_an_unsigned_text_goes_no_further_with_plain_sql(waiting, karin, rut, ulf, statement, says):
    with refused(says):
        sql(statement, **names(karin, rut, ulf, it=waiting.pk, article=waiting.article_id))


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE articles_article SET title = 'Annat' WHERE id = %(article)s", "rubrik är den publicerade versionens"),
        (
            "UPDATE articles_article SET live_id = %(other)s WHERE id = %(article)s",
            "publicerade versionens|samma artikel",
        ),
        (
            "UPDATE articles_article SET live_id = %(other)s, title = %(title)s WHERE id = %(article)s",
            "Bara en publicerad version av samma artikel",
        ),
        ("UPDATE articles_article SET pending_id = %(other)s WHERE id = %(article)s", "samma artikel kan vänta"),
        (
            "UPDATE articles_revision SET published_on = NULL, review_due = NULL WHERE id = %(it)s",
            "har en publiceringsdag",
        ),
        ("UPDATE articles_review SET profession = 'x'", "undertecknad granskning ändras inte"),
        ("UPDATE articles_review SET revision_id = %(other)s", "undertecknad granskning ändras inte"),
        ("UPDATE articles_review SET signed_on = NULL", "undertecknad granskning ändras inte"),
        ("DELETE FROM articles_review", "undertecknad granskning ändras inte|violates foreign key"),
        ("UPDATE articles_partverdict SET verdict = 'comment', comment = 'x'", "undertecknad granskning ändras inte"),
        ("DELETE FROM articles_partverdict", "undertecknad granskning ändras inte"),
        (
            "INSERT INTO articles_partverdict (review_id, part, verdict, comment, suggestion)"
            " SELECT id, 'why', 'agree', '', '' FROM articles_review",
            "undertecknad granskning ändras inte",
        ),
    ],
)
def test_what_is_published_and_signed_stays_with_plain_sql(live, karin, rut, ulf, statement, says):
    other = Article.objects.get(slug="feber", language="sv").live
    with refused(says):
        sql(
            statement,
            **names(karin, rut, ulf, it=live.pk, article=live.article_id, other=other.pk, title=other.title),
        )


def test_the_text_of_a_list_is_the_published_one(live):
    assert Article.objects.get(pk=live.article_id).title == live.title


def test_two_articles_do_not_change_places(live):
    other = Article.objects.get(slug="feber", language="sv")
    with refused("samma artikel|rubrik"):
        sql("UPDATE articles_article SET id = -1 WHERE id = %(it)s", it=other.pk)


# ---- corrections and examples ----


def test_a_correction_corrects_what_readers_see(live, changed, karin, ulf):
    draft = changed(live.article, summary="Ett helt annat råd. Det går över.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.withdraw(by=ulf, article=live.article, reason="Fel råd.")
    with pytest.raises(Refused, match="måste granskas innan"):
        publishing.publish(by=ulf, revision=revision)
    with refused("ingen faktagranskare har godkänt"):
        StatusChange.objects.create(revision=revision, status="published", by=ulf, by_name="Ulf")


def test_a_correction_gets_no_more_time_by_another_road(live, changed, karin, ulf, time_machine):
    def correct(summary):
        draft = changed(live.article, summary=summary)
        fault = writing.Correction("Fel.")
        revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=fault)
        return publishing.publish(by=ulf, revision=revision)

    start = timezone.now()
    due = timezone.localdate() + timedelta(days=7)
    first = correct("Ett. Det går över.")
    assert first.review_due == due
    time_machine.move_to(start + timedelta(days=3))
    assert correct("Två. Det går över.").review_due == due
    publishing.withdraw(by=ulf, article=live.article, reason="Fel.")
    again = publishing.restore(by=ulf, revision=Revision.objects.order_by("-pk").first(), reason="Det stämde.")
    assert again.review_due == due
    time_machine.move_to(start + timedelta(days=9))
    assert correct("Tre. Det går över.").review_due == timezone.localdate() + timedelta(days=1)


def test_an_example_never_replaces_what_someone_wrote(library, changed, karin, rut, ulf, reviewed, monkeypatch):
    article = Article.objects.get(slug="feber", language="sv")
    example = article.live
    draft = changed(article, summary="Feber är kroppens försvar. Det går över.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    with refused("En exempeltext ersätter aldrig"):
        Article.objects.filter(pk=article.pk).update(live=example, title=example.title)
    report = load_library(by=None)
    assert report.left == ["feber: redaktionen har en egen text"]
    article.refresh_from_db()
    assert article.live == revision
    publishing.withdraw(by=ulf, article=article, reason="Fel.")
    assert load_library(by=None).left == ["feber: redaktionen har dragit tillbaka texten"]
    article.refresh_from_db()
    assert article.live is None


def test_an_example_that_someone_has_written_in_is_no_example(library, changed, karin, ulf):
    article = Article.objects.get(slug="feber", language="sv")
    draft = changed(article, summary="Feber är kroppens försvar. Det går över.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert not revision.is_example
    with pytest.raises(Refused, match="inte godkända"):
        publishing.publish(by=ulf, revision=revision)


# ---- the rules, and other roads ----


def test_the_database_knows_the_same_transitions(db):
    for before in (None, *Status):
        for after in Status:
            with connection.cursor() as cursor:
                cursor.execute("SELECT articles_may_follow(%s, %s)", [before and before.value, after.value])
                assert cursor.fetchone() == (workflow.may_follow(before, after),), (before, after)


def test_no_text_is_edited_in_the_administration():
    held = {Article, Revision, Chapter, CareLevel, Source, StatusChange, Review, PartVerdict, RevisionPart, Draft}
    assert held.isdisjoint(admin.site._registry)


def test_a_superuser_without_a_role_does_nothing_with_a_text(drafted, submitted, live, karin, rut, reviewed):
    chief = User.objects.create_superuser("chief", password="x", name="Chef Exempel", is_staff=True)
    draft, waiting = drafted(title="Snuva"), submitted(title="Heshet i halsen")
    review = reviewing.ask_user(by=karin, revision=waiting, reviewer=rut)
    who = {"by": chief}
    for attempt in (
        lambda: writing.new_article(**who, title="Mask", kind=ArticleKind.SJUKDOM),
        lambda: writing.start_draft(**who, article=live.article),
        lambda: writing.save_draft(**who, draft=draft, text=None, serial=1),
        lambda: writing.submit(**who, draft=draft, serial=1),
        lambda: writing.discard_draft(**who, draft=draft, serial=draft.serial),
        lambda: reviewing.ask_user(**who, revision=waiting, reviewer=rut),
        lambda: reviewing.ask_user(by=karin, revision=waiting, reviewer=chief),
        lambda: by_link(waiting, chief),
        lambda: reviewing.save_judgements(**who, review=review, judgements={}),
        lambda: reviewing.sign(**who, review=review, judgements={"head": AGREE}, reviewer=RUT),
        lambda: reviewing.revoke(**who, review=review),
        lambda: reviewing.take_suggestion(**who, verdict=PartVerdict.objects.first()),
        lambda: publishing.publish(**who, revision=waiting),
        lambda: publishing.schedule(**who, revision=waiting, at=timezone.now() + timedelta(hours=1)),
        lambda: publishing.send_back(**who, revision=waiting, reason="x"),
        lambda: publishing.withdraw(**who, article=live.article, reason="x"),
    ):
        with pytest.raises(Refused):
            attempt()
    publishing.withdraw(by=User.objects.get(username="ulf"), article=live.article, reason="x")
    with pytest.raises(Refused):
        publishing.restore(**who, revision=live, reason="Det stämde.")
