"""Whoever asks someone to review by link stands for that person, and for no one else who comes to have the link."""

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from articles.actions import publishing, reviewing
from articles.models import Confirmation, Review, RevisionPart, Verdict
from articles.queries.signatures import unsigned_parts
from tests.desk.plain_sql import STATUS, refused, sql
from tests.desk.reviews import plain

AGREE = reviewing.Judgement(Verdict.AGREE)
EVERY = ["care", "head", "self_care", "sources", "symptoms", "treatment"]


def asked(revision, by):
    return reviewing.ask_by_link(
        by=by, revision=revision, name="Eva Exempel", email="eva@klinik.example",
        profession="", workplace="", kind="fact",
    )  # fmt: skip


def sign(review, name):
    parts = RevisionPart.objects.filter(revision=review.revision_id).values_list("part", flat=True)
    who = reviewing.Reviewer(name, "professor", "Exempelkliniken", "Inga")
    return reviewing.sign(by=None, review=review, judgements=dict.fromkeys(parts, AGREE), reviewer=who)


@pytest.mark.parametrize(
    ("name", "unsigned"),
    [
        ("Eva Exempel", []),
        ("  eva   EXEMPEL ", []),
        ("Professor NN", EVERY),
        ("Eva Exempelsson", EVERY),
    ],
)
def test_asking_stands_for_the_name_that_was_asked(submitted, kim, name, unsigned):
    revision = submitted()
    sign(asked(revision, kim), name)
    assert unsigned_parts(revision) == unsigned


def test_another_name_is_not_shown_to_readers_until_someone_has_confirmed_it(submitted, kim, ulf, client, enter):
    revision = submitted()
    review = sign(asked(revision, kim), "Professor NN")
    with pytest.raises(Refused, match="inte godkända"):
        publishing.publish(by=ulf, revision=revision)
    page = enter(ulf).get(reverse("desk_revision", args=[revision.pk]), secure=True)
    assert "Professor NN (ombedd: Eva Exempel), professor" in plain(page)
    assert "Ombedd att granska Eva Exempel" in plain(page)
    ask = enter(kim).get(reverse("desk_ask", args=[revision.pk]), secure=True)
    assert "Professor NN (ombedd: Eva Exempel), professor" in plain(ask)
    reviewing.confirm_reviewer(by=ulf, review=review)
    assert publishing.publish(by=ulf, revision=revision)
    public = client.get("/rosslighet/").text
    assert "Professor NN" in public and "Eva Exempel" not in public


def test_a_name_that_is_typed_and_not_signed_is_seen_at_the_desk_too(submitted, asked_by_link, eva, karin, enter):
    revision = submitted()
    path = asked_by_link(revision)
    assert "Skriv ditt eget namn." in plain(eva.get(path, secure=True))
    eva.post(path, {"name": "Professor NN", "spara": "1"}, secure=True)
    page = enter(karin).get(reverse("desk_article", args=[revision.article_id]), secure=True)
    assert "Professor NN (ombedd: Eva Exempel)" in plain(page)


def test_a_spelling_that_is_mended_is_confirmed_by_whoever_asked(submitted, kim):
    revision = submitted()
    review = sign(asked(revision, kim), "Eva Exémpel")
    assert unsigned_parts(revision) == EVERY
    reviewing.confirm_reviewer(by=kim, review=review)
    assert unsigned_parts(revision) == []


def test_the_export_says_who_was_asked(submitted, kim, enter):
    revision = submitted()
    sign(asked(revision, kim), "Professor NN")
    told = enter(kim).get(reverse("desk_export", args=[revision.article_id]), secure=True).json()
    [review] = told["versions"][0]["reviews"]
    assert (review["reviewer"], review["asked_name"]) == ("Professor NN", "Eva Exempel")


# ---- as the database holds it ----


def test_plain_sql_publishes_nothing_under_a_name_that_nobody_stands_for(submitted, kim, ulf):
    revision = submitted()
    review = asked(revision, kim)
    sign(review, "Professor NN")
    published = f"{STATUS} VALUES (%(it)s, 'published', %(ulf)s, 'Ulf', now(), '')"
    with refused("ingen faktagranskare har godkänt"):
        sql(published, it=revision.pk, ulf=ulf.pk)
    Confirmation.objects.create(review=review, by=ulf)
    sql(published, it=revision.pk, ulf=ulf.pk)


def test_the_name_that_was_asked_is_kept_as_it_was_whoever_writes(submitted, kim):
    review = asked(submitted(), kim)
    for name in ("Professor NN", ""):
        with refused("Namnet på den som ombads"):
            sql("UPDATE articles_review SET asked_name = %(name)s WHERE id = %(review)s", name=name, review=review.pk)
    for name in ("", "Professor NN"):
        sql(
            "INSERT INTO articles_review (revision_id, kind, reviewer, asked_name, email, profession, workplace,"
            " asked_by_id, conflict_of_interest, asked_at, link_digest)"
            " VALUES (%(it)s, 'fact', 'Eva Exempel', %(name)s, 'x@x.example', '', '', %(kim)s, '', now(), 'x')",
            it=review.revision_id, name=name, kim=kim.pk,
        )  # fmt: skip
    assert {each.asked_name for each in Review.objects.filter(revision=review.revision_id)} == {"Eva Exempel"}


def test_whoever_has_an_account_says_who_they_are(submitted, reviewed):
    revision = submitted()
    assert reviewed(revision).asked_name == ""
    assert unsigned_parts(revision) == []
