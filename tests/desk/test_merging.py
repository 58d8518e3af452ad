"""A choice between two texts of one draft is of words that the person has seen: what is saved again is chosen anew."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from articles.actions import writing
from articles.merging import changed_since, fingerprint
from articles.models import Draft
from articles.text import ArticleText
from articles.views.desk.writing import merge
from tests.desk.typed import typed


@pytest.fixture
def settle(enter, karin):
    """Sends Karin's choices, made on a page that showed these words of the other text."""

    def send(draft, mine, seen, **sides):
        chosen = {f"val-{key}": side for key, side in sides.items()}
        said = mine | {"slutligt": "1", "deras-text": fingerprint(seen)} | chosen
        return enter(karin).post(reverse("desk_write", args=[draft.article_id]), said, secure=True)

    return send


def listed(page):
    """The parts that the summary of what is left to do leads to."""
    summary = re.search(r'<div class="error-summary.*?</div>', page, re.DOTALL)
    return re.findall(r'href="#val-(\w+)-min"', summary[0] if summary else "")


def ticked(page):
    return re.findall(r'name="val-(\w+)" value="(\w+)" checked', page)


def test_what_the_other_window_saved_since_is_chosen_anew(drafted, settle, karin, text):
    draft = drafted()
    mine = typed(draft, summary="Min sammanfattning.", title="Min rubrik")
    seen = replace(text, summary="Den andra.", title="Den andra rubriken")
    other = writing.save_draft(by=karin, draft=draft, text=seen, serial=draft.serial)
    now = replace(seen, summary="Den tredje.")
    writing.save_draft(by=karin, draft=draft, text=now, serial=other.serial)
    answer = settle(draft, mine, seen, summary="min", title="min")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Det andra fönstret har sparats igen kl." in page
    assert "Den tredje." in page
    assert (listed(page), ticked(page)) == (["summary"], [("title", "min")])
    assert Draft.objects.get().text["summary"] == "Den tredje."
    again = settle(draft, mine, now, title="min")
    page = again.content.decode()
    assert "sparats igen" not in page
    assert (listed(page), ticked(page)) == (["summary"], [("title", "min")])
    assert settle(draft, mine, now, summary="min", title="min").status_code == 302
    assert Draft.objects.get().text["summary"] == "Min sammanfattning."


def test_what_someone_else_saved_since_is_told_apart_from_what_was_never_chosen(drafted, settle, kim, text):
    draft = drafted()
    mine = typed(draft, summary="Karins.", chapter__symptoms__text="Karins symtom.")
    symptoms = replace(text.chapters[0], text="Kims symtom.")
    seen = replace(text, chapters=(symptoms, *text.chapters[1:]))
    other = writing.save_draft(by=kim, draft=draft, text=seen, serial=draft.serial)
    now = replace(seen, title="Kims rubrik")
    writing.save_draft(by=kim, draft=draft, text=now, serial=other.serial)
    page = settle(draft, mine, seen, summary="min").content.decode()
    assert "Kim Exempel har sparat igen kl." in page
    assert "Välj också vilken text" in page
    assert listed(page) == ["title", "symptoms"], "also a part that only the other has changed, since"
    assert ticked(page) == [("summary", "min")]


def test_what_is_saved_again_with_the_same_words_needs_no_new_choice(drafted, settle, kim, text):
    draft = drafted()
    mine = typed(draft, summary="Karins.")
    seen = replace(text, summary="Kims.")
    for words in (seen, replace(seen, summary="Kims andra."), seen):
        draft = writing.save_draft(by=kim, draft=draft, text=words, serial=draft.serial)
    assert settle(draft, mine, seen, summary="min").status_code == 302
    assert ArticleText.from_json(Draft.objects.get().text).summary == "Karins."


def test_a_draft_that_is_sent_in_just_as_the_choice_is_saved_loses_nothing(drafted, settle, kim, text, monkeypatch):
    draft = drafted()
    mine = typed(draft, summary="Min sammanfattning.")
    draft = writing.save_draft(by=kim, draft=draft, text=replace(text, summary="Kims."), serial=draft.serial)

    def save_too_late(**said):
        writing.submit(by=kim, draft=draft, serial=draft.serial)
        return writing.save_draft(**said)

    monkeypatch.setattr(merge, "save_draft", save_too_late)
    answer = settle(draft, mine, replace(text, summary="Kims."), summary="min")
    assert answer.status_code == 409
    assert "Utkastet har skickats in eller kastats" in answer.content.decode()
    assert "Min sammanfattning." in answer.content.decode()


def test_a_part_that_is_gone_has_changed(text):
    was = fingerprint(text)
    assert changed_since(text, was) == set()
    assert changed_since(replace(text, levels=text.levels[:1], sources=()), was) == {"soon", "sources"}
    assert "title" in changed_since(text, "")
