"""What an article tells machines, and that nothing written in it breaks out of its place."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse

from articles.actions import load_library
from articles.models import Article
from tests.articles.library_files import article, write
from tests.articles.reading import reviewed

pytestmark = pytest.mark.django_db


def json_ld(html):
    return re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1]


def test_json_ld_tells_what_the_page_is(library, read):
    data = json.loads(json_ld(read("/skane/halsfluss/")))
    assert data["@type"] == "MedicalWebPage"
    assert data["url"].endswith("/halsfluss/")
    assert "/skane/" not in data["url"]
    assert (data["name"], data["inLanguage"]) == ("Halsfluss", "sv")
    assert data["about"]["@type"] == "MedicalCondition"
    assert "tonsillit" in data["about"]["alternateName"]
    assert json.loads(json_ld(read("/feber/")))["about"]["@type"] == "MedicalSignOrSymptom"
    assert "about" not in json.loads(json_ld(read("/hogkostnadsskydd/")))


def test_json_ld_names_the_reviewer(small, read):
    reviewed(Article.objects.get(slug="rosslighet", language="sv").live)
    data = json.loads(json_ld(read("/rosslighet/")))
    assert data["lastReviewed"] == "2026-03-12"
    assert data["reviewedBy"]["name"] == "Rut Exempel"


def test_nothing_written_breaks_out_of_its_place(small, read):
    evil = "</script><script>alert('1')</script> & \\\"<b>\\\" {{ settings.SECRET_KEY }}"
    small(
        "rosslighet",
        ('title = "Rosslighet"', f'title = "{evil}"'),
        ("En påhittad sjukdom.", f"{evil}."),
        ('title = "En bok"', f'title = "{evil}"'),
        ("Du har svårt att andas.", evil),
        ('["rosslighet",', f'["{evil}",'),
        ('change_note = "Första versionen."', f'change_note = "{evil}"'),
        ("## Det rosslar", "## Det <b>rosslar</b> {{ x }}"),
    )
    for path in ("/rosslighet/", "/rosslighet/andringar/?fran=1&till=3", "/", "/a-o/", "/sok/?q=rosslighet"):
        html = read(path)
        assert "<script>alert" not in html
        assert "demo-only" not in html
        assert "<b>rosslar" not in html
    assert not set("<>&") & set(json_ld(read("/rosslighet/")))
    assert json.loads(json_ld(read("/rosslighet/")))["name"].startswith(
        "</script><script>alert('1')</script> & \"<b>\""
    )
    assert "<script>alert" not in read("/nytt.xml")


def test_markdown_gives_no_html_of_its_own(small, read, folder):
    """Even if a text with HTML were in the database, the page would show it as text."""
    text = article("hesighet").replace("Vila och drick.", "**Vila** nu.\n\n- Drick\n- Sov\n\n### Sen\n\nSov.")
    write(folder, "hesighet.md", text)
    load_library(by=None, folder=folder)
    html = read("/hesighet/")
    assert "<strong>Vila</strong> nu." in html
    assert "<li>Drick</li>" in html
    assert "<h3>Sen</h3>" in html


def test_the_json_twin_holds_the_same_text(library, client):
    data = client.get("/skane/halsfluss.json").json()
    live = Article.objects.get(slug="halsfluss", language="sv").live
    assert (data["slug"], data["title"], data["summary"], data["kind"]) == (
        "halsfluss",
        live.title,
        live.summary,
        "sjukdom",
    )
    assert (data["version"], data["language"], data["example"], data["reviews"]) == (live.number, "sv", True, [])
    assert [step["level"] for step in data["care_levels"]] == [
        level.level for level in live.care_levels.order_by("position")
    ]
    assert [chapter["text"] for chapter in data["chapters"]] == [c.text for c in live.chapters.order_by("position")]
    assert data["region"] == "12"
    assert data["care_additions"][0]["title"].startswith("Halsfluss: sök")
    assert data["url"].endswith("/skane/halsfluss/")
    assert {"slug": "feber", "title": "Feber"} in data["related"]
    assert client.get("/halsfluss.json").json()["region"] is None


def test_the_json_twin_gives_dates_as_dates(small, client):
    reviewed(Article.objects.get(slug="rosslighet", language="sv").live)
    data = client.get("/rosslighet.json").json()
    assert date.fromisoformat(data["published_on"]) < date.fromisoformat(data["review_due"])
    assert data["reviews"][0]["signed_on"] == "2026-03-12"


def test_the_page_points_at_its_twin_and_at_the_national_page(library, read):
    html = read("/skane/halsfluss/")
    assert '<link rel="alternate" type="application/json" href="/skane/halsfluss.json">' in html
    assert re.search(r'<link rel="canonical" href="http://[^"/]+/halsfluss/">', html)


def test_its_address_is_its_slug(library):
    assert reverse("article", args=["halsfluss"]) == "/halsfluss/"
    assert Article.objects.get(slug="halsfluss", language="sv").get_absolute_url() == "/halsfluss/"
