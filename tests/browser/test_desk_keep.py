"""Anna wonders whether the guide can be trusted; Karin sees at the desk which of her texts are due."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import phone
from tests.browser.page_checks import axe_violations, beside_the_screen, kept_in_browser

ENROL = (
    "from accounts import demo; from accounts.models import User; from articles.models import Article, Revision; "
    "from datetime import timedelta; from django.utils import timezone; "
    "user = User.objects.create_user('kerstin', password=demo.PASSWORD, name='Kerstin Exempel', is_staff=True, "
    "roles=['editor']); demo.enrol(user, demo.secret_of('kerstin')); "
    "Article.objects.filter(slug='feber', language='sv').update(responsible=user); day = timezone.localdate(); "
    "Revision.objects.filter(article__slug__in=['feber', 'hosta'], article__language='sv').update("
    "published_on=day - timedelta(days=400), review_due=day - timedelta(days=3))"
)


@pytest.mark.parametrize("width", [390, 1280])
def test_anna_reads_how_well_the_texts_are_kept(reader, width):
    page = reader(width=width)
    page.goto("/om-oss/")
    page.get_by_role("main").get_by_role("link", name="Kvalitet i siffror").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kvalitet i siffror")
    expect(page.get_by_role("main")).to_contain_text("texter har tiden för nästa granskning inte gått ut")
    # Nobody has reviewed the example texts; the tests that share the site may have published some that are reviewed.
    expect(page.get_by_role("row").filter(has_text="Granskade")).to_contain_text(re.compile(r"\d+\sav"))
    assert axe_violations(page) + beside_the_screen(page) == []
    assert kept_in_browser(page) == []


def test_kerstin_sees_which_of_her_texts_are_due(reader, site):
    from accounts import demo

    site.run(ENROL)
    page = reader(width=390)
    page.goto("/redaktion/")
    page.get_by_label("Användarnamn").fill("kerstin")
    page.get_by_label("Lösenord").fill(demo.PASSWORD)
    page.get_by_role("button", name="Logga in").click()
    page.get_by_role("textbox", name="Engångskod").fill(phone.code(demo.secret_of("kerstin")))
    page.get_by_role("button", name="Logga in").click()
    mine = page.get_by_role("region", name="Dina texter som ska granskas")
    expect(mine.get_by_role("link", name="Feber", exact=True)).to_be_visible()
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        for path in ("/redaktion/", "/redaktion/granskas-snart/", "/om/roller/"):
            page.goto(path)
            assert axe_violations(page) + beside_the_screen(page) == [], (path, width)
    page.goto("/redaktion/granskas-snart/")
    page.get_by_label("Vems").select_option("Utan ansvarig")
    page.get_by_role("button", name="Visa").click()
    expect(page.get_by_role("link", name="Hosta", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Feber", exact=True)).to_have_count(0)
