"""What the database refuses whatever asks for it: our actions, a form, the administration, or plain SQL."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.models import Role, User
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
    Verdict,
)
from articles.queries.signatures import unsigned_parts
from articles.text import ChapterText
from tests.cast import staff

AGREE = reviewing.Judgement(Verdict.AGREE)
RUT = reviewing.Reviewer("Rut Exempel", "läkare", "Exempelkliniken", "Inga")


def sql(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def refused(says):
    """The database says no, in Swedish, and nothing has happened."""
    with pytest.raises(DatabaseError, match=says), transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()


@pytest.fixture
def waiting(submitted):
    """A version that nobody has approved."""
    return submitted()


@pytest.fixture
def live(submitted, reviewed, ulf):
    """A published version of Karin's that Rut has approved."""
    revision = submitted()
    reviewed(revision)
    return publishing.publish(by=ulf, revision=revision)


def names(karin, rut, ulf, **more):
    return {"karin": karin.pk, "rut": rut.pk, "ulf": ulf.pk, "today": timezone.localdate()} | more


STATUS = "INSERT INTO articles_statuschange (revision_id, status, by_id, by_name, at, reason)"
REVIEW = (
    "INSERT INTO articles_review (revision_id, kind, reviewer, reviewer_user_id, email, profession, workplace,"
    " conflict_of_interest, asked_at, link_digest, signed_on)"
)


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


# ---- who signs ----


def asked(revision, by, reviewer):
    review = reviewing.ask_user(by=by, revision=revision, reviewer=reviewer)
    for part in RevisionPart.objects.filter(revision=revision).values_list("part", flat=True):
        PartVerdict.objects.create(review=review, part=part, verdict="agree")
    return review


SIGN = (
    "UPDATE articles_review SET signed_on = now(), profession = 'a', workplace = 'b', conflict_of_interest = 'c'"
    " WHERE id = %(review)s"
)


def test_whoever_is_no_longer_a_reviewer_does_not_sign(waiting, karin, rut):
    review = asked(waiting, karin, rut)
    for left in ({"roles": [Role.EDITOR]}, {"is_active": False}):
        with refused("inte den roll som krävs"):
            User.objects.filter(pk=rut.pk).update(**left)
            sql(SIGN, review=review.pk)
    sql(SIGN, review=review.pk)
    assert unsigned_parts(waiting) == []


def test_a_signature_says_what_is_to_be_changed(waiting, karin, rut):
    review = asked(waiting, karin, rut)
    review.verdicts.filter(part="care").update(verdict="comment")
    with refused("skriver vad"):
        sql(SIGN, review=review.pk)
    half = {"care": reviewing.Judgement(Verdict.COMMENT), "head": AGREE}
    assert reviewing.save_judgements(by=rut, review=review, judgements=half).verdicts.count() == 2
    with pytest.raises(Refused, match=r"de delar som är kvar.*När och var"):
        reviewing.sign(by=rut, review=review, judgements=half, reviewer=RUT)
    review.verdicts.update(comment="Säg när.")
    sql(SIGN, review=review.pk)


def test_a_review_asked_of_one_is_not_anothers(waiting, karin, rut, ulf):
    review = asked(waiting, karin, rut)
    for statement in (
        "UPDATE articles_review SET reviewer_user_id = %(karin)s WHERE id = %(review)s",
        "UPDATE articles_review SET reviewer_user_id = NULL WHERE id = %(review)s",
        "UPDATE articles_review SET kind = 'language' WHERE id = %(review)s",
    ):
        with refused("gäller en version och en person"):
            sql(statement, review=review.pk, karin=karin.pk)


def test_a_writer_signs_by_no_road(waiting, karin):
    User.objects.filter(pk=karin.pk).update(roles=[Role.EDITOR, Role.FACT_REVIEWER])
    sql(
        f"{REVIEW} VALUES (%(it)s, 'fact', 'Karin', %(karin)s, '', '', '', '', now(), '', NULL)",
        it=waiting.pk,
        karin=karin.pk,
    )
    with refused("Ingen granskar det den själv har skrivit"):
        sql(SIGN, review=Review.objects.get(revision=waiting).pk)


def by_link(waiting, karin, email="eva@example.se"):
    return reviewing.ask_by_link(
        by=karin, revision=waiting, name="Eva", email=email, profession="", workplace="", kind="fact"
    )


def test_a_writer_is_not_asked_by_link(waiting, karin):
    User.objects.filter(pk=karin.pk).update(email="karin@example.se", is_active=False)
    karin_as_she_was = User.objects.get(pk=karin.pk)
    kim = staff("kim", Role.EDITOR)
    with pytest.raises(Refused, match="har skrivit i texten"):
        by_link(waiting, kim, "Karin@Example.se")
    review = by_link(waiting, kim)
    karin_as_she_was.email = "eva@example.se"  # asked first, and the address became a writer's
    karin_as_she_was.save()
    with pytest.raises(Refused, match="har skrivit i texten"):
        reviewing.sign(by=None, review=review, judgements={"head": AGREE}, reviewer=RUT)
    with refused("Ingen granskar det den själv har skrivit"):
        sql(SIGN, review=review.pk)


def test_a_link_that_has_ended_signs_nothing(waiting, karin):
    review = by_link(waiting, karin)
    for ended in ("link_digest = ''", "link_expires_at = now() - interval '1 day'", "link_expires_at = NULL"):
        with refused("en länk som gäller"):
            sql(f"UPDATE articles_review SET {ended} WHERE id = %(review)s", review=review.pk)
            sql(SIGN, review=review.pk)


def test_a_name_that_looks_like_an_account_is_nobodys_account(waiting, karin, rut, reviewed):
    """A doubt of Rut's account is not lifted by a guest who calls themself by its number."""
    reviewed(waiting, care=reviewing.Judgement(Verdict.COMMENT, comment="Fel."))
    guest = reviewing.Reviewer(str(rut.pk), "läkare", "Exempelkliniken", "Inga")
    reviewing.sign(by=None, review=by_link(waiting, karin), judgements={"care": AGREE}, reviewer=guest)
    assert unsigned_parts(waiting) == ["care"]


# ---- who stands for a reviewer without an account ----


def signed_by_link(revision, karin):
    review = by_link(revision, karin)
    judged = dict.fromkeys(RevisionPart.objects.filter(revision=revision).values_list("part", flat=True), AGREE)
    return reviewing.sign(by=None, review=review, judgements=judged, reviewer=RUT)


CONFIRM = "INSERT INTO articles_confirmation (review_id, by_id, at) VALUES (%(review)s, %(who)s, now())"


def test_plain_sql_publishes_nothing_on_a_review_that_only_a_writer_stands_for(waiting, karin, ulf):
    signed_by_link(waiting, karin)
    for status in ("published", "scheduled"):
        with refused("ingen faktagranskare har godkänt"):
            sql(f"{STATUS} VALUES (%(it)s, '{status}', %(ulf)s, 'Ulf', now(), '')", it=waiting.pk, ulf=ulf.pk)


def test_only_another_who_may_confirms_a_reviewer(waiting, karin, kim, rut, ulf):
    review = signed_by_link(waiting, karin)
    with refused("den själv har skrivit"):
        sql(CONFIRM, review=review.pk, who=karin.pk)
    with refused("inte den roll som krävs"):
        sql(CONFIRM, review=review.pk, who=rut.pk)
    unsigned = by_link(waiting, karin, "en@annan.example")
    with refused("skrivit under utan konto"):
        sql(CONFIRM, review=unsigned.pk, who=ulf.pk)
    with refused("skrivit under utan konto"):
        sql(CONFIRM, review=asked(waiting, karin, rut).pk, who=ulf.pk)
    sql(CONFIRM, review=review.pk, who=kim.pk)
    assert unsigned_parts(waiting) == []
    for statement in ("UPDATE articles_confirmation SET by_id = %(who)s", "DELETE FROM articles_confirmation"):
        with refused("går bara att lägga till"):
            sql(statement, who=ulf.pk)


def test_who_asked_is_an_editor_and_stays(waiting, karin, kim, rut):
    review = by_link(waiting, karin)
    for who in ("%(kim)s", "NULL"):
        with refused("bad om en granskning ändras inte"):
            sql(f"UPDATE articles_review SET asked_by_id = {who} WHERE id = %(review)s", review=review.pk, kim=kim.pk)
    with refused("Bara redaktörer"):
        sql(
            "INSERT INTO articles_review (revision_id, kind, reviewer, email, profession, workplace, asked_by_id,"
            " conflict_of_interest, asked_at, link_digest)"
            " VALUES (%(it)s, 'fact', 'x', 'x@x.example', '', '', %(rut)s, '', now(), 'x')",
            it=waiting.pk, rut=rut.pk,
        )  # fmt: skip


# ---- who wrote ----


def test_a_writer_never_leaves_a_draft(drafted, karin, kim, text):
    draft = drafted()
    with refused("dess skribent"):
        draft.writers.remove(karin)
    with refused("dess skribent"):
        draft.writers.set([kim])
    with refused("dess skribent"):
        sql("UPDATE articles_draft_writers SET user_id = %(kim)s", kim=kim.pk)
    with refused("är en av dess skribenter"):
        Draft.objects.filter(pk=draft.pk).update(saved_by=kim, text={})
    writing.discard_draft(by=karin, draft=draft, serial=draft.serial)
    connection.check_constraints()


def test_writers_who_come_after_the_publisher_come_too_late(waiting, karin, ulf):
    """A text that is published first and then given its writers."""
    sql(
        "INSERT INTO articles_revision (article_id, number, title, summary, life_threatening, review_months,"
        " change_note, digest, is_example, created_at, is_correction, correction_reason)"
        " VALUES (%(article)s, 99, 'Rosslighet', '', false, 12, '', '', false, now(), false, '')",
        article=waiting.article_id,
    )
    revision = Revision.objects.get(number=99)
    with refused("Ett utkast har ingen status"):
        StatusChange.objects.create(revision=revision, status="published", by=ulf, by_name="Ulf")
    with refused("Ett utkast kan inte undertecknas|begärs innan"):
        sql(
            f"{REVIEW} VALUES (%(it)s, 'fact', 'Ulf', %(ulf)s, '', 'a', 'b', 'c', now(), '', now())",
            it=revision.pk, ulf=ulf.pk,
        )  # fmt: skip


def test_nobody_approves_their_own_words_by_way_of_a_correction(live, changed, text, karin, kim, ulf, reviewed):
    """Karin's correction is published without a review. Kim's next text holds Karin's words."""
    User.objects.filter(pk=karin.pk).update(roles=[Role.EDITOR, Role.FACT_REVIEWER])
    chapters = (*text.chapters[:2], ChapterText("treatment", "Behandling", "Karins egna ord."))
    draft = changed(live.article, chapters=chapters)
    correction = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.publish(by=ulf, revision=correction)
    draft = changed(live.article, by=kim, summary="Rosslighet är ett ljud. Det går över.")
    second = writing.submit(by=kim, draft=draft, serial=draft.serial)
    with pytest.raises(Refused, match="skrivit i texten"):
        reviewed(second, by=User.objects.get(pk=karin.pk), asked_by=kim)
    assert unsigned_parts(second) == ["head", "treatment"]


def test_whoever_wrote_a_part_first_does_not_approve_it_in_a_later_version(live, changed, karin, kim, rut, reviewed):
    """Rut approved Karin's text; then Rut writes in it herself, and is no reviewer of it any more. Karin, who wrote the
    rest, cannot take her place."""
    User.objects.filter(pk=karin.pk).update(roles=[Role.EDITOR, Role.FACT_REVIEWER])
    User.objects.filter(pk=rut.pk).update(roles=[Role.EDITOR, Role.FACT_REVIEWER])
    rut = User.objects.get(pk=rut.pk)
    draft = changed(live.article, by=rut, summary="Rosslighet är ett ljud. Det går över.")
    second = writing.submit(by=rut, draft=draft, serial=draft.serial)
    reviewed(second, by=User.objects.get(pk=karin.pk), asked_by=kim)
    assert unsigned_parts(second) == ["care", "self_care", "sources", "symptoms", "treatment"]


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
