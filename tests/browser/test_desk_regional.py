"""Mia writes for Skåne, her own reviewer and publisher read it, and only readers in Skåne see it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import enter, hire, look
from tests.browser.page_checks import kept_in_browser
from tests.browser.test_staff import fits

SKANE = "12"
SAID = "Vårdcentralerna i Skåne lämnar ut provrör i receptionen. Säg vem provet är till."


def test_an_addition_is_written_reviewed_and_read_in_its_region_alone(reader, site):
    staff = (("mia", ["regional_editor"]), ("rasmus", ["fact_reviewer"]), ("ulrica", ["publisher"]))
    hire(site, *((*each, SKANE) for each in staff))
    mia = enter(reader(width=1280, expects=["status of 400"]), "mia")
    mia.goto("/redaktion/regionalt/")
    look(mia, "regional-before")
    mia.get_by_role("link", name="Ny regional sida").click()
    mia.get_by_role("button", name="Börja skriva").click()
    expect(mia.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    look(mia, "region-page-failed")
    mia.goto("/redaktion/regionalt/")
    _write(mia)
    mia.get_by_role("link", name="Be om granskning").first.click()
    mia.get_by_label("Granskare").select_option(label="Rasmus Exempel, faktagranskning")
    mia.get_by_role("button", name="Be om granskning").click()
    expect(mia.get_by_role("status")).to_contain_text("Rasmus Exempel är tillfrågad")

    rasmus = enter(reader(), "rasmus")
    rasmus.get_by_role("region", name="Att granska").get_by_role("link", name="Så gör du i Skåne").click()
    expect(rasmus.get_by_role("region", name="Vad som gäller")).to_contain_text("lämnar ut provrör")
    look(rasmus, "addition-review")
    for choice in rasmus.get_by_label("Stämmer", exact=True).all():
        choice.check()
    rasmus.get_by_label("Yrke").fill("allmänläkare")
    rasmus.get_by_label("Arbetsplats").fill("Exempelkliniken")
    rasmus.get_by_label("Inga jäv").check()
    rasmus.get_by_role("button", name="Skriv under").click()
    expect(rasmus.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")

    ulrica = enter(reader(width=1280), "ulrica")
    ulrica.get_by_role("region", name="Att publicera").get_by_role("link", name="Så gör du i Skåne").click()
    look(ulrica, "addition-to-publish")
    ulrica.get_by_role("button", name="Publicera nu").click()
    expect(ulrica.get_by_role("status")).to_contain_text("Version 1 är publicerad.")

    mia.goto("/redaktion/regionalt/")
    row = mia.get_by_role("region", name="Din regions texter").get_by_role("row").filter(has_text="Så gör du i Skåne")
    expect(row).to_contain_text("Halsfluss, Egenvård")
    expect(row).to_contain_text("Version 1")
    look(mia, "regional-after")
    _read(reader)


def _write(mia):
    """First without a chapter that is there, then with one."""
    mia.get_by_role("link", name="Nytt tillägg").click()
    look(mia, "addition-new")
    mia.get_by_label("Nationell artikel").fill("Halsflusss")
    mia.get_by_role("button", name="Börja skriva").click()
    expect(mia.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    expect(mia.get_by_label("Nationell artikel")).to_have_value("Halsflusss")
    look(mia, "addition-failed")
    mia.get_by_label("Nationell artikel").fill("Halsfluss")
    mia.get_by_label("Kapitel").select_option(label="Egenvård")
    mia.get_by_role("button", name="Börja skriva").click()
    mia.get_by_role("textbox", name="Rubrik").fill("Så gör du i Skåne")
    expect(mia.get_by_role("main")).to_contain_text("Tillägg i Skåne till ”Halsfluss”, Egenvård.")
    mia.get_by_label("Text").fill(SAID)
    seen = mia.get_by_role("region", name="Förhandsvisning").get_by_role("region", name="Så gör du i Skåne")
    expect(seen).to_contain_text("lämnar ut provrör")
    expect(mia.locator("[data-save-status]")).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))
    look(mia, "addition-written")
    mia.get_by_role("button", name="Skicka in till granskning").click()
    mia.get_by_label("Vad har ändrats?").fill("Första versionen.")
    look(mia, "addition-submit")
    mia.get_by_role("button", name="Skicka in").click()


def _read(reader):
    anyone = reader()
    anyone.goto("/skane/halsfluss/")
    addition = anyone.get_by_role("region", name="Så gör du i Skåne")
    expect(addition).to_contain_text("lämnar ut provrör")
    expect(addition).to_contain_text("Gäller i Skåne")
    assert fits(anyone) == []
    for elsewhere in ("/halsfluss/", "/halland/halsfluss/"):
        anyone.goto(elsewhere)
        expect(anyone.get_by_role("main")).not_to_contain_text("provrör")
    anyone.goto("/regioner/jamfor/?a=skane&b=halland")
    section = anyone.get_by_role("region", name="Halsfluss", exact=True)
    expect(section).to_contain_text("lämnar ut provrör")
    expect(section).to_contain_text("Det nationella gäller.")
    look(anyone, "two-regions")
    assert kept_in_browser(anyone) == []


@pytest.mark.parametrize("javascript", [True, False])
def test_two_regions_are_chosen_and_stand_side_by_side(reader, javascript):
    page = reader(javascript=javascript)
    page.goto("/regioner/")
    page.get_by_role("main").get_by_role("link", name="Jämför två regioner").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Två regioner bredvid varandra")
    if javascript:
        look(page, "two-regions-empty")
    page.get_by_role("button", name="Jämför").click()
    expect(page.get_by_role("main")).to_contain_text("Välj två olika regioner.")
    if javascript:
        look(page, "two-regions-same")
    page.goto("/regioner/skane/")
    page.get_by_role("link", name="Jämför med en annan region").click()
    expect(page.get_by_role("main")).not_to_contain_text("Välj två olika regioner.")
    expect(page.get_by_label("En region")).to_have_value("skane")
    page.get_by_label("En annan region").select_option(label="Halland")
    page.get_by_role("button", name="Jämför").click()
    expect(page.get_by_role("region", name="Magsjuka")).to_contain_text("Det nationella gäller.")
    page.get_by_role("main").get_by_role("link", name="Läs hela texten i Skåne").first.click()
    page.wait_for_url("**/skane/**")
    assert page.context.cookies() == []
