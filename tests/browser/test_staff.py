"""Those who work here: in with a password and a code, out again, and no further than their role goes."""

import re

import pytest
from playwright.sync_api import expect

from accounts import demo
from tests.browser import phone
from tests.browser.page_checks import axe_violations, beside_the_screen, kept_in_browser

SESSION = "__Host-sessionid"


def write_password(page, username, password=demo.PASSWORD):
    page.get_by_label("Användarnamn").fill(username)
    page.get_by_label("Lösenord").fill(password)
    page.get_by_role("button", name="Logga in").click()


def log_in(page, username, path="/logga-in/"):
    """In as one of the cast. A code opens once, so a test logs in a person whom no other test has logged in."""
    page.goto(path)
    write_password(page, username)
    page.get_by_role("textbox", name="Engångskod").fill(phone.code(demo.secret_of(username)))
    page.get_by_role("button", name="Logga in").click()


def fits(page):
    """A staff page is as accessible as a public one, and as narrow."""
    return axe_violations(page) + beside_the_screen(page)


def test_karin_logs_in_sees_her_account_and_logs_out(reader):
    page = reader(expects=["status of 403", "status of 400"])
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")

    write_password(page, "karin", "fel lösenord")
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    expect(page.get_by_label("Användarnamn")).to_have_value("karin")
    assert SESSION not in kept_in_browser(page)
    write_password(page, "karin")
    expect(page.get_by_role("heading", level=1)).to_have_text("Skriv engångskoden")
    assert fits(page) == []
    page.goto("/konto/")  # a password alone does not open it
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Mitt konto")
    page.goto("/logga-in/kod/")
    page.get_by_role("textbox", name="Engångskod").fill("000000")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_contain_text("Koden stämmer inte")
    page.get_by_role("textbox", name="Engångskod").fill(phone.code(demo.secret_of("karin")))
    page.get_by_role("button", name="Logga in").click()

    page.wait_for_url("**/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mitt konto")
    expect(page.get_by_role("main")).to_contain_text("Karin Exempel")
    expect(page.get_by_role("main")).to_contain_text("Redaktör")
    assert fits(page) == []
    [cookie] = [each for each in page.context.cookies() if each["name"] == SESSION]
    assert (cookie["secure"], cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, True, "Lax", -1)

    page.get_by_role("button", name="Logga ut").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är utloggad")
    assert kept_in_browser(page) == []
    page.goto("/konto/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
    page.go_back()  # nothing of hers is left behind in the browser
    expect(page.get_by_text("Karin Exempel")).to_have_count(0)


def test_who_has_no_second_factor_gets_one_before_anything_else(reader, site):
    password = site.make_staff("anna", "Anna Exempel")
    page = reader(expects=["status of 400"])
    page.goto("/logga-in/")
    write_password(page, "anna", password)
    expect(page.get_by_role("heading", level=1)).to_have_text("Lägg till tvåstegsverifiering")
    page.goto("/admin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lägg till tvåstegsverifiering")
    picture = page.get_by_role("img", name="QR-kod som du läser av med appen")
    assert picture.evaluate("image => image.naturalWidth") > 0
    assert fits(page) == []
    page.get_by_role("textbox", name="Engångskod").fill("000000")
    page.get_by_role("button", name="Slå på").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()

    secret = page.locator("code").inner_text()
    page.get_by_role("textbox", name="Engångskod").fill(phone.code(secret))
    page.get_by_role("button", name="Slå på").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dina reservkoder")
    listed = page.get_by_role("main").locator("li code")
    expect(listed).to_have_count(10)
    codes = listed.all_inner_texts()
    assert len(set(codes)) == 10
    assert fits(page) == []
    page.get_by_role("link", name="Jag har sparat koderna").click()
    expect(page.get_by_role("main")).to_contain_text("Anna Exempel")
    expect(page.get_by_role("main")).to_contain_text("10 kvar")

    page.get_by_role("button", name="Logga ut").click()
    page.goto("/logga-in/")
    write_password(page, "anna", password)
    page.get_by_role("textbox", name="Engångskod").fill(codes[0])  # without the phone
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("main")).to_contain_text("9 kvar")


def test_administration_opens_for_its_administrator(reader):
    page = reader(width=1280)
    log_in(page, "admin", "/admin/")
    page.wait_for_url("**/admin/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Administration")
    page.get_by_role("link", name=re.compile("^användare$", re.I)).first.click()
    page.get_by_role("link", name="karin").click()
    expect(page.get_by_label("Redaktör", exact=True)).to_be_checked()
    expect(page.get_by_role("link", name="Ta bort", exact=True)).to_have_count(0)


def test_maj_cannot_do_what_is_not_hers(reader):
    page = reader(width=1280, expects=["status of 403"])
    log_in(page, "maj")
    page.wait_for_url("**/konto/")
    expect(page.get_by_role("main")).to_contain_text("Regionadministratör")
    for path in ("admin/accounts/user", "admin/accounts/user/add", "admin/accounts/auditevent", "redaktion/sokregler"):
        answer = page.goto(f"/{path}/")
        assert answer.status == 403, path
        expect(page.get_by_role("heading", level=1)).to_have_text("Du har inte tillgång till sidan")
    assert axe_violations(page) == []


@pytest.mark.parametrize("path", ["/konto/", "/admin/", "/admin/accounts/user/", "/konto/losenord/"])
def test_a_reader_is_asked_to_log_in(reader, path):
    page = reader()
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")
    assert SESSION not in kept_in_browser(page)
