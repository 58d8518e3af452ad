"""Reads pages as a person does: the text, the links and the units in the list."""

import html
import re

UNIT = re.compile(r'<li class="unit">(.*?)</li>', re.S)
NAME = re.compile(r'<h3>.*?<a href="([^"]*)">([^<]*)</a></h3>', re.S)
LINK = re.compile(r'<a\b[^>]*\bhref="([^"]*)"[^>]*>(.*?)</a>', re.S)


def text_of(markup):
    """The words of the markup, without tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def main_of(response):
    return re.search(r"<main.*</main>", response.content.decode(), re.S)[0]


def page_text(response):
    return text_of(main_of(response))


def units_in(response):
    """The units in the lists, in order: name → everything that the row says."""
    return {html.unescape(NAME.search(row)[2]): text_of(row) for row in UNIT.findall(main_of(response))}


def links_of(markup):
    """Text of each link → its address, as a browser reads it."""
    return {text_of(label): html.unescape(href) for href, label in LINK.findall(markup)}


def heading_of(response):
    return text_of(re.search(r'<div role="status"><h2>(.*?)</h2>', main_of(response), re.S)[1])


def find(client, region="", **query):
    return client.get(f"{region}/hitta-vard/", query)


def find_json(client, region="", **query):
    response = client.get(f"{region}/hitta-vard.json", query)
    assert response.status_code == 200
    return response.json()


def unit_page(client, unit, region=""):
    """The unit's own page."""
    response = client.get(f"{region}/mottagning/{unit.slug}/")
    assert response.status_code == 200
    return response


def picker_of(response):
    """The region picker's links: name → address."""
    markup = re.search(r'<details class="picker".*?</details>', response.content.decode(), re.S)[0]
    return links_of(markup)
