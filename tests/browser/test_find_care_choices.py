"""Finding care, further: choices and comparison without a script, the map by keyboard and mouse, one's own position."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.page_checks import axe_violations, beside_the_screen, kept_in_browser, tab_to
from tests.browser.rows import heading, names, rows

SVG = "svg[role=group]"


def sound(page):
    assert axe_violations(page) == []
    assert beside_the_screen(page) == []
    assert kept_in_browser(page) == []


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_choices_without_a_script(reader, width):
    page = reader(javascript=False, width=width)
    page.goto("/hitta-vard/?q=Stockholm")
    everything = rows(page).count()
    expect(page.get_by_label("Arabiska")).to_be_hidden()
    page.get_by_text("Fler val", exact=True).click()
    page.get_by_label("Arabiska").check()
    page.get_by_label("Somaliska").check()
    page.get_by_label("Tillgänglig med rullstol").check()
    page.get_by_role("button", name="Visa mottagningar").last.click()
    page.wait_for_url("**sprak=ar**")
    expect(page.locator(".more-choices summary")).to_contain_text("3 valda")
    assert 0 < rows(page).count() <= everything
    expect(page.get_by_role("main")).to_contain_text("har inte sagt något om språk eller tillgänglighet")
    assert beside_the_screen(page) == []
    page.get_by_role("link", name="Ta bort Somaliska").click()
    page.wait_for_url(lambda address: "sprak=so" not in address and "sprak=ar" in address)
    page.get_by_role("link", name=re.compile("^Visa de[mn]$")).click()
    page.wait_for_url("**saknas=1**")
    expect(rows(page).first).to_contain_text("uppgift saknas")
    page.get_by_role("link", name="Tillbaka till dem som säkert stämmer").click()
    page.get_by_role("link", name="Namn", exact=True).click()
    page.wait_for_url("**sortera=namn**")
    expect(page.get_by_role("link", name="Namn", exact=True)).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_units_are_compared(reader, width):
    page = reader(javascript=width != 390, width=width)
    page.goto("/hitta-vard/?q=v%C3%A5rdcentral+Malm%C3%B6")
    chosen = names(page)[:3]
    for name in chosen:
        page.get_by_label(f"Jämför {name}", exact=True).check()
    page.get_by_role("button", name="Jämför de ikryssade").click()
    page.wait_for_url("**/hitta-vard/jamfor/**")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jämför mottagningar")
    main = page.get_by_role("main")
    for name in chosen:
        expect(main.get_by_role("link", name=name, exact=True).locator("visible=true").first).to_be_visible()
    expect(main).to_contain_text("Avstånd från Malmö")
    assert beside_the_screen(page) == []
    if width != 390:  # axe needs a script
        sound(page)
    page.get_by_role("link", name=f"Ta bort {chosen[0]}").click()
    expect(main).not_to_contain_text(chosen[0])
    page.get_by_role("link", name="Tillbaka till listan").click()
    expect(heading(page)).to_contain_text("Malmö")


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no-script"])
def test_the_button_that_compares_is_in_view_while_something_is_ticked(reader, javascript):
    page = reader(javascript=javascript)
    page.goto("/hitta-vard/?q=v%C3%A5rdcentral+Malm%C3%B6")
    button = page.get_by_role("button", name="Jämför de ikryssade")
    tick = page.get_by_label(f"Jämför {names(page)[0]}", exact=True)
    tick.scroll_into_view_if_needed()
    expect(button).not_to_be_in_viewport()
    tick.check()
    expect(button).to_be_in_viewport(ratio=1)
    for _ in range(12):  # what the keyboard reaches is not under it
        page.keyboard.press("Tab")
        at = page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert at <= page.locator(".to-compare").bounding_box()["y"]
    tick.uncheck()
    expect(button).not_to_be_in_viewport()


@pytest.mark.parametrize("width", [390, 768])
def test_a_name_and_what_takes_it_away_stand_together(reader, width):
    page = reader(width=width)
    page.goto("/hitta-vard/?q=v%C3%A5rdcentral+Malm%C3%B6")
    name = names(page)[0]
    page.get_by_label(f"Jämför {name}", exact=True).check()
    page.get_by_role("button", name="Jämför de ikryssade").click()
    page.wait_for_url("**/hitta-vard/jamfor/**")
    heading_cell = page.locator("thead th")
    expect(heading_cell.get_by_role("link", name=name, exact=True)).to_be_in_viewport()
    expect(heading_cell.get_by_role("link", name=f"Ta bort {name}")).to_be_in_viewport()
    expect(page.get_by_role("main").get_by_role("link", name=name, exact=True)).to_have_count(1)


def test_the_map_is_moved_by_links_without_a_script(reader):
    page = reader(javascript=False, width=1280)
    page.goto("/hitta-vard/?q=Stockholm")
    before = page.locator(SVG).get_attribute("viewBox")
    page.get_by_role("link", name="Zooma ut").click()
    page.wait_for_url("**karta=**")
    wide = page.locator(SVG).get_attribute("viewBox")
    assert float(wide.split()[2]) == pytest.approx(2 * float(before.split()[2]), rel=0.01)
    cluster = page.locator(SVG).get_by_role("link", name=re.compile("mottagningar, zooma in")).first
    cluster.click()
    page.wait_for_url(lambda address: "karta=" in address)
    assert float(page.locator(SVG).get_attribute("viewBox").split()[2]) < float(wide.split()[2])


def test_the_map_by_keyboard(reader):
    page = reader(width=1280)
    page.goto("/hitta-vard/?q=Lund")
    sound(page)
    view = page.locator("[data-map-view]")
    tab_to(page, "Hoppa över kartan")
    page.keyboard.press("Tab")
    expect(view).to_be_focused()
    before = page.locator(SVG).get_attribute("viewBox").split()
    with page.expect_response("**/hitta-vard/karta/**"):
        page.keyboard.press("+")
    page.wait_for_url("**karta=**")
    zoomed = page.locator(SVG).get_attribute("viewBox").split()
    assert float(zoomed[2]) == pytest.approx(float(before[2]) / 2, rel=0.01)
    expect(view).to_be_focused()
    with page.expect_response("**/hitta-vard/karta/**"):
        page.keyboard.press("ArrowRight")
    page.wait_for_function(
        "x => parseFloat(document.querySelector('svg[role=group]').getAttribute('viewBox')) > x",
        arg=float(zoomed[0]) + 1,
    )
    expect(page.locator("[data-map-status]")).to_contain_text("Kartan visar")
    with page.expect_response("**/hitta-vard/karta/**"):
        page.get_by_role("link", name="Visa listan på kartan igen").press("Enter")
    page.wait_for_url(lambda address: "karta=" not in address)
    page.locator("a.pin.listed").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/mottagning/**")
    assert axe_violations(page) == []
    expect(page.get_by_role("link", name="Öppna i telefonens karta")).to_have_attribute(
        "href", re.compile(r"^geo:5\d\.\d+,1\d\.\d+")
    )


def test_the_map_is_dragged_and_wheeled(reader):
    page = reader(width=1280, reduced_motion="reduce")
    page.goto("/hitta-vard/?q=Lund")
    box = page.locator("[data-map-view]").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    before = [float(each) for each in page.locator(SVG).get_attribute("viewBox").split()]
    page.mouse.move(*middle)
    page.mouse.wheel(0, 200)  # passes by: the page scrolls, the map stands
    page.wait_for_timeout(100)
    assert [float(each) for each in page.locator(SVG).get_attribute("viewBox").split()] == before
    page.evaluate("scrollTo(0, 0)")
    page.locator("[data-map-view]").focus()
    box = page.locator("[data-map-view]").bounding_box()
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    with page.expect_response("**/hitta-vard/karta/**"):
        page.mouse.move(middle[0] - 100, middle[1], steps=4)
        page.mouse.up()
    shown = page.locator(SVG).get_attribute("viewBox")
    dragged = [float(each) for each in shown.split()]
    assert dragged[0] > before[0] + 10
    with page.expect_response("**/hitta-vard/karta/**"):
        page.mouse.wheel(0, 300)
    expect(page.locator(SVG)).not_to_have_attribute("viewBox", shown)  # the map is drawn after the answer has come
    assert float(page.locator(SVG).get_attribute("viewBox").split()[2]) > dragged[2]
    assert "/hitta-vard/" in page.url


def test_ones_position_is_asked_for_by_a_button_and_rounded(reader):
    page = reader(geolocation={"latitude": 55.704321, "longitude": 13.193456}, permissions=["geolocation"])
    page.goto("/hitta-vard/")
    expect(page.get_by_role("button", name="Använd min plats")).to_be_visible()
    page.get_by_role("button", name="Använd min plats").click()
    page.wait_for_url("**pos=55.70%2C13.19**")
    expect(heading(page)).to_contain_text("från din plats")
    sound(page)


def test_a_refusal_is_said_in_words(reader):
    page = reader(permissions=[])
    page.goto("/hitta-vard/?q=Lund")
    page.evaluate("() => { navigator.geolocation.getCurrentPosition = (_, no) => no({code: 1, PERMISSION_DENIED: 1}) }")
    page.get_by_role("button", name="Använd min plats").click()
    expect(page.get_by_text("Din webbläsare lämnade inte ut platsen.")).to_be_visible()
    assert "pos=" not in page.url


def test_no_button_without_a_script(reader):
    page = reader(javascript=False)
    page.goto("/hitta-vard/")
    expect(page.get_by_text("Använd min plats")).to_be_hidden()
