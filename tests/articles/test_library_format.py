"""Every fault in a library file is refused with the file's name and the line that it stands on."""

import re

import pytest

from articles.library_format import LibraryError, read_article
from articles.models import ArticleKind, Level, SourceLanguage
from articles.text import SourceText
from tests.articles.faulty_files import *  # noqa: F403
from tests.articles.faulty_files import NAME, RIGHT
from tests.articles.library_files import write


def test_a_right_file_is_read_whole(tmp_path):
    text = read_article(write(tmp_path, NAME, RIGHT))
    assert (text.slug, text.kind, text.title) == ("rosslighet", ArticleKind.SJUKDOM, "Rosslighet")
    assert text.summary == "En påhittad sjukdom. Den känns lite och går över."
    assert text.topic_areas == ("infektioner",)
    assert text.synonyms == ("rosslighet", "rosslighet hos barn", "rosslighetn")
    assert text.related == ("snorighet", "hesighet")
    assert (text.review_months, text.life_threatening) == (24, True)
    assert text.sources == (SourceText("En bok", "Ett förlag"),)
    assert [(level.level, level.heading) for level in text.care_levels] == [
        (Level.EMERGENCY, "Ring 112"),
        (Level.SOON, "Kontakta en vårdcentral"),
    ]
    assert [(chapter.kind, chapter.heading, chapter.links) for chapter in text.chapters] == [
        ("symptoms", "Det rosslar", ("snorighet",)),
        ("self_care", "Drick vatten", ()),
    ]
    assert text.chapters[1].text == "Vila och drick."


def test_the_plain_text_has_no_marks(tmp_path):
    marked = RIGHT.replace("Vila och drick.", "- **Vila** och\n- [drick](/snorighet/)\n\n### Sen\n\n1. Sov")
    text = read_article(write(tmp_path, NAME, marked)).plain_text
    assert not re.search(r"[\[\]#*]|^- |^1\.|/snorighet/", text, re.M)
    for part in ("Vila och", "drick", "Sen", "Sov", "Du har svårt att andas.", "Ring 1177."):
        assert part in text


def test_the_digest_changes_with_any_character(tmp_path):
    same, other = (read_article(write(tmp_path, NAME, text)).digest for text in (RIGHT, RIGHT + " "))
    assert same != other
    assert same == read_article(write(tmp_path, NAME, RIGHT)).digest


# ---- the file ----


def test_not_utf8(tmp_path):
    path = tmp_path / NAME
    path.write_bytes(RIGHT.encode("latin-1"))
    with pytest.raises(LibraryError, match=r"^rosslighet\.md, rad 1: filen är inte UTF-8"):
        read_article(path)


@pytest.mark.parametrize(
    "text",
    ["", "# Rubrik", RIGHT.replace("+++", "---"), RIGHT.replace("\n+++\n\n##", "\n\n##"), "\ufeff" + RIGHT],
    ids=["empty", "no front matter", "other marks", "never ended", "byte order mark"],
)
def test_no_front_matter(refused, text):
    refused(text, "front matter mellan två rader med +++", 1)


def test_windows_line_ends_make_no_difference(tmp_path):
    path = write(tmp_path, NAME, RIGHT)
    digest = read_article(path).digest
    path.write_bytes(RIGHT.replace("\n", "\r\n").encode())
    assert read_article(path).digest == digest


def test_a_control_character(refused):
    refused(RIGHT.replace("Vila och", "Vila\x00 och"), "tecken som inte syns", "Vila\x00")


def test_broken_toml(refused):
    refused(RIGHT.replace("review_months = 24", "review_months = = 24"), "front matter går inte att läsa", "= = 24")


@pytest.mark.parametrize(
    "name", ["Rosslighet.md", "ont i.md", "röst.md", "-a.md", "a--b.md", "a_b.md", f"{'a' * 81}.md"]
)
def test_a_file_name_that_is_no_address(tmp_path, name):
    with pytest.raises(LibraryError, match=r"rad 1: .* duger inte som adressnamn"):
        read_article(write(tmp_path, name, RIGHT))


# ---- its fields ----


FIELDS = (
    "title", "kind", "summary", "topic_areas", "synonyms", "related", "review_months", "life_threatening",
    "change_note", "sources",
)  # fmt: skip


@pytest.mark.parametrize("key", FIELDS)
def test_a_missing_field(refused, key):
    text = (
        re.sub(r"\n\[\[sources\]\]\n.*\n.*\n", "\n", RIGHT) if key == "sources" else re.sub(rf"\n{key} = .*", "", RIGHT)
    )
    refused(text, f"”{key}” saknas", 2)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", '""'), ("title", "5"), ("title", '" "'), ("title", '"A\\u0000"'), ("title", "[]"),
        ("summary", '""'), ("summary", "true"), ("kind", "1"), ("synonyms", "[]"), ("synonyms", '"hosta"'),
        ("synonyms", '["a", "b", 3]'), ("synonyms", '["a", "b", ""]'), ("related", '"feber"'),
        ("related", '[["a"], ["b"]]'),
        ("topic_areas", "[]"), ("review_months", '"24"'), ("review_months", "true"), ("review_months", "24.0"),
        ("life_threatening", '"nej"'), ("life_threatening", "1"), ("change_note", '""'),
    ],
)  # fmt: skip
def test_an_empty_field_or_one_of_another_kind(refused, key, value):
    refused(
        re.sub(rf"{key} = .*", lambda _: f"{key} = {value}", RIGHT), f"”{key}” är tomt eller av fel slag", f"{key} = "
    )


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "a" * 121), ("title", "å" * 100), ("change_note", "a" * 301), ("summary", "a" * 1001),
    ],
)  # fmt: skip
def test_a_text_that_there_is_no_room_for(refused, key, value):
    text = re.sub(rf'{key} = ".*"', f'{key} = "{value}"', RIGHT, count=1)
    refused(text, f"”{key}” är", f"{key} = ")


@pytest.mark.parametrize("months", ["0", "-1", "61"])
def test_review_months_out_of_reason(refused, months):
    refused(RIGHT.replace("review_months = 24", f"review_months = {months}"), "1–60 månader", "review_months")


def test_an_unknown_field(refused):
    refused(
        RIGHT.replace("review_months = 24", "review_months = 24\nauthor = 'jag'"), "”author” är inget fält", "author"
    )


def test_an_unknown_kind(refused):
    refused(RIGHT.replace('kind = "sjukdom"', 'kind = "krydda"'), "'krydda' är inget slag av artikel", "krydda")


def test_a_key_in_another_text_does_not_mislead_about_the_line(refused):
    text = RIGHT.replace('title = "Rosslighet"', 'title = "Ont i kind = kinden"').replace('"sjukdom"', '"krydda"')
    refused(text, "inget slag", 3)


def test_an_unknown_topic_area(refused):
    refused(RIGHT.replace('["infektioner"]', '["trolldom"]'), "'trolldom' finns inte", "trolldom")


@pytest.mark.parametrize(
    ("key", "count", "says"),
    [("synonyms", 2, "3–15"), ("synonyms", 16, "3–15"), ("related", 1, "2–6"), ("related", 7, "2–6")],
)
def test_too_few_or_too_many(refused, key, count, says):
    values = [f"ord{n}" for n in range(count)]
    text = re.sub(rf"{key} = .*", f"{key} = {values}".replace("'", '"'), RIGHT)
    refused(text, f"”{key}” ska ha {says}", f"{key} = ")


def test_the_same_synonym_twice_counts_once(refused):
    refused(re.sub("synonyms = .*", 'synonyms = ["a", "a", "a"]', RIGHT), "3–15 olika", "synonyms = ")


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        (('owner = "Ett förlag"', ""), "title och owner"),
        (('owner = "Ett förlag"', 'owner = "Ett förlag"\nyear = 2020'), "title och owner"),
        (('owner = "Ett förlag"', 'owner = ""'), "”owner” är tomt"),
        (('owner = "Ett förlag"', "owner = 7"), "”owner” är tomt"),
        (('title = "En bok"', f'title = "{"b" * 201}"'), "högst 200"),
        (('owner = "Ett förlag"', 'owner = "Ett förlag"\nlanguage = "de"'), "'de' är inget språk som en källa har: sv"),
        (('owner = "Ett förlag"', 'owner = "Ett förlag"\nlanguage = ""'), "'' är inget språk"),
        (('owner = "Ett förlag"', 'owner = "Ett förlag"\nlanguage = ["en"]'), "['en'] är inget språk"),
    ],
)
def test_a_source_that_is_not_right(refused, changed, says):
    text = RIGHT.replace(*changed)
    at = "[[sources]]" if "title och owner" in says else changed[1].split("\n")[-1][:20]
    refused(text, says, at)


@pytest.mark.parametrize(("line", "language"), [("", "sv"), ('language = "sv"', "sv"), ('language = "en"', "en")])
def test_a_source_says_its_language_if_it_is_not_swedish(tmp_path, line, language):
    said = RIGHT.replace('owner = "Ett förlag"', f'owner = "Ett förlag"\n{line}')
    assert read_article(write(tmp_path, NAME, said)).sources == (
        SourceText("En bok", "Ett förlag", SourceLanguage(language)),
    )


def test_sources_that_are_no_tables(refused):
    text = re.sub(r"\n\[\[sources\]\]\n.*\n.*\n", "\n", RIGHT).replace(
        "review_months", 'sources = ["En bok"]\nreview_months'
    )
    refused(text, "title och owner", "sources = ")
