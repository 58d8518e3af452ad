"""A translation is begun from the Swedish text, shows its editor what has changed there since, and follows it again."""

from dataclasses import replace

import pytest

from accounts.refusal import Refused
from articles.actions import publishing, reviewing, writing
from articles.actions.translating import follow_original, new_translation
from articles.models import Article, Language, ReviewKind
from articles.queries.translating import followed
from articles.text import ArticleText
from articles.views.desk.writing.page import original_of
from tests.desk.typed import typed, url


@pytest.fixture
def rewritten(published, changed, reviewed, text, karin, ulf):
    """Has the Swedish text say something else in one chapter."""

    def rewrite():
        draft = changed(published, chapters=(replace(text.chapters[0], text="Du hostar."), *text.chapters[1:]))
        revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
        reviewed(revision)
        publishing.publish(by=ulf, revision=revision)
        return revision

    return rewrite


def translated(article, by, language=Language.ENGLISH):
    translation = new_translation(by=by, article=article, language=language)
    text = in_english(ArticleText.from_json(translation.draft.text))
    draft = writing.save_draft(by=by, draft=translation.draft, text=text, serial=0)
    return writing.submit(by=by, draft=draft, serial=draft.serial)


def in_english(text):
    """Every passage with words before it that the Swedish text has not."""
    said = lambda words: f"In English: {words}" if words else words  # noqa: E731
    levels = (
        replace(each, signs=tuple(map(said, each.signs)), where=said(each.where), if_closed=said(each.if_closed))
        for each in text.levels
    )
    chapters = (replace(each, text=said(each.text)) for each in text.chapters)
    return replace(
        text,
        title="Wheezing",
        summary=said(text.summary),
        levels=tuple(levels),
        chapters=tuple(chapters),
        change_note="First.",
    )


def test_it_begins_from_the_swedish_text_and_remembers_which(published, karin):
    translation = new_translation(by=karin, article=published, language=Language.ENGLISH)
    assert translation.slug == published.slug
    assert translation.draft.made_from == published.live
    text = ArticleText.from_json(translation.draft.text)
    assert (text.language, text.title) == (Language.ENGLISH, "Rosslighet")
    with pytest.raises(Refused, match="finns redan"):
        new_translation(by=karin, article=published, language=Language.ENGLISH)
    with pytest.raises(Refused, match="på svenska"):
        new_translation(by=karin, article=translation, language=Language.EASY)


def test_the_editor_sees_part_by_part_what_has_changed_since(published, karin, reviewed, rewritten, ulf, enter):
    revision = translated(published, karin)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    assert revision.made_from == published.live
    assert not followed(revision.article, revision.made_from_id).is_behind
    rewritten()
    found = followed(revision.article, revision.made_from_id)
    assert [section.key for section in found.changed] == ["symptoms"]
    draft = writing.start_draft(by=karin, article=revision.article)
    page = enter(karin).get(f"/redaktion/artiklar/{draft.article_id}/skriv/", secure=True).content.decode()
    assert "Den svenska texten har ändrats" in page
    assert "Du hostar." in page.split("Delar av artikeln")[0]
    assert (
        "Äldre än den svenska texten"
        in enter(karin).get(f"/redaktion/artiklar/{published.pk}/", secure=True).content.decode()
    )


def test_its_responsible_editor_is_told_that_it_is_behind(published, karin, kim, reviewed, rewritten, ulf, enter):
    revision = translated(published, karin)
    reviewed(revision)
    publishing.publish(by=ulf, revision=revision)
    article = f"/redaktion/artiklar/{revision.article_id}/"

    def told(path="/redaktion/", by=karin):
        return enter(by).get(path, secure=True).text

    assert "Dina texter som ligger efter" not in told()
    assert "Inget väntar." in told(article)
    rewritten()
    assert "Dina texter som ligger efter" in told()
    assert "Dina texter som ligger efter" not in told(by=kim)
    assert "Den svenska texten har ändrats sedan översättningen gjordes." in told(article)
    assert "Inget väntar." not in told(article)
    assert told("/redaktion/artiklar/?q=Wheezing").count("Äldre än den svenska texten") == 1
    writing.start_draft(by=karin, article=revision.article)
    assert "Dina texter som ligger efter" not in told(), "it is among the drafts"


def test_it_follows_the_swedish_text_again_when_its_editor_says_so(published, karin, rewritten, enter):
    translated(published, karin)
    translation = Article.objects.get(slug=published.slug, language="en")
    second = rewritten()
    draft = writing.start_draft(by=karin, article=translation)
    text = replace(ArticleText.from_json(draft.text), summary="A sound. It goes away.", change_note="Cough.")
    draft = writing.save_draft(by=karin, draft=draft, text=text, serial=draft.serial)
    page = enter(karin).get(f"/redaktion/artiklar/{translation.pk}/skicka-in/", secure=True).content.decode()
    assert f"följer nu den svenska texten, version {second.number}" in page
    typed = {"change_note": "Cough.", "utkast": draft.saving, "follows": "on"}
    answer = enter(karin).post(f"/redaktion/artiklar/{translation.pk}/skicka-in/", typed, secure=True)
    assert answer.status_code == 302
    translation.refresh_from_db()
    assert translation.pending.made_from == second


def test_without_saying_so_it_stays_behind(published, karin, rewritten):
    first = translated(published, karin)
    rewritten()
    draft = writing.start_draft(by=karin, article=first.article)
    text = replace(ArticleText.from_json(draft.text), summary="A sound. It goes away.", change_note="Cough.")
    draft = writing.save_draft(by=karin, draft=draft, text=text, serial=draft.serial)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert revision.made_from == first.made_from


def test_a_swedish_text_follows_none(published, karin):
    draft = writing.start_draft(by=karin, article=published)
    assert original_of(published, draft) is None
    with pytest.raises(Refused, match="att följa"):
        follow_original(by=karin, draft=draft)


def test_a_translation_is_begun_with_one_press(published, karin, rut, enter):
    path = f"/redaktion/artiklar/{published.pk}/oversatt/"
    answer = enter(karin).post(path, {"sprak": "lattlast"}, secure=True)
    translation = Article.objects.get(slug=published.slug, language="lattlast")
    assert answer["Location"] == f"/redaktion/artiklar/{translation.pk}/skriv/"
    unknown = enter(karin).post(path, {"sprak": "tlh"}, secure=True)
    assert (unknown.status_code, "<h1>Ingen översättning är påbörjad</h1>" in unknown.text) == (400, True)
    assert enter(rut).post(path, {"sprak": "en"}, secure=True).status_code == 403


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.EASY])
def test_a_copy_of_the_swedish_text_is_no_translation(published, karin, rewritten, language):
    translation = new_translation(by=karin, article=published, language=language)
    rewritten()  # a newer Swedish text makes what was copied from the older one no more translated
    text = replace(ArticleText.from_json(translation.draft.text), title="Wheezing", change_note="First.")
    draft = writing.save_draft(by=karin, draft=translation.draft, text=text, serial=0)
    with pytest.raises(Refused, match=r"på svenska|densamma som den svenska"):
        writing.submit(by=karin, draft=draft, serial=draft.serial)


def test_its_language_is_said_wherever_a_version_is_listed_or_judged(published, karin, rut, sara, reviewed, ulf, enter):
    translation = new_translation(by=karin, article=published, language=Language.ENGLISH)
    assert "</a> (English)</td>" in enter(karin).get("/redaktion/", secure=True).text
    text = in_english(ArticleText.from_json(translation.draft.text))
    draft = writing.save_draft(by=karin, draft=translation.draft, text=text, serial=0)
    revision = writing.submit(by=karin, draft=draft, serial=draft.serial)
    asked = reviewing.ask_user(by=karin, revision=revision, reviewer=sara, kind=ReviewKind.LANGUAGE)
    assert "</a> (English)</td>" in enter(sara).get("/redaktion/", secure=True).text
    reviewed(revision)
    for who, path in ((karin, "/redaktion/granskas/"), (ulf, "/redaktion/")):
        assert "</a> (English)</td>" in enter(who).get(path, secure=True).text
    pages = (
        (sara, f"/redaktion/granskning/{asked.pk}/"),
        (ulf, f"/redaktion/version/{revision.pk}/"),
        (karin, f"/redaktion/artiklar/{translation.pk}/"),
    )
    for who, path in pages:
        assert "Översättning: English." in enter(who).get(path, secure=True).text
    publishing.send_back(by=ulf, revision=revision, reason="Stavfel.")
    assert "</a> (English)</td>" in enter(karin).get("/redaktion/", secure=True).text


def test_the_desk_says_that_the_swedish_text_is_withdrawn(published, karin, reviewed, ulf, enter):
    translation = translated(published, karin)
    reviewed(translation)
    publishing.publish(by=ulf, revision=translation)
    publishing.withdraw(by=ulf, article=published, reason="Fel dos.")
    other = lambda pk: enter(karin).get(f"/redaktion/artiklar/{pk}/", secure=True).text.split('id="sprak"')[1]  # noqa: E731
    assert '<span class="tag late">Tillbakadragen</span>' in other(translation.article_id).split("</section>")[0]
    assert "Äldre än den svenska texten" not in other(published.pk).split("</section>")[0]


def test_its_reader_is_shown_with_the_sites_words_in_its_language(published, karin, rut, enter):
    revision = translated(published, karin)
    asked = reviewing.ask_user(by=karin, revision=revision, reviewer=rut)
    draft = writing.start_draft(by=karin, article=Article.objects.get(pk=revision.article_id))
    live = {"hx-request": "true"}
    pages = (
        enter(karin).get(url("desk_write", draft), secure=True),
        enter(karin).post(url("desk_preview", draft), typed(draft), secure=True),
        enter(karin).post(url("desk_preview", draft), typed(draft), secure=True, headers=live),
        enter(karin).get(f"/redaktion/version/{revision.pk}/", secure=True),
    )
    for page in pages:
        view = page.text.split('<article lang="en"')[1].split("</article>")[0]
        assert "When and where should I seek care?" in view
        for swedish in ("När och var ska jag söka vård?", "Om det är stängt:", "Texten bygger på"):
            assert swedish not in view
    assert "Så här ser läsaren" in pages[0].text, "the desk itself is in Swedish"
    review = enter(rut).get(f"/redaktion/granskning/{asked.pk}/", secure=True).text
    ladder = review.split('<ol class="levels">')[1].split("</ol>")[0]
    assert "If it is closed:" in ladder
    assert "Om det är stängt:" not in ladder
    assert '<div class="reading stack" lang="en">' in review
