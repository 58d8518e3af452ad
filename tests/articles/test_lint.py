"""Each rule of the lint finds what breaks it, and leaves alone what is right."""

from dataclasses import replace

import pytest

from articles.lint import RULES, Weight, lint
from articles.lint.fields import EXPECTED
from articles.lint.translated import said
from articles.models import ArticleKind, Language
from articles.models.choices import CHAPTERS
from articles.text import ChapterText
from tests.articles.linting import (
    BROKEN,
    BROKEN_ADDITIONS,
    CHAPTERS_OF_RIGHT,
    EMERGENCY,
    KNOWN,
    RIGHT,
    changed,
    codes,
    level,
    saying,
)


def rules(text):
    return {(found.rule, found.part) for found in lint(text, KNOWN)}


def test_a_right_text_has_nothing_to_mend():
    assert lint(RIGHT, KNOWN) == []


# ---- each rule of an article: (rule, part, the text that breaks it) ----


@pytest.mark.parametrize(("rule", "part", "text"), BROKEN)
def test_what_is_wrong_is_found_in_its_part(rule, part, text):
    assert (rule, part) in rules(text)


def test_what_is_left_in_swedish_stops_a_translation():
    knowing = replace(KNOWN, swedish=frozenset(words for _part, words in said(RIGHT)))
    left = lambda text: [found.part for found in lint(text, knowing) if found.rule == "not_translated"]  # noqa: E731
    english = changed(language=Language.ENGLISH)
    assert left(RIGHT) == []
    assert left(english) == ["head", "care", *(one.kind.value for one in RIGHT.chapters)]
    rest = tuple(replace(one, text=f"In English: {one.text}") for one in RIGHT.chapters)
    assert left(replace(english, chapters=rest)) == ["head", "care"]
    spaced = replace(rest[0], text=RIGHT.chapters[0].text.replace(" ", "  \r\n"))
    assert left(replace(english, chapters=(spaced, *rest[1:]))) == ["head", "care", rest[0].kind.value]
    assert left(replace(english, levels=(), chapters=rest, summary="ADHD")) == []  # the same word in both languages
    easy = changed(language=Language.EASY)
    assert left(easy) == [""]
    assert left(replace(easy, summary="Halsen gör ont.")) == []


@pytest.mark.parametrize(
    ("rule", "sentence", "quote"),
    [
        ("jargon", "Du kan ha fått en trombos i benet.", "trombos"),
        ("jargon", "Läkaren misstänker att trombosen sitter djupt.", "trombosen"),
        ("jargon", "Medicinen ges intravenöst.", "intravenöst"),
        ("jargon", "Tabletten tas per os.", "per os"),
        ("jargon", "Tonsillit (halsfluss) är vanligt.", "Tonsillit"),
        ("brand", "Ta en Alvedon.", "Alvedon"),
        ("capitals", "Vänta ALDRIG med det.", "ALDRIG"),
        ("vague_need", "Kontakta läkare vid behov.", "Kontakta läkare vid behov"),
        ("vague_need", "Vid behov kan du söka vård.", "Vid behov kan du söka vård"),
        ("phone", "Ring 08-123 456 78.", "08-123 456 78"),
        ("phone", "Ring 0771-22 48 00.", "0771-22 48 00"),
        ("phone", "Ring +46 40 123 45 67 nu.", "+46 40 123 45 67"),
        ("phone", "Ring 116 111.", "116 111"),
        ("phone", "Ring [mottagningen](tel:0401234567).", "mottagningen"),
        ("dose", "Ta 500 mg.", "500 mg"),
        ("dose", "Ta 1 000 mikrogram om dagen.", "1 000 mikrogram"),
        ("dose", "Ta 2 tabletter.", "2 tabletter"),
    ],
)
def test_a_word_is_quoted_as_it_stands(rule, sentence, quote):
    assert [found.quote for found in lint(saying(sentence), KNOWN) if found.rule == rule] == [quote]


@pytest.mark.parametrize(
    "sentence",
    [
        "Halsfluss (tonsillit) är vanligt.",
        "Det är en blodpropp (djup trombos).",
        "Den är på 12 volt.",
        "Det heter ADHD, KOL och covid-19.",
        "Forskare kallar det FODMAP.",
        "Kontakta läkare om du får feber.",
        "Vid behov av tolk kan du ringa 1177.",
        "Plåster kan bytas vid behov.",
        "Ring 112, 1177, 010-456 67 00, 020-50 50 50 eller 90101.",
        "Ring [1177](tel:1177).",
        "Öppet 08.00–17.00 sedan 2010. Det kostar 2 000 kronor.",
        "Gå 10 000 steg. Vänta 30 minuter. Drick 2 liter. Det är 38,5 grader.",
        "Ett värde under 5 mg/l är lågt.",
        "Ät mindre än 5 tårtor, och <5 bullar.",
        "Läs [feber](/feber/#egenvard), [området](/amne/hjarta/) och [Hitta vård](/hitta-vard/?typ=apotek).",
        "Läs hos [Läkemedelsverket](https://www.lakemedelsverket.se/sv).",
        "Ordet **viktigt** och *betonat*.",
        "### Vila dig?\n\nVila.",
        " ".join(["vila"] * 22) + ".",
    ],
)  # fmt: skip
def test_what_is_right_is_left_alone(sentence):
    assert lint(saying(sentence), KNOWN) == []


@pytest.mark.parametrize(
    ("target", "rule"),
    [
        ("/drakar/", "link_unknown"),
        ("/feber", "link_unknown"),
        ("/feber/drakar/", "link_unknown"),
        ("feber/", "link_unknown"),
        ("#egenvard", "link_unknown"),
        ("", "link_unknown"),
        ("http://www.socialstyrelsen.se/", "link_insecure"),
        ("ftp://www.socialstyrelsen.se/", "link_insecure"),
        ("https://www.fass.se/", "link_elsewhere"),
        ("https://socialstyrelsen.se.example.com/", "link_elsewhere"),
        ("https://notsocialstyrelsen.se/", "link_elsewhere"),
        ("https://socialstyrelsen.se@example.com/", "link_elsewhere"),
        ("//example.com/", "link_insecure"),
        ("https://[", "link_elsewhere"),
        ("javascript:alert(1)", "marks_shown"),
        ("https://www.skane.se/", "link_elsewhere"),
        ("https://www.socialstyrelsen.se/a.PDF", "link_pdf"),
    ],
)
def test_links(target, rule):
    assert rule in codes(saying(f"Läs [mer](<{target}>)."))


def test_an_address_between_angle_brackets_is_a_link():
    assert codes(saying("Läs <https://example.com/>.")) == {"link_elsewhere"}


@pytest.mark.parametrize("kind", ArticleKind)
def test_the_chapters_that_are_expected_belong_to_the_kind(kind):
    assert set(EXPECTED[kind]) <= set(CHAPTERS[kind])
    chapters = tuple(ChapterText(chapter, "Vila", "Vila.") for chapter in CHAPTERS[kind])
    assert lint(changed(kind=kind, chapters=chapters), KNOWN) == []


def test_only_diseases_and_symptoms_need_a_ladder():
    chapters = tuple(ChapterText(chapter, "Ring", "Ring.") for chapter in CHAPTERS[ArticleKind.RATTIGHET])
    assert lint(changed(kind=ArticleKind.RATTIGHET, levels=(), chapters=chapters), KNOWN) == []


def test_a_standard_heading_may_be_left_out():
    assert lint(level(EMERGENCY, heading=""), KNOWN) == []


def test_line_breaks_of_a_form_are_no_hidden_characters():
    assert lint(saying("Vila.\r\n\r\n- drick\r\n- sov\r\n"), KNOWN) == []


def test_at_most_five_long_sentences_of_a_part_are_said():
    text = saying("\n\n".join(f"{number} " + "vila " * 23 + "." for number in range(9)))
    found = [each for each in lint(text, KNOWN) if each.rule == "long_sentence"]
    assert len(found) == 5
    assert found[0].message == "Meningen har 24 ord."
    assert found[0].quote.startswith("0 vila")


def test_a_sentence_goes_on_over_a_soft_line_break_and_ends_with_the_list_item():
    assert "long_sentence" in codes(saying("vila " * 12 + "\n" + "vila " * 12))
    assert "long_sentence" not in codes(saying("- " + "vila " * 12 + "\n- " + "vila " * 12))


def test_findings_come_in_the_readers_order_stops_first():
    text = replace(saying("Vila <b>. " + "vila " * 30), title="", change_note="", related=(), levels=(), sources=())
    found = lint(text, KNOWN)
    parts = [each.part for each in found]
    assert parts == sorted(parts, key=["head", "care", "symptoms", "self_care", "treatment", "sources", ""].index)
    for part in set(parts):
        weights = [each.weight for each in found if each.part == part]
        assert weights == sorted(weights, key=[Weight.STOP, Weight.HINT].index)


def test_other_languages_are_not_measured_as_swedish():
    hard = "Otillfredsställelseproblematik karakteriserar trombosen. " * 30
    assert codes(replace(saying(hard), language=Language.ENGLISH)) == set()
    assert {"hard_text", "jargon"} <= codes(replace(saying(hard), language=Language.EASY))


def test_easy_swedish_is_measured_more_strictly():
    text = saying("Läkaren tittar i halsen och känner på musklerna. " * 6)
    assert codes(text) == set()
    assert "hard_part" in codes(replace(text, language=Language.EASY))


def test_a_translation_may_leave_a_chapter_out():
    assert lint(changed(language=Language.EASY, chapters=CHAPTERS_OF_RIGHT[:1]), KNOWN) == []


# ---- the rules as a list, and the words ----


def test_every_rule_is_tried_here():
    tried = {rule for rule, _, _ in BROKEN} | {rule for rule, *_ in BROKEN_ADDITIONS}
    by_sentence = {"jargon", "brand", "capitals", "vague_need", "phone", "dose"}
    by_link = {"link_unknown", "link_insecure", "link_elsewhere", "link_pdf"}
    assert set(RULES) == tried | by_sentence | by_link | {"not_translated"}
