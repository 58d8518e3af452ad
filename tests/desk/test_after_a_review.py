"""What a review of language is worth, and what comes of what reviewers say."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.models import ReviewKind, Verdict
from articles.queries.desk import waiting_for_publisher
from articles.queries.sent_in import told
from articles.queries.signatures import signed_parts, unsigned_parts
from articles.text import ArticleText
from tests.desk.reviews import PARTS, agreed, plain

# ---- language ----


def test_a_language_review_is_signed_and_approves_no_facts(submitted, karin, sara, enter):
    revision = submitted()
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=sara, kind=ReviewKind.LANGUAGE)
    answer = enter(sara).post(reverse("desk_review", args=[review.pk]), agreed(), secure=True)
    assert answer.status_code == 302
    assert unsigned_parts(revision) == sorted(PARTS)
    shown = signed_parts(revision)
    assert [part.verdicts[0].review.kind for part in shown] == ["language"] * 6
    assert not any(part.approved for part in shown)


def test_a_language_reviewer_judges_what_changed(three_changed, karin, sara, enter):
    first = reviewing.ask_user(by=karin, revision=three_changed(), reviewer=sara, kind=ReviewKind.LANGUAGE)
    path = reverse("desk_review", args=[first.pk])
    html = enter(sara).get(path, secure=True).content.decode()
    assert html.count("data-needed") == 6  # nobody has judged the language of any part
    said, who = {"head": reviewing.Judgement(Verdict.AGREE)}, reviewing.Reviewer("S", "x", "y", "Inga")
    with pytest.raises(Refused, match="Källor"):
        reviewing.sign(by=sara, review=first, judgements=said, reviewer=who)


def test_the_desk_says_that_nobody_is_asked_about_facts(submitted, karin, sara, ulf, enter):
    revision = submitted()
    review = reviewing.ask_user(by=karin, revision=revision, reviewer=sara, kind=ReviewKind.LANGUAGE)
    article = reverse("desk_article", args=[revision.article_id])
    for _unsigned_then_signed in range(2):
        assert [sent.waits_for for sent in told(karin).sent_in] == ["Dig: ingen är ombedd att granska fakta"]
        page = enter(karin).get(article, secure=True)
        assert "Ingen är ombedd att granska fakta i version 1." in plain(page)
        assert "Granskaren vill ändra något" not in plain(page)
        assert list(waiting_for_publisher(ulf)) == []
        enter(sara).post(reverse("desk_review", args=[review.pk]), agreed(), secure=True)
    hinders = plain(enter(ulf).get(reverse("desk_revision", args=[revision.pk]), secure=True))
    assert "Ingen är ombedd att granska fakta. En redaktör ber om granskning." in hinders


# ---- afterwards ----


def test_what_a_reviewer_wants_changed_waits_for_the_editor(submitted, reviewed, karin, kim):
    revision = submitted()
    assert told(karin).answered == []
    reviewed(revision, care=reviewing.Judgement(Verdict.COMMENT, comment="Stämmer inte."))
    assert told(karin).answered == [revision]
    assert told(kim).answered == []


def test_a_published_correction_that_is_doubted_waits_for_the_editor(submitted, reviewed, changed, text, karin, ulf):
    first = submitted()
    reviewed(first)
    publishing.publish(by=ulf, revision=first)
    draft = changed(first.article, summary="Rättat. Det går över.")
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial, correction=writing.Correction("Fel."))
    publishing.publish(by=ulf, revision=revision)
    assert told(karin).answered == []
    reviewed(revision, head=reviewing.Judgement(Verdict.COMMENT, comment="Fortfarande fel."))
    assert told(karin).answered == [revision]


@pytest.fixture
def suggestion(submitted, reviewed):
    said = reviewing.Judgement(Verdict.COMMENT, comment="Säg hur länge.", suggestion="Vila i två dagar.")
    return reviewed(submitted(), self_care=said).verdicts.get(part="self_care")


def test_karin_takes_a_suggestion_with_one_click(suggestion, karin, enter):
    client, path = enter(karin), reverse("desk_take", args=[suggestion.pk])
    answer = client.post(path, secure=True)
    article = suggestion.review.revision.article
    assert answer["Location"] == reverse("desk_write", args=[article.pk])
    assert ArticleText.from_json(article.draft.text).chapters[1].text == "Vila i två dagar."
    suggestion.refresh_from_db()
    assert suggestion.taken_by == karin
    again = client.post(path, secure=True)
    assert again["Location"] == reverse("desk_revision", args=[suggestion.review.revision_id])


def test_a_suggestion_does_not_write_over_what_karin_has_written_since(suggestion, changed, text, karin, enter):
    article = suggestion.review.revision.article
    chapters = (text.chapters[0], replace(text.chapters[1], text="Mitt eget."), text.chapters[2])
    changed(article, chapters=chapters)
    enter(karin).post(reverse("desk_take", args=[suggestion.pk]), secure=True)
    article.draft.refresh_from_db()
    assert ArticleText.from_json(article.draft.text).chapters[1].text == "Mitt eget."
    suggestion.refresh_from_db()
    assert suggestion.taken_at is None


def test_verdicts_are_shown_with_their_suggestion_as_changes(suggestion, karin, rf):
    from django.template.loader import render_to_string

    request = rf.get("/")
    parts = signed_parts(suggestion.review.revision)
    html = render_to_string("desk/verdicts.html", {"parts": parts, "may_take": True}, request)
    assert re.search(r"<ins>.*?i två dagar", html, re.S)
    assert f'action="{reverse("desk_take", args=[suggestion.pk])}"' in html
    assert "csrfmiddlewaretoken" in html
    assert "Ta in förslaget" not in render_to_string("desk/verdicts.html", {"parts": parts, "may_take": False}, request)
    reviewing.take_suggestion(by=karin, verdict=suggestion)
    html = render_to_string(
        "desk/verdicts.html", {"parts": signed_parts(suggestion.review.revision), "may_take": True}, request
    )
    assert "av Karin Exempel" in html
    assert "Ta in förslaget" not in html


# ---- what readers see ----


def test_the_publisher_sees_who_asked_someone_without_an_account(submitted, asked_by_link, reviewed, karin, ulf, enter):
    revision = submitted()
    reviewed(revision)
    path = reverse("desk_revision", args=[revision.pk])
    assert "utan konto" not in enter(ulf).get(path, secure=True).content.decode()
    asked_by_link(revision)
    assert f"utan konto, tillfrågad av {karin.name}" in enter(ulf).get(path, secure=True).content.decode()
