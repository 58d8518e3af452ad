"""Every fault in the chapters of a library file is refused on its line."""

import pytest

from tests.articles.faulty_files import *  # noqa: F403
from tests.articles.faulty_files import RIGHT


@pytest.mark.parametrize(
    ("changed", "says", "at"),
    [
        (("## Drick vatten {self_care}", "## Drick vatten"), "en kapitelrubrik skrivs", "## Drick vatten"),
        (("{self_care}", "{selfcare}"), "hör inte till en artikel av slaget sjukdom", "{selfcare}"),
        (("{self_care}", "{procedure}"), "hör inte till en artikel av slaget sjukdom", "{procedure}"),
        (("{self_care}", "{symptoms}"), "fel ordning eller två gånger", "## Drick vatten"),
        (("Vila och drick.", ""), "kapitlet ”Drick vatten” är tomt", "## Drick vatten"),
        (("Vila och drick.", "Vila <b>och</b> drick."), "HTML är inte tillåtet", "Vila <b>"),
        (("Vila och drick.", "Vila.\n\n<!-- drick -->"), "HTML är inte tillåtet", "<!--"),
        (("Vila och drick.", "![glas](/rosslighet/)"), "bilder är inte tillåtna", "![glas]"),
        (("Vila och drick.", "Vila.\n\nLäs [mer](https://example.com/)."), "ska gå till en sida här", "Läs [mer]"),
        (("Vila och drick.", "Läs [mer [här]](https://example.com/)."), "ska gå till en sida här", "Läs [mer"),
        (("Vila och drick.", "Läs [mer][1].\n\n[1]: https://example.com/"), "ska gå till en sida här", "[1]: "),
        (("Vila och drick.", "Läs [mer](//example.com/)."), "ska gå till en sida här", "Läs [mer]"),
        (("Vila och drick.", "Läs [mer](snorighet)."), "ska gå till en sida här", "Läs [mer]"),
        (("Vila och drick.", "Läs [mer](/Snorighet/)."), "ska gå till en sida här", "Läs [mer]"),
        (("## Det rosslar", "Först.\n\n## Det rosslar"), "hör inte till något kapitel", "Först."),
        (("## Drick vatten", f"## {'D' * 121}"), "högst 120", "DDDD"),
    ],
)
def test_a_chapter_that_is_not_right(refused, changed, says, at):
    refused(RIGHT.replace(*changed), says, at)


def test_chapters_in_the_wrong_order(refused):
    text = RIGHT.replace("{symptoms}", "{x}").replace("{self_care}", "{symptoms}").replace("{x}", "{self_care}")
    refused(text, "fel ordning", "## Drick vatten")


def test_no_chapter(refused):
    text = RIGHT[: RIGHT.index("## Det rosslar")]
    refused(text, "inget kapitel", text.split("\n").index("+++", 1) + 1)
