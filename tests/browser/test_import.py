"""Malin looks after Skåne's units: she gives a file, looks through what it would do, carries it out and undoes it."""

import re

import pytest
from playwright.sync_api import expect

from regions import facts
from regions.import_example import example_rows
from regions.tables import csv_lines
from tests.browser.desk import hire, look
from tests.browser.page_checks import tab_to
from tests.browser.test_staff import log_in

EXAMPLE = "Vårdcentralen Slånbäret (exempel)"


def example_file(name):
    rows = example_rows(facts.regions_by_slug()["skane"])
    return {"name": name, "mimeType": "text/csv", "buffer": "".join(csv_lines(rows)).encode()}


def wait_for(page, words):
    """The work is the worker's: the page shows when it is done, by itself or by its link."""
    for _ in range(60):
        page.wait_for_load_state()
        if page.get_by_role("main").get_by_text(words).count():
            return
        link = page.get_by_role("link", name="Se hur långt det har kommit")
        if link.count():
            link.click()
        page.wait_for_timeout(500)
    raise AssertionError(f"{words!r} did not come: {page.get_by_role('main').inner_text()}")


@pytest.mark.parametrize(("javascript", "username", "width"), [(True, "malin", 1280), (False, "magda", 390)])
def test_a_file_from_preview_to_undo(reader, site, javascript, username, width):
    hire(site, (username, ["regional_admin"], "12"))
    page = reader(width=width, javascript=javascript, expects=["status of 400"])
    log_in(page, username)
    page.wait_for_url("**/konto/")
    page.goto("/vardkatalogen/import/")
    seen = look if javascript else lambda *_: None
    seen(page, "import-empty")

    page.get_by_role("button", name="Läs filen").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_contain_text("Välj en fil")
    seen(page, "import-failed")
    page.get_by_label("Fil med mottagningar").set_input_files(example_file(f"{username}.csv"))
    page.get_by_role("button", name="Läs filen").click()
    wait_for(page, "Ingenting är ändrat än")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"{username}.csv")
    expect(page.get_by_role("navigation", name="Visa rader")).to_contain_text("Tveksam 1")
    expect(page.get_by_role("row").filter(has_text="Utanför")).to_contain_text("Raden gäller en annan region")
    seen(page, "import-preview")
    _choose(page, seen)

    page.get_by_role("button", name="Genomför importen").click()
    expect(page.get_by_role("status")).to_contain_text("Kryssa i att du har sett")
    page.get_by_label("Jag har sett att många rader inte tas").check()
    page.get_by_role("button", name="Genomför importen").click()
    wait_for(page, re.compile("^Genomförd .* Ändringarna syns redan"))
    seen(page, "import-applied")
    address = page.get_by_role("link", name=EXAMPLE).get_attribute("href")

    anyone = reader(javascript=javascript)
    anyone.goto(address)
    expect(anyone.get_by_role("heading", level=1)).to_have_text(EXAMPLE)
    expect(anyone.get_by_role("main")).to_contain_text("08.00–12.00")

    page.get_by_role("link", name="Ångra importen").click()
    expect(page.get_by_role("main")).to_contain_text("6 mottagningar som importen lade till tas bort.")
    seen(page, "import-undo")
    page.get_by_role("button", name="Ångra importen").click()
    wait_for(page, re.compile("^Ångrad "))
    seen(page, "import-undone")
    anyone = reader(javascript=javascript, expects=["status of 404"])  # the first may keep the page for a minute
    assert anyone.goto(address).status == 404
    page.goto("/vardkatalogen/import/")
    expect(page.get_by_role("row").filter(has_text=f"{username}.csv")).to_contain_text("Ångrad")
    seen(page, "imports")


def _choose(page, seen):
    """The doubtful row is a unit of its own; chosen by keyboard where there is one."""
    page.get_by_role("link", name="Visa dem").click()
    row = page.get_by_role("row").filter(has_text="Slånbärets vårdcentral (exempel)")
    expect(row).to_contain_text("Samma namn och typ")
    seen(page, "import-doubtful")
    tab_to(page, "Samma mottagning")
    page.keyboard.press("ArrowDown")
    expect(row.get_by_label("Ny mottagning")).to_be_checked()
    page.get_by_role("button", name="Spara valen på sidan").click()
    expect(page.get_by_role("status")).to_contain_text("1 val är sparat")
    expect(page.get_by_role("navigation", name="Visa rader")).to_contain_text("Ny 6")


def test_a_file_that_is_no_table_is_told_of_in_words(reader, site):
    hire(site, ("mahmoud", ["regional_admin"], "12"))
    page = reader()
    log_in(page, "mahmoud")
    page.wait_for_url("**/konto/")
    page.goto("/vardkatalogen/import/")
    page.get_by_label("Fil med mottagningar").set_input_files(
        {"name": "brev.xlsx", "mimeType": "application/zip", "buffer": b"PK\x03\x04" + b"\0" * 200}
    )
    page.get_by_role("button", name="Läs filen").click()
    wait_for(page, "Filen togs inte, och ingenting är ändrat")
    expect(page.get_by_role("main")).to_contain_text("skadad")
    look(page, "import-refused")
