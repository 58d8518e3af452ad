"""What the script saves, and two who write at once."""

import json
from dataclasses import replace

from articles.actions import writing
from articles.merging import fingerprint
from articles.models import Draft
from articles.text import ArticleText
from tests.desk.typed import typed, url

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
