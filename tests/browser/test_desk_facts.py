"""Frida proposes a fact on her phone, Folke approves it, Fatima puts it in force, and the text that names it has it."""

from playwright.sync_api import expect

from tests.browser.desk import enter, hire, look
from tests.browser.page_checks import kept_in_browser, tab_to

# A published text that names the fact.
MADE = """
from dataclasses import replace
from accounts.models import User
from articles.actions import publishing, reviewing, writing
from articles.models import RevisionPart, Verdict
from tests.desk.conftest import TEXT

frida, folke, fatima = (User.objects.get(username=name) for name in ("frida", "folke", "fatima"))
text = replace(TEXT, title="Rossel med fakta", chapters=(
    TEXT.chapters[0], replace(TEXT.chapters[1], text="Ring provlinjen på {provlinjen} om du undrar."),
))
article = writing.new_article(by=frida, title=text.title, kind=text.kind)
draft = writing.save_draft(by=frida, draft=article.draft, text=text, serial=0)
revision = writing.submit(by=frida, draft=draft, serial=draft.serial)
asked = reviewing.ask_user(by=frida, revision=revision, reviewer=folke)
parts = RevisionPart.objects.filter(revision=revision).values_list("part", flat=True)
who = reviewing.Reviewer(folke.name, "allmänläkare", "Exempelkliniken", "Inga")
said = {part: reviewing.Judgement(Verdict.AGREE) for part in parts}
reviewing.sign(by=folke, review=asked, judgements=said, reviewer=who)
publishing.publish(by=fatima, revision=revision)
"""


PEOPLE = (("frida", ["editor"]), ("folke", ["fact_reviewer"]), ("fatima", ["publisher"]))
ADDRESS = "/redaktion/fakta/provlinjen/"


def test_a_fact_is_proposed_approved_and_said_in_the_text_that_names_it(reader, site):
    hire(site, *PEOPLE)
    frida = enter(reader(expects=["status of 400"]), "frida")
    frida.goto("/redaktion/fakta/")
    look(frida, "facts-before")
    frida.get_by_role("link", name="Ny faktauppgift").click()
    look(frida, "fact-new-empty")
    _first_wrong_then_right(frida)
    look(frida, "fact-proposed")

    folke = enter(reader(width=1280, expects=["status of 400"]), "folke")
    folke.goto("/redaktion/fakta/")
    expect(folke.get_by_role("row").filter(has_text="Provlinjens")).to_contain_text("Förslag väntar")
    look(folke, "facts-waiting")
    tab_to(folke, "Provlinjens telefonnummer")
    folke.keyboard.press("Enter")
    expect(folke.get_by_role("heading", level=1)).to_have_text("Provlinjens telefonnummer")
    folke.get_by_text("Avböj förslaget").click()
    folke.get_by_role("button", name="Avböj", exact=True).click()
    expect(folke.get_by_label("Varför")).to_be_visible()
    look(folke, "fact-decline-failed")
    _by_keyboard(folke, "Godkänn uppgiften")
    expect(folke.get_by_role("status")).to_contain_text("Godkänt.")

    fatima = enter(reader(width=1280), "fatima")
    fatima.goto(ADDRESS)
    look(fatima, "fact-to-publish")
    _by_keyboard(fatima, "Publicera i alla texter")
    expect(fatima.get_by_role("status")).to_contain_text("Uppgiften gäller nu i alla texter.")
    site.run(MADE)
    assert _reads(reader, "Ring provlinjen på 010-000 11 22 om du undrar.")

    frida.goto(ADDRESS)
    _propose(frida, "010-000 11 22")
    expect(frida.get_by_role("main")).to_contain_text("Uppgiften är redan ”010-000 11 22”.")
    expect(frida.get_by_label("Vad den bygger på")).to_have_value("Exempelverkets beslut")
    look(frida, "fact-said-already")
    _propose(frida, "010-000 33 44")
    waiting = frida.get_by_role("region", name="Förslag som väntar")
    expect(waiting).to_contain_text("Ändringen syns i 1 text.")
    expect(frida.get_by_role("region", name="Texter som visar uppgiften")).to_contain_text("Rossel med fakta")
    look(frida, "fact-changed")
    folke.reload()
    folke.get_by_role("button", name="Godkänn uppgiften").click()
    expect(folke.get_by_role("status")).to_contain_text("Godkänt.")
    assert _reads(reader, "010-000 11 22")  # until it is in force
    fatima.reload()
    fatima.get_by_role("button", name="Publicera i alla texter").click()
    expect(fatima.get_by_role("status")).to_contain_text("Uppgiften gäller nu i alla texter.")
    look(fatima, "fact-in-force")
    assert _reads(reader, "Ring provlinjen på 010-000 33 44 om du undrar.")


def _first_wrong_then_right(frida):
    """A name that is none is refused, and nothing that she typed is lost."""
    frida.get_by_label("Vad det är").fill("Provlinjens telefonnummer")
    frida.get_by_label("Namn i texterna").fill("Prov Linjen")
    frida.get_by_role("button", name="Föreslå").click()
    expect(frida.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    expect(frida.get_by_role("main")).to_contain_text("Namnet skrivs med små bokstäver")
    expect(frida.get_by_label("Vad det är")).to_have_value("Provlinjens telefonnummer")
    look(frida, "fact-new-failed")
    frida.get_by_label("Uppgift", exact=True).fill("010-000 11 22")
    frida.get_by_label("Vad den bygger på").fill("Exempelverkets webbplats")
    frida.get_by_label("Namn i texterna").fill("provlinjen")
    frida.get_by_role("button", name="Föreslå").click()
    expect(frida.get_by_role("status")).to_contain_text("En faktagranskare godkänner det.")
    expect(frida.get_by_role("heading", level=1)).to_have_text("Provlinjens telefonnummer")
    expect(frida.get_by_role("button", name="Godkänn uppgiften")).to_have_count(0)


def _propose(page, value):
    page.get_by_label("Uppgift", exact=True).fill(value)
    page.get_by_label("Vad den bygger på").fill("Exempelverkets beslut")
    page.get_by_role("button", name="Föreslå").click()


def _by_keyboard(page, words):
    page.get_by_role("heading", level=1).click()  # from the top of the page
    tab_to(page, words)
    page.keyboard.press("Enter")


def _reads(reader, words):
    """Whether someone who has never been here reads the words; nothing is left in their browser."""
    anyone = reader()  # another one each time: a browser may keep a page for a minute
    anyone.goto("/rossel-med-fakta/")
    expect(anyone.get_by_role("main")).to_contain_text(words)
    return kept_in_browser(anyone) == []
