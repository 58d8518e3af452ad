"""A region's text is to be looked at again: the national text has changed, or its day of review comes."""

from dataclasses import replace
from datetime import timedelta

import time_machine

from articles.actions import publishing, writing
from articles.actions.regional import confirm_addition
from articles.actions.reminding import remind
from articles.queries.regional import own_texts
from articles.text import ArticleText
from regions.models import Assignment
from tests.desk.regional_cast import *  # noqa: F403
from tests.desk.regional_cast import SKANE, sent, sign


def national_change(article, changed, reviewed, karin, ulf):
    """Publishes another text of the chapter that Maj has added to."""
    national = ArticleText.from_json(writing.start_draft(by=karin, article=article).text)
    chapters = tuple(
        replace(chapter, text="Vila och drick mycket vatten.") if chapter.kind == "self_care" else chapter
        for chapter in national.chapters
    )
    draft = changed(article, chapters=chapters)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)


def test_it_is_flagged_when_the_national_chapter_changes(published, changed, reviewed, karin, ulf, maj, enter):
    def told(path):
        return enter(maj).get(path, secure=True).text

    assert not own_texts(frozenset([SKANE]))[0].is_outdated
    national_change(published.adds_to, changed, reviewed, karin, ulf)
    own = {text.article.pk: text.is_outdated for text in own_texts(frozenset([SKANE]))}
    assert own[published.pk]
    assert sum(own.values()) == 1  # the other additions stand in chapters that say the same
    assert "Dina texter som ligger efter" in told("/redaktion/")
    assert "Den nationella texten har ändrats sedan" in told(f"/redaktion/artiklar/{published.pk}/")
    confirm_addition(by=maj, addition=published)
    assert "Dina texter som ligger efter" not in told("/redaktion/")
    assert "Inget väntar." in told(f"/redaktion/artiklar/{published.pk}/")
    assert not any(text.is_outdated for text in own_texts(frozenset([SKANE])))


def test_what_was_judged_beside_an_older_national_text_is_to_be_confirmed(
    written, maj, ronja, ulla, halsfluss, changed, reviewed, karin, rut, ulf
):
    revision = sent(written, maj)
    sign(revision, ronja, maj)
    national_change(halsfluss, changed, reviewed, karin, ulf)
    publishing.publish(by=ulla, revision=revision)
    assert {text.article.pk: text.is_outdated for text in own_texts(frozenset([SKANE]))}[written.pk]


def test_what_comes_back_is_not_confirmed_by_that(published, halsfluss, changed, reviewed, karin, rut, ulf, ulla):
    publishing.withdraw(by=ulla, article=published, reason="Ser över.")
    national_change(halsfluss, changed, reviewed, karin, ulf)
    publishing.restore(by=ulla, revision=published.revisions.get(), reason="Det stämde.")
    assert {text.article.pk: text.is_outdated for text in own_texts(frozenset([SKANE]))}[published.pk]


def test_maj_is_told_when_her_text_is_to_be_reviewed(published, maj, mailoutbox):
    maj.email = "maj@example.se"
    maj.save(update_fields=["email"])
    due = published.live.review_due
    remind(due)
    [mail] = [mail for mail in mailoutbox if mail.to == ["maj@example.se"]]
    assert "Så gör du i Skåne" in mail.body
    Assignment.objects.filter(user=maj).delete()
    mailoutbox.clear()
    remind(due + timedelta(days=-5))
    assert not [mail for mail in mailoutbox if mail.to == ["maj@example.se"]]


def test_maj_sees_what_of_her_region_is_to_be_reviewed_soon(published, maj, karin, enter):
    with time_machine.travel(published.live.review_due - timedelta(days=5), tick=False):
        mine, all_of_them = (
            enter(maj).get("/redaktion/granskas-snart/", {"vems": vems}, secure=True).content.decode()
            for vems in ("regionens", "")
        )
        assert "Bara min regions" not in enter(karin).get("/redaktion/granskas-snart/", secure=True).content.decode()
    assert '<option value="regionens" selected>Bara min regions</option>' in mine
    assert ">Så gör du i Skåne<" in mine and ">Halsfluss<" not in mine
    assert ">Så gör du i Skåne<" in all_of_them and ">Halsfluss<" in all_of_them
