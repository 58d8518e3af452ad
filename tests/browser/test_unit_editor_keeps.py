"""Nothing typed in the editor of a unit is lost: the session ends, or one goes back with the browser's own button."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import end_sessions, enter_again
from tests.browser.page_checks import beside_the_screen
from tests.browser.test_unit_editor import enter

HIRE = """
from accounts import demo
from accounts.models import Role, User
from regions.models import Assignment, CareUnit, OpeningSpan

unit = CareUnit.objects.create(
    name="Kvarmottagningen", slug="kvarmottagningen", kinds=["primary_care"], region_id="12", municipality_id="1281",
    street="Exempelgatan 1", postal_code="22222", city="Lund", is_example=True, red_days="closed", easting=386000,
    northing=6174800,
)
for day in range(5):
    OpeningSpan.objects.create(unit=unit, day=day, opens="08:00", closes="17:00")
for username in ("kvarett", "kvartva"):
    user = User.objects.create_user(
        username, name=username.title() + " Exempel", password=demo.PASSWORD, is_staff=True
    )
    demo.enrol(user, demo.secret_of(username))
    Assignment.objects.create(user=user, role=Role.UNIT_MANAGER, unit=unit)
"""
EDITOR = "/vardkatalogen/mottagning/kvarmottagningen/andra/"


@pytest.fixture(scope="module", autouse=True)
def people(site):
    site.run(HIRE)


def test_going_back_finds_every_field_as_it_was(reader):
    page = enter(reader(), "kvarett")
    page.goto(EDITOR)
    typed = {
        "visit-0": "7–15", "how_to_seek": "Ring först.", "tid-0-first_day": "2099-06-14", "tid-0-hours": "8–12",
        "tid-1-first_day": "2099-06-15", "tid-1-hours": "9–10", "info-0-title": "Hissen",
        "info-0-ends_day": "2099-12-04", "info-0-ends_time": "15", "info-1-title": "Porten", "info-1-text": "Ring på.",
    }  # fmt: skip
    for button in page.get_by_role("button", name="Lägg till").all():
        button.click()
    for name, value in typed.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=tid-1-purposes]").nth(1).check()
    page.get_by_role("button", name="Visa utan att spara").click()
    expect(page.get_by_role("main")).to_contain_text("Gäller till 4 december 2099 klockan 15.00.")
    page.go_back()
    expect(page.get_by_role("group", name="Ny avvikande tid")).to_have_count(2)
    for name, value in typed.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    expect(page.locator("[name=tid-1-purposes]").nth(1)).to_be_checked()
    expect(page.locator("[name=tid-1-purposes]").nth(2)).not_to_be_checked()
    page.get_by_role("button", name="Lägg till en avvikande tid").click()
    expect(page.locator("[name=tid-2-hours]")).to_have_value("")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Sparat. Läsarna ser det nu.")


def test_the_session_ends_and_what_was_typed_is_saved_after_log_in(reader, site):
    page = enter(reader(javascript=False, expects=["status of 401", "status of 403"]), "kvartva")
    page.goto(EDITOR)
    written = "Ring till oss först.\n\nSäg vad det gäller."
    page.get_by_label("Så söker du vård här").fill(written)
    page.get_by_label("fredag Öppettider").fill("8–14")
    end_sessions(site, "kvartva")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är inte inloggad längre")
    copies = page.get_by_role("textbox", name=re.compile(r"^Text \d av \d$|^Det du skrev$"))
    assert written in [each.input_value() for each in copies.all()]
    assert beside_the_screen(page) == []
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    enter_again(opened.value, "kvartva")
    page.get_by_role("button", name="Jag har loggat in – spara nu").click()
    page.get_by_role("button", name="Spara nu").click()
    expect(page.get_by_role("main")).to_contain_text("Sparat. Läsarna ser det nu.")
    page.goto(EDITOR)
    expect(page.get_by_label("Så söker du vård här")).to_have_value(written)
    expect(page.get_by_label("fredag Öppettider")).to_have_value("08.00–14.00")
