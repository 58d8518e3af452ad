"""What the browser keeps of a draft is there when it is needed, and goes when the draft has it or is no more."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import KEPT, keeps_nothing, saved

# A text of the editor's that is ready to be sent.
READY = """
from dataclasses import replace
from accounts.models import User
from articles.actions import writing
from tests.desk.conftest import TEXT

by = User.objects.get(username={username!r})
text = replace(TEXT, title={title!r})
article = writing.new_article(by=by, title=text.title, kind=text.kind)
writing.save_draft(by=by, draft=article.draft, text=text, serial=0)
print("ARTICLE", article.pk)
"""
SEND_IN = """
from accounts.models import User
from articles.actions import writing
from articles.models import Draft

draft = Draft.objects.get(article__pk={article})
writing.submit(by=User.objects.get(username={username!r}), draft=draft, serial=draft.serial)
"""
# A reviewer signs the version that was sent in, and wants one part of it changed.
REMARK = """
from accounts.models import User
from articles.actions import reviewing
from articles.models import Article, RevisionPart, Verdict

version = Article.objects.get(pk={article}).pending
rune = User.objects.create_user(
    "rune-{article}", password="x", name="Rune Exempel", roles=["fact_reviewer"], is_staff=True
)
asked = reviewing.ask_user(by=User.objects.get(username={username!r}), revision=version, reviewer=rune)
parts = RevisionPart.objects.filter(revision=version).values_list("part", flat=True)
said = {{part: reviewing.Judgement(Verdict.AGREE) for part in parts}}
said["symptoms"] = reviewing.Judgement(Verdict.COMMENT, "Källa saknas.")
who = reviewing.Reviewer("Rune Exempel", "allmänläkare", "Exempelkliniken", "Inga")
reviewing.sign(by=rune, review=asked, judgements=said, reviewer=who)
"""


@pytest.fixture
def writer(editor, site):
    """An editor in the form of a text that is ready to be sent: `writer("karin", "Rubrik")` gives page and article."""

    def open_text(username, title, **window):
        page = editor(username, **window)
        article = re.search(r"ARTICLE (\d+)", site.run(READY.format(username=username, title=title)))[1]
        page.goto(f"/redaktion/artiklar/{article}/skriv/")
        return page, article

    return open_text


def write(page, words):
    page.get_by_label("Sammanfattning", exact=True).fill(words)


def send_in(page):
    page.get_by_role("button", name="Skicka in till granskning").click()
    page.get_by_label("Vad har ändrats?").fill("Sammanfattningen.")
    page.get_by_role("button", name="Skicka in").click()
    expect(page.get_by_role("status")).to_contain_text("är inskickad")


def begin_again(page, article):
    page.goto(f"/redaktion/artiklar/{article}/skriv/")
    page.get_by_role("button", name="Börja skriva").click()
    expect(page.get_by_label("Sammanfattning", exact=True)).to_be_visible()
    page.wait_for_load_state()


def offered(page):
    return page.get_by_text("Vi hittade text som inte sparades")


def test_what_was_sent_in_straight_away_is_not_offered_in_the_next_draft(writer, site):
    page, article = writer("keptsent", "Skickad genast")
    write(page, "Skickad innan den hann sparas.")
    page.get_by_role("button", name="Skicka in till granskning").click()
    expect(page.get_by_label("Vad har ändrats?")).to_be_visible()
    keeps_nothing(page)
    page.go_back()
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skickad innan den hann sparas.")
    expect(offered(page)).to_be_hidden()
    write(page, "Skickad genast, en gång till.")
    send_in(page)
    keeps_nothing(page)
    site.run(REMARK.format(article=article, username="keptsent"))
    begin_again(page, article)
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skickad genast, en gång till.")
    expect(offered(page)).to_be_hidden()
    remark = page.get_by_role("list", name="Granskarnas kommentarer: Symtom").bounding_box()
    label = page.locator("details[data-part=symptoms]").get_by_text("Rubrik", exact=True).bounding_box()
    assert label["y"] - (remark["y"] + remark["height"]) >= 12, "what is said of a part stands clear of its fields"


def test_what_was_kept_goes_with_a_draft_that_is_thrown_away(writer):
    page, article = writer("keptthrown", "Kastad", expects=["net::ERR_", "htmx:"])
    page.context.set_offline(True)
    write(page, "Skrivet utan nät.")
    expect(page.locator("[data-save-status]")).to_contain_text("Ingen kontakt.")
    page.on("dialog", lambda dialog: dialog.accept())
    # The network is back, and nothing has been saved. (A route would let through what is sent as one leaves the page.)
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError()) }")
    page.context.set_offline(False)
    page.goto(f"/redaktion/artiklar/{article}/kasta/")
    assert len(page.evaluate(KEPT)) == 1
    page.get_by_role("button", name="Kasta utkastet").click()
    expect(page.get_by_role("status")).to_contain_text("är kastat")
    keeps_nothing(page)


def test_what_was_kept_of_an_earlier_draft_is_not_offered_in_the_next(writer, reader, site):
    page, article = writer("keptearlier", "Tidigare utkast", expects=["net::ERR_INTERNET_DISCONNECTED", "htmx:"])
    page.context.set_offline(True)
    write(page, "Skrivet i det första utkastet.")
    expect(page.locator("[data-save-status]")).to_contain_text("Ingen kontakt.")
    page = reader(storage_state=page.context.storage_state())
    page.goto(f"/redaktion/artiklar/{article}/skriv/")
    expect(offered(page)).to_be_visible()
    site.run(SEND_IN.format(article=article, username="keptearlier"))
    begin_again(page, article)
    expect(offered(page)).to_be_hidden()
    keeps_nothing(page)


def test_what_the_draft_has_already_is_not_offered(writer, reader):
    page, article = writer("keptless", "Redan sparat", expects=["net::ERR_INTERNET_DISCONNECTED", "htmx:"])
    other = reader(storage_state=page.context.storage_state())
    page.context.set_offline(True)
    write(page, "Detsamma i båda fönstren.")
    expect(page.locator("[data-save-status]")).to_contain_text("Ingen kontakt.")
    other.goto(page.url)
    write(other, "Detsamma i båda fönstren.")
    other.get_by_label("Titel").last.fill("En källa till")
    saved(other)
    page = reader(storage_state=page.context.storage_state())
    page.goto(f"/redaktion/artiklar/{article}/skriv/")
    expect(page.get_by_label("Titel").nth(1)).to_have_value("En källa till")
    page.wait_for_load_state()
    expect(offered(page)).to_be_hidden()
    keeps_nothing(page)


def test_what_was_written_while_another_sent_the_draft_in_is_offered_in_the_next(writer, reader, site):
    page, article = writer("keptgone", "Borta under händerna", expects=["status of 409"])
    site.run(SEND_IN.format(article=article, username="keptgone"))
    write(page, "Skrivet när utkastet var borta.")
    expect(page.locator("[data-save-status]")).to_contain_text("Texten finns kvar här.")
    page = reader(storage_state=page.context.storage_state())
    begin_again(page, article)
    expect(offered(page)).to_be_visible()
