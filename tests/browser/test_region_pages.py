"""Maj keeps what holds in her region and puts up a notice; a reader computes a day of the care guarantee."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import hire, look
from tests.browser.page_checks import kept_in_browser
from tests.browser.test_staff import log_in

DALARNA = "20"


def enter(page, username):
    log_in(page, username)
    page.wait_for_url("**/konto/")
    page.get_by_role("link", name="Till vårdkatalogen").click()
    return page


def menu_to(page, name):
    """Through the catalogue's menu, which is folded on a phone."""
    menu = page.get_by_role("navigation", name="Vårdkatalogen")
    page.wait_for_load_state()
    if menu.locator("summary").is_visible():
        menu.locator("summary").click()
    menu.get_by_role("link", name=name).click()


def test_maj_changes_a_fee_and_puts_up_a_notice_and_readers_see_both(reader, site):
    hire(site, ("maja", ["regional_admin"], DALARNA))
    maja = enter(reader(width=1280, expects=["status of 400"]), "maja")
    menu_to(maja, "Det här gäller i Dalarna")
    look(maja, "region-desk")
    _fee(maja)
    _contact(maja)
    _menu(maja)
    anyone = reader()
    anyone.goto("/regioner/dalarna/")
    row = anyone.get_by_role("row").filter(has_text="Exempel: besök på vårdcentral")
    expect(row).to_contain_text("275 kr")
    expect(anyone.get_by_role("main")).to_contain_text("Tolkservice")
    look(anyone, "region-page")
    _notice(maja)
    anyone = reader()  # the first has had some of these pages within the minute that a browser may keep them
    for path in ("/dalarna/", "/dalarna/halsfluss/", "/regioner/dalarna/"):
        anyone.goto(path)
        banner = anyone.get_by_role("complementary", name="Meddelanden här")
        expect(banner).to_contain_text("Varning · Dalarna")
        expect(banner).to_contain_text("Koka vattnet i hela länet")
        look(anyone, f"region-banner{path.replace('/', '-')}")
    expect(banner.get_by_role("link", name="Läs mer")).to_have_attribute("href", "/dalarna/magsjuka/")
    anyone.goto("/halsfluss/")
    expect(anyone.get_by_text("Koka vattnet i hela länet")).to_have_count(0)
    maja.get_by_role("button", name="Avsluta nu Koka vattnet").click()
    expect(maja.get_by_role("status")).to_contain_text("visas inte längre")
    look(maja, "region-notices-ended")
    anyone = reader()
    anyone.goto("/dalarna/halsfluss/")
    expect(anyone.get_by_text("Koka vattnet i hela länet")).to_have_count(0)
    assert kept_in_browser(anyone) == []


def _fee(page):
    """First an amount that is none, then one."""
    page.get_by_role("link", name="Ändra Exempel: besök på vårdcentral").click()
    page.get_by_label("Kronor").fill("många")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    expect(page.get_by_label("Kronor")).to_have_value("många")
    look(page, "region-fee-failed")
    page.get_by_label("Kronor").fill("275 kr")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_contain_text("Läsarna ser det nu.")
    expect(page.get_by_role("row").filter(has_text="besök på vårdcentral")).to_contain_text("275 kr")


def _contact(page):
    page.get_by_role("link", name="Ny kontakt").click()
    page.get_by_label("Vad gäller kontakten?").select_option(label="Annat")
    page.get_by_label("Namn").fill("Tolkservice")
    page.get_by_label("Telefon", exact=False).first.fill("031-390 06 05")
    look(page, "region-contact-new")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("row").filter(has_text="Tolkservice")).to_contain_text("031-390 06 05")
    page.get_by_role("button", name="Flytta upp Tolkservice").click()
    rows = page.locator("table").first.get_by_role("rowheader")
    expect(rows.nth(4)).to_contain_text("Tolkservice")


def _menu(page):
    page.get_by_role("button", name="Gör en egen meny").click()
    page.get_by_label("Lägg till en typ av vård").select_option(label="Röntgen")
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("button", name="Ta bort Psykiatri").click()
    expect(page.get_by_role("listitem").filter(has_text="Röntgen")).to_be_visible()
    look(page, "region-desk-menu")


def _notice(page):
    menu_to(page, "Meddelanden i Dalarna")
    look(page, "region-notices-empty")
    page.get_by_role("link", name="Nytt meddelande").click()
    page.get_by_label("Varning").check()
    page.get_by_label("Länk").fill("https://ont.example/")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    expect(page.get_by_label("Varning")).to_be_checked()
    look(page, "region-notice-failed")
    page.get_by_label("Rubrik").fill("Koka vattnet i hela länet")
    page.get_by_label("Text").fill("Det här är ett exempel.\n\nKoka i två minuter.")
    page.get_by_label("Länk").fill("/magsjuka/")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("status")).to_contain_text("Läsarna ser meddelandet nu.")
    look(page, "region-notices")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_reader_computes_a_day_of_the_care_guarantee(reader, javascript):
    page = reader(javascript=javascript, expects=["status of 400"])
    page.goto("/")
    page.get_by_role("contentinfo").get_by_role("link", name="Dina rättigheter").click()
    if javascript:
        look(page, "rights")
    page.get_by_role("link", name="Räkna ut din vårdgaranti").click()
    if javascript:
        look(page, "guarantee")
    page.get_by_role("button", name="Räkna ut").click()
    group = page.get_by_role("group", name="Det är något som behöver rättas")
    expect(group).to_contain_text("Välj ett alternativ under ”Vad väntar du på?”")
    if javascript:
        expect(group).to_be_focused()
        look(page, "guarantee-failed")
    began = date.today() - timedelta(days=100)
    page.get_by_label("Behandling, till exempel en operation").check()
    page.get_by_label("Vilken dag började väntan?").fill(began.isoformat())
    page.get_by_label("Vilken region bor du i?").select_option(label="Dalarna")
    page.get_by_role("button", name="Räkna ut").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sista dagen är")
    expect(page.get_by_role("main")).to_contain_text("Tiden gick ut för 10 dagar sedan.")
    expect(page.get_by_role("region", name="Vänd dig hit i Dalarna")).to_contain_text("Vårdgarantikansliet (exempel)")
    assert re.fullmatch(r".*/dina-rattigheter/vardgaranti/svar/", page.url)
    if javascript:
        look(page, "guarantee-answer")
        assert kept_in_browser(page) == []
    assert page.context.cookies() == []


def test_each_right_leads_to_the_regions_contact(reader):
    page = reader()
    for slug in ("valj-vardcentral", "second-opinion", "klagomal", "patientskada", "journal"):
        page.goto(f"/dina-rattigheter/{slug}/")
        look(page, f"right-{slug}")
        page.get_by_role("region", name="Vem du vänder dig till").get_by_role("link", name="Skåne").click()
        page.wait_for_url(f"**/skane/dina-rattigheter/{slug}/**")
        expect(page.get_by_role("region", name="Vänd dig hit i Skåne")).to_contain_text("(exempel)")
        look(page, f"right-{slug}-skane")
    page.goto("/skane/hitta-vard/?typ=vardcentral&q=Lund")
    page.get_by_role("listitem").filter(has_text="Lund").get_by_role("link").first.click()
    expect(page.get_by_role("region", name="Vad det kostar")).to_contain_text("Exempel: besök på vårdcentral")
    expect(page.get_by_role("region", name="Är du inte nöjd med vården?")).to_contain_text("Patientnämnden (exempel)")
    look(page, "unit-with-fees")
    page.goto("/regioner/jamfor/?a=skane&b=dalarna")
    look(page, "two-regions-fees")
