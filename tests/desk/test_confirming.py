"""A signature given by link counts when another than the writers stands for who gave it."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Role
from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.models import Confirmation, Review, RevisionPart, Verdict
from articles.queries.sent_in import told
from articles.queries.signatures import unsigned_parts
from tests.cast import staff

AGREE = reviewing.Judgement(Verdict.AGREE)


def plain(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.text).split())


@pytest.fixture
def signed_by_link(karin):
    """Has someone without an account approve a version, or say something else of the parts that are named."""

    def sign(revision, by=karin, email="eva@klinik.example", name="Eva Exempel", kind="fact", **said):
        review = reviewing.ask_by_link(
            by=by, revision=revision, name=name, email=email, profession="", workplace="", kind=kind
        )
        parts = RevisionPart.objects.filter(revision=revision).values_list("part", flat=True)
        who = reviewing.Reviewer(name, "läkare", "Exempelkliniken", "Inga")
        judged = dict.fromkeys(parts, AGREE) | said
        return reviewing.sign(by=None, review=review, judgements=judged, reviewer=who)

    return sign


def test_what_a_writer_has_had_signed_by_link_waits_for_another(submitted, signed_by_link, karin, ulf, enter):
    revision = submitted()
    review = signed_by_link(revision)
    with pytest.raises(Refused, match="inte godkända"):
        publishing.publish(by=ulf, revision=revision)
    page = enter(ulf).get(reverse("desk_revision", args=[revision.pk]), secure=True)
    assert "Eva Exempel har skrivit under utan konto, men ingen har bekräftat vem det är." in plain(page)
    for word in ("Eva Exempel", "läkare", "Exempelkliniken", "klinik.example", "Karin Exempel"):
        assert word in page.text.split('id="bekrafta"')[1]
    assert "eva@" not in page.text
    answer = enter(ulf).post(reverse("desk_confirm_reviewer", args=[review.pk]), secure=True, follow=True)
    assert "Du har bekräftat Eva Exempel. Underskriften räknas nu." in plain(answer)
    assert 'id="bekrafta"' not in answer.text
    given = Confirmation.objects.get()
    assert (given.review, given.by, given.at.date()) == (review, ulf, timezone.now().date())
    assert AuditEvent.objects.filter(action="reviewer.confirmed", actor_id=str(ulf.pk)).count() == 1
    assert publishing.publish(by=ulf, revision=revision).published_on


def test_the_log_says_who_signed_by_link(submitted, signed_by_link, karin, enter):
    revision = submitted()
    signed_by_link(revision)
    page = plain(enter(karin).get(reverse("desk_article", args=[revision.article_id]), secure=True))
    assert "Eva Exempel (med länk) Skrev under en granskning av version 1." in page
    assert "Systemet" not in page


def test_asking_by_one_who_has_not_written_is_confirmation_enough(submitted, signed_by_link, kim, ulf, enter):
    revision = submitted()
    signed_by_link(revision, by=kim)
    assert unsigned_parts(revision) == []
    page = enter(ulf).get(reverse("desk_revision", args=[revision.pk]), secure=True)
    assert "Bekräfta granskaren" not in page.text
    assert publishing.publish(by=ulf, revision=revision)


def test_whoever_wrote_confirms_nothing(submitted, signed_by_link, karin, rut, enter):
    revision = submitted()
    review = signed_by_link(revision)
    page = enter(karin).get(reverse("desk_revision", args=[revision.pk]), secure=True)
    assert "Du kan inte bekräfta" in plain(page)
    assert reverse("desk_confirm_reviewer", args=[review.pk]) not in page.text
    answer = enter(karin).post(reverse("desk_confirm_reviewer", args=[review.pk]), secure=True, follow=True)
    assert "Någon annan måste bekräfta" in plain(answer)
    assert enter(rut).post(reverse("desk_confirm_reviewer", args=[review.pk]), secure=True).status_code == 403
    assert not Confirmation.objects.exists()


def test_a_language_review_by_link_hides_nothing_that_a_fact_reviewer_wants(
    submitted, reviewed, signed_by_link, karin, ulf, enter
):
    revision = submitted()
    reviewed(revision, care=reviewing.Judgement(Verdict.COMMENT, comment="Fel nummer."))
    review = signed_by_link(revision, kind="language")
    assert [sent.waits_for for sent in told(karin).sent_in] == ["Dig: granskaren vill ändra något"]
    page = plain(enter(karin).get(reverse("desk_article", args=[revision.article_id]), secure=True))
    assert "Granskaren vill ändra något i version 1" in page
    for _unconfirmed_then_confirmed in range(2):
        page = plain(enter(ulf).get(reverse("desk_revision", args=[revision.pk]), secure=True))
        assert "En faktagranskare vill ändra något. En redaktör svarar eller skriver om texten." in page
        assert "har skrivit under utan konto" not in page
        enter(ulf).post(reverse("desk_confirm_reviewer", args=[review.pk]), secure=True)
    assert "Ingen är ombedd" not in page


def test_what_is_not_signed_or_signed_with_an_account_is_not_confirmed(submitted, reviewed, karin, ulf, signed_by_link):
    revision = submitted()
    waits = reviewing.ask_by_link(
        by=karin, revision=revision, name="Eva", email="eva@example.se", profession="", workplace="", kind="fact"
    )
    for review in (waits, reviewed(revision)):
        with pytest.raises(Refused, match="ingen underskrift utan konto"):
            reviewing.confirm_reviewer(by=ulf, review=review)
    review = signed_by_link(revision, email="ulla@example.se")
    reviewing.confirm_reviewer(by=ulf, review=review)
    with pytest.raises(Refused, match="redan bekräftat"):
        reviewing.confirm_reviewer(by=ulf, review=review)


def test_whoever_stands_for_a_reviewer_and_then_writes_stands_for_no_one(
    submitted, signed_by_link, changed, karin, kim, ulf, enter
):
    """Kim asked for the review of Karin's text; then Kim writes in it too. Ulf may still confirm it."""
    first = submitted()
    review = signed_by_link(first, by=kim)
    draft = changed(first.article, by=kim, summary="Rosslighet är ett ljud. Det går över.")
    second = writing.submit(by=kim, draft=draft, serial=draft.serial)
    assert unsigned_parts(second) == ["care", "head", "self_care", "sources", "symptoms", "treatment"]
    data = {"version": str(second.pk)}
    answer = enter(ulf).post(reverse("desk_confirm_reviewer", args=[review.pk]), data, secure=True)
    assert answer["Location"] == reverse("desk_revision", args=[second.pk])
    assert unsigned_parts(second) == ["head"]


@pytest.mark.parametrize("version", ["", "x", "-1", "0", "9" * 40, "1\x00", "²"])
def test_a_version_that_is_none_leads_to_the_signed_one(submitted, signed_by_link, ulf, enter, version):
    revision = submitted()
    path = reverse("desk_confirm_reviewer", args=[signed_by_link(revision).pk])
    answer = enter(ulf).post(path, {"version": version}, secure=True)
    assert answer["Location"] == reverse("desk_revision", args=[revision.pk])


def test_a_correction_is_reviewed_when_its_reviewer_is_confirmed(
    submitted, reviewed, signed_by_link, changed, karin, ulf, client, enter
):
    first = submitted()
    reviewed(first)
    publishing.publish(by=ulf, revision=first)
    draft = changed(first.article, summary="Rättat. Det går över.")
    second = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.publish(by=ulf, revision=second)
    review = signed_by_link(second)
    public = client.get("/rosslighet/").text
    assert "Eva Exempel" not in public
    assert "Rättelsen" in public
    article = enter(ulf).get(reverse("desk_article", args=[second.article_id]), secure=True)
    assert "bekräftar granskaren: Eva Exempel" in plain(article)
    reviewing.confirm_reviewer(by=ulf, review=review)
    public = client.get("/rosslighet/").text
    assert "Eva Exempel" in public
    assert "Rättelsen" not in public


def test_a_doubt_counts_whoever_has_it_and_another_of_the_same_name_does_not_lift_it(submitted, signed_by_link, kim):
    revision = submitted()
    signed_by_link(revision, care=reviewing.Judgement(Verdict.COMMENT, comment="Fel."))
    signed_by_link(revision, by=kim, email="en.annan.eva@klinik.example")
    assert unsigned_parts(revision) == ["care"]
    signed_by_link(revision, by=kim, email="eva+igen@klinik.example", name="E. Exempel")  # the same mailbox
    assert unsigned_parts(revision) == []


def test_the_desk_says_who_waits_for_confirmation(submitted, signed_by_link, karin, ulf, enter):
    revision = submitted()
    signed_by_link(revision)
    for who, words in ((ulf, "Bekräfta granskaren"), (karin, "Läs version 1")):
        page = enter(who).get(reverse("desk_article", args=[revision.article_id]), secure=True)
        assert f"{revision.pk}/#bekrafta" in page.text
        assert words in plain(page)
    ask = enter(karin).get(reverse("desk_ask", args=[revision.pk]), secure=True)
    assert "Undertecknad, inte bekräftad" in plain(ask)
    assert "Du har skrivit i texten. Därför räknas underskriften först när" in plain(ask)
    told = enter(karin).get(reverse("desk_export", args=[revision.article_id]), secure=True).json()
    [review] = told["versions"][0]["reviews"]
    assert (review["by_link"], review["confirmed"]) == (True, [])
    reviewing.confirm_reviewer(by=ulf, review=Review.objects.get())
    told = enter(karin).get(reverse("desk_export", args=[revision.article_id]), secure=True).json()
    assert told["versions"][0]["reviews"][0]["confirmed"][0]["by"] == "Ulf Exempel"


def test_whoever_writes_for_a_region_confirms_nothing_of_the_nations(submitted, signed_by_link, karin, ulf):
    revision = submitted()
    review = signed_by_link(revision)
    someone = staff("sven", Role.REGIONAL_EDITOR)
    with pytest.raises(Refused, match="Bara redaktörer och utgivare"):
        reviewing.confirm_reviewer(by=someone, review=review)
