"""The desk as a person meets it in these tests: who works there, and what is asked of each of its pages."""

import os
import re

from playwright.sync_api import expect

from accounts import demo
from tests.browser import phone
from tests.browser.page_checks import TWICE, axe_violations, beside_the_screen, put_on
from tests.browser.test_staff import log_in, write_password
from tests.running_parts import until

SHOTS = os.environ.get("BROWSER_SHOTS")
HIRE = """
from accounts import demo
from accounts.models import User
from regions.models import Assignment

for username, roles, region in {people!r}:
    user = User.objects.create_user(
        username, name=username.title() + " Exempel", password=demo.PASSWORD, is_staff=True,
        roles=[] if region else roles,
    )
    demo.enrol(user, demo.secret_of(username))
    if region:
        Assignment.objects.bulk_create([Assignment(user=user, region_id=region, role=role) for role in roles])
"""


def hire(site, *people):
    """Gives people accounts: (user name, roles) for the whole country, (user name, roles, region code) for one."""
    site.run(HIRE.format(people=[(*person, "")[:3] for person in people]))


def enter(page, username):
    """In at the desk's first page."""
    log_in(page, username)
    page.wait_for_url("**/konto/")
    page.goto("/redaktion/")
    return page


# A code opens once: whoever logs in a second time has a new app to read it from.
ENDED = """
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from accounts import demo
from accounts.models import User

user = User.objects.get(username={username!r})
Session.objects.all().delete()
Authenticator.objects.filter(user=user).delete()
demo.enrol(user, demo.secret_of({username!r} + " igen"))
"""


def end_sessions(site, username):
    """As when the working day is over: the browser has its cookies, and the server knows none of them."""
    site.run(ENDED.format(username=username))


def enter_again(page, username):
    """In once more, on the log-in page that has been opened."""
    write_password(page, username)
    page.get_by_role("textbox", name="Engångskod").fill(phone.code(demo.secret_of(f"{username} igen")))
    page.get_by_role("button", name="Logga in").click()


def look(page, name):
    """Nothing to remark on, on phones and on a laptop, nor on a phone with letters twice as large; pictured where one
    has asked for it."""
    page.wait_for_load_state()
    before = page.viewport_size
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert beside_the_screen(page) == [], (name, width)
        if SHOTS and width != 320:
            page.screenshot(path=f"{SHOTS}/{name}-{width}.png", full_page=True)
        if width == 390:  # for axe it holds the same as 320
            put_on(page, TWICE)
            assert beside_the_screen(page) == [], (name, "letters twice as large")
            put_on(page, "")
        else:
            assert axe_violations(page) == [], (name, width)
    page.set_viewport_size(before)


# ---- writing ----

KEPT = "Object.keys(localStorage).filter(name => name.startsWith('utkast-'))"


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


def keeps_nothing(page):
    """Waits until the browser keeps no text: the script that forgets it runs when the page is read already."""
    until(lambda: page.evaluate(KEPT) == [], lambda: f"the browser keeps {page.evaluate(KEPT)}")


def saved(page):
    expect(page.locator("[data-save-status]")).to_have_text(re.compile(r"^Sparat \d\d\.\d\d$"))
