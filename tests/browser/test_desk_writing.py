"""Editors write: by keyboard, with the network cut, two at once, logged out in the middle, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import end_sessions, enter_again
from tests.browser.page_checks import axe_violations, beside_the_screen, tab_to
from tests.browser.test_staff import log_in

KEPT = "Object.keys(localStorage).filter(name => name.startsWith('utkast-'))"


@pytest.fixture
def editor(site, reader):
    """Logs in a new editor in a window of their own."""

    def enter(username, **window):
        lines = (
            "from accounts import demo",
            "from accounts.models import Role, User",
            f"user = User.objects.create_user({username!r}, password=demo.PASSWORD, name={username.title()!r} + "
            "' Exempel', is_staff=True, roles=[Role.EDITOR])",
            f"demo.enrol(user, demo.secret_of({username!r}))",
        )
        site.manage("shell", "-c", "\n".join(lines))
        page = reader(**window)
        log_in(page, username)
        page.wait_for_url("**/konto/")
        return page

    return enter


def begin(page, title):
    """A new article, open for writing."""
    page.goto("/redaktion/artiklar/ny/")
    page.get_by_label("Rubrik").fill(title)
    page.get_by_label("Sjukdom").check()
    page.get_by_role("button", name="Skapa och börja skriva").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def chapter(page, name):
    """The text of a chapter, opened."""
    part = page.locator(f"details[data-part={name}]")
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part.get_by_label("Text")


def saved(page):
    expect(page.locator("[data-save-status]")).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))


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
    assert page.evaluate(KEPT) == []


def test_what_is_typed_before_the_script_has_come_is_saved(editor):
    page = editor("skrivtidigt", width=1280)
    begin(page, "Snabba fingrar")
    held = []
    page.route(re.compile(r"/autosave\..*js$"), lambda route: held.append(route), times=1)
    page.reload(wait_until="commit")
    page.get_by_label("Sammanfattning", exact=True).fill("Skrivet innan skriptet kom.")
    page.wait_for_function("document.readyState === 'interactive'")
    held.pop().continue_()
    saved(page)
    page.reload()
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skrivet innan skriptet kom.")
    expect(page.locator("[data-kept]")).to_be_hidden()


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


def test_the_network_is_cut_and_comes_back(editor, reader):
    page = editor("skrivnat", width=1280, expects=["net::ERR_INTERNET_DISCONNECTED", "htmx:"])
    begin(page, "Nät som går ner")
    page.context.set_offline(True)
    page.get_by_label("Sammanfattning", exact=True).fill("Skrivet utan nät.")
    expect(page.locator("[data-save-status]")).to_contain_text("Ingen kontakt.")
    expect(page.locator("[data-save-said]")).to_contain_text("Texten finns kvar här.")
    assert len(page.evaluate(KEPT)) == 1
    page.context.set_offline(False)
    saved(page)
    assert page.evaluate(KEPT) == []

    page.context.set_offline(True)
    page.get_by_label("Sammanfattning", exact=True).fill("Skrivet innan fönstret stängdes.")
    page.get_by_role("button", name="Lägg till en källa").click()
    page.keyboard.type("Källa nummer fyra")
    expect(page.locator("[data-save-status]")).to_contain_text("Ingen kontakt.")
    # The computer is shut, and started again: the same browser, and nothing was sent at the last. (A window that is
    # only closed may have the time to send once the network is back.)
    address, browser = page.url, page.context.storage_state()
    page = reader(width=1280, storage_state=browser)
    page.goto(address)
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skrivet utan nät.")
    expect(page.get_by_text("Vi hittade text som inte sparades")).to_be_visible()
    assert axe_violations(page) == []
    page.reload()  # it waits until it has been answered
    page.get_by_role("button", name="Återställ").click()
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skrivet innan fönstret stängdes.")
    saved(page)
    page.reload()
    expect(page.get_by_label("Titel").first).to_have_value("Källa nummer fyra")
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate(KEPT) == []


def test_two_write_at_once(editor):
    karin = editor("skrivett", width=1280, expects=["status of 409"])
    begin(karin, "Två som skriver")
    kim = editor("skrivtva", width=1280, expects=["status of 409"])
    kim.goto(karin.url)
    karin.get_by_label("Sammanfattning", exact=True).fill("Den första skrev det här.")
    saved(karin)
    chapter(kim, "symptoms").fill("Den andra skrev det här.")
    status = kim.locator("[data-save-status]")
    expect(status).to_contain_text("Skrivett Exempel har sparat samma utkast")
    status.get_by_role("button", name="Jämför texterna").click()
    expect(kim.get_by_role("heading", level=1)).to_have_text("Skrivett Exempel har sparat samma utkast")
    assert axe_violations(kim) + beside_the_screen(kim) == []
    expect(kim.get_by_role("group", name="Bara Skrivett Exempel har ändrat").get_by_label("Deras text")).to_be_checked()
    expect(kim.get_by_role("group", name="Bara du har ändrat").get_by_label("Min text")).to_be_checked()
    kim.get_by_role("button", name="Spara den sammanslagna texten").click()
    expect(kim.get_by_label("Sammanfattning", exact=True)).to_have_value("Den första skrev det här.")
    expect(chapter(kim, "symptoms")).to_have_value("Den andra skrev det här.")
    expect(kim.locator("[data-kept]")).to_be_hidden()
    karin.reload()
    expect(karin.get_by_text("Skrivtva Exempel sparade utkastet för")).to_be_visible()


def test_logged_out_in_the_middle(editor):
    page = editor("skrivut", width=1280, expects=["status of 403"])
    begin(page, "Utloggad mitt i")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="__Host-sessionid")
    page.get_by_label("Sammanfattning", exact=True).fill("Skrivet utan inloggning.")
    status = page.locator("[data-save-status]")
    expect(status).to_contain_text("Du har loggats ut.")
    expect(status.get_by_role("link", name="Logga in i en ny flik")).to_have_attribute("href", re.compile("/logga-in/"))
    assert len(page.evaluate(KEPT)) == 1
    page.context.clear_cookies(name="__Host-csrftoken")  # who logs in gets a new one
    page.context.add_cookies([each for each in cookies if each["name"] == "__Host-sessionid"])
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    saved(page)
    page.reload()
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skrivet utan inloggning.")
    assert page.evaluate(KEPT) == []


def test_what_is_not_saved_is_asked_about(editor):
    page = editor("skrivbort", width=1280, expects=["status of 400", "status of 413", "Error Code 413"])
    begin(page, "Lämna sidan")
    page.get_by_label("Rubrik", exact=True).first.fill("r" * 125)
    expect(page.locator("[data-save-status]")).to_contain_text("Korta ”Rubrik” med 5 tecken.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Väntar på mig").click()
    page.wait_for_function("true")
    assert asked == ["beforeunload"]
    expect(page.get_by_label("Rubrik", exact=True).first).to_have_value("r" * 125)
    page.get_by_label("Rubrik", exact=True).first.fill("Kortare")
    saved(page)
    text = chapter(page, "symptoms")
    text.evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input', {bubbles: true})) }",
        "a" * 1_100_000,
    )
    expect(page.locator("[data-save-status]")).to_contain_text("Texten är för stor")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Texten är för stor att skicka")
    page.go_back()
    expect(page.get_by_text("Vi hittade text som inte sparades")).to_be_visible()
    page.get_by_role("button", name="Återställ").click()
    assert len(chapter(page, "symptoms").input_value()) == 1_100_000
    chapter(page, "symptoms").fill("Kort.")
    saved(page)


def test_a_whole_text_without_a_script_on_a_phone(editor):
    page = editor("skrivlos", javascript=False, expects=["status of 404"])
    begin(page, "Utan skript")
    assert beside_the_screen(page) == []
    expect(page.get_by_role("toolbar")).to_have_count(0)
    expect(page.get_by_text("Räcker inte raderna?").first).to_be_visible()
    page.get_by_label("Sammanfattning", exact=True).fill("Det går utan skript. Det går bra.")
    level = page.locator("details[data-level=emergency]")
    level.locator("summary").click()
    level.get_by_label("Tecken").fill("Du får ingen luft.")
    chapter(page, "symptoms").fill("Du blir **trött**.\n\n- Gäspar")
    page.locator("details[data-part=symptoms]").get_by_label("Rubrik").fill("Du blir trött")
    page.get_by_label("Titel").first.fill("En källa")
    page.get_by_label("Utgivare").first.fill("Socialstyrelsen")
    page.get_by_role("button", name="Förhandsgranska").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Så här ser läsaren utkastet")
    expect(page.get_by_role("strong").filter(has_text="trött")).to_be_visible()
    expect(page.get_by_text("är inte sparat än")).to_be_visible()
    page.get_by_role("button", name="Skriv vidare").click()
    expect(chapter(page, "symptoms")).to_have_value("Du blir **trött**.\n\n- Gäspar")
    page.get_by_role("button", name="Skicka in till granskning").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skicka in ”Utan skript” till granskning")
    page.get_by_label("Vad har ändrats?").fill("Första versionen.")
    page.get_by_role("button", name="Skicka in").click()
    page.goto("/redaktion/granskas/")
    expect(page.get_by_role("main")).to_contain_text("Utan skript")


def test_a_session_ends_without_a_script_and_nothing_is_lost(editor, site):
    page = editor("skrivslut", javascript=False, expects=["status of 401", "status of 403"])
    begin(page, "Slut på passet")
    written = "Det rosslar & <b>piper</b>.\n\n- Slem\n- Trötthet"
    page.get_by_label("Sammanfattning", exact=True).fill("Skrivet när passet var slut.")
    chapter(page, "symptoms").fill(written)
    end_sessions(site, "skrivslut")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är inte inloggad längre")
    copies = page.get_by_role("textbox", name=re.compile(r"^Text \d av \d$"))
    assert written in [each.input_value() for each in copies.all()]
    assert beside_the_screen(page) == []
    page.get_by_role("button", name="Jag har loggat in – spara nu").click()  # too soon
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är inte inloggad längre")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    enter_again(opened.value, "skrivslut")
    page.get_by_role("button", name="Jag har loggat in – spara nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tryck en gång till")
    expect(page.get_by_text("Du är inloggad som Skrivslut Exempel.")).to_be_visible()
    assert beside_the_screen(page) == []
    page.get_by_role("button", name="Spara nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Slut på passet")
    page.reload()
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skrivet när passet var slut.")
    expect(chapter(page, "symptoms")).to_have_value(written)


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
