"""An editor writes: begins, saves, previews, meets another who writes at the same time, sends to review."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from articles.actions import writing
from articles.forms.draft import DraftForm
from articles.forms.draft_text import fields_of, text_from
from articles.merging import Side, differences, fingerprint, merged
from articles.models import CHAPTERS, Article, ArticleKind, Draft, Language, Level, Revision, TopicArea
from articles.queries.texts import PARTS, text_of
from articles.queries.writing import Topics
from articles.text import ArticleText, ChapterText, LevelText, SourceText
from regions.kinds import UnitKind
from tests.desk.conftest import TEXT

TOPICS = Topics.of({"feber": "Feber", "hosta": "Hosta", "ont-i-magen": "Ont i magen", "annat": "Feber"})


def url(name, draft):
    return reverse(name, args=[getattr(draft, "article_id", draft.pk)])


def typed(draft, **changes):
    """What a browser sends from the form as it was opened, with these fields changed ("-" is written "_")."""
    text = ArticleText.from_json(draft.text)
    titles = dict(Article.objects.filter(language="sv").values_list("slug", "title"))
    form = DraftForm(text, Topics.of(titles), draft.serial)
    said = {name: form[name].value() for name in form.fields}
    said |= {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: "on" if value is True else value for name, value in said.items() if value not in (None, False)}


# ---- the form and the text ----

words = st.text(alphabet="abåäö .:!\n-*#[]()<>&\"'", min_size=1, max_size=40).map(str.strip).filter(bool)
line = st.text(alphabet="abåäö .:!<>&", min_size=1, max_size=30).map(lambda said: " ".join(said.split())).filter(bool)


@st.composite
def texts(draw):
    kind = draw(st.sampled_from([kind for kind in ArticleKind if kind != ArticleKind.TILLAGG]))
    chapters = draw(st.sets(st.sampled_from(CHAPTERS[kind])))
    levels = draw(st.sets(st.sampled_from(Level)))
    slugs = st.sampled_from(sorted(TOPICS.titles)) | line.filter(lambda said: TOPICS.slug_of(said) == said)
    return ArticleText(
        kind=kind,
        language=draw(st.sampled_from(Language)),
        title=draw(line | st.just("")),
        summary=draw(words | st.just("")),
        life_threatening=draw(st.booleans()),
        levels=tuple(
            LevelText(
                level,
                draw(line | st.just("")),
                tuple(draw(st.lists(line, min_size=1, max_size=3))),
                draw(words | st.just("")),
                draw(words | st.just("")),
                draw(st.sampled_from(["", *UnitKind.values])),
            )
            for level in Level
            if level in levels
        ),
        chapters=tuple(
            ChapterText(chapter, draw(line), draw(words)) for chapter in CHAPTERS[kind] if chapter in chapters
        ),
        sources=tuple(SourceText(draw(line), draw(line)) for _ in range(draw(st.integers(0, 4)))),
        related=tuple(sorted(draw(st.sets(slugs, max_size=4)))),
        review_months=draw(st.sampled_from([3, 7, 24])),
        change_note=draw(line | st.just("")),
    )


@given(texts())
def test_a_text_is_the_same_after_the_form(text):
    assert text_from(fields_of(text, TOPICS), text, TOPICS) == text
    form = DraftForm(text, TOPICS, 3)
    posted = DraftForm(text, TOPICS, 3, dict(form.typed()))
    assert posted.is_valid(), posted.errors
    assert posted.text() == text
    assert dict(posted.typed()) == dict(form.typed())


def test_every_text_of_the_library_is_the_same_after_the_form(library):
    titles = dict(Article.objects.filter(language="sv").values_list("slug", "title"))
    topics = Topics.of(titles)
    for article in Article.objects.filter(live__isnull=False).prefetch_related(*(f"live__{part}" for part in PARTS)):
        article.live.article = article
        text = text_of(article.live)
        assert text_from(fields_of(text, topics), text, topics) == text, article.slug


@given(texts(), texts(), st.data())
def test_two_texts_are_merged_part_by_part(opened, theirs, data):
    theirs = replace(theirs, kind=opened.kind, language=opened.language)
    chapters = tuple(chapter for chapter in theirs.chapters if chapter.kind in CHAPTERS[opened.kind])
    theirs = replace(theirs, chapters=chapters)
    mine = replace(opened, summary="Min.", sources=())
    found = differences(mine, theirs, fingerprint(opened))
    everything = {each.key: Side.THEIRS for each in found}
    assert merged(mine, theirs, {}) == mine
    assert merged(mine, theirs, everything) == theirs
    likely = {each.key: each.likely for each in found}
    assert likely.get("summary") != Side.THEIRS
    if "title" in likely:
        assert likely["title"] == Side.THEIRS
    one = data.draw(st.sampled_from(sorted(everything) or [""]))
    both = merged(mine, theirs, {one: Side.THEIRS})
    assert {each.key for each in differences(both, mine, "")} <= {one}


# ---- beginning ----


def test_a_new_article_is_begun(library, enter, karin):
    client = enter(karin)
    assert client.get(reverse("desk_new"), secure=True).status_code == 200
    answer = client.post(reverse("desk_new"), {"title": "  Rosslighet ", "kind": "sjukdom"}, secure=True)
    article = Article.objects.get(slug="rosslighet")
    assert answer["Location"] == reverse("desk_write", args=[article.pk])
    assert client.get(answer["Location"], secure=True).status_code == 200
    assert article.live is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"title": "", "kind": "sjukdom"}, "Fyll i ”Rubrik”"),
        ({"title": "Feber", "kind": "sjukdom"}, "Det finns redan en artikel"),
        ({"title": "Skåne", "kind": "sjukdom"}, "används av en annan sida"),
        ({"title": "!!", "kind": "sjukdom"}, "minst en bokstav"),
        ({"title": "a" * 125, "kind": "sjukdom"}, "med 5 tecken"),
        ({"title": "Ny"}, "Välj ett alternativ"),
        ({"title": "Ny\x00", "kind": "x"}, "Välj ett av alternativen"),
    ],
)
def test_what_cannot_be_begun_is_told_and_kept(library, enter, karin, said, words):
    answer = enter(karin).post(reverse("desk_new"), said, secure=True)
    assert answer.status_code == 400
    assert words in answer.content.decode()
    if said["title"].isalpha():
        assert said["title"] in answer.content.decode()


def test_opening_the_page_begins_nothing(library, enter, karin):
    article = Article.objects.get(slug="halsfluss", language="sv")
    client, path = enter(karin), reverse("desk_write", args=[article.pk])
    assert "Börja skriva" in client.get(path, secure=True).content.decode()
    assert not Draft.objects.exists()
    assert client.post(path, {"start": "1"}, secure=True)["Location"] == path
    assert Draft.objects.get().article == article
    assert "Halsfluss (tonsillit)" in client.get(path, secure=True).content.decode()


# ---- saving ----


def test_what_is_typed_is_saved_and_shown(drafted, enter, kim):
    draft = drafted()
    client = enter(kim)
    said = typed(
        draft, title="Nytt", chapter__self_care__text="Vila.\r\n\r\n- Drick\x00", chapter__treatment__heading=""
    )
    said |= {"chapter-treatment-text": "", "source-1-title": "En bok", "related-2": "feber hos barn"}
    answer = client.post(url("desk_write", draft), said, secure=True)
    assert answer.status_code == 302
    draft.refresh_from_db()
    text = ArticleText.from_json(draft.text)
    assert (text.title, [chapter.kind for chapter in text.chapters]) == ("Nytt", ["symptoms", "self_care"])
    assert text.chapters[1].text == "Vila.\n\n- Drick"
    assert text.sources[1] == SourceText("En bok", "")
    assert text.related == ("feber", "feber-hos-barn", "hosta")
    assert set(draft.writers.all()) == {draft.article.responsible, kim}
    page = client.get(url("desk_write", draft), secure=True).content.decode()
    assert "Nytt" in page
    assert "Feber hos barn" in page


def test_half_a_text_is_saved(drafted, enter, karin):
    draft = drafted()
    said = {
        "serial": draft.serial,
        "title": "",
        "level-urgent-where": "Åk in.",
        "review_months": "24",
        "related-0": "Fb",
    }
    answer = enter(karin).post(url("desk_write", draft), said, secure=True, follow=True)
    draft.refresh_from_db()
    text = ArticleText.from_json(draft.text)
    assert (text.title, text.levels, text.related) == ("", (LevelText(Level.URGENT, "", (), "Åk in."),), ("Fb",))
    page = answer.content.decode()
    assert "Det finns ingen artikel som heter ”Fb”" in page
    assert "Måste rättas före publicering." in page


def test_what_no_column_holds_is_told_by_how_much_and_kept(drafted, enter, karin):
    draft = drafted()
    said = typed(draft, title="a" * 123, level__soon__signs="Kort.\n" + "b" * 241, change_note="c" * 301)
    for name in ("desk_write", "desk_autosave"):
        answer = enter(karin).post(url(name, draft), said, secure=True)
        assert answer.status_code == 400
        page = answer.content.decode() if name == "desk_write" else answer.json()["message"]
        assert "Korta ”Rubrik” med 3 tecken. Högst 120 får plats." in page
        assert "med 1 tecken. Högst 240 får plats." in page
        draft.refresh_from_db()
        assert draft.text["title"] == "Rosslighet"
    page = enter(karin).post(url("desk_write", draft), said, secure=True).content.decode()
    assert "a" * 123 in page
    assert "b" * 241 in page


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"serial": "x"},
        {"serial": "9" * 5000},
        {"serial": "0", "title": "\x00<script>alert(1)</script>", "was": "== a=b\x00"},
        {"serial": "0", "source-98-title": "x", "source-500-title": "y", "related-77": "z"},
        {"serial": "0", "level-urgent-unit_kind": "raket", "review_months": "-3"},
        {"start": "1", "serial": "0"},
        {"slutligt": "1", "deras-text": "a=b == \x00", "serial": "0"},
        {"tillbaka": "1", "review_months": "många"},
    ],
)
@pytest.mark.parametrize("name", ["desk_write", "desk_autosave", "desk_preview"])
def test_nothing_that_is_sent_is_a_fault(drafted, enter, karin, name, said):
    draft = drafted()
    answer = enter(karin).post(url(name, draft), said, secure=True)
    assert answer.status_code in (200, 302, 400, 409), answer.status_code
    assert b"<script>alert" not in answer.content


@pytest.mark.parametrize("name", ["desk_write", "desk_autosave", "desk_submit", "desk_discard", "desk_details"])
def test_an_article_that_is_not_there(library, enter, karin, name):
    assert enter(karin).get(reverse(name, args=[999_999]), secure=True).status_code == 404


def test_a_text_of_more_than_a_megabyte_is_told_in_words(drafted, enter, karin):
    draft = drafted()
    said = typed(draft, chapter__treatment__text="å" * 600_000)
    for name in ("desk_write", "desk_autosave", "desk_preview"):
        answer = enter(karin).post(url(name, draft), said, secure=True)
        assert answer.status_code == 413
        assert "Texten är för stor att skicka" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.text == TEXT.as_json()


# ---- autosave ----


def test_the_script_is_told_what_was_saved(drafted, enter, karin):
    draft = drafted()
    said = typed(draft, title="Av sig självt")
    answer = enter(karin).post(url("desk_autosave", draft), said, secure=True).json()
    draft.refresh_from_db()
    assert (answer["serial"], draft.text["title"]) == (draft.serial, "Av sig självt")
    assert answer["was"] == fingerprint(ArticleText.from_json(draft.text))
    again = enter(karin).post(url("desk_autosave", draft), said, secure=True).json()
    assert again["serial"] == draft.serial, "nothing new to save"


def test_the_script_is_told_of_another_and_of_a_draft_that_is_gone(drafted, enter, karin, kim, text):
    draft = drafted()
    said = typed(draft, title="Min")
    writing.save_draft(by=kim, draft=draft, text=replace(text, summary="Kims."), serial=draft.serial)
    answer = enter(karin).post(url("desk_autosave", draft), said, secure=True)
    assert (answer.status_code, answer.json()["compare"]) == (409, True)
    assert "Kim Exempel" in answer.json()["message"]
    draft.refresh_from_db()
    writing.submit(by=kim, draft=draft, serial=draft.serial)
    gone = enter(karin).post(url("desk_autosave", draft), said, secure=True)
    assert gone.status_code == 409
    assert "skickats in eller kastats" in gone.json()["message"]


def test_whoever_logged_in_again_gets_a_token(drafted, enter, karin):
    answer = enter(karin).get(url("desk_autosave", drafted()), secure=True)
    assert json.loads(answer.content)["token"]


def test_a_draft_that_went_away_is_begun_anew_with_what_was_typed(drafted, enter, karin, kim):
    draft = drafted()
    said = typed(draft, title="Mitt arbete")
    writing.submit(by=kim, draft=draft, serial=draft.serial)
    client = enter(karin)
    answer = client.post(url("desk_write", draft), said, secure=True)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "skickats in eller kastats" in page
    assert 'value="Mitt arbete"' in page
    assert "Spara som nytt utkast" in page
    assert client.post(url("desk_write", draft), said | {"start": "1"}, secure=True).status_code == 302
    assert Draft.objects.get().text["title"] == "Mitt arbete"


# ---- two at once ----


def test_two_write_at_once_and_nothing_is_lost(drafted, enter, karin, kim, text):
    draft = drafted()
    mine = typed(draft, summary="Karins sammanfattning.", chapter__symptoms__text="Karins symtom.")
    kims = replace(
        text,
        title="Kims rubrik",
        chapters=(replace(text.chapters[0], text="Kims symtom."), *text.chapters[1:]),
    )
    writing.save_draft(by=kim, draft=draft, text=kims, serial=draft.serial)
    client = enter(karin)
    answer = client.post(url("desk_write", draft), mine, secure=True)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Kim Exempel har sparat samma utkast" in page
    for words in ("Bara du har ändrat", "Bara Kim Exempel har ändrat", "Ni har båda ändrat", "Karins symtom.", "Kims"):
        assert words in page
    settled = mine | {"slutligt": "1", "deras-text": fingerprint(kims), "val-title": "deras", "val-summary": "min"}
    answer = client.post(url("desk_write", draft), settled, secure=True)
    assert answer.status_code == 409
    assert "Välj vilken text" in answer.content.decode()
    answer = client.post(url("desk_write", draft), settled | {"val-symptoms": "min"}, secure=True)
    assert answer.status_code == 302
    found = ArticleText.from_json(Draft.objects.get().text)
    assert (found.title, found.summary) == ("Kims rubrik", "Karins sammanfattning.")
    assert found.chapters[0].text == "Karins symtom."


def test_whoever_writes_in_two_windows_is_told_of_windows(drafted, enter, karin, text):
    draft = drafted()
    writing.save_draft(by=karin, draft=draft, text=replace(text, title="Den andra"), serial=draft.serial)
    mine = typed(draft, summary="Den här.")
    page = enter(karin).post(url("desk_write", draft), mine, secure=True).content.decode()
    for words in (
        "Du har sparat utkastet i ett annat fönster",
        "Texten i ditt andra fönster",
        "Bara ändrat i ditt andra fönster",
        "Bara ändrat i det här fönstret",
    ):
        assert words in page
    assert karin.name not in page.split("<main")[1]
    said = enter(karin).post(url("desk_autosave", draft), mine, secure=True).json()["message"]
    assert said == "Du har sparat utkastet i ett annat fönster."
    stale = enter(karin).post(url("desk_submit", draft), {"utkast": f"{draft.pk}-0", "change_note": "x"}, secure=True)
    assert "i ett annat fönster" in stale.content.decode()


def test_who_opens_is_told_that_another_has_just_saved(drafted, enter, karin, kim):
    draft = drafted()
    assert "Karin Exempel sparade utkastet" in enter(kim).get(url("desk_write", draft), secure=True).content.decode()
    assert "sparade utkastet för" not in enter(karin).get(url("desk_write", draft), secure=True).content.decode()


# ---- preview ----


def test_the_preview_is_the_readers_page_and_saves_nothing(drafted, enter, karin):
    draft = drafted()
    said = typed(draft, title="Nu <b>så</b>", chapter__symptoms__text="Det **rosslar** <script>alert(1)</script>")
    page = enter(karin).post(url("desk_preview", draft), said, secure=True).content.decode()
    assert "Nu &lt;b&gt;så&lt;/b&gt;" in page
    assert "<strong>rosslar</strong> &lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<li class="level" data-level="emergency">' in page
    assert 'name="tillbaka"' in page
    draft.refresh_from_db()
    assert draft.text["title"] == "Rosslighet"
    back = enter(karin).post(url("desk_write", draft), said | {"tillbaka": "1"}, secure=True)
    assert back.status_code == 200
    assert "Det **rosslar** &lt;script&gt;" in back.content.decode()


def test_the_live_preview_brings_what_is_worth_mending(drafted, enter, karin):
    draft = drafted()
    said = typed(draft, source__0__title="", source__0__owner="", title="t" * 130)
    answer = enter(karin).post(url("desk_preview", draft), said, secure=True, headers={"hx-request": "true"})
    page = answer.content.decode()
    assert "<html" not in page
    assert "t" * 130 in page
    assert 'id="fynd-sources" hx-swap-oob="true"' in page
    assert "Texten har ingen källa." in page


# ---- sending, throwing away ----


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


# ---- how much is asked of the database ----


def test_queries(drafted, enter, karin, django_assert_max_num_queries):
    draft = drafted()
    client = enter(karin)
    client.get(url("desk_write", draft), secure=True)
    with django_assert_max_num_queries(12):
        assert client.get(url("desk_write", draft), secure=True).status_code == 200
    said = typed(draft, title="Ett")
    with django_assert_max_num_queries(12):
        assert client.post(url("desk_write", draft), said, secure=True).status_code == 302
    draft.refresh_from_db()
    said = typed(draft, title="Två")
    with django_assert_max_num_queries(12):
        assert client.post(url("desk_autosave", draft), said, secure=True).status_code == 200
    with django_assert_max_num_queries(12):
        assert client.post(url("desk_preview", draft), said, secure=True).status_code == 200
    with django_assert_max_num_queries(8):
        client.post(url("desk_preview", draft), said, secure=True, headers={"hx-request": "true"})
    with django_assert_max_num_queries(12):
        assert client.get(url("desk_submit", draft), secure=True).status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(url("desk_details", draft), secure=True).status_code == 200
