"""Facts kept fresh: a reader reports an error, Maj answers, the reader sees it; a unit confirms with its link."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import hire, look
from tests.browser.page_checks import kept_in_browser
from tests.browser.test_staff import log_in

UNIT = """
from regions.models import CareUnit

units = CareUnit.objects.filter(region_id="12", confirmed_on=None, reports__isnull=True).order_by("pk")
print(units[{nth}].slug, units[{nth}].municipality_id)
"""
LINK = """
from regions.models import CareUnit, UnitReminder
from regions.reminder_links import token_of

reminder = UnitReminder.objects.filter(unit__slug={slug!r}, sent_at__isnull=False).latest("pk")
print("/bekrafta/" + token_of(reminder, reminder.unit.contact) + "/")
"""


def unit_of(site, nth):
    return site.run(UNIT.format(nth=nth)).split()[-2:]


@pytest.fixture(scope="module")
def admins(site):
    """An admin of Skåne for each test: a code opens once."""
    hire(site, ("saga", ["regional_admin"], "12"), ("sixten", ["regional_admin"], "12"))


def enter(page, username, path):
    log_in(page, username)
    page.wait_for_url("**/konto/")
    page.goto(path)
    return page


def test_a_reader_reports_an_error_on_a_phone_and_sees_what_came_of_it(reader, site, admins):
    slug, _ = unit_of(site, 0)
    anna = reader(javascript=False, expects=["status of 400", "status of 404"])
    anna.goto(f"/mottagning/{slug}/")
    name = anna.get_by_role("heading", level=1).inner_text()
    anna.get_by_role("link", name="Rapportera ett fel").click()
    anna.get_by_role("button", name="Skicka rapporten").click()
    expect(anna.get_by_role("group", name="Det är något som behöver rättas")).to_contain_text("Välj vad som är fel.")
    anna.get_by_label("Tider").check()
    anna.get_by_label("Vad stämmer inte?").fill("Ni stänger 15.00 på fredagar. Ring mig på 070-174 06 35.")
    anna.get_by_role("button", name="Skicka rapporten").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Tack, din rapport har kommit fram")
    expect(anna.get_by_role("main")).to_contain_text("[telefonnummer]")
    code = anna.locator(".code").inner_text()
    assert re.fullmatch(r"(\w{4}-){2}\w{4}", code)
    assert kept_in_browser(anna) == []

    saga = enter(reader(width=1280), "saga", "/vardkatalogen/rapporter/")
    look(saga, "reports")
    saga.get_by_role("link", name="Tider: Ni stänger 15.00").click()
    look(saga, "report")
    saga.get_by_label("Åtgärdat").check()
    saga.get_by_label("Svar till den som rapporterade").fill("Tack, vi har ändrat till 15.00.")
    saga.get_by_role("button", name="Spara svaret").click()
    expect(saga.get_by_role("status")).to_contain_text("Svaret är sparat.")
    expect(saga.get_by_role("main")).not_to_contain_text("Ni stänger 15.00")

    anna.goto("/fel/")
    anna.get_by_label("Din kod").fill("K7QM-3XTR-9WNH")
    anna.get_by_role("button", name="Visa rapporten").click()
    expect(anna.get_by_role("heading", level=1)).to_have_text("Vi hittar ingen rapport med den koden")
    anna.get_by_role("link", name="Skriv koden igen").click()
    anna.get_by_label("Din kod").fill(code.lower().replace("-", " "))
    anna.get_by_role("button", name="Visa rapporten").click()
    expect(anna.get_by_role("heading", name="Åtgärdat")).to_be_visible()
    expect(anna.get_by_role("main")).to_contain_text("Tack, vi har ändrat till 15.00.")
    anna.get_by_role("link", name=name).click()
    expect(anna.get_by_role("heading", level=1)).to_have_text(name)


def test_what_readers_meet_is_accessible_and_narrow(reader, site):
    slug, _ = unit_of(site, 1)
    page = reader(expects=["status of 400", "status of 404"])
    page.goto(f"/mottagning/{slug}/rapportera/")
    look(page, "report-form")
    page.get_by_role("button", name="Skicka rapporten").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    look(page, "report-failed")
    page.get_by_label("Något annat").check()
    page.get_by_label("Vad stämmer inte?").fill("Exempel: " + "lång" * 100)
    page.get_by_role("button", name="Skicka rapporten").click()
    look(page, "report-sent")
    page.goto("/fel/")
    look(page, "code")
    page.goto("/fel/K7QM-3XTR-9WNH/")
    look(page, "code-unknown")
    page.goto("/fel/2345-6789-ABCH/")
    expect(page.get_by_role("heading", name="Uppgiften ändras inte")).to_be_visible()
    look(page, "code-declined")
    page.goto("/bekrafta/1.x:y:z/")
    look(page, "link-closed")


def test_maj_reminds_a_unit_which_confirms_with_its_link(reader, site, admins):
    slug, town = unit_of(site, 2)
    sixten = enter(reader(width=1280), "sixten", "/vardkatalogen/farskhet/?lista=obekraftade")
    look(sixten, "board")
    sixten.get_by_role("button", name="Påminn de valda").click()
    expect(sixten.get_by_role("main")).to_contain_text("Välj minst en mottagning.")
    sixten.goto("/vardkatalogen/farskhet/adress/" + slug + "/")
    name = re.sub(r"^Vart når vi |\?$", "", sixten.get_by_role("heading", level=1).inner_text())
    look(sixten, "contact")
    sixten.get_by_label("Mottagningens e-post").fill("ny@example.org")
    sixten.get_by_role("button", name="Spara").click()
    expect(sixten.get_by_role("status")).to_contain_text("Adressen är sparad.")
    sixten.goto(f"/vardkatalogen/farskhet/?lista=obekraftade&kommun={town}")
    sixten.get_by_label(f"Välj {name}", exact=True).check()
    sixten.get_by_role("button", name="Påminn de valda").click()
    expect(sixten.get_by_role("main")).to_contain_text("1 mottagning får ett mejl med en länk.")
    look(sixten, "remind")
    sixten.get_by_role("button", name="Skicka påminnelsen").click()
    expect(sixten.get_by_role("status")).to_contain_text("1 mottagning får en påminnelse.")

    link = site.run(LINK.format(slug=slug)).strip().splitlines()[-1]
    beside = reader()
    beside.goto(link)
    look(beside, "confirm")
    unit = reader(javascript=False)
    unit.goto(link)
    unit.get_by_role("link", name="Något är fel").click()
    unit.get_by_label("Telefon, webb och e-tjänster").check()
    unit.get_by_label("Vad stämmer inte?").fill("Exempel: numret är nytt.")
    unit.get_by_role("button", name="Skicka").click()
    expect(unit.get_by_role("main")).to_contain_text("rättar sidan")
    unit.get_by_role("button", name="Allt stämmer").click()
    expect(unit.get_by_role("heading", name="Tack, uppgifterna är bekräftade")).to_be_visible()
    assert kept_in_browser(unit) == []
    beside.reload()
    look(beside, "confirmed")
