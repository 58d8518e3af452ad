"""Those who look after care units: Mona closes early on Friday with a phone in hand, Maj sees to many."""

import re
import time
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import look
from tests.browser.page_checks import focused, tab_to
from tests.browser.test_staff import log_in

HIRE = """
from accounts import demo
from accounts.models import Role, User
from regions.models import Assignment, CareUnit, OpeningSpan
from regions.search_index import index_units

def hire(username, **where):
    user = User.objects.create_user(
        username, name=username.title() + " Exempel", password=demo.PASSWORD, is_staff=True
    )
    demo.enrol(user, demo.secret_of(username))
    role = Role.UNIT_MANAGER if "unit" in where else Role.REGIONAL_ADMIN
    Assignment.objects.create(user=user, role=role, **where)

for number in range(3):
    unit = CareUnit.objects.create(
        name=f"Provmottagningen {number}", slug=f"provmottagningen-{number}", kinds=["primary_care"], region_id="12",
        municipality_id="1281", street="Exempelgatan 1", city="Lund", phone="+46406280400", is_example=True,
        red_days="closed", easting=386000, northing=6174800,
    )
    for day in range(5):
        OpeningSpan.objects.create(unit=unit, day=day, opens="08:00", closes="17:00")
        OpeningSpan.objects.create(unit=unit, purpose="phone", day=day, opens="08:00", closes="11:00")
    hire(f"chef{number}", unit=unit)
index_units(CareUnit.objects.filter(slug__startswith="provmottagningen-"))
for number in range(4):
    hire(f"region{number}", region_id="12")
"""


@pytest.fixture(scope="module", autouse=True)
def people(site):
    site.run(HIRE)


def enter(page, username):
    log_in(page, username)
    page.wait_for_url("**/konto/")
    page.goto("/vardkatalogen/")
    return page


def next_friday():
    today = date.today()
    return today + timedelta(days=(4 - today.weekday()) % 7)


def reader_sees(reader, slug, words):
    public = reader()
    public.goto(f"/mottagning/{slug}/")
    expect(public.get_by_role("main")).to_contain_text(words)


def test_mona_closes_early_on_friday_with_a_phone(reader):
    page = enter(reader(), "chef0")
    expect(page.get_by_role("heading", level=1)).to_have_text("Provmottagningen 0")
    look(page, "unit")
    began = time.monotonic()
    actions = 0

    def do(act, *arguments):
        nonlocal actions
        act(*arguments)
        actions += 1

    do(page.get_by_label("Dag", exact=True).select_option, next_friday().isoformat())
    do(page.get_by_label("Stänger klockan").fill, "15")
    do(page.get_by_role("button", name="Stäng tidigare").click)
    expect(page.get_by_role("main")).to_contain_text("Läsarna ser det nu")
    reader_sees(reader, "provmottagningen-0", "08.00–15.00")
    print(f"\nClosed early on Friday and seen by a reader: {actions} actions, {time.monotonic() - began:.1f} s")
    assert actions == 3
    look(page, "unit-changed")


def test_the_week_is_changed_by_keyboard_and_without_a_script(reader):
    page = enter(reader(javascript=False, expects=["status of 400"]), "chef1")
    page.get_by_role("link", name="Ändra uppgifterna").click()
    page.get_by_label("måndag Öppettider").fill("8-25")
    page.get_by_label("Vägbeskrivning").fill("Andra dörren.")
    page.keyboard.press("Tab")
    page.get_by_label("måndag Öppettider").press("Enter")
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_contain_text("klockslaget 25.00 finns")
    expect(page.get_by_label("Vägbeskrivning")).to_have_value("Andra dörren.")
    page.get_by_role("link", name=re.compile("8-25")).click()
    page.get_by_label("måndag Öppettider").fill("7–15")

    page.get_by_text("Kopiera en dag till andra dagar").click()
    page.get_by_role("button", name="Kopiera", exact=True).click()
    expect(page.get_by_label("fredag Öppettider")).to_have_value("7–15")
    page.get_by_text("Klistra in tider som text").click()
    page.get_by_label("Klistra in tider").fill("Telefontid mån–fre 9–10, lör 10–11")
    page.get_by_role("button", name="Läs texten").click()
    expect(page.get_by_role("main")).to_contain_text("Så här blev det")
    expect(page.get_by_label("lördag Telefontider")).to_have_value("10.00–11.00")
    page.get_by_role("button", name="Fler rader").click()
    expect(page.get_by_role("group", name="Ny avvikande tid")).to_have_count(2)
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Sparat. Läsarna ser det nu.")
    reader_sees(reader, "provmottagningen-1", "07.00–15.00")


def test_with_a_script_a_day_is_copied_and_a_row_added_at_once(reader):
    page = enter(reader(width=1280, expects=["status of 400"]), "chef2")
    page.goto("/vardkatalogen/mottagning/provmottagningen-2/andra/")
    look(page, "edit")
    page.get_by_label("onsdag Öppettider").fill("8-25")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    look(page, "edit-wrong")
    page.get_by_label("onsdag Öppettider").fill("8-17")
    page.get_by_text("Klistra in tider som text").click()
    page.get_by_label("Klistra in tider").fill("Telefontid mån–fre 9–10, lör 10–11")
    page.get_by_role("button", name="Läs texten").click()
    expect(page.get_by_label("lördag Telefontider")).to_have_value("10.00–11.00")
    look(page, "edit-read")
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.get_by_label("måndag Öppettider").fill("10–14")
    page.get_by_text("Kopiera en dag till andra dagar").click()
    page.get_by_role("button", name="Kopiera", exact=True).click()
    expect(page.get_by_label("tisdag Öppettider")).to_have_value("10–14")
    page.get_by_role("button", name="Lägg till en avvikande tid").click()
    rows = page.get_by_role("group", name="Ny avvikande tid")
    expect(rows).to_have_count(2)
    assert "Dag" in focused(page)
    assert requests == []
    for number, day in enumerate(("2027-06-14", "2027-12-23")):
        rows.nth(number).get_by_label("Dag", exact=True).fill(day)
    rows.nth(1).get_by_label("Tider", exact=True).fill("8–12")
    to_come = page.get_by_role("region", name="Så ser det ut för läsaren")
    to_come.get_by_label("Dag", exact=True).fill((next_friday() + timedelta(days=7)).isoformat())
    to_come.get_by_label("Klockan").fill("13.30")
    page.get_by_role("button", name="Visa utan att spara").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("Så här ser det ut för läsaren fredag")
    expect(page.get_by_role("main")).to_contain_text("14 juni 2027: stängt")
    expect(page.get_by_role("main")).to_contain_text("23 december 2027: 08.00–12.00")
    look(page, "preview")
    page.get_by_role("button", name="Ändra mer").click()
    expect(page.get_by_label("tisdag Öppettider")).to_have_value("10–14")
    page.get_by_label(re.compile("Allt annat stämmer")).focus()
    tab_to(page, "Spara", limit=2)
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Sparat")
    reader_sees(reader, "provmottagningen-2", "14 juni 2027: stängt")

    page.get_by_role("link", name=re.compile("Hela historiken")).click()
    look(page, "history")
    page.get_by_role("link", name=re.compile("Återställ till")).last.click()
    look(page, "restore")
    page.get_by_role("button", name="Återställ").click()
    expect(page.get_by_role("main")).to_contain_text("Återställt")


def test_two_at_once_choose(reader, site):
    page = enter(reader(expects=["status of 409"]), "region0")
    page.goto("/vardkatalogen/mottagning/provmottagningen-2/andra/")
    page.get_by_label("Telefon (valfritt)").fill("040-628 04 01")
    site.run(
        "from regions.models import CareUnit; "
        "CareUnit.objects.filter(slug='provmottagningen-2').update(phone='+46406280402')",
    )  # fmt: skip
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Välj vad som ska gälla")
    look(page, "choose")
    page.get_by_label(re.compile("040-628 04 02")).check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("main")).to_contain_text("Sparat")
    reader_sees(reader, "provmottagningen-2", "040-628 04 02")


def test_maj_puts_the_same_notice_on_many(reader):
    page = enter(reader(width=1280), "region1")
    look(page, "list")
    page.get_by_label("Namn eller ort").fill("Provmottagningen")
    page.get_by_role("button", name="Sök").click()
    page.get_by_label(re.compile("Alla 3 som listan visar")).check()
    page.get_by_role("button", name="Ändra de valda").click()
    look(page, "several")
    page.get_by_label("Rubrik").fill("Telefonerna ligger nere")
    page.get_by_role("button", name="Spara på alla").click()
    expect(page.get_by_role("main")).to_contain_text("Sparat på 3 mottagningar")
    reader_sees(reader, "provmottagningen-1", "Telefonerna ligger nere")


def test_maj_lands_on_what_was_saved_and_taken_away(reader):
    page = enter(reader(), "region3")
    page.goto("/vardkatalogen/region/skane/avgifter/ny/")
    page.get_by_label("Vad", exact=True).fill("Provbesök")
    page.get_by_label("Kronor").fill("gratis")
    page.get_by_role("button", name="Spara").click()
    said = page.get_by_role("status")
    expect(said).to_contain_text("Sparat: Provbesök")
    expect(said).to_be_focused()
    expect(said).to_be_in_viewport()
    look(page, "region-saved")
    row = page.get_by_role("row", name=re.compile("Provbesök"))
    row.locator("summary").click()
    row.get_by_role("button", name="Ja, ta bort Provbesök").click()
    expect(said).to_contain_text("Borttaget: Provbesök")
    expect(said).to_be_focused()
    expect(said).to_be_in_viewport()


def test_maj_makes_moves_and_closes_a_unit(reader):
    page = enter(reader(expects=["status of 400", "status of 410"]), "region2")
    page.locator(".side summary").click()
    page.get_by_role("link", name="Ny mottagning i Skåne").click()
    page.get_by_label("Vårdcentral", exact=True).check()
    page.get_by_role("button", name="Lägg till mottagningen").click()
    page.get_by_role("link", name="Fyll i ”Namn”.").click()
    page.get_by_label("Namn", exact=True).fill("Provmottagningen 0")
    page.get_by_label("Kommun", exact=True).select_option(label="Lund")
    page.get_by_role("button", name="Lägg till mottagningen").click()
    question = page.get_by_role("alert").filter(has_text="Finns den redan?")
    expect(question).to_be_focused()  # not the field that the error before it led to
    expect(question).to_be_in_viewport()
    look(page, "new-alike")
    page.get_by_label("Nej, det här är en annan mottagning").check()
    page.get_by_label("Ja, spara ändå").check()  # without a position
    page.get_by_role("button", name="Lägg till mottagningen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ändra uppgifterna")

    page.goto("/vardkatalogen/mottagning/provmottagningen-0-2/flytta/")
    page.get_by_label("Flyttar den").fill("2099-03-01")
    page.get_by_label("Gatuadress").fill("Nya vägen 2")
    page.get_by_label("Ort").fill("Lund")
    page.get_by_role("button", name="Spara flytten").click()
    question = page.get_by_role("alert").filter(has_text="Positionen är tom.")
    expect(question).to_be_focused()
    look(page, "move-doubts")
    question.get_by_label("Ja, spara ändå").check()
    page.get_by_role("button", name="Spara flytten").click()
    expect(page.get_by_role("main")).to_contain_text("Flytten 1 mars 2099 är sparad.")
    page.goto("/vardkatalogen/mottagning/provmottagningen-0-2/flytta/")
    look(page, "move")
    reader_sees(reader, "provmottagningen-0-2", "Flyttar 1 mars 2099 till Nya vägen 2, Lund.")
    page.goto("/vardkatalogen/mottagning/provmottagningen-0-2/webbadress/")
    page.get_by_label("Webbadress efter /mottagning/").fill("provmottagningen-ny")
    page.get_by_role("button", name="Spara").click()
    page.goto("/vardkatalogen/mottagning/provmottagningen-ny/webbadress/")
    look(page, "address")

    page.goto("/vardkatalogen/mottagning/provmottagningen-ny/stang/")
    page.get_by_label("Stängd från och med").fill(date.today().isoformat())
    page.get_by_label("Ersätts av").fill("Provmottagningen 1")
    look(page, "close")
    page.get_by_role("button", name="Stäng mottagningen den dagen").click()
    expect(page.get_by_role("main")).to_contain_text("Sparat")
    page.goto("/mottagning/provmottagningen-0-2/")  # its first address
    expect(page.get_by_role("main")).to_contain_text("Mottagningen har stängt")
    look(page, "closed")
    page.get_by_role("link", name="Provmottagningen 1").click()
    look(page, "public")
