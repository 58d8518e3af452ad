"""Who signs, who stands for a reviewer without an account and who wrote, as the database holds it."""

import pytest
from django.db import connection

from accounts.models import Role, User
from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.models import (
    Draft,
    PartVerdict,
    Review,
    Revision,
    RevisionPart,
    StatusChange,
    Verdict,
)
from articles.queries.signatures import unsigned_parts
from articles.text import ChapterText
from tests.cast import staff
from tests.desk.plain_sql import AGREE, REVIEW, RUT, STATUS, by_link, refused, sql


def asked(revision, by, reviewer):
    review = reviewing.ask_user(by=by, revision=revision, reviewer=reviewer)
    for part in RevisionPart.objects.filter(revision=revision).values_list("part", flat=True):
        PartVerdict.objects.create(review=review, part=part, verdict="agree")
    return review


SIGN = (
    "UPDATE articles_review SET signed_on = now(), profession = 'a', workplace = 'b', conflict_of_interest = 'c'"
    " WHERE id = %(review)s"
)


# ---- who signs ----


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


def signed_by_link(revision, karin):
    review = by_link(revision, karin)
    judged = dict.fromkeys(RevisionPart.objects.filter(revision=revision).values_list("part", flat=True), AGREE)
    return reviewing.sign(by=None, review=review, judgements=judged, reviewer=RUT)


CONFIRM = "INSERT INTO articles_confirmation (review_id, by_id, at) VALUES (%(review)s, %(who)s, now())"


# ---- who stands for a reviewer without an account ----


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
