"""Beginning a text and saving it, as its writer meets it."""

import pytest
from django.urls import reverse

from articles.models import Article, Draft, Level
from articles.text import ArticleText, LevelText, SourceText
from tests.desk.conftest import TEXT
from tests.desk.typed import typed, url

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
