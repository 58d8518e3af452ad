"""Someone who publishes, on a phone and by keyboard: now, at a time, back and away; and what readers then see."""

import re
import textwrap
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.desk import look
from tests.browser.page_checks import tab_to
from tests.browser.test_staff import log_in

PRELUDE = """
from dataclasses import replace
from accounts import demo
from accounts.models import Role, User
from articles.actions import publishing, reviewing, writing
from articles.models import Article, Revision, RevisionPart, Verdict
from tests.desk.conftest import TEXT

def person(username, *roles):
    user, made = User.objects.get_or_create(
        username=username, defaults={"name": f"{username.title()} Exempel", "roles": list(roles), "is_staff": True}
    )
    if made:
        user.set_password(demo.PASSWORD)
        user.save()
        demo.enrol(user, demo.secret_of(username))
    return user

karla, rita = person("karla", Role.EDITOR), person("rita", Role.FACT_REVIEWER)

def send(draft):
    return writing.submit(by=karla, draft=draft, serial=draft.serial)

def ready(title, review=True):
    article = writing.new_article(by=karla, title=title, kind=TEXT.kind)
    revision = send(writing.save_draft(by=karla, draft=article.draft, text=replace(TEXT, title=title), serial=0))
    return sign(revision) if review else revision

def sign(revision):
    asked = reviewing.ask_user(by=karla, revision=revision, reviewer=rita)
    parts = RevisionPart.objects.filter(revision=revision).values_list("part", flat=True)
    who = reviewing.Reviewer(rita.name, "allmänläkare", "Exempelkliniken", "Inga")
    agreed = {part: reviewing.Judgement(Verdict.AGREE) for part in parts}
    reviewing.sign(by=rita, review=asked, judgements=agreed, reviewer=who)
    return revision
"""


@pytest.fixture
def play(site):
    """Runs lines with the cast at hand, beside the running site."""

    def run(lines):
        return site.run(PRELUDE + textwrap.dedent(lines)).strip()

    return run


def test_uno_publishes_on_a_phone_by_keyboard_and_readers_see_it(reader, play):
    play('person("uno", Role.PUBLISHER); ready("Rossel på prov"); ready("Rossel till senare", review=False)')
    page = reader(expects=["status of 409", "status of 404", "status of 400"])
    log_in(page, "uno")
    page.wait_for_url("**/konto/")
    assert page.goto("/rossel-pa-prov/").status == 404
    page.goto("/redaktion/")
    page.get_by_role("link", name="Rossel på prov").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rossel på prov")
    expect(page.get_by_role("main")).to_contain_text("6 av 6")
    look(page, "revision-ready")
    stale = page.context.new_page()  # the same page in another window, that grows old
    stale.goto(page.url)

    page.get_by_role("heading", level=1).click()
    tab_to(page, "Publicera nu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Version 1 är publicerad.")
    expect(page.get_by_role("main")).to_contain_text("Publicerade version 1.")
    look(page, "article-published")

    stale.get_by_role("button", name="Publicera nu").click()
    expect(stale.get_by_role("heading", level=1)).to_have_text("Versionen publicerades inte")
    expect(stale.get_by_role("main")).to_contain_text("väntar inte längre på att publiceras")
    look(stale, "refused")

    anyone = reader()
    assert anyone.goto("/rossel-pa-prov/").status == 200
    anyone.get_by_role("link", name="Version 1", exact=True).click()
    expect(anyone.get_by_role("main")).to_contain_text("Det är den som gäller nu.")
    look(anyone, "public-version-live")

    page.goto("/redaktion/granskas/")
    page.get_by_role("link", name="Rossel till senare").click()
    expect(page.get_by_role("heading", name="Du kan inte publicera versionen än")).to_be_visible()
    expect(page.get_by_role("button", name="Publicera nu")).to_have_count(0)
    look(page, "revision-hindered")
    page.get_by_label("Vad ska ändras?").fill("")
    page.get_by_role("button", name="Skicka tillbaka").click()
    expect(page.get_by_role("group", name="Det är något som behöver rättas")).to_be_focused()
    look(page, "revision-no-reason")
    page.get_by_label("Vad ska ändras?").fill("Säg hur länge man hostar.")
    page.get_by_role("button", name="Skicka tillbaka").click()
    expect(page.get_by_role("main")).to_contain_text("Säg hur länge man hostar.")
    look(page, "article-returned")


@pytest.mark.parametrize("javascript", [True, False])
def test_a_text_is_published_at_its_hour(reader, play, site, javascript):
    who, title, path = (
        ("unni", "Hes på prov", "hes-pa-prov") if javascript else ("ulrik", "Snuv på prov", "snuv-pa-prov")
    )
    pk = play(f'person("{who}", Role.PUBLISHER); print(ready("{title}").pk)').splitlines()[-1]
    page = reader(width=1280, javascript=javascript, expects=["status of 400", "status of 404"])
    log_in(page, who)
    page.wait_for_url("**/konto/")
    page.goto(f"/redaktion/version/{pk}/")
    day = timezone.localdate() + timedelta(days=1)
    page.get_by_label("Dag", exact=True).fill(f"{timezone.localdate() - timedelta(days=1)}")
    page.get_by_label("Klockslag").fill("08:00")
    page.get_by_role("button", name="Publicera vid tiden").click()
    expect(page.get_by_role("main")).to_contain_text("Dagen har passerat.")
    expect(page.get_by_label("Klockslag")).to_have_value("08:00")
    if javascript:
        look(page, "revision-bad-hour")
    page.get_by_label("Dag", exact=True).fill(f"{day}")
    page.get_by_role("button", name="Publicera vid tiden").click()
    expect(page.get_by_role("status")).to_contain_text("kl. 08.00")
    assert reader(expects=["status of 404"]).goto(f"/{path}/").status == 404

    page.goto(f"/redaktion/version/{pk}/")
    expect(page.get_by_role("button", name="Ändra tiden")).to_be_visible()
    if javascript:
        look(page, "revision-scheduled")
    play(f"from django.utils import timezone; Revision.objects.filter(pk={pk}).update(publish_at=timezone.now())")
    for _ in range(60):  # the demo looks each ten seconds
        page.wait_for_timeout(1000)
        if page.request.get(f"/{path}/").status == 200:
            break
    else:
        raise AssertionError(f"It was not published: {site.last_words()}")


def test_a_fault_is_corrected_in_public_and_a_text_is_withdrawn(reader, play):
    lines = """
        umit = person("umit", Role.PUBLISHER)
        first = publishing.publish(by=umit, revision=ready("Kittel i halsen på prov"))
        article = Article.objects.get(pk=first.article_id)
        draft = writing.start_draft(by=karla, article=article)
        text = replace(writing.ArticleText.from_json(draft.text), summary="Det tar tre veckor.", change_note="Tid.")
        draft = writing.save_draft(by=karla, draft=draft, text=text, serial=draft.serial)
        wrong = writing.Correction("Tiden var fel.")
        second = writing.submit(by=karla, draft=draft, serial=draft.serial, correction=wrong)
        publishing.publish(by=umit, revision=second)
        print(article.pk)
    """
    pk = play(lines).splitlines()[-1]
    anyone = reader(expects=["status of 410"])
    anyone.goto("/kittel-i-halsen-pa-prov/")
    expect(anyone.get_by_role("main")).to_contain_text(re.compile(r"Rättelse .*Tiden var fel\."))
    look(anyone, "public-corrected")
    anyone.get_by_role("link", name="Version 1", exact=True).click()
    expect(anyone.get_by_role("main")).to_contain_text("Den gäller inte längre.")
    expect(anyone.get_by_role("main")).to_contain_text("Version 2 rättar ett fel i den: Tiden var fel.")
    look(anyone, "public-version-old")

    page = reader()
    log_in(page, "umit")
    page.wait_for_url("**/konto/")
    page.goto(f"/redaktion/artiklar/{pk}/")
    look(page, "article-corrected")
    page.get_by_role("button", name="Jämför").click()
    expect(page.get_by_role("heading", name="Från version 1 till version 2")).to_be_visible()
    look(page, "compare")
    page.go_back()
    page.get_by_role("link", name="Dra tillbaka texten").click()
    look(page, "withdraw")
    page.get_by_label("Varför dras texten tillbaka?").fill("Läkemedlet är indraget. " + "Mm" * 150)  # one long word
    tab_to(page, "Dra tillbaka texten")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Texten är tillbakadragen.")
    look(page, "article-withdrawn")

    anyone = reader(expects=["status of 410"])  # another one: a browser may keep a page for a minute
    assert anyone.goto("/kittel-i-halsen-pa-prov/").status == 410
    expect(anyone.get_by_role("main")).to_contain_text("Vi ser över texten")
    expect(anyone.get_by_role("main")).not_to_contain_text("Läkemedlet")
    look(anyone, "public-withdrawn")
    anyone.goto("/kittel-i-halsen-pa-prov/version/2/")
    expect(anyone.get_by_role("main")).to_contain_text("Använd den inte som råd om vård.")
    look(anyone, "public-version-withdrawn")

    page.get_by_role("link", name="Läs den och visa den igen").click()
    look(page, "revision-withdrawn")
    page.get_by_label("Varför visas texten igen?").fill("Läkemedlet säljs igen.")
    page.get_by_role("button", name="Visa den igen").click()
    expect(page.get_by_role("status")).to_contain_text("Version 2 visas igen för läsarna.")
    assert anyone.goto("/kittel-i-halsen-pa-prov/").status == 200
