"""An article's address is tried before all others: no other page may have one that an article could have."""

import pytest
from django.urls import URLResolver, get_resolver, resolve

from articles.site_pages import RESERVED_SLUGS


def every_route(patterns=None, before=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from every_route(pattern.url_patterns, route)
        else:
            yield route, pattern


OF_FIXED_WORDS = sorted((route, pattern.name) for route, pattern in every_route() if route and "<" not in route)


def test_no_article_may_take_the_first_word_of_another_page():
    words = {route.split("/")[0] for route, _ in every_route()}
    assert {word for word in words if word and "<" not in word} <= RESERVED_SLUGS


@pytest.mark.parametrize("route", [route for route, name in OF_FIXED_WORDS if not route.startswith("admin/")])
def test_a_page_of_fixed_words_is_found_at_its_address(route):
    assert resolve(f"/{route}").route == route


def test_an_article_is_found_at_the_first_try():
    found = resolve("/halsfluss/")
    assert found.url_name == "article"
    assert len(found.tried) <= 3  # the patterns up to it, itself among them
