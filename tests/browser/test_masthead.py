"""What stands over every page: in one tidy row where there is room, and never most of a phone's screen."""

from itertools import pairwise

import pytest

from tests.browser.page_checks import beside_the_screen
from tests.browser.test_look import large_letters

SHOWN = """selector => [...document.querySelectorAll(selector)].filter(node => node.checkVisibility())
  .map(node => node.getBoundingClientRect()).map(box => ({middle: Math.round(box.y + box.height / 2),
    height: box.height}))"""
IN_BAR = ".bar > *"
IN_MENU = ".sections li"


def rows(page, selector):
    """How many rows these things stand in: those of one row have their middles within some pixels."""
    middles = sorted(box["middle"] for box in page.evaluate(SHOWN, selector))
    return sum(later - earlier > 8 for earlier, later in pairwise(middles)) + bool(middles)


@pytest.mark.parametrize("path", ["/vastra-gotaland/feber/", "/jamtland-harjedalen/", "/en/"])
def test_the_bar_and_the_menu_are_one_row_each(reader, path):
    page = reader(width=768)
    page.goto(path)
    for width in (768, 900, 1000, 1024, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert rows(page, IN_BAR) == 1, f"{width} px"
        assert rows(page, IN_MENU) == (width >= 1024), f"{width} px"


@pytest.mark.parametrize("path", ["/jamtland-harjedalen/feber/", "/vastra-gotaland/"])
def test_large_letters_leave_a_phone_room_for_the_page(reader, path):
    page = reader(width=320)
    large_letters(page)
    page.goto(path)
    for width in (320, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert rows(page, IN_BAR) == 3, f"{width} px"  # the name, and two by two what one presses
        assert min(box["height"] for box in page.evaluate(SHOWN, IN_BAR)) >= 44
        assert page.locator(".bar").bounding_box()["height"] < 300
        assert beside_the_screen(page) == []


def test_in_forced_colours_only_the_chosen_section_has_a_line(reader):
    page = reader(width=1280, forced_colors="active")
    page.goto("/sjukdomar-och-besvar/")
    seen = page.evaluate(
        """[...document.querySelectorAll('.sections a')].filter(link => { const style = getComputedStyle(link);
          return style.borderBottomColor !== getComputedStyle(document.body).backgroundColor
        }).map(link => link.innerText)"""
    )
    assert seen == ["Sjukdomar och besvär"]
