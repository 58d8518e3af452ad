"""A detailed map of pictures from elsewhere: off unless a server is named, and then in find care alone."""

import json
import re
from html import unescape

import pytest
from django.core.exceptions import ImproperlyConfigured

from vardguiden import environment

pytestmark = pytest.mark.django_db
FOUND = "/hitta-vard/?q=Lund"


@pytest.fixture
def tiles(settings):
    url = "https://kartor.example/{z}/{x}/{y}.png"
    settings.MAP_TILES = environment.Tiles(url, "https://kartor.example", "Kartor: Exempel & Co")


def policy(client, path):
    return client.get(path, secure=True)["Content-Security-Policy"]


def test_nothing_of_it_by_default(client, units):
    answer = client.get(FOUND, secure=True)
    assert "data-tiles" not in answer.content.decode() and "tiles.js" not in answer.content.decode()
    assert "img-src 'self' data:;" in policy(client, FOUND) + ";"


def test_the_privacy_page_says_who_gets_to_know(client, settings, tiles):
    page = client.get("/personuppgifter/", secure=True).content.decode()
    assert "hämtas kartbilderna från kartor.example" in page
    settings.MAP_TILES = environment.Tiles("", "", "")
    assert "detaljerade kartan" not in client.get("/personuppgifter/", secure=True).content.decode()


def test_the_page_says_where_the_pictures_come_from(client, units, tiles):
    page = client.get(FOUND, secure=True).content.decode()
    assert "Kartbilderna hämtas från kartor.example" in page
    box = re.search(r'<div class="tiles[^>]*>', page)[0]
    assert " hidden" in box, "the button is the script's"
    listed = json.loads(unescape(re.search(r'data-units="([^"]*)"', box)[1]))
    assert listed and all(55 < north < 70 and 10 < east < 25 for north, east, *_ in listed)
    assert 'data-credit="Kartor: Exempel &amp; Co"' in box


def test_only_find_care_may_show_them(client, units, tiles):
    assert "img-src 'self' data: https://kartor.example" in policy(client, FOUND)
    assert "kartor.example" not in policy(client, "/regioner/")


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("", ""),
        ("https://kartor.example/{z}/{x}/{y}.png", "https://kartor.example"),
        ("http://127.0.0.1:9000/{z}/{x}/{y}.png", "http://127.0.0.1:9000"),
    ],
)
def test_the_setting(monkeypatch, url, origin):
    monkeypatch.setenv("MAP_TILES_URL", url)
    assert environment.tiles("MAP_TILES_URL", "") == (url, origin, "")


@pytest.mark.parametrize(
    "url",
    ["http://kartor.example/{z}/{x}/{y}.png", "https://kartor.example/", "/{z}/{x}/{y}.png", "javascript:{z}{x}{y}"],
)
def test_a_setting_that_cannot_be_used_is_told(monkeypatch, url):
    monkeypatch.setenv("MAP_TILES_URL", url)
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_URL ska vara som"):
        environment.tiles("MAP_TILES_URL", "")
