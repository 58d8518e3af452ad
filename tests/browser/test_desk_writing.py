"""Editors write: by keyboard, on a phone, and without a script."""

import re

from playwright.sync_api import expect

from tests.browser.desk import begin, chapter, keeps_nothing, saved
from tests.browser.page_checks import axe_violations, beside_the_screen, tab_to


def test_a_chapter_is_written_with_the_keyboard_and_seen_as_it_is_written(editor):
    page = editor("skriv", width=1440)
    begin(page, "Rassel i bröstet")
    assert axe_violations(page) + beside_the_screen(page) == []
    text = chapter(page, "symptoms")
    text.focus()
    page.keyboard.type("Det rasslar ")
    page.keyboard.press("Control+b")
    page.keyboard.type("mycket")  # in the place of the chosen words
    expect(text).to_have_value("Det rasslar **mycket**")
    page.keyboard.press("Control+End")
    page.keyboard.type(" i bröstet.\n")
    page.keyboard.press("Shift+Tab")  # one stop for the whole toolbar
    expect(page.get_by_role("toolbar", name="Formatera Symtom").get_by_role("button", name="Fet")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("Hosta")
    expect(text).to_have_value("Det rasslar **mycket** i bröstet.\n\n- Hosta")
    page.keyboard.press("Enter")
    page.keyboard.type("- Feber")
    reader = page.get_by_role("region", name="Förhandsvisning")
    expect(reader.get_by_role("strong")).to_have_text("mycket")
    expect(reader.locator(".chapter li")).to_have_text(["Hosta", "Feber"])
    saved(page)
    for _ in range(4):
        page.keyboard.press("Control+z")
    expect(text).not_to_have_value(re.compile("Feber"))
    text.fill("Ring 1177.")
    text.select_text()
    page.keyboard.press("Control+k")
    page.keyboard.type("/feber/")
    expect(text).to_have_value("[Ring 1177.](/feber/)")
    page.get_by_role("button", name="Lägg till en källa").click()
    page.keyboard.type("En källa")
    tab_to(page, "Utgivare")
    page.keyboard.type("Exempelverket")
    expect(reader.get_by_text("En källa. Exempelverket.")).to_be_visible()
    expect(page.locator("#fynd-sources li")).to_have_count(0)
    page.get_by_label("Dator").check()
    assert reader.bounding_box()["width"] > 700
    assert axe_violations(page) + beside_the_screen(page) == []
    saved(page)
    page.reload()
    expect(page.get_by_label("Utgivare").first).to_have_value("Exempelverket")
    expect(page.locator("[data-kept]")).to_be_hidden()
    keeps_nothing(page)


def test_what_is_typed_is_never_run(editor):
    page = editor("skrivmark", width=1440)
    begin(page, "Märkt text")
    page.get_by_label("Sammanfattning", exact=True).fill('<img src=x onerror="alert(1)"> <b hx-get="/">fet</b>')
    chapter(page, "symptoms").fill("<script>alert(1)</script> [x](javascript:alert(1))")
    reader = page.get_by_role("region", name="Förhandsvisning")
    expect(reader.get_by_text("<script>alert(1)</script>")).to_be_visible()
    expect(reader.get_by_text("<img src=x onerror=")).to_be_visible()
    assert reader.locator("img, script, b, a[href^=javascript]").count() == 0
    saved(page)


def test_a_whole_text_without_a_script_on_a_phone(editor):
    page = editor("skrivlos", javascript=False, expects=["status of 404"])
    begin(page, "Utan skript")
    assert beside_the_screen(page) == []
    expect(page.get_by_role("toolbar")).to_have_count(0)
    expect(page.get_by_text("Räcker inte raderna?").first).to_be_visible()
    expect(page.get_by_text("Inga ändringar än")).to_be_hidden()  # nobody has looked
    expect(page.get_by_text("Spara innan du lämnar sidan")).to_be_visible()
    page.get_by_label("Sammanfattning", exact=True).fill("Det går utan skript. Det går bra.")
    level = page.locator("details[data-level=emergency]")
    level.locator("summary").click()
    level.get_by_label("Tecken").fill("Du får ingen luft.")
    chapter(page, "symptoms").fill("Du blir **trött**.\n\n- Gäspar")
    page.locator("details[data-part=symptoms]").get_by_label("Rubrik").fill("Du blir trött")
    page.get_by_label("Titel").first.fill("En källa")
    page.get_by_label("Utgivare").first.fill("Socialstyrelsen")
    page.get_by_role("button", name="Förhandsvisa").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Så här ser läsaren utkastet")
    expect(page.get_by_role("strong").filter(has_text="trött")).to_be_visible()
    expect(page.get_by_text("är inte sparat än. Tryck på Skriv vidare")).to_be_visible()
    page.get_by_role("button", name="Skriv vidare").click()
    expect(chapter(page, "symptoms")).to_have_value("Du blir **trött**.\n\n- Gäspar")
    page.get_by_role("button", name="Skicka in till granskning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skicka in ”Utan skript” till granskning")
    page.get_by_label("Vad har ändrats?").fill("Första versionen.")
    page.get_by_role("button", name="Skicka in").click()
    page.goto("/redaktion/granskas/")
    expect(page.get_by_role("main")).to_contain_text("Utan skript")


def test_the_desk_on_a_phone(editor):
    page = editor("skrivsmal", width=320)
    begin(page, "Smal skärm")
    assert axe_violations(page) + beside_the_screen(page) == []
    page.get_by_text("Delar av artikeln").click()
    page.get_by_role("link", name="Egenvård").click()
    expect(page.locator("details[data-part=self_care]")).to_have_attribute("open", "")
    chapter(page, "self_care").fill("Vila.")
    expect(page.get_by_role("region", name="Förhandsvisning").get_by_text("Vila.")).to_be_visible()
    saved(page)
    page.get_by_role("button", name="Skicka in till granskning").click()
    expect(page.get_by_role("heading", level=2, name="Det här måste rättas först")).to_be_visible()
    assert axe_violations(page) + beside_the_screen(page) == []
    page.get_by_role("link", name="Rätta i utkastet").click()
    page.get_by_role("link", name="Om artikeln").click()
    page.get_by_label("Nytt ord").fill("smalnad")
    page.get_by_role("button", name="Lägg till ordet").click()
    expect(page.get_by_role("status")).to_contain_text("”smalnad” leder nu till artikeln.")
    assert axe_violations(page) + beside_the_screen(page) == []
    page.get_by_role("button", name="Ta bort ”smalnad”").click()
    expect(page.get_by_role("status")).to_contain_text("leder inte längre")
    page.go_back()
    page.goto(page.url.replace("/om/", "/kasta/"))
    page.get_by_role("button", name="Kasta utkastet").click()
    expect(page.get_by_role("status")).to_contain_text("är kastat")


def test_the_bar_that_saves_leaves_the_screen_to_the_text(editor):
    page = editor("skrivrad", width=1280)
    begin(page, "Raden")
    expect(page.get_by_text("Inga ändringar än")).to_be_visible()
    chapter(page, "symptoms").fill("Du hostar.")
    saved(page)
    bar, status = page.locator(".save-bar"), page.locator("[data-save-status]")
    expect(status.get_by_text("Spara innan du lämnar sidan")).to_be_hidden()
    page.reload()
    expect(status).to_contain_text(", Skrivrad")  # as long as it gets while all is well
    for width, height, most in ((1280, 800, 70), (844, 390, 70), (390, 844, 100)):
        page.set_viewport_size({"width": width, "height": height})
        expect(bar).to_have_css("position", "sticky")
        assert bar.bounding_box()["height"] <= most, (width, height)
        assert beside_the_screen(page) == []
    page.set_viewport_size({"width": 320, "height": 256})  # a laptop at 400 %
    expect(bar).to_have_css("position", "static")


def test_the_keyboard_stays_where_it_is_while_the_preview_comes(editor):
    page = editor("skrivfokus", width=1280)
    begin(page, "Fokus som stannar")
    page.get_by_label("Sammanfattning", exact=True).fill("Skrivet i lugn och ro.")
    link = page.get_by_role("navigation", name="Delar av artikeln").get_by_role("link").nth(1)
    with page.expect_response("**/forhandsgranska/"):
        link.focus()
    expect(page.locator("#lasaren")).to_contain_text("Skrivet i lugn och ro.")
    expect(link).to_be_focused()
