"""What editors write is not lost: the network cut, two at once, logged out in the middle, the script late."""

import re

from playwright.sync_api import expect

from tests.browser.desk import KEPT, begin, chapter, end_sessions, enter_again, keeps_nothing, saved
from tests.browser.page_checks import axe_violations, beside_the_screen


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
    keeps_nothing(page)

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
    expect(page.locator("[data-save-said]")).to_contain_text("Det finns text som inte sparades.")
    page.get_by_role("button", name="Återställ").click()
    expect(page.locator("[data-save-said]")).to_have_text("Texten är återställd.")
    expect(page.get_by_label("Sammanfattning", exact=True)).to_have_value("Skrivet innan fönstret stängdes.")
    saved(page)
    page.reload()
    expect(page.get_by_label("Titel").first).to_have_value("Källa nummer fyra")
    expect(page.locator("[data-kept]")).to_be_hidden()
    keeps_nothing(page)


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
    keeps_nothing(page)


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
