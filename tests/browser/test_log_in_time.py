"""Before one is logged out the page says so by itself; one goes on with a press, and what was typed stands there."""

import re

from playwright.sync_api import expect

from tests.browser.desk import begin, end_sessions, enter_again, look
from tests.browser.page_checks import tab_to

SOON_WARNED = """
from datetime import timedelta
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from accounts.models import User
from accounts.sessions import SessionStore

user = User.objects.get(username={username!r})
for key in Session.objects.values_list("session_key", flat=True):
    session = SessionStore(key)
    if session.get(SESSION_KEY) == str(user.pk):
        session["logged_in_until"] = (timezone.now() + timedelta(minutes=15, seconds={seconds})).isoformat()
        session.save()
"""
LEFT = """
from datetime import timedelta
from django.contrib.sessions.models import Session
from django.utils import timezone

print(Session.objects.filter(expire_date__gt=timezone.now() + timedelta(hours=7, minutes=50)).count())
"""
WAKES = "document.dispatchEvent(new Event('visibilitychange'))"  # as when one comes back to the tab
NOTICE = re.compile(r"Du loggas ut klockan \d\d\.\d\d\.")
BUTTON = "Fortsätt vara inloggad"


def soon_warned(site, username, seconds):
    """The log-in has a quarter of an hour and some seconds left."""
    site.run(SOON_WARNED.format(username=username, seconds=seconds))


def said(page):
    return page.locator("#inloggningstid")


def test_one_is_warned_in_an_open_page_and_goes_on_by_keyboard(editor, site):
    page = editor("varnadett", width=1280)
    soon_warned(site, "varnadett", 6)
    page.goto("/redaktion/artiklar/ny/")
    title = page.get_by_label("Rubrik")
    title.fill("Det jag hade skrivit")
    expect(said(page)).to_have_text(NOTICE, timeout=30_000)  # it comes when it is time
    expect(title).to_be_focused()
    page.locator("#main").focus()
    tab_to(page, BUTTON)
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(re.compile(r"^\s*Du är inloggad till klockan \d\d\.\d\d\.\s*$"))
    expect(said(page).locator("> *")).to_be_focused()  # not thrown back to the top of the page
    expect(title).to_have_value("Det jag hade skrivit")
    assert site.run(LEFT).strip() != "0"
    page.get_by_label("Sjukdom").check()
    page.get_by_role("button", name="Skapa och börja skriva").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Det jag hade skrivit")
    expect(said(page).locator(".notice")).to_have_count(0)


def test_the_notice_is_as_accessible_and_narrow_as_the_rest(editor, site):
    page = editor("varnadtva", width=1280)
    begin(page, "Snart slut på passet")
    for name, path in (("skriv", page.url), ("konto", "/konto/")):
        soon_warned(site, "varnadtva", -60)
        page.goto(path)
        expect(said(page).get_by_role("button", name=BUTTON)).to_be_visible()
        look(page, f"loggas-ut-{name}")
    page.get_by_role("button", name=BUTTON).click()
    expect(said(page)).to_contain_text("Du är inloggad till")
    until = said(page).inner_text().strip().removeprefix("Du är inloggad till ").removesuffix(".")
    expect(page.locator("#inloggad-till")).to_have_text(re.compile(f"{until}$"))  # the account says the same
    look(page, "loggas-ut-inte")


def test_without_a_script_the_button_leaves_what_was_typed(editor, site):
    page = editor("varnadtre", javascript=False)
    soon_warned(site, "varnadtre", -60)
    page.goto("/redaktion/artiklar/ny/")
    page.get_by_label("Rubrik").fill("Det jag hade skrivit")
    with page.context.expect_page() as opened:
        said(page).get_by_role("button", name=BUTTON).click()
    expect(opened.value.get_by_role("main")).to_contain_text("Stäng fliken och fortsätt i den som du kom från.")
    expect(page.get_by_label("Rubrik")).to_have_value("Det jag hade skrivit")


def test_a_page_that_slept_past_the_end_says_so_until_one_has_logged_in_again(editor, site):
    page = editor("varnadfyra", width=1280, expects=["status of 403"])
    begin(page, "Locket stängt")
    end_sessions(site, "varnadfyra")
    page.evaluate(WAKES)
    expect(said(page)).to_contain_text("Du har loggats ut.")
    look(page, "loggas-ut-slut")
    with page.context.expect_page() as opened:
        said(page).get_by_role("link", name="Logga in i en ny flik").click()
    enter_again(opened.value, "varnadfyra")
    opened.value.wait_for_url("**/konto/")
    page.evaluate(WAKES)
    expect(said(page).locator(".notice")).to_have_count(0)
