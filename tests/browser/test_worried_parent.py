"""At 23.40 with a feverish child and a phone: what may it be, how urgent is it, and what is open near us?"""

import re

from playwright.sync_api import expect

from tests.browser.page_checks import focused, tab_to, type_query
from tests.browser.rows import OPENING, distances, heading

LADDER = ["emergency", "urgent", "soon", "advice", "selfcare"]


def ladder(page):
    return page.locator("ol.levels > li.level")


def reads_the_ladder(page):
    """The most urgent comes first and says 112; every step that leads to a place says what to do when it is closed."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Feber hos barn")
    shown = [step.get_attribute("data-level") for step in ladder(page).all()]
    assert shown == [level for level in LADDER if level in shown]
    assert shown[0] == "emergency"
    first = ladder(page).first
    expect(first.get_by_role("heading")).to_contain_text("112")
    expect(first.get_by_role("link", name="Ring 112")).to_have_attribute("href", "tel:112")
    assert first.get_by_role("listitem").count() >= 3
    for level in ("urgent", "soon"):
        expect(page.locator(f"[data-level={level}]")).to_contain_text("Om det är stängt:")


def sees_what_skane_adds(page):
    """Still the same page, now with the region's own words and its units, each with when it is open."""
    page.wait_for_url("**/skane/feber-hos-barn/")
    assert "i Skåne" in page.title()
    expect(page.get_by_role("heading", level=1)).to_have_text("Feber hos barn")
    expect(page.locator("section.regional").filter(has_text="Gäller i Skåne").first).to_be_visible()
    near = page.locator("[data-level=urgent] .nearby")
    expect(near).to_contain_text("i Skåne")
    units = near.get_by_role("listitem").all()
    assert units
    for unit in units:
        expect(unit.get_by_role("link")).to_have_attribute("href", re.compile("^/skane/mottagning/"))
        expect(unit.locator(".tag")).to_have_text(OPENING)


def sees_nearest_first(page):
    page.wait_for_url("**/skane/hitta-vard/?*")
    expect(heading(page)).to_contain_text("Hörby")
    away = distances(page)
    assert away == sorted(away)
    assert len(away) > 5
    expect(page.locator("ol.units > li").first).to_contain_text("Hörby")
    for row in page.locator("ol.units > li").all():
        expect(row.locator(".tag")).to_have_text(OPENING)


def reads_the_unit(page, name):
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    expect(page.locator("main .tag").first).to_have_text(OPENING)
    hours = page.get_by_role("table", name=re.compile("de närmaste sju dagarna")).first
    expect(hours.get_by_role("row")).to_have_count(8)
    expect(hours.get_by_role("row").nth(1)).to_contain_text(re.compile("i dag", re.IGNORECASE))
    call = page.get_by_role("main").get_by_role("link", name=re.compile(r"^Ring \d")).first
    expect(call).to_have_attribute("href", re.compile(r"^tel:\+46\d+$"))
    expect(page.get_by_role("main")).to_contain_text("exempelmottagning")


def a_unit_with_a_phone(page):
    return page.locator("ol.units > li").filter(has=page.locator("a[href^='tel:']")).first.locator("h3 a")


def test_parent_finds_advice_and_what_is_open(reader):
    page = reader()
    page.goto("/")
    box = page.get_by_role("combobox", name="Sök råd, besvär eller mottagning")
    type_query(page, box, "feber barn")
    suggestions = page.get_by_role("listbox", name="Förslag")
    expect(suggestions.get_by_role("option", name="Feber hos barn")).to_be_visible()
    box.press("ArrowDown")
    expect(suggestions.get_by_role("option", selected=True)).to_contain_text("Feber hos barn")
    box.press("Enter")
    page.wait_for_url("**/feber-hos-barn/")
    reads_the_ladder(page)

    page.get_by_text("Välj region", exact=True).click()
    page.get_by_role("navigation", name="Välj region").get_by_role("link", name="Skåne").click()
    sees_what_skane_adds(page)
    reads_the_ladder(page)

    page.get_by_role("link", name="Hitta vård i Skåne").click()
    page.get_by_label("Plats").fill("Hörby")
    page.get_by_role("button", name="Visa mottagningar").click()
    sees_nearest_first(page)
    link = a_unit_with_a_phone(page)
    name = link.inner_text()
    link.click()
    reads_the_unit(page, name)


def test_the_same_without_javascript(reader):
    page = reader(javascript=False)
    page.goto("/")
    page.get_by_label("Sök råd, besvär eller mottagning").fill("feber barn")
    page.get_by_role("button", name="Sök").click()
    page.get_by_role("link", name="Feber hos barn", exact=True).click()
    page.wait_for_url("**/feber-hos-barn/")
    reads_the_ladder(page)

    page.locator("summary", has_text="Välj region").click()
    page.get_by_role("navigation", name="Välj region").get_by_role("link", name="Skåne").click()
    sees_what_skane_adds(page)

    page.locator("summary", has_text="Meny").click()
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Hitta vård").click()
    page.get_by_label("Plats").fill("Hörby")
    page.get_by_label("Plats").press("Enter")
    sees_nearest_first(page)
    link = a_unit_with_a_phone(page)
    name = link.inner_text()
    link.click()
    reads_the_unit(page, name)


def test_the_same_with_the_keyboard_only(reader):
    page = reader()
    page.goto("/")
    tab_to(page, "Sök råd, besvär eller mottagning")
    type_query(page, page.get_by_role("combobox"), "feber barn")
    expect(page.get_by_role("option", name="Feber hos barn")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/feber-hos-barn/")

    tab_to(page, "Välj region")
    page.keyboard.press("Enter")
    tab_to(page, "Skåne")
    page.keyboard.press("Enter")
    sees_what_skane_adds(page)

    tab_to(page, "Meny")
    page.keyboard.press("Enter")
    tab_to(page, "Hitta vård")
    page.keyboard.press("Enter")
    page.wait_for_url("**/skane/hitta-vard/")
    tab_to(page, "Plats")
    page.keyboard.type("Hörby")
    page.keyboard.press("Enter")
    sees_nearest_first(page)
    name = a_unit_with_a_phone(page).inner_text()
    tab_to(page, name)
    page.keyboard.press("Enter")
    page.wait_for_url("**/skane/mottagning/**")
    reads_the_unit(page, name)
    tab_to(page, "Ring 0")
    assert focused(page).startswith("Ring 0")
