"""The cards that other sites show in a frame: open to every site, and to no script, cookie or third party."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from articles.models import Article
from regions.models import UnitNotice
from tests.regions.made_units import LUND, WEEKDAYS, make_unit, open_on
from tests.regions.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit(db):
    return open_on(
        make_unit("Vårdcentralen Kort", LUND, phone="+46406280499", street="Exempelgatan 3", city="Lund"),
        WEEKDAYS,
        "08.00-17.00",
    )


def card(client, path, status=200):
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def unit_card(client, unit):
    return card(client, f"/inbaddat/mottagning/{unit.uid}/")


@pytest.fixture(params=["unit", "article", "gone unit", "gone article"])
def answer(request, client, unit, library):
    path = {
        "unit": f"/inbaddat/mottagning/{unit.uid}/",
        "article": "/inbaddat/artikel/halsfluss/",
        "gone unit": f"/inbaddat/mottagning/{uuid4()}/",
        "gone article": "/inbaddat/artikel/finns-inte/",
    }[request.param]
    return client.get(path)


def test_any_site_may_frame_it_and_nothing_runs_in_it(answer, client):
    assert "X-Frame-Options" not in answer
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "font-src": "'self'",
        "img-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")
    html = answer.content.decode()
    assert "<script" not in html and "style=" not in html and "<form" not in html


def test_every_other_page_stays_out_of_frames(client, library):
    for path in ("/", "/halsfluss/", "/oppna-data/"):
        page = client.get(path)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]


def test_links_open_outside_the_frame_and_are_whole(answer):
    links = re.findall(r"<a [^>]*>", answer.content.decode())
    assert links
    for link in links:
        if 'href="tel:' in link:
            continue
        assert 'target="_blank"' in link and "noopener" in link
        assert re.search(r'href="https?://', link)


def test_a_unit(client, unit, time_machine):
    time_machine.move_to("2026-03-02T10:00+01:00")
    text = text_of(unit_card(client, unit))
    for said in ("Vårdcentral i Lund", "Vårdcentralen Kort", "Öppet till 17.00", "08.00–17.00", "040-628 04 99"):
        assert said in text
    assert "Från Vårdguiden" in text and "Inte bekräftat av mottagningen" in text


def test_a_notice_and_a_closing(client, unit):
    UnitNotice.objects.create(unit=unit, title="Hissen är trasig", starts_at=timezone.now())
    assert "Hissen är trasig" in unit_card(client, unit)
    unit.closed_on, unit.closed_note = date(2026, 1, 1), "Gå till Linden."
    unit.save()
    text = text_of(unit_card(client, unit))
    assert "Stängd för alltid 1 januari 2026" in text and "Gå till Linden." in text and "Öppet" not in text


def test_a_deleted_unit(client, unit):
    uid = unit.uid
    unit.delete()
    assert "finns inte" in card(client, f"/inbaddat/mottagning/{uid}/", status=410)


def test_an_article(client, library):
    text = text_of(card(client, "/inbaddat/artikel/halsfluss/"))
    live = Article.objects.get(slug="halsfluss", language="sv").live
    assert live.title in text and live.summary in text and "Ring 112 direkt" in text
    assert f"version {live.number}" in text and "Inte faktagranskad" in text and "CC BY 4.0" in text


def test_what_is_typed_in_is_shown_as_text(client):
    unit = make_unit("<b>Fet</b>", street='"><script>')
    html = unit_card(client, unit)
    assert "<b>Fet" not in html and "<script" not in html


def test_few_queries(client, unit, library, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        unit_card(client, unit)
    with django_assert_max_num_queries(2):
        card(client, "/inbaddat/artikel/halsfluss/")
