"""Listening to readers: Anna's answer reaches the desk without her number, and what nobody found is found."""

import pytest
from playwright.sync_api import expect

from accounts import demo
from tests.browser import phone
from tests.browser.page_checks import axe_violations, beside_the_screen, kept_in_browser, tab_to
from tests.browser.test_staff import write_password

SLOW = 30_000  # ms: what changes the search has it read all its words anew
LISTENERS = ("lyssnar-skript", "lyssnar-utan")


@pytest.fixture(scope="module")
def listened(site):
    """Editors of this file's own, since a code opens once, and terms that readers have searched for in vain."""
    lines = (
        "from datetime import timedelta",
        "from django.utils import timezone",
        "from accounts import demo",
        "from accounts.models import Role, User",
        "from articles.actions import writing",
        "from articles.models import Article, SearchMiss",
        f"made = [User.objects.create_user(name, password=demo.PASSWORD, name='Karin Lyssnar', is_staff=True, "
        f"roles=[Role.EDITOR]) for name in {LISTENERS!r}]",
        "[demo.enrol(user, demo.secret_of(user.username)) for user in made]",
        "[writing.start_draft(by=made[0], article=Article.objects.get(slug=slug, language='sv')) "
        "for slug in ('tandvark', 'yrsel')]",
        "today = timezone.localdate()",
        "SearchMiss.objects.bulk_create(SearchMiss(term=term, day=today - timedelta(days=day), count=1 + day) "
        "for term in ('gurgelknarr', 'pirrknarr', 'halsflussig nurk', 'kvantfysik') for day in range(5))",
    )
    site.run("\n".join(lines))


def log_in(page, username, path):
    page.goto(path)
    write_password(page, username)
    page.get_by_role("textbox", name="Engångskod").fill(phone.code(demo.secret_of(username)))
    page.get_by_role("button", name="Logga in").click()


def fits(page):
    return axe_violations(page) + beside_the_screen(page)


@pytest.mark.parametrize(
    ("javascript", "width", "slug", "title", "editor", "term"),
    [
        (True, 1280, "tandvark", "tandvärk", LISTENERS[0], "gurgelknarr"),
        (False, 390, "yrsel", "yrsel", LISTENERS[1], "pirrknarr"),
    ],
    ids=["script-wide", "no-script-phone"],
)
def test_what_readers_say_is_answered(reader, listened, javascript, width, slug, title, editor, term):
    anna = reader()
    anna.goto(f"/skane/{slug}/")
    anna.get_by_label("Nej", exact=True).check()
    anna.get_by_label("Vad saknas eller är fel?").fill("Hur länge? Ring 070-123 45 67 eller anna@example.se.")
    anna.get_by_role("button", name="Skicka svar").click()
    expect(anna.get_by_role("main")).to_contain_text(
        "Personnummer, telefonnummer och e-postadresser som vår server känner igen tas bort"
    )
    assert anna.url.endswith(f"/skane/{slug}/tack/")
    assert kept_in_browser(anna) == []
    assert fits(anna) == []
    anna.goto(f"/sok/?q={term}")
    expect(anna.get_by_role("main")).to_contain_text("Vi hittade inget på")

    karin = reader(javascript=javascript, width=width, expects=["status of 400"])
    log_in(karin, editor, "/redaktion/svar/")
    karin.wait_for_url("**/redaktion/svar/")
    expect(karin.get_by_role("main")).to_contain_text("Hur länge? Ring [telefonnummer] eller [e-post].")
    if javascript:
        assert fits(karin) == []
    karin.get_by_label("Artikelns rubrik").fill(title)
    karin.get_by_role("button", name="Visa").click()
    karin.get_by_role("link", name="Markera Hur länge?").click()  # another reader may have answered too
    karin.get_by_label("Rättat i texten").check()
    karin.get_by_label("Anteckning").fill("La till hur länge det brukar vara.")
    karin.get_by_role("button", name="Markera svaret").click()
    expect(karin.get_by_role("group", name="Det är något som behöver rättas")).to_contain_text("Välj den version")
    expect(karin.get_by_label("Anteckning")).to_have_value("La till hur länge det brukar vara.")
    if javascript:
        assert fits(karin) == []
    karin.get_by_label("Rättat i", exact=False).last.select_option(index=1)
    karin.get_by_role("button", name="Markera svaret").click()
    expect(karin.get_by_role("main")).to_contain_text("Svaret är markerat: rättat i texten.")
    karin.get_by_label("Läge").select_option("Alla")
    karin.get_by_role("button", name="Visa").click()
    expect(karin.get_by_role("main")).to_contain_text("Rättat i version")

    menu = karin.get_by_role("navigation", name="Redaktionen")
    if width < 500:  # a phone has the menu behind a button
        menu.get_by_text("Redaktionens sidor").click()
    menu.get_by_role("link", name="Sökningar utan träff").click()
    row = karin.get_by_role("listitem").filter(has=karin.get_by_role("heading", name=term))
    expect(row).to_contain_text("5 dagar")
    if javascript:
        assert fits(karin) == []
    row.get_by_label("Artikelns rubrik").fill("Halsflus")
    row.get_by_role("button", name="Gör till ämnesord").click()
    expect(karin.get_by_role("group", name="Det är något som behöver rättas")).to_contain_text("Menade du Halsfluss")
    row = karin.get_by_role("listitem").filter(has=karin.get_by_role("heading", name=term))
    expect(row.get_by_label("Artikelns rubrik")).to_have_value("Halsflus")
    if javascript:
        assert fits(karin) == []
    row.get_by_label("Artikelns rubrik").fill("Halsfluss")
    row.get_by_role("button", name="Gör till ämnesord").click()
    expect(karin.get_by_role("main")).to_contain_text(f"”{term}” leder nu till Halsfluss.", timeout=SLOW)
    expect(karin.get_by_role("heading", level=2, name=term)).to_have_count(0)
    bo = reader()  # Anna's browser may keep what she saw for a minute
    bo.goto(f"/sok/?q={term}")
    expect(bo.locator("ol.hits li").first).to_contain_text("Halsfluss")


def test_a_guess_is_one_click_and_another_takes_it_back(reader, listened, site):
    site.run(
        "from accounts import demo\nfrom accounts.models import Role, User\n"
        "user = User.objects.create_user('lyssnar-klick', password=demo.PASSWORD, name='Karin Klick', is_staff=True, "
        "roles=[Role.EDITOR])\ndemo.enrol(user, demo.secret_of(user.username))",
    )
    page = reader()
    log_in(page, "lyssnar-klick", "/redaktion/sokningar/")
    page.wait_for_url("**/redaktion/sokningar/")
    assert fits(page) == []
    row = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="halsflussig nurk"))
    expect(row.get_by_role("button", name="Gör halsflussig nurk till ämnesord för Halsfluss")).to_be_visible()
    tab_to(page, "Gör halsflussig nurk till ämnesord för")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("”halsflussig nurk” leder nu till Halsfluss.", timeout=SLOW)
    page.get_by_role("button", name="Ångra halsflussig nurk").click()
    expect(page.get_by_role("heading", level=2, name="halsflussig nurk")).to_be_visible(timeout=SLOW)
    page.get_by_role("button", name="Inte vårt ämne kvantfysik").click()
    expect(page.get_by_role("main")).to_contain_text("”kvantfysik” är borta från listan.")
    assert fits(page) == []
