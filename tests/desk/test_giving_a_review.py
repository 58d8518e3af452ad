"""What a reviewer meets, and how a review is given and kept."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from accounts.refusal import Refused
from articles.actions import reviewing
from articles.models import PartVerdict, Review, Verdict
from articles.queries.signatures import unsigned_parts
from tests.cast import staff
from tests.desk.reviews import PARTS, agreed, plain

# ---- reading ----


def test_the_page_shows_what_changed_and_asks_of_that_alone(
    three_changed, asked_by_link, eva, django_assert_max_num_queries
):
    path = asked_by_link(three_changed())
    with django_assert_max_num_queries(12):
        answer = eva.get(path, secure=True)
    html = answer.content.decode()
    assert "3 delar är nya eller ändrade" in plain(answer)
    assert len(re.findall(r"<ins>.*?Mer om det", html, re.S)) == 3
    assert html.count("data-needed") == 3
    assert html.count("Redan granskad av Rut Exempel") == 3
    order = [html.index(f'id="del-{part}"') for part in PARTS]
    assert order == sorted(order)
    assert 'value="specialist i allmänmedicin"' in html


def test_all_that_is_signed_is_shown_the_first_time(submitted, asked_by_link, eva):
    told = plain(eva.get(asked_by_link(submitted()), secure=True))
    assert "Sidan har ingen ruta om att ringa 112." in told
    assert "Typ av vård: Vårdcentral" in told


def test_the_page_by_link_leaves_nothing_behind(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    answer = eva.get(path, secure=True)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    assert path.split("/")[2] not in answer.content.decode()
    for method in (eva.put, eva.delete, eva.patch):
        assert method(path, secure=True).status_code == 405


def test_a_chapter_that_was_taken_away_is_shown_with_the_head(three_changed, asked_by_link, eva, text):
    path = asked_by_link(three_changed(chapters=text.chapters[:2]))
    answer = eva.get(path, secure=True)
    assert answer.content.decode().count("data-needed") == 1
    assert "Borttaget: Behandling" in plain(answer)
    assert "Kroppen läker själv." in plain(answer)


def test_markup_in_a_text_is_words(submitted, asked_by_link, eva, text):
    path = asked_by_link(submitted(summary="Mindre än 5 <6 & mer. Det går över."))
    assert "Mindre än 5 &lt;6 &amp; mer." in eva.get(path, secure=True).content.decode()


# ---- giving ----


def test_eva_reviews_by_link(submitted, asked_by_link, ulf, eva):
    revision = submitted()
    path = asked_by_link(revision)
    answer = eva.post(path, agreed(), secure=True, headers={"origin": "null"})
    assert answer.status_code == 302, plain(answer)
    assert not answer.cookies
    done = eva.get(answer["Location"], secure=True)
    assert (done.status_code, "Tack för granskningen" in plain(done)) == (200, True)
    review = Review.objects.get()
    reviewing.confirm_reviewer(by=ulf, review=review)
    assert unsigned_parts(revision) == []
    assert (review.reviewer, review.profession, review.conflict_of_interest) == ("Eva Exempel", "läkare", "Inga")
    assert review.email == ""
    again = eva.post(path, agreed(comment_care="Glömde detta."), secure=True)
    assert again.status_code == 410
    assert "Granskningen är klar" in plain(again)
    assert "Glömde detta." in plain(again)


def test_rut_reviews_with_her_account(submitted, karin, rut, enter):
    revision = submitted()
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    client, path = enter(rut), reverse("desk_review", args=[review.pk])
    assert 'name="name"' not in client.get(path, secure=True).content.decode()
    answer = client.post(path, agreed(), secure=True, follow=True)
    assert "Tack för granskningen" in plain(answer)
    assert unsigned_parts(revision) == []
    second = staff("rune", Role.FACT_REVIEWER)
    assert enter(second).get(path, secure=True).status_code == 404
    assert enter(karin).get(path, secure=True).status_code == 404


def test_the_next_review_knows_her_profession(submitted, reviewed, three_changed, karin, rut, enter):
    review = reviewing.ask_user(by=karin, revision=three_changed(), reviewer=rut)
    html = enter(rut).get(reverse("desk_review", args=[review.pk]), secure=True).content.decode()
    assert 'value="allmänläkare"' in html


def test_every_part_must_be_judged_and_nothing_typed_is_lost(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    fields = agreed("head", "care", "symptoms", "treatment", workplace="", conflict="")
    fields |= {"said_treatment": "comment", "comment_treatment": "Säg mer.", "suggestion_treatment": "Ny\r\ntext."}
    answer = eva.post(path, fields, secure=True)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert '<a href="#id_said_self_care_0">Säg vad du tycker om ”Vila och drick”.</a>' in html
    assert '<a href="#id_said_sources_0">' in html
    assert "Välj ”Inga jäv” eller ”Ja”." in html
    assert "Fyll i ”Arbetsplats”." in html
    assert "Säg mer.</textarea>" in html
    assert "Ny\r\ntext.</textarea>" in html
    assert not PartVerdict.objects.exists()


def test_the_action_too_refuses_what_is_left_unjudged(submitted, karin, rut):
    review = reviewing.ask_user(by=karin, revision=submitted(), reviewer=rut)
    who = reviewing.Reviewer("Rut", "läkare", "Exempelkliniken", "Inga")
    some = {"care": reviewing.Judgement(Verdict.AGREE)}
    with pytest.raises(Refused, match="Rubrik och sammanfattning, Symtom"):
        reviewing.sign(by=rut, review=review, judgements=some, reviewer=who)
    with pytest.raises(Refused, match="ingen sådan del"):
        reviewing.save_judgements(by=rut, review=review, judgements={"why": reviewing.Judgement(Verdict.AGREE)})
    assert not PartVerdict.objects.exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"said_care": "comment"}, "Skriv vad som behöver ändras i ”När och var ska jag söka vård?”"),
        ({"comment_care": "Hej"}, "Du har skrivit en ändring i ”När och var ska jag söka vård?”"),
        ({"suggestion_self_care": "Annat."}, "Du har skrivit en ändring i ”Vila och drick”"),
        ({"said_care": "kanske"}, "Säg vad du tycker om ”När och var ska jag söka vård?”."),
        ({"conflict": "ja"}, "Skriv vilket jäv du har"),
        ({"said_care": "comment", "comment_care": "x" * 5_000}, "Texten är för lång"),
        ({"said_care": "comment", "comment_care": "x\x00y"}, "tecken"),
        ({"name": ""}, "Fyll i ”Namn”."),
    ],
)
def test_what_does_not_hold_together_is_said(submitted, asked_by_link, eva, fields, says):
    answer = eva.post(asked_by_link(submitted()), agreed(**fields), secure=True)
    assert answer.status_code == 400
    assert says in plain(answer)


def test_a_megabyte_is_refused_in_words(submitted, asked_by_link, eva):
    answer = eva.post(asked_by_link(submitted()), agreed(comment_care="x" * 1_100_000), secure=True)
    assert answer.status_code in (400, 413)
    assert "<h1>" in answer.content.decode()


def test_the_present_text_is_no_suggestion(submitted, asked_by_link, eva, text):
    same = text.chapters[0].text.replace("\n", "\r\n") + "\r\n"
    eva.post(asked_by_link(submitted()), agreed(suggestion_symptoms=same), secure=True)
    assert list(PartVerdict.objects.exclude(suggestion="")) == []
    assert Review.objects.get().signed_on


def test_half_a_review_is_kept_for_later(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    half = {"said_care": "agree", "comment_symptoms": "Fler symtom.", "workplace": "Nya kliniken", "spara": "1"}
    answer = eva.post(path, half, secure=True, follow=True)
    html = answer.content.decode()
    assert "Det du har skrivit är sparat" in html
    assert "Du kan fortsätta med samma länk till och med" in html
    assert "Fler symtom.</textarea>" in html
    assert 'value="Nya kliniken"' in html
    assert re.search(r'name="said_care" value="agree"[^>]* checked', html)
    assert Review.objects.get().signed_on is None


def test_what_is_half_said_is_kept_too_and_only_a_signature_needs_the_words(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    half = {"said_care": "comment", "said_symptoms": "agree", "comment_symptoms": "Fler symtom.", "conflict": "ja"}
    html = eva.post(path, half | {"spara": "1"}, secure=True, follow=True).content.decode()
    assert "Det du har skrivit är sparat" in html
    for name, value in (("said_care", "comment"), ("said_symptoms", "agree"), ("conflict", "ja")):
        assert re.search(rf'name="{name}" value="{value}"[^>]* checked', html), name
    assert "Fler symtom.</textarea>" in html
    assert re.search(r'<textarea name="conflict_text"[^>]*>\s*</textarea>', html)
    answer = eva.post(path, agreed() | half, secure=True)
    assert answer.status_code == 400
    for words in ("Skriv vad som behöver ändras i", "Du har skrivit en ändring i", "Skriv vilket jäv du har"):
        assert words in answer.content.decode()
    assert Review.objects.get().signed_on is None


def test_an_answer_from_another_site_is_refused(submitted, asked_by_link, eva):
    path = asked_by_link(submitted())
    for headers in ({"origin": "https://evil.example"}, {"origin": "null", "sec-fetch-site": "cross-site"}):
        answer = eva.post(path, agreed(), secure=True, headers=headers)
        assert (answer.status_code, "annan webbplats" in plain(answer)) == (400, True)
    own = eva.post(path, agreed(), secure=True, headers={"origin": "null", "sec-fetch-site": "same-origin"})
    assert own.status_code == 302


def test_the_article_is_locked_before_its_review_as_when_it_is_published(submitted, karin, kim):
    revision = submitted()
    review = reviewing.ask_by_link(
        by=karin, revision=revision, name="Eva", email="eva@example.se", profession="", workplace="", kind="fact"
    )
    who = reviewing.Reviewer("Eva", "läkare", "Exempelkliniken", "Inga")
    agreed_to = dict.fromkeys(PARTS, reviewing.Judgement(Verdict.AGREE))
    for act in (
        lambda: reviewing.save_judgements(by=None, review=review, judgements={}),
        lambda: reviewing.resend_link(by=karin, review=review),
        lambda: reviewing.sign(by=None, review=review, judgements=agreed_to, reviewer=who),
        lambda: reviewing.confirm_reviewer(by=kim, review=review),
    ):
        with CaptureQueriesContext(connection) as queries:
            act()
        locked = [sql for query in queries if "FOR UPDATE" in (sql := query["sql"])]
        assert 'FOR UPDATE OF "articles_article"' in locked[0]
        assert 'FOR UPDATE OF "articles_review"' in locked[1]
