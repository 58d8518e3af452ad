"""Library files that belong together: what they point at is there, and so is what a region adds to."""

import pytest

from articles.library_format import LibraryError, check_addition, check_together, read_addition, read_article
from tests.articles.faulty_files import *  # noqa: F403
from tests.articles.faulty_files import NAME, line_of
from tests.articles.library_files import ADDITION, SLUGS, article, write

# ---- together ----


@pytest.fixture
def read(folder):
    def read(slug, *changed):
        text = article(slug)
        for change in changed:
            assert change[0] in text
            text = text.replace(*change)
        return read_article(write(folder, f"{slug}.md", text))

    return read


def test_what_belongs_together_passes(read):
    check_together([read(slug) for slug in SLUGS])


def test_a_related_topic_that_does_not_exist(read):
    faulty = read("rosslighet", ('"hesighet"', '"spoke"'))
    with pytest.raises(LibraryError, match=r"^rosslighet\.md, rad 7: det närliggande ämnet 'spoke' finns inte"):
        check_together([faulty, read("snorighet"), read("hesighet")])


def test_an_article_is_not_related_to_itself(read):
    faulty = read("rosslighet", ('"hesighet"', '"rosslighet"'))
    with pytest.raises(LibraryError, match=r"rad 7: .*'rosslighet'"):
        check_together([faulty, read("snorighet"), read("hesighet")])


def test_a_link_that_leads_nowhere(read):
    faulty = read("hesighet", ("Vila och drick.", "Vila.\n\nLäs om [vila](/vila/)."))
    others = [read("rosslighet"), read("snorighet")]
    line = line_of(faulty.path.read_text(encoding="utf-8"), "/vila/")
    with pytest.raises(LibraryError, match=rf"^hesighet\.md, rad {line}: länken '/vila/' leder ingenstans"):
        check_together([faulty, *others])
    check_together([faulty, *others], pages=["vila"])


# ---- additions ----


def test_a_right_addition_is_read(folder):
    text = read_addition(folder / "additions/skane/rosslighet.md")
    assert (text.region_slug, text.slug, text.anchor) == ("skane", "rosslighet", "self_care")
    assert text.text.startswith("Ring först.")
    assert text.links == ("rosslighet",)


@pytest.mark.parametrize(
    ("changed", "says", "at"),
    [
        (('title = "Så gör du i Skåne"\n', ""), "”title” saknas", 2),
        (('chapter = "self_care"', 'chapter = "magic"'), "'magic' är inget kapitel", "magic"),
        (('chapter = "self_care"', 'chapter = "self_care"\nregion = "skane"'), "”region” är inget fält", "region = "),
        (("Ring först. Läs om [rosslighet](/rosslighet/).", ""), "tillägget har ingen text", 5),
        (("Ring först.", "Ring <i>först</i>."), "HTML är inte tillåtet", "Ring <i>"),
        (("Ring först.", "Ring [oss](http://example.com)."), "ska gå till en sida här", "Ring [oss]"),
        (("Så gör du", "S" * 121), "högst 120", "SSSS"),
    ],
)
def test_an_addition_that_is_not_right(refused, changed, says, at):
    refused(ADDITION.format(slug="rosslighet").replace(*changed), says, at, read=read_addition)


@pytest.mark.parametrize(
    ("name", "changed", "says", "line"),
    [
        ("finns-inte.md", ("", ""), "det finns ingen artikel 'finns-inte'", 1),
        (NAME, ('"self_care"', '"treatment"'), "inget kapitel 'treatment'", 3),
        (NAME, ("/rosslighet/", "/vila/"), "länken '/vila/' leder ingenstans", 7),
    ],
)
def test_an_addition_to_nothing(folder, read, name, changed, says, line):
    path = write(folder, f"additions/skane/{name}", ADDITION.format(slug="rosslighet").replace(*changed))
    articles = {slug: read(slug) for slug in SLUGS}
    with pytest.raises(LibraryError) as error:
        check_addition(read_addition(path), articles)
    assert str(error.value).startswith(f"{name}, rad {line}: ")
    assert says in str(error.value)


def test_an_addition_to_a_ladder_that_is_not_there(folder, read):
    text = article("rosslighet")
    text = text[: text.index("[[care_levels]]")] + text[text.rindex("+++") :]
    text = text.replace("life_threatening = true", "life_threatening = false")
    article_file = read_article(write(folder, NAME, text))
    path = write(folder, f"additions/skane/{NAME}", ADDITION.format(slug="rosslighet").replace("self_care", "care"))
    with pytest.raises(LibraryError, match="rad 3: artikeln har inga brådskegrader"):
        check_addition(read_addition(path), {"rosslighet": article_file})
