"""The search box: one types, and hears or sees what there is – with arrows, a finger, or Enter and nothing else."""

import re

from playwright.sync_api import expect

from tests.browser.page_checks import suggestions, type_query
from tests.browser.rows import heading

BOX = "Sök råd, besvär eller mottagning"


def box_on(page, path="/"):
    page.goto(path)
    return page.get_by_label(BOX)


def test_box_says_to_a_screen_reader_what_it_does(reader):
    page = reader()
    box = box_on(page)
    expect(box).to_have_attribute("role", "combobox")
    expect(box).to_have_attribute("aria-autocomplete", "list")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    listbox = page.locator(f"#{box.get_attribute('aria-controls')}")
    expect(listbox).to_have_attribute("role", "listbox")
    expect(listbox).to_be_hidden()
    type_query(page, box, "ont i")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(listbox).to_be_visible()
    count = suggestions(page).get_by_role("option").count()
    assert count > 1
    expect(page.locator("form.search [role=status]")).to_have_text(f"{count} förslag. Gå med piltangenterna.")


def test_what_is_written_from_right_to_left_stands_so(reader):
    page = reader()
    for path, label in (("/", BOX), ("/hitta-vard/", "Plats eller mottagning")):
        page.goto(path)
        box = page.get_by_label(label)
        box.fill("حمى")
        assert box.evaluate("it => getComputedStyle(it).direction") == "rtl"
        box.fill("feber")
        assert box.evaluate("it => getComputedStyle(it).direction") == "ltr"


def test_arrows_walk_through_the_suggestions_and_back_to_the_box(reader):
    page = reader()
    box = box_on(page)
    type_query(page, box, "ont i")
    rows = suggestions(page).get_by_role("option")
    expect(rows.first).to_be_visible()
    count = rows.count()
    for number in range(count):
        box.press("ArrowDown")
        expect(rows.nth(number)).to_have_attribute("aria-selected", "true")
        expect(box).to_have_attribute("aria-activedescendant", rows.nth(number).get_attribute("id"))
        assert suggestions(page).get_by_role("option", selected=True).count() == 1
        expect(box).to_be_focused()
    box.press("ArrowDown")  # past the last: in the box again
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowUp")
    expect(rows.nth(count - 1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_value("ont i")


def test_escape_closes_and_keeps_what_was_typed(reader):
    page = reader()
    box = box_on(page)
    type_query(page, box, "feber")
    expect(suggestions(page)).to_be_visible()
    box.press("ArrowDown")
    box.press("Escape")
    expect(suggestions(page)).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    expect(box).to_have_value("feber")
    expect(box).to_be_focused()
    box.press("Enter")  # nothing is chosen any more: an ordinary search
    page.wait_for_url("**/sok/?q=feber")


def test_leaving_the_box_closes_the_list(reader):
    page = reader()
    box = box_on(page)
    type_query(page, box, "feber")
    expect(suggestions(page)).to_be_visible()
    page.keyboard.press("Tab")
    expect(suggestions(page)).to_be_hidden()


def test_a_suggestion_can_be_pressed(reader):
    page = reader(has_touch=True)
    box = box_on(page)
    type_query(page, box, "halsf")
    suggestions(page).get_by_role("option", name="Halsfluss").tap()
    page.wait_for_url("**/halsfluss/")


def test_a_place_leads_to_find_care(reader):
    page = reader()
    type_query(page, box_on(page), "vårdcentral Lund")
    suggestions(page).get_by_role("option", name="vårdcentral Lund Hitta vård").click()
    page.wait_for_url("**/hitta-vard/?q=*")
    expect(heading(page)).to_contain_text("Lund")


def test_suggestions_stay_in_the_region(reader):
    page = reader()
    box = box_on(page, "/skane/")
    type_query(page, box, "halsf")
    expect(suggestions(page).get_by_role("option", name="Halsfluss")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    page.wait_for_url("**/skane/halsfluss/")


def test_box_in_the_masthead_of_a_phone(reader):
    page = reader()
    page.goto("/feber/")
    box = page.get_by_label(BOX)
    expect(box).to_be_hidden()
    page.locator("summary", has_text="Sök").click()
    expect(box).to_be_focused()
    type_query(page, box, "halsf")
    suggestions(page).get_by_role("option", name="Halsfluss").click()
    page.wait_for_url("**/halsfluss/")


def test_search_works_when_suggestions_do_not(reader):
    page = reader(expects=["Failed to load resource"])
    page.context.route("**/htmx*.js", lambda route: route.abort())
    box = box_on(page)
    box.press_sequentially("halsfluss")
    box.press("Enter")
    page.wait_for_url("**/sok/?q=halsfluss")
    expect(page.locator("ol.hits h3").first).to_have_text("Halsfluss")


def test_search_works_when_the_answer_to_suggestions_fails(reader):
    page = reader(expects=["status of 503", "Error Code 503"])
    page.context.route("**/forslag/**", lambda route: route.fulfill(status=503, body="<h1>fel</h1>"))
    box = box_on(page)
    type_query(page, box, "halsfluss")
    expect(suggestions(page)).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/sok/?q=halsfluss")
    expect(page.locator("ol.hits h3").first).to_have_text("Halsfluss")


def test_a_search_on_an_english_page_stays_in_english(reader):
    page = reader()
    page.goto("/en/feber/")
    page.locator("summary", has_text="Search").click()
    box = page.get_by_label("Search for advice, a symptom or a clinic")
    type_query(page, box, "sore t")
    rows = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(rows.first).to_contain_text("Sore throat")
    expect(page.locator("form.search [role=status]")).to_have_text(re.compile("^One suggestion|suggestions. Use the"))
    box.press("Enter")
    page.wait_for_url("**/en/sok/?q=sore+t")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search results")
    box.fill("sore throat")
    page.get_by_role("button", name="Search").click()
    page.locator("ol.hits a").first.click()
    page.wait_for_url("**/en/ont-i-halsen/")


def test_from_english_to_swedish_in_one_tap_without_javascript(reader):
    page = reader(javascript=False)
    page.goto("/skane/en/")
    page.locator("summary", has_text="Search").click()
    page.get_by_label("Search for advice, a symptom or a clinic").fill("fever")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/skane/en/sok/?q=fever")
    expect(page.get_by_role("heading", name="Texts in English")).to_be_visible()
    page.get_by_role("link", name="Svenska").first.click()
    page.wait_for_url("**/skane/sok/?q=fever")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sökresultat")


def test_emergency_words_bring_112_before_everything(reader):
    page = reader(javascript=False)
    box_on(page).fill("bröstsmärta")
    page.get_by_role("button", name="Sök").click()
    emergency = page.get_by_role("region", name="Är det fara för liv? Ring 112")
    call = emergency.get_by_role("link", name="Ring 112")
    expect(call).to_have_attribute("href", "tel:112")
    top = call.bounding_box()
    assert top["y"] + top["height"] < 844, "one has to scroll to see the number"
    assert top["y"] < page.locator("ol.hits").bounding_box()["y"]


def test_ordinary_words_bring_no_alarm(reader):
    page = reader(javascript=False)
    page.goto("/sok/?q=eksem")
    expect(page.locator("ol.hits h3").first).to_have_text("Eksem")
    expect(page.get_by_role("main").get_by_role("link", name="Ring 112")).to_have_count(0)


def test_a_misspelt_word_is_understood_and_it_says_so(reader):
    page = reader()
    box = box_on(page)
    box.fill("öroninflamasjon")
    box.press("Enter")
    page.wait_for_url("**/sok/?q=*")
    expect(page.locator("ol.hits h3").first).to_have_text("Öroninflammation")
    expect(page.get_by_role("status").filter(has_text="Visar träffar för")).to_contain_text("öroninflamasjon")
    expect(page.get_by_label(BOX)).to_have_value("öroninflamasjon")


def test_nothing_found_is_not_an_empty_page(reader):
    page = reader()
    box = box_on(page)
    box.fill("xyzzyxq")
    box.press("Enter")
    page.wait_for_url("**/sok/?q=xyzzyxq")
    main = page.get_by_role("main")
    expect(main.get_by_role("heading", name="Vi hittade inget på ”xyzzyxq”")).to_be_visible()
    for way_on in ("Leta i allt från A till Ö", "Hitta vård nära dig", "1177"):
        expect(main.get_by_role("link", name=way_on).first).to_be_visible()


def test_nothing_typed_says_what_can_be_asked(reader):
    page = reader()
    box_on(page).press("Enter")
    page.wait_for_url("**/sok/?q=")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sök")
    expect(page.get_by_role("main")).to_contain_text("Skriv ett besvär")


def test_what_is_typed_is_shown_as_it_was_typed(reader):
    page = reader()
    page.goto("/sok/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+%22feber%22")
    expect(page.get_by_label(BOX)).to_have_value('<img src=x onerror=alert(1)> "feber"')
    assert page.locator("main img").count() == 0
