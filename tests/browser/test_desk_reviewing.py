"""Rut opens a link on her phone, reads, and signs; Karin asks for it and takes in what is suggested."""

import re

import pytest
from playwright.sync_api import expect

from accounts import demo
from tests.browser import phone
from tests.browser.desk import end_sessions, enter_again, hire, look
from tests.browser.page_checks import axe_violations, beside_the_screen, kept_in_browser, tab_to
from tests.browser.test_staff import fits, log_in

# A text that Rune has signed, and a second version in which three chapters have changed. Eva is asked to review it.
MADE = """
from dataclasses import replace
from accounts import demo
from accounts.models import Role, User
from articles.actions import reviewing, writing
from articles.models import ChapterKind, RevisionPart, Verdict
from articles.text import ArticleText
from tests.desk.conftest import TEXT

def staff(username, role):
    found = User.objects.filter(username=username).first()
    if found is None:
        found = User.objects.create_user(
            username, name=username.title() + " Exempel", password=demo.PASSWORD, roles=[role], is_staff=True
        )
        demo.enrol(found, demo.secret_of(username))
    return found

writer, rune = staff("vera", Role.EDITOR), staff("rune", Role.FACT_REVIEWER)
text = replace(TEXT, title={title!r})
article = writing.new_article(by=writer, title=text.title, kind=text.kind)
draft = writing.save_draft(by=writer, draft=article.draft, text=text, serial=0)
first = writing.submit(by=writer, draft=draft, serial=draft.serial)
asked = reviewing.ask_user(by=writer, revision=first, reviewer=rune)
parts = RevisionPart.objects.filter(revision=first).values_list("part", flat=True)
said = {{part: reviewing.Judgement(Verdict.AGREE) for part in parts}}
who = reviewing.Reviewer(rune.name, "allmänläkare", "Exempelkliniken", "Inga")
reviewing.sign(by=rune, review=asked, judgements=said, reviewer=who)
draft = writing.start_draft(by=writer, article=article)
text = replace(text, change_note="Hur länge man ska vila.", chapters=(
    replace(text.chapters[0], text="Du kan också hosta och bli hes.\\n\\n- Slem\\n- Trötthet"),
    replace(text.chapters[1], text="Vila i två dagar om du är trött."),
    replace(text.chapters[2], text="Kroppen läker själv på en vecka."),
))
draft = writing.save_draft(by=writer, draft=draft, text=text, serial=draft.serial)
second = writing.submit(by=writer, draft=draft, serial=draft.serial)
reviewing.ask_by_link(
    by=writer, revision=second, name="Eva Exempel", email="eva-" + str(second.pk) + "@example.se",
    profession="specialist i allmänmedicin", workplace="Exempelkliniken", kind="fact",
)
print("VERSION", second.pk)
"""

ASK = """
from accounts.models import User
from articles.actions import reviewing
from articles.models import Revision

vera, reviewer = User.objects.get(username="vera"), User.objects.get(username={reviewer!r})
review = reviewing.ask_user(by=vera, revision=Revision.objects.get(pk={number}), reviewer=reviewer)
print("REVIEW", f"/redaktion/granskning/{{review.pk}}/")
"""


@pytest.fixture(scope="module")
def invited(site):
    """Has a text sent for review; gives the path of Eva's link and the number of the version."""

    def invite(title):
        printed = site.run(MADE.format(title=title))
        return re.search(r"(/granska/\S+)", printed)[1], int(re.search(r"VERSION (\d+)", printed)[1])

    return invite


def part(page, heading):
    return page.get_by_role("region", name=heading, exact=True)


def test_eva_reviews_three_changed_chapters_on_her_phone_in_six_actions(reader, invited):
    path, _ = invited("Rossel på telefon")
    page = reader()
    actions = 0

    def do(act, *args):
        nonlocal actions
        actions += 1
        act(*args)

    do(page.goto, path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Granska: Rossel på telefon")
    expect(page.get_by_text("Bedömda delar: 0 av 3")).to_be_visible()
    assert fits(page) == []
    for heading in ("Det rosslar när du andas", "Vila och drick", "Oftast behövs ingen behandling"):
        do(part(page, heading).get_by_text("Stämmer", exact=True).click)
    expect(page.get_by_text("Bedömda delar: 3 av 3")).to_be_visible()
    do(page.get_by_text("Inga jäv", exact=True).click)
    do(page.get_by_role("button", name="Skriv under").click)
    page.wait_for_url(re.compile("tack=1"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")
    assert actions <= 6
    assert fits(page) == []
    assert kept_in_browser(page) == []


def test_what_is_to_be_changed_is_asked_for_when_it_is(reader, invited):
    path, _ = invited("Rossel med förslag")
    page = reader(expects=["status of 400", "status of 410"])
    page.goto(path)
    chapter = part(page, "Vila och drick")
    comment = chapter.get_by_label("Vad behöver ändras, och varför?")
    expect(comment).to_be_hidden()
    chapter.get_by_label("Behöver ändras", exact=True).check()
    comment.fill("Tre dagar är vanligare.")
    chapter.get_by_text("Föreslå en annan text").click()
    suggestion = chapter.get_by_label("Så här kan det stå i stället")
    expect(suggestion).to_have_value("Vila i två dagar om du är trött.")
    suggestion.fill("Vila i tre dagar om du är trött.")
    assert fits(page) == []
    page.get_by_role("button", name="Skriv under").click()
    summary = page.get_by_role("group", name="Det är något som behöver rättas")
    expect(summary).to_be_focused()
    expect(comment).to_have_value("Tre dagar är vanligare.")
    expect(suggestion).to_have_value("Vila i tre dagar om du är trött.")
    assert fits(page) == []
    summary.get_by_role("link", name="Säg vad du tycker om ”Det rosslar när du andas”.").click()
    expect(part(page, "Det rosslar när du andas").get_by_label("Stämmer", exact=True)).to_be_focused()
    page.get_by_role("button", name="Spara och fortsätt senare").click()
    expect(page.get_by_role("status").filter(has_text="Det du har skrivit är sparat")).to_be_focused()
    expect(part(page, "Vila och drick").get_by_label("Så här kan det stå i stället")).to_have_value(
        "Vila i tre dagar om du är trött."
    )
    for heading in ("Det rosslar när du andas", "Oftast behövs ingen behandling"):
        part(page, heading).get_by_label("Stämmer", exact=True).check()
    page.get_by_label("Ja", exact=True).check()
    page.get_by_label("Vilket jäv?").fill("Jag har hållit kurser för ett bolag.")
    page.get_by_role("button", name="Skriv under").click()
    page.wait_for_url(re.compile("tack=1"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Granskningen är klar")
    assert fits(page) == []


def test_what_is_not_saved_is_asked_about(reader, invited):
    path, _ = invited("Rossel som lämnas")
    page = reader(width=1280, expects=["status of 400"])
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    def leave():
        page.evaluate("location.assign('/')")
        page.wait_for_timeout(300)  # for a question that comes or not
        return asked.pop() if asked else None

    page.goto(path)
    chapter = part(page, "Vila och drick")
    chapter.get_by_label("Behöver ändras", exact=True).check()
    chapter.get_by_label("Vad behöver ändras, och varför?").fill("Tre dagar är vanligare.")
    assert leave() == "beforeunload"
    page.get_by_role("button", name="Skriv under").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    assert leave() == "beforeunload", "what came back with an error is not saved"
    expect(chapter.get_by_label("Vad behöver ändras, och varför?")).to_have_value("Tre dagar är vanligare.")
    page.get_by_role("button", name="Spara och fortsätt senare").click()
    expect(page.get_by_role("status").filter(has_text="Det du har skrivit är sparat")).to_be_focused()
    assert leave() is None
    page.wait_for_url(re.compile(r"^[^/]+//[^/]+/$"))


def test_it_works_without_javascript(reader, invited):
    path, _ = invited("Rossel utan skript")
    page = reader(javascript=False)
    page.goto(path)
    expect(page.get_by_text("Bedömda delar")).to_be_hidden()
    for heading in ("Det rosslar när du andas", "Vila och drick"):
        part(page, heading).get_by_label("Stämmer", exact=True).check()
    last = part(page, "Oftast behövs ingen behandling")
    last.get_by_label("Behöver ändras", exact=True).check()
    last.get_by_label("Vad behöver ändras, och varför?").fill("Inte alltid.")
    page.get_by_label("Inga jäv").check()
    page.get_by_role("button", name="Skriv under").click()
    page.wait_for_url(re.compile("tack=1"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")


def test_it_works_with_the_keyboard_alone(reader, invited):
    path, _ = invited("Rossel med tangenter")
    page = reader(width=1280)
    page.goto(path)
    for _ in range(3):
        tab_to(page, "Stämmer")
        page.keyboard.press("Space")
    tab_to(page, "Inga jäv")
    page.keyboard.press("Space")
    tab_to(page, "Skriv under")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("tack=1"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Tack för granskningen")


@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_fits(reader, invited, width):
    path, _ = invited(f"Rossel {width} bred")
    page = reader(width=width)
    page.goto(path)
    for details in page.locator("form details > summary").all():
        if details.is_visible():
            details.click()
    assert fits(page) == []


def test_a_link_that_is_not_whole(reader):
    page = reader(expects=["status of 404"])
    page.goto("/granska/1.fel:fel/")
    expect(page.get_by_role("main")).to_contain_text("Öppna länken i det senaste mejlet från oss.")
    assert fits(page) == []
    assert kept_in_browser(page) == []


def test_vera_asks_for_a_review(reader, invited):
    _, number = invited("Rossel som ska granskas")
    page = reader(width=1280, expects=["status of 400"])
    page.goto(f"/redaktion/version/{number}/granskare/")
    page.get_by_label("Användarnamn").fill("vera")
    page.get_by_label("Lösenord").fill(demo.PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("textbox", name="Engångskod").fill(phone.code(demo.secret_of("vera")))
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("row", name=re.compile("Eva Exempel"))).to_contain_text("länken gäller till")
    assert axe_violations(page) == []
    page.get_by_role("button", name="Mejla en länk").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    assert axe_violations(page) == []
    page.get_by_label("Granskare").select_option(label="Rune Exempel, faktagranskning")
    page.get_by_role("button", name="Be om granskning").click()
    expect(page.get_by_text("Rune Exempel är tillfrågad")).to_be_visible()
    row = page.get_by_role("row", name=re.compile("Rune Exempel"))
    row.get_by_role("button", name="Återkalla").click()
    expect(row).to_contain_text("Återkallad")
    page.set_viewport_size({"width": 390, "height": 844})
    assert axe_violations(page) + beside_the_screen(page) == []


def test_ritas_session_ends_before_she_signs(reader, site, invited):
    _, number = invited("Rossel när passet är slut")
    hire(site, ("rita", ["fact_reviewer"]))
    asked = site.run(ASK.format(number=number, reviewer="rita"))
    page = reader(width=390, expects=["status of 401", "status of 403"])
    log_in(page, "rita")
    page.wait_for_url("**/konto/")
    page.goto(re.search(r"REVIEW (\S+)", asked)[1])
    for heading in ("Det rosslar när du andas", "Vila och drick"):
        part(page, heading).get_by_label("Stämmer", exact=True).check()
    last = part(page, "Oftast behövs ingen behandling")
    last.get_by_label("Behöver ändras", exact=True).check()
    last.get_by_label("Vad behöver ändras, och varför?").fill("En vecka är för kort.\n\nSkriv två.")
    page.get_by_label("Yrke").fill("barnläkare")
    page.get_by_label("Arbetsplats").fill("Exempelkliniken")
    page.get_by_label("Inga jäv").check()
    end_sessions(site, "rita")
    page.get_by_role("button", name="Skriv under").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Du är inte inloggad längre")
    copies = page.get_by_role("textbox", name=re.compile(r"^Text \d av \d$"))
    assert "En vecka är för kort.\n\nSkriv två." in [each.input_value() for each in copies.all()]
    look(page, "session-slut")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Logga in i en ny flik").click()
    enter_again(opened.value, "rita")
    opened.value.wait_for_url("**/redaktion/granskning/**")
    page.get_by_role("button", name="Jag har loggat in – spara nu").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tryck en gång till")
    look(page, "session-igen")
    page.get_by_role("button", name="Spara nu").click()
    page.wait_for_url(re.compile("tack=1"))
    page.goto(f"/redaktion/version/{number}/")
    expect(page.get_by_role("region", name="Granskning del för del")).to_contain_text("En vecka är för kort.")
