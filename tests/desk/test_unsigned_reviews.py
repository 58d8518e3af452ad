"""What a reviewer has saved and not signed: read by them alone, and not lost when the text changes."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions import reviewing, writing
from articles.models import Review
from tests.desk.reviews import agreed, plain

HALF = {
    "said_care": "comment",
    "comment_care": "Fel nummer.",
    "said_head": "agree",
    "comment_self_care": "Säg hur länge.",
    "suggestion_self_care": "Vila i två dagar.",
    "spara": "1",
}


@pytest.fixture
def half(submitted, karin, rut, enter):
    """Rut's review of a first version, which she has saved and not signed."""
    review = reviewing.ask_user(by=karin, revision=submitted(), reviewer=rut)
    answer = enter(rut).post(reverse("desk_review", args=[review.pk]), HALF, secure=True)
    assert answer.status_code == 302, plain(answer)
    return review


@pytest.fixture
def sent_anew(changed, karin, text):
    """Sends in a second version of a text, in which one chapter has changed."""

    def send(revision):
        chapters = (text.chapters[0], replace(text.chapters[1], text="Vila länge."), text.chapters[2])
        draft = changed(revision.article, chapters=chapters)
        return writing.submit(by=karin, draft=draft, serial=draft.serial)

    return send


def test_a_closed_review_shows_its_reviewer_what_was_saved(half, sent_anew, rut, enter):
    sent_anew(half.revision)
    answer = enter(rut).get(reverse("desk_review", args=[half.pk]), secure=True)
    assert answer.status_code == 410
    for words in ("om inte redaktionen ber dig", "Fel nummer.", "Säg hur länge.", "Vila i två dagar."):
        assert words in plain(answer)
    assert "skickar den nya versionen till dig" not in plain(answer)


def test_so_does_one_that_was_revoked(half, karin, rut, enter):
    reviewing.revoke(by=karin, review=half)
    assert "Fel nummer." in plain(enter(rut).get(reverse("desk_review", args=[half.pk]), secure=True))


def test_a_link_that_no_longer_holds_shows_what_its_holder_saved_and_no_writer(
    submitted, asked_by_link, eva, karin, enter, time_machine
):
    path = asked_by_link(submitted())
    eva.post(path, HALF, secure=True)
    time_machine.move_to(timezone.now() + timedelta(days=15))
    assert "Fel nummer." in plain(eva.get(path, secure=True))
    assert "Fel nummer." not in plain(enter(karin).get(path, secure=True))


def test_the_next_review_is_filled_in_where_the_words_are_the_same(
    half, sent_anew, karin, rut, enter, django_assert_max_num_queries
):
    client, second = enter(rut), sent_anew(half.revision)
    again = reviewing.ask_user(by=karin, revision=second, reviewer=rut)
    path = reverse("desk_review", args=[again.pk])
    with django_assert_max_num_queries(19):
        answer = client.get(path, secure=True)
    html = answer.content.decode()
    assert "Du började granska version 1 men skrev inte under." in plain(answer)
    assert re.search(r'name="said_care" value="comment"[^>]* checked', html)
    assert re.search(r'name="said_head" value="agree"[^>]* checked', html)
    assert "Fel nummer.</textarea>" in html
    assert not re.search(r'name="said_self_care" value="\w+"[^>]* checked', html)
    assert "Vila i två dagar.</textarea>" not in html
    assert "Det du skrev om version 1" in plain(answer)
    assert "Vila i två dagar." in plain(answer)
    client.post(path, {"comment_care": "Fel nummer, ännu.", "spara": "1"}, secure=True)
    saved = client.get(path, secure=True)
    assert "Fel nummer, ännu.</textarea>" in saved.content.decode()
    assert "Du började granska" not in plain(saved)
    assert "Vila i två dagar." in plain(saved)


def test_what_was_filled_in_is_not_lost_when_that_review_is_closed_too(half, sent_anew, karin, rut, enter):
    again = reviewing.ask_user(by=karin, revision=sent_anew(half.revision), reviewer=rut)
    reviewing.revoke(by=karin, review=again)
    assert "Fel nummer." in plain(enter(rut).get(reverse("desk_review", args=[again.pk]), secure=True))


def test_nobody_else_meets_it_and_what_was_signed_since_ends_it(
    half, sent_anew, reviewed, asked_by_link, changed, karin, rut, eva, enter
):
    second = sent_anew(half.revision)
    assert "Fel nummer." not in plain(eva.get(asked_by_link(second), secure=True))
    assert "Fel nummer." not in plain(enter(karin).get(reverse("desk_revision", args=[second.pk]), secure=True))
    reviewed(second)
    draft = changed(second.article, summary="Ett annat. Det går över.")
    third = writing.submit(by=karin, draft=draft, serial=draft.serial)
    again = reviewing.ask_user(by=karin, revision=third, reviewer=rut)
    assert "Fel nummer." not in plain(enter(rut).get(reverse("desk_review", args=[again.pk]), secure=True))


def test_someone_with_a_link_goes_on_too_but_not_another_who_reads_the_same_mailbox(
    submitted, sent_anew, asked_by_link, karin, eva
):
    first = submitted()
    eva.post(asked_by_link(first), HALF | {"name": "Eva Exempel"}, secure=True)
    second = sent_anew(first)
    other = asked_by_link(second, **{"lank-name": "Moa Exempel"})
    assert "Fel nummer." not in plain(eva.get(other, secure=True))
    reviewing.revoke(by=karin, review=Review.objects.get(reviewer="Moa Exempel"))
    path = asked_by_link(second)
    assert "Fel nummer.</textarea>" in eva.get(path, secure=True).content.decode()
    assert eva.post(path, agreed(comment_care="Nu."), secure=True).status_code == 400


def test_who_sends_in_anew_is_told_that_someone_is_reviewing(half, changed, karin, enter):
    changed(half.revision.article, summary="Ett annat. Det går över.")
    page = plain(enter(karin).get(reverse("desk_submit", args=[half.revision.article_id]), secure=True))
    assert "Rut Exempel granskar version 1 och har inte skrivit under." in page
    assert "Fel nummer." not in page
