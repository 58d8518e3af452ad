"""Every fault in a library file is refused with the file's name and the line that it stands on."""

import re

import pytest

from articles.library_format import LibraryError, check_addition, check_together, read_addition, read_article
from articles.models import ArticleKind, Level, SourceLanguage
from articles.text import SourceText
from tests.articles.library_files import ADDITION, SLUGS, article, write

NAME = "rosslighet.md"
RIGHT = article("rosslighet")


def line_of(text, part):
    return next(n for n, line in enumerate(text.split("\n"), 1) if part in line)


SECOND = line_of(RIGHT, 'level = "soon"') - 1  # where the second step of the ladder begins


@pytest.fixture
def refused(tmp_path):
    """That the text is refused, with these words, on the line that has `at` (or the one of that number)."""

    def refused(text, says, at, *, read=read_article):
        path = write(tmp_path, NAME, text)
        with pytest.raises(LibraryError) as error:
            read(path)
        number = at if isinstance(at, int) else line_of(text, at)
        assert str(error.value).startswith(f"{NAME}, rad {number}: ")
        assert says in str(error.value)

    return refused


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


# ---- the care ladder ----


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


# ---- the chapters ----


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
