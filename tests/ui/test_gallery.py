"""The design system's own page, and the frame that it shares with all pages."""

import itertools
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.base import Template
from django.template.loader import get_template, render_to_string
from django.test import Client

from ui import drawing

pytestmark = pytest.mark.django_db
COMPONENTS = sorted((Path(settings.BASE_DIR) / "templates/components").glob("*.html"))


def page(path: str = "/designsystem/") -> str:
    response = Client().get(path, secure=settings.HTTPS)
    assert response.status_code == 200
    return response.content.decode()


def test_anyone_may_see_the_gallery_and_gets_no_cookie() -> None:
    response = Client().get("/designsystem/", secure=settings.HTTPS)
    assert response.status_code == 200
    assert not response.cookies
    assert Client().post("/designsystem/", secure=settings.HTTPS).status_code == 405


def test_nothing_is_styled_or_scripted_inline() -> None:
    html = page()
    assert "style=" not in html
    assert "<style" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_the_frame_holds_what_every_page_has() -> None:
    html = page()
    assert '<html lang="sv">' in html
    assert "<title>Designsystem – Vårdguiden</title>" in html
    assert re.search(r'<body[^>]*>\s*<a class="skip" href="#main">', html)
    assert html.count("<h1") == 1
    assert html.count('id="main"') == 1
    places = [html.index(part) for part in ('class="skip"', 'class="masthead"', "<main", 'class="foot"')]
    assert places == sorted(places)
    assert html.count('<li><a href="/') > 21  # the region picker


def test_ids_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', page())
    assert sorted(ids) == sorted(set(ids))


def test_headings_do_not_skip_a_level() -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])", page())]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_every_link_within_the_page_has_its_target() -> None:
    html = page()
    targets = set(re.findall(r'\sid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= targets


def test_every_component_stands_in_it(monkeypatch) -> None:
    seen, render = set(), Template._render

    def noting(self, context):
        seen.add(self.name)
        return render(self, context)

    monkeypatch.setattr(Template, "_render", noting)
    drawing._pictures.clear()  # a component of words is drawn once a shape
    page()
    assert {f"components/{path.name}" for path in COMPONENTS} <= seen


@pytest.mark.parametrize("path", COMPONENTS, ids=lambda path: path.stem)
def test_every_component_can_be_read(path: Path) -> None:
    try:
        get_template(f"components/{path.name}")
    except TemplateSyntaxError as error:
        pytest.fail(str(error))


def test_the_error_page_needs_nothing() -> None:
    html = render_to_string("500.html")
    assert "Något gick fel hos oss" in html
    assert 'href="tel:112"' in html
    source = (Path(settings.BASE_DIR) / "templates/500.html").read_text(encoding="utf-8")
    assert "{%" not in source
    assert "{{" not in source
