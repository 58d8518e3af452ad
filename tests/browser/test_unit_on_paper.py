"""A care unit's page on paper: what someone needs who has it on the fridge."""

from playwright.sync_api import expect


def test_the_number_the_usual_hours_and_the_day_can_be_read_on_paper(reader):
    page = reader(width=800, javascript=False)
    page.goto("/hitta-vard/?q=v%C3%A5rdcentral+Lund")
    page.goto(page.locator("ol.units h3 a").first.get_attribute("href"))
    number = page.get_by_role("main").locator(".button[href^='tel:']")
    usual = page.locator("details.more th", has_text="Måndag").first
    day = page.get_by_text("Så stod det på sidan")
    expect(usual).to_be_hidden()
    expect(day).to_be_hidden()
    page.emulate_media(media="print")
    expect(number).to_be_visible()
    expect(number).to_have_css("color", "rgb(0, 0, 0)")  # grounds are seldom printed
    expect(number).to_have_css("background-color", "rgba(0, 0, 0, 0)")
    expect(usual).to_be_visible()
    expect(day).to_be_visible()
