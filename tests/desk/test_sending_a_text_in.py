"""A text is sent in, or thrown away."""

from dataclasses import replace

import pytest
from django.urls import reverse

from articles.actions import writing
from articles.merging import fingerprint
from articles.models import Article, ArticleKind, Draft, Level, Revision, TopicArea
from articles.queries.texts import text_of
from articles.text import ArticleText, LevelText
from tests.desk.typed import typed, url


def test_a_text_is_sent(drafted, enter, karin):
    draft = drafted(change_note="")
    client = enter(karin)
    answer = client.post(url("desk_write", draft), typed(draft) | {"skicka": "1"}, secure=True)
    assert answer["Location"] == url("desk_submit", draft)
    assert "inte varit publicerad" in client.get(url("desk_submit", draft), secure=True).content.decode()
    empty = client.post(url("desk_submit", draft), {"utkast": draft.saving, "change_note": ""}, secure=True)
    assert empty.status_code == 400
    answer = client.post(url("desk_submit", draft), {"utkast": draft.saving, "change_note": "Ny text."}, secure=True)
    revision = Revision.objects.get(article=draft.article)
    assert answer["Location"] == reverse("desk_revision", args=[revision.pk])
    assert revision.change_note == "Ny text."
    assert not Draft.objects.exists()


def test_what_another_saved_since_is_not_sent_unread(drafted, enter, karin, kim, text):
    draft = drafted()
    seen = draft.serial
    writing.save_draft(by=kim, draft=draft, text=replace(text, summary="Kims."), serial=seen)
    client = enter(karin)
    said = {"utkast": f"{draft.pk}-{seen}", "change_note": text.change_note}
    answer = client.post(url("desk_submit", draft), said, secure=True)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Inget är inskickat" in page
    assert f'name="utkast" value="{draft.pk}-{seen + 1}"' in page
    assert Draft.objects.get().text["summary"] == "Kims."
    now = said | {"utkast": f"{draft.pk}-{seen + 1}"}
    assert client.post(url("desk_submit", draft), now, secure=True).status_code == 302


def test_a_text_that_is_not_ready_stays(drafted, enter, karin):
    draft = drafted(sources=())
    page = enter(karin).get(url("desk_submit", draft), secure=True).content.decode()
    assert "Det här måste rättas först" in page
    answer = enter(karin).post(url("desk_submit", draft), {"utkast": draft.saving, "change_note": "x"}, secure=True)
    assert answer.status_code == 400
    assert Draft.objects.exists()


@pytest.mark.parametrize(
    "level",
    [
        LevelText(Level.EMERGENCY, "", (), "Ring."),
        LevelText(Level.SOON, "", ("Ont.",), "Ring."),
        LevelText(Level.ADVICE, "", ("a" * 241,)),
    ],
)
def test_a_level_that_no_version_can_hold_is_told(drafted, enter, karin, level):
    draft = drafted(levels=(level,))
    answer = enter(karin).post(url("desk_submit", draft), {"utkast": draft.saving, "change_note": "x"}, secure=True)
    assert answer.status_code == 400
    assert Draft.objects.exists()


def test_a_correction_says_what_was_wrong(library, enter, karin):
    article = Article.objects.get(slug="halsfluss", language="sv")
    draft = writing.start_draft(by=karin, article=article)
    text = replace(text_of(article.live), summary="Rättad.", change_note="")
    draft = writing.save_draft(by=karin, draft=draft, text=text, serial=draft.serial)
    client = enter(karin)
    page = client.get(url("desk_submit", draft), secure=True).content.decode()
    assert "Det som har ändrats sedan version" in page
    assert "Rättad." in page
    said = {"utkast": draft.saving, "change_note": "Fel dos.", "is_correction": "on"}
    answer = client.post(url("desk_submit", draft), said, secure=True)
    assert answer.status_code == 400
    assert "Skriv vad som var fel." in answer.content.decode()
    lone = {"utkast": draft.saving, "change_note": "Fel dos.", "correction_reason": "Dosen."}
    assert client.post(url("desk_submit", draft), lone, secure=True).status_code == 400
    answer = client.post(url("desk_submit", draft), said | {"correction_reason": "Dosen."}, secure=True)
    assert answer.status_code == 302
    assert Revision.objects.get(article=article, is_correction=True).correction_reason == "Dosen."


def test_a_draft_is_thrown_away_after_a_question(drafted, enter, karin, kim, text):
    draft = drafted()
    client, path = enter(karin), url("desk_discard", drafted(title="Annat"))
    assert "Det går inte att få tillbaka" in client.get(path, secure=True).content.decode()
    path = url("desk_discard", draft)
    writing.save_draft(by=kim, draft=draft, text=replace(text, summary="Kims."), serial=draft.serial)
    seen = f"{draft.pk}-{draft.serial}"
    assert client.post(path, {"utkast": seen}, secure=True).status_code == 409
    assert client.post(path, {}, secure=True).status_code == 409
    assert Draft.objects.filter(pk=draft.pk).exists()
    now = f"{draft.pk}-{draft.serial + 1}"
    assert client.post(path, {"utkast": now}, secure=True)["Location"] == reverse("desk_articles")
    assert not Article.objects.filter(slug="rosslighet").exists()


def test_a_thrown_away_draft_of_a_published_article_leaves_it(library, enter, karin):
    article = Article.objects.get(slug="halsfluss", language="sv")
    draft = writing.start_draft(by=karin, article=article)
    answer = enter(karin).post(url("desk_discard", draft), {"utkast": draft.saving}, secure=True)
    assert answer["Location"] == reverse("desk_article", args=[article.pk])
    assert Article.objects.get(pk=article.pk).live_id == article.live_id


def test_a_draft_that_was_begun_anew_is_not_the_one_that_was_open(library, enter, karin, kim):
    article = Article.objects.get(slug="halsfluss", language="sv")
    old = writing.start_draft(by=karin, article=article)
    open_form = typed(old, summary="Karins sammanfattning.")
    question = f"{old.pk}-{old.serial}"
    writing.discard_draft(by=kim, draft=old, serial=0)
    new = writing.start_draft(by=kim, article=article)
    assert new.serial == old.serial
    kims = replace(ArticleText.from_json(new.text), summary="Kims sammanfattning.")
    writing.save_draft(by=kim, draft=new, text=kims, serial=0)
    open_form["serial"] = "1"  # as a form that had saved once
    assert enter(karin).post(url("desk_write", article), open_form, secure=True).status_code == 409
    assert enter(karin).post(url("desk_autosave", article), open_form, secure=True).status_code == 409
    assert enter(karin).post(url("desk_discard", article), {"utkast": question}, secure=True).status_code == 409
    sent = {"utkast": question.replace("-0", "-1"), "change_note": "Nytt."}  # read in a draft that is gone
    assert enter(karin).post(url("desk_submit", article), sent, secure=True).status_code == 409
    merged = open_form | {"slutligt": "1", "deras-text": fingerprint(ArticleText.from_json(old.text))}
    assert enter(karin).post(url("desk_write", article), merged, secure=True).status_code == 409
    new.refresh_from_db()
    assert new.text["summary"] == "Kims sammanfattning."
    with pytest.raises(writing.SavedByAnother):  # saved while the answer to the question was on its way
        writing.discard_draft(by=karin, draft=new, serial=0)


def test_a_title_full_of_letters_that_sort_last_is_taken(library, enter, karin):
    answer = enter(karin).post(reverse("desk_new"), {"title": "öäå " * 30, "kind": "sjukdom"}, secure=True)
    assert answer.status_code == 302


def test_a_draft_that_was_just_begun_stands_on_the_first_page(library, enter, karin):
    writing.new_article(by=karin, title="Rosslighet", kind=ArticleKind.SJUKDOM)
    assert "Utkast som du skriver på" in enter(karin).get(reverse("desk"), secure=True).content.decode()


def test_who_sends_a_text_that_stands_under_no_subject_is_told(drafted, enter, karin):
    draft, client = drafted(), enter(karin)
    told = "Artikeln har inget ämnesområde."
    assert told in client.get(url("desk_submit", draft), secure=True).content.decode()
    draft.article.topic_areas.set(TopicArea.objects.all()[:1])
    assert told not in client.get(url("desk_submit", draft), secure=True).content.decode()
