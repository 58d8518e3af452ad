"""Every fault in the care ladder of a library file is refused on its line."""

import pytest

from articles.library_format import read_article
from tests.articles.faulty_files import *  # noqa: F403
from tests.articles.faulty_files import NAME, RIGHT, line_of
from tests.articles.library_files import write

SECOND = line_of(RIGHT, 'level = "soon"') - 1  # where the second step of the ladder begins


@pytest.mark.parametrize(
    ("changed", "says", "at"),
    [
        (('level = "soon"', 'level = "later"'), "'later' är ingen brådskegrad", 'level = "later"'),
        (('level = "soon"', "level = 3"), "3 är ingen brådskegrad", "level = 3"),
        (('where = "Ring', 'wher = "Ring'), "okänt fält i nivån soon: wher", "wher = "),
        (('heading = "Kontakta en vårdcentral"', ""), "behöver en rubrik", SECOND),
        (('heading = "Kontakta en vårdcentral"', 'heading = ""'), "behöver en rubrik", 'heading = ""'),
        (('where = "Ring vårdcentralen."', ""), "behöver where, if_closed och unit_kind", SECOND),
        (('if_closed = "Ring 1177."', ""), "behöver where, if_closed och unit_kind", SECOND),
        (('unit_kind = "primary_care"', ""), "behöver where, if_closed och unit_kind", SECOND),
        (('unit_kind = "primary_care"', 'unit_kind = "spa"'), "'spa' är ingen typ av vård", "spa"),
        (('unit_kind = "primary_care"', 'unit_kind = ["spa"]'), "ingen typ av vård", "spa"),
        (('signs = ["Du har hostat i mer än tre veckor."]', ""), "nivån soon saknar tecken", SECOND),
        (('signs = ["Du har hostat i mer än tre veckor."]', "signs = []"), "nivån soon saknar tecken", SECOND),
        (
            ('signs = ["Du har hostat i mer än tre veckor."]', 'signs = "Du hostar."'),
            "nivån soon saknar tecken",
            SECOND,
        ),
        (('signs = ["Du har hostat i mer än tre veckor."]', "signs = [1]"), "”signs” är tomt", "signs = [1]"),
        (('signs = ["Du har hostat i mer än tre veckor."]', 'signs = [""]'), "”signs” är tomt", 'signs = [""]'),
        (('["Du har hostat i mer', f'["{"a" * 241}", "Du har hostat i mer'), "högst 240", "aaaa"),
        (('where = "Ring vårdcentralen."', "where = 5"), "”where” är tomt", "where = 5"),
        (("Du har hostat i mer än tre veckor.", "Du har svårt att andas."), "nivån emergency i signs.toml", SECOND + 3),
    ],
)
def test_a_level_that_is_not_right(refused, changed, says, at):
    refused(RIGHT.replace(*changed), says, at)


def test_a_level_twice(refused):
    text = RIGHT.replace('level = "soon"', 'level = "emergency"').replace(
        "Du har hostat i mer än tre veckor.", "Du rosslar."
    )
    refused(text, "mest brådskande först", SECOND)


def test_levels_in_the_wrong_order(refused):
    first, second = RIGHT.index("[[care_levels]]"), RIGHT.rindex("[[care_levels]]")
    end = RIGHT.index("+++", second)
    text = RIGHT[:first] + RIGHT[second:end] + "\n" + RIGHT[first:second].rstrip() + "\n" + RIGHT[end:]
    refused(text, "mest brådskande först", text[: text.rindex("[[care_levels]]")].count("\n") + 1)


def test_levels_that_are_no_tables(refused):
    start = RIGHT.index("[[sources]]")
    end = RIGHT.index("[[care_levels]]")
    ladder = RIGHT[end : RIGHT.index("+++", end)]
    text = RIGHT.replace(ladder, "")
    text = text[:start] + 'care_levels = "emergency"\n\n' + text[start:]
    refused(text, "skrivs som [[care_levels]]", "care_levels = ")


def test_a_life_threatening_topic_without_emergency(refused):
    start = RIGHT.index("[[care_levels]]")
    without = RIGHT[:start] + RIGHT[RIGHT.rindex("[[care_levels]]") :]
    refused(without, "måste ha nivån emergency", "life_threatening")


def test_urgent_and_advice_have_a_heading_of_their_own(tmp_path):
    text = RIGHT.replace('level = "emergency"', 'level = "advice"').replace(
        "life_threatening = true", "life_threatening = false"
    )
    text = text.replace("Du har svårt att andas.", "Du undrar.")
    text = text[: text.rindex("[[care_levels]]")] + text[text.rindex("+++") :]
    assert read_article(write(tmp_path, NAME, text)).care_levels[0].heading == "Ring 1177 när du är osäker"
