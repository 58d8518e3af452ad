"""Karin answers a reviewer who wants something changed; Rut reads the answer and reviews the version again."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.models import Article, PartVerdict, RemarkAnswer, Review, ReviewKind, Verdict
from articles.queries.sent_in import told
from articles.queries.signatures import unsigned_parts
from tests.cast import staff
from tests.desk.reviews import WHO, path_in, plain

WANTS = reviewing.Judgement(Verdict.COMMENT, comment="Säg hur länge.", suggestion="Vila i två dagar.")
ANSWER = "Vi säger inte hur länge:\ndet är olika från person till person."


@pytest.fixture
def remark(submitted, reviewed):
    """What Rut wants changed in the version that waits."""
    return reviewed(submitted(), self_care=WANTS).verdicts.get(part="self_care")


def test_karin_answers_and_rut_reviews_the_version_again(remark, karin, rut, ulf, enter, mailoutbox, client):
    revision, desk = remark.review.revision, enter(karin)
    version = desk.get(reverse("desk_revision", args=[revision.pk]), secure=True)
    path = reverse("desk_answer", args=[remark.pk])
    assert f'href="{path}"' in version.content.decode()
    page = desk.get(path, secure=True)
    assert "Säg hur länge." in plain(page)
    assert "Be Rut Exempel granska versionen igen" in plain(page)
    answer = desk.post(path, {"text": ANSWER, "ask_again": "on"}, secure=True, follow=True)
    assert answer.redirect_chain[-1][0] == reverse("desk_revision", args=[revision.pk]) + "#del-self_care"
    assert "Svaret är sparat, och Rut Exempel är ombedd att granska versionen igen." in plain(answer)
    assert "Redaktionens svar , Karin Exempel" in plain(answer)
    assert "det är olika från person till person." in plain(answer)

    [asked] = Review.objects.filter(reviewer_user=rut, signed_on__isnull=True)
    review = reverse("desk_review", args=[asked.pk])
    page = enter(rut).get(review, secure=True)
    assert "1 del är inte godkänd än. Resten är redan godkänt." in plain(page)
    assert "Ingen har granskat texten förut" not in plain(page)
    assert "Redaktionen har svarat" in plain(page)
    assert "I version 1:" in plain(page)
    assert "det är olika från person till person." in plain(page)
    assert page.content.decode().count("data-needed") == 1, "the rest she has approved"
    signed = enter(rut).post(review, WHO | {"said_self_care": "agree"}, secure=True, follow=True)
    assert "Tack för granskningen" in plain(signed)
    assert unsigned_parts(revision) == []
    publishing.publish(by=ulf, revision=revision)
    html = client.get("/rosslighet/", secure=True).content.decode()
    assert "Rut Exempel" in html
    assert "olika från person till person" not in html, "readers never see it"


def test_an_answer_can_wait_with_asking(remark, karin, rut, enter):
    revision = remark.review.revision
    assert told(karin).answered == [revision]
    answer = enter(karin).post(reverse("desk_answer", args=[remark.pk]), {"text": ANSWER}, secure=True, follow=True)
    assert "Svaret är sparat. Den som granskar texten härnäst ser det." in plain(answer)
    assert not Review.objects.filter(signed_on__isnull=True).exists()
    waits = told(karin)
    assert waits.answered == [], "nobody is left without an answer"
    assert [sent.waits_for for sent in waits.sent_in] == ["Dig: granskaren vill ändra något"]
    reviewing.answer_remark(by=karin, verdict=remark, text="Och en sak till.", ask_again=True)
    assert Review.objects.filter(reviewer_user=rut, signed_on__isnull=True).count() == 1
    page = enter(karin).get(reverse("desk_answer", args=[remark.pk]), secure=True)
    assert "granska versionen igen" not in plain(page), "she is asked already"
    assert plain(page).index("Vi säger inte hur länge") < plain(page).index("Och en sak till.")


def test_only_who_has_been_answered_is_asked_again(remark, karin, rut, enter):
    revision = remark.review.revision
    with pytest.raises(Refused, match="har redan granskat versionen"):
        reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    reviewing.answer_remark(by=karin, verdict=remark, text=ANSWER)
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    with pytest.raises(Refused, match="är redan tillfrågad"):
        reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    who = reviewing.Reviewer("Rut Exempel", "läkare", "Exempelkliniken", "Inga")
    reviewing.sign(by=rut, review=review, judgements={"self_care": reviewing.Judgement(Verdict.AGREE)}, reviewer=who)
    with pytest.raises(Refused, match="har redan granskat versionen"):
        reviewing.ask_user(by=karin, revision=revision, reviewer=rut)


def test_the_answer_stands_at_the_part_when_the_next_version_is_reviewed(
    remark, changed, karin, text, eva_asked, django_assert_max_num_queries
):
    reviewing.answer_remark(by=karin, verdict=remark, text=ANSWER)
    draft = changed(remark.review.revision.article, summary="Rosslighet är ett ljud. Det går över.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial)
    page = reverse("desk_answer", args=[remark.pk])
    client = Client()
    client.force_login(karin, backend="django.contrib.auth.backends.ModelBackend")
    assert "granska versionen igen" not in plain(client.get(page, secure=True)), "readers wait for another by now"
    path = eva_asked(second)
    with django_assert_max_num_queries(14):
        page = plain(Client().get(path, secure=True))
    assert page.index("Vila och drick") < page.index("I version 1:") < page.index("Oftast behövs ingen behandling")
    assert "Redaktionens svar , Karin Exempel" in page
    assert "Svara granskaren" not in page, "that is for the editors"


def test_someone_without_an_account_is_sent_a_new_link(submitted, eva_asked, karin, enter, mailoutbox):
    revision = submitted()
    path = eva_asked(revision)
    said = dict.fromkeys(("head", "care", "symptoms", "treatment", "sources"), "agree")
    fields = {f"said_{part}": verdict for part, verdict in said.items()}
    fields |= {"said_self_care": "comment", "comment_self_care": "Säg hur länge."}
    assert Client().post(path, WHO | fields, secure=True).status_code == 302
    remark = PartVerdict.objects.get(verdict=Verdict.COMMENT)
    page = enter(karin).get(reverse("desk_answer", args=[remark.pk]), secure=True)
    assert "Eva Exempel har inget konto" in plain(page)
    assert 'name="ask_again"' not in page.content.decode()
    reviewing.answer_remark(by=karin, verdict=remark, text=ANSWER, ask_again=True)
    assert len(mailoutbox) == 1, "her address is no longer here"
    assert "det är olika från person till person." in plain(Client().get(eva_asked(revision), secure=True))


@pytest.fixture
def eva_asked(karin, mailoutbox, django_capture_on_commit_callbacks):
    """Asks Eva, who has no account, to review a version; gives her link."""

    def ask(revision):
        with django_capture_on_commit_callbacks(execute=True):
            reviewing.ask_by_link(
                by=karin,
                revision=revision,
                name="Eva Exempel",
                email="eva@example.se",
                profession="läkare",
                workplace="Exempelkliniken",
                kind=ReviewKind.FACT,
            )
        return path_in(mailoutbox[-1])

    return ask


@pytest.mark.parametrize(
    ("typed", "says"), [("  ", "Skriv ett svar."), ("å" * 4_003, "Korta ”Ditt svar” med 3 tecken.")]
)
def test_what_cannot_be_an_answer_is_said_and_kept(remark, karin, enter, typed, says):
    answer = enter(karin).post(reverse("desk_answer", args=[remark.pk]), {"text": typed}, secure=True)
    assert (answer.status_code, says in plain(answer), typed.strip() in plain(answer)) == (400, True, True)
    assert 'name="ask_again"' in answer.content.decode()
    assert " checked" not in answer.content.decode(), "the cross that was taken away is not put back"
    assert not RemarkAnswer.objects.exists()


def test_a_reviewer_who_is_one_no_longer_is_answered_and_not_asked(remark, karin, rut, enter):
    client, path = enter(karin), reverse("desk_answer", args=[remark.pk])
    assert "ask_again" in client.get(path, secure=True).content.decode()
    rut.roles = [Role.LANGUAGE_REVIEWER]
    rut.save()
    answer = client.post(path, {"text": ANSWER, "ask_again": "on"}, secure=True, follow=True)
    assert RemarkAnswer.objects.count() == 1, "what no longer can be asked is not asked"
    assert "Svaret är sparat. Den som" in plain(answer)
    with pytest.raises(Refused, match="är inte faktagranskare"):
        reviewing.answer_remark(by=karin, verdict=remark, text="Igen.", ask_again=True)
    assert RemarkAnswer.objects.count() == 1, "all or nothing"


def test_only_editors_answer_and_only_what_is_signed(remark, submitted, karin, rut, ulf, enter):
    with pytest.raises(Refused, match="Bara redaktörer"):
        reviewing.answer_remark(by=ulf, verdict=remark, text=ANSWER)
    assert "Svara granskaren" not in plain(
        enter(ulf).get(reverse("desk_revision", args=[remark.review.revision_id]), secure=True)
    )
    approved = remark.review.verdicts.get(part="care")
    half = reviewing.ask_user(by=karin, revision=remark.review.revision, reviewer=staff("rune", Role.FACT_REVIEWER))
    reviewing.save_judgements(by=half.reviewer_user, review=half, judgements={"care": WANTS})
    for verdict in (approved, half.verdicts.get()):
        assert enter(karin).get(reverse("desk_answer", args=[verdict.pk]), secure=True).status_code == 404
        with pytest.raises(Refused, match="ingen undertecknad kommentar"):
            reviewing.answer_remark(by=karin, verdict=verdict, text=ANSWER)
        with pytest.raises(DatabaseError, match="ingen undertecknad kommentar"), transaction.atomic():
            RemarkAnswer.objects.create(verdict=verdict, text=ANSWER, by=karin)


@pytest.mark.parametrize(
    "statement", ["UPDATE articles_remarkanswer SET text = 'x'", "DELETE FROM articles_remarkanswer"]
)
def test_an_answer_stays(remark, karin, statement):
    reviewing.answer_remark(by=karin, verdict=remark, text=ANSWER)
    with pytest.raises(DatabaseError, match="går bara att lägga till"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_history_and_the_file_tell_of_it(remark, karin, enter):
    reviewing.answer_remark(by=karin, verdict=remark, text=ANSWER)
    article = remark.review.revision.article
    page = plain(enter(karin).get(reverse("desk_article", args=[article.pk]), secure=True))
    assert "Svarade granskaren av version 1: Egenvård." in page
    file = json.loads(enter(karin).get(reverse("desk_export", args=[article.pk]), secure=True).content)
    verdicts = {verdict["part"]: verdict for verdict in file["versions"][0]["reviews"][0]["verdicts"]}
    assert [(each["text"], each["by"]) for each in verdicts["self_care"]["answers"]] == [(ANSWER, "Karin Exempel")]
    assert verdicts["care"]["answers"] == []


def test_where_it_is_written_the_answer_stands_at_the_part(remark, karin, enter):
    reviewing.answer_remark(by=karin, verdict=remark, text=ANSWER)
    writing.start_draft(by=karin, article=remark.review.revision.article)
    page = enter(karin).get(reverse("desk_write", args=[remark.review.revision.article_id]), secure=True)
    assert "Redaktionens svar , Karin Exempel" in plain(page)
    assert f'href="{reverse("desk_answer", args=[remark.pk])}"' in page.content.decode()


def test_only_the_last_who_was_asked_is_asked_again(remark, karin, rut, enter):
    """Rut has approved it since: an answer to what she said first asks nobody."""
    review = reviewing.answer_remark(by=karin, verdict=remark, text=ANSWER, ask_again=True).verdict.review
    again = Review.objects.get(reviewer_user=rut, signed_on__isnull=True)
    who = reviewing.Reviewer("Rut Exempel", "läkare", "Exempelkliniken", "Inga")
    reviewing.sign(by=rut, review=again, judgements={"self_care": reviewing.Judgement(Verdict.AGREE)}, reviewer=who)
    answer = enter(karin).post(
        reverse("desk_answer", args=[remark.pk]), {"text": "Tack!", "ask_again": "on"}, secure=True, follow=True
    )
    assert "Svaret är sparat. Den som" in plain(answer)
    assert review.revision.reviews.count() == 2


def test_who_reviews_what_another_has_begun_on_is_told_what_is_left(library, changed, karin, reviewed, enter):
    """Of a text that nobody had reviewed before: the second reviewer does not judge all of it."""
    article = Article.objects.get(slug="feber", language="sv")
    draft = changed(article, summary="Feber är när kroppen är varm. Det går oftast över.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision, head=WANTS)
    rune = staff("rune", Role.FACT_REVIEWER)
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=rune)
    page = plain(enter(rune).get(reverse("desk_review", args=[review.pk]), secure=True))
    assert "1 del är inte godkänd än. Resten är redan godkänt. Det som skiljer texten från version" in page
    assert "Ingen har granskat texten förut" not in page
