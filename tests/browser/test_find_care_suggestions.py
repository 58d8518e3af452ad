"""Find care's field suggests while one types: by keyboard, by finger, with what has been chosen already."""

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import axe_violations, beside_the_screen, suggestions, type_query
from tests.browser.rows import heading

FIELD = "Plats eller mottagning"


def field_on(page, path="/hitta-vard/"):
    page.goto(path)
    return page.get_by_label(FIELD)


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_place_by_keyboard(reader, width):
    page = reader(width=width)
    field = field_on(page, "/skane/hitta-vard/")
    expect(field).to_have_attribute("role", "combobox")
    type_query(page, field, "hörb")
    expect(suggestions(page).get_by_role("option", name="Hörby").first).to_be_visible()
    field.press("ArrowDown")
    assert axe_violations(page) == []
    assert beside_the_screen(page) == []
    field.press("Enter")
    page.wait_for_url("**/skane/hitta-vard/?q=H*")
    expect(heading(page)).to_contain_text("Hörby")


def test_a_kind_by_finger_with_what_was_chosen(reader):
    page = reader(has_touch=True)
    field = field_on(page, "/hitta-vard/?oppet=kvall-helg")
    with page.expect_response(lambda answer: "/hitta-vard/forslag/" in answer.url and "oppet=kvall-helg" in answer.url):
        field.press_sequentially("apote")
    suggestions(page).get_by_role("option", name="Apotek", exact=True).tap()
    page.wait_for_url("**/hitta-vard/?oppet=kvall-helg&q=Apotek")


def test_escape_closes_the_list_and_enter_asks_for_what_was_typed(reader):
    page = reader()
    field = field_on(page)
    type_query(page, field, "lund")
    expect(suggestions(page)).to_be_visible()
    field.press("Escape")
    expect(suggestions(page)).to_be_hidden()
    expect(field).to_have_value("lund")
    field.press("Enter")
    page.wait_for_url("**/hitta-vard/?q=lund**")
    expect(heading(page)).to_contain_text("Lund")


def test_whoever_goes_on_to_the_next_choice_has_nothing_in_the_way(reader):
    page = reader()
    field = field_on(page)
    type_query(page, field, "lund")
    field.press("Tab")
    expect(suggestions(page)).to_be_hidden()
    page.get_by_label("Typ av vård").select_option("apotek")
    page.get_by_role("button", name="Visa mottagningar").first.click()
    page.wait_for_url("**typ=apotek**")


def test_without_a_script_it_is_a_field(reader):
    page = reader(javascript=False)
    field = field_on(page)
    field.fill("Lund")
    expect(page.locator("#hitta-vard-forslag")).to_be_hidden()
    page.get_by_role("button", name="Visa mottagningar").first.click()
    page.wait_for_url("**q=Lund**")
