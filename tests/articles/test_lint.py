"""The editors' lint: each rule is found where it should be and nowhere else; nothing that is written makes it fail."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.actions.library import read_all
from articles.library_format import LIBRARY
from articles.lint import RULES, Known, Weight, lint, lint_addition, readability
from articles.lint.fields import EXPECTED
from articles.lint.lists import is_authority, is_region, plainer_words, substances
from articles.lint.reading import read
from articles.lint.translated import said
from articles.models import Article, ArticleKind, ChapterKind, Language, Level
from articles.models.choices import CHAPTERS
from articles.queries import known
from articles.site_pages import RESERVED_SLUGS
from articles.text import ArticleText, ChapterText, LevelText, SourceText
from regions.facts import regions_by_slug

KNOWN = Known(RESERVED_SLUGS | {"feber", "hosta", "forkylning"})
EMERGENCY = LevelText(Level.EMERGENCY, "Ring 112", ("Du har svårt att andas.",), "Ring 112.")
SOON = LevelText(
    Level.SOON,
    "Kontakta en vårdcentral inom en vecka",
    ("Du har ont i halsen i mer än en vecka.",),
    "Ring vårdcentralen.",
    "Ring 1177.",
    "primary_care",
)
SELFCARE = LevelText(Level.SELFCARE, "Vänta hemma", ("Du är hes och lite trött.",), "Du kan vänta en vecka.")
CHAPTERS_OF_RIGHT = (
    ChapterText(ChapterKind.SYMPTOMS, "Det gör ont att svälja", "Du får ofta [feber](/feber/).\n\n- ont\n- trötthet"),
    ChapterText(ChapterKind.SELF_CARE, "Drick ofta", "Drick lite i taget. Vila."),
    ChapterText(ChapterKind.TREATMENT, "Det läker av sig själv", "Ibland behövs penicillin."),
)
RIGHT = ArticleText(
    kind=ArticleKind.SJUKDOM,
    language=Language.SWEDISH,
    title="Ont i halsen",
    summary="Ont i halsen är vanligt. Det går oftast över på en vecka.",
    life_threatening=False,
    levels=(EMERGENCY, SOON, SELFCARE),
    chapters=CHAPTERS_OF_RIGHT,
    sources=(SourceText("Halsfluss", "Läkemedelsverket"),),
    related=("hosta", "forkylning"),
    review_months=24,
    change_note="Första versionen.",
)


def changed(**fields):
    return replace(RIGHT, **fields)


def saying(text, heading="Drick ofta"):
    """The right article with another text in its chapter on self-care."""
    one, two, three = RIGHT.chapters
    return changed(chapters=(one, replace(two, text=text, heading=heading), three))


def rules(text):
    return {(found.rule, found.part) for found in lint(text, KNOWN)}


def codes(text):
    return {found.rule for found in lint(text, KNOWN)}


def level(old, **fields):
    """The right article with another step on its ladder."""
    return changed(levels=tuple(replace(each, **fields) if each is old else each for each in RIGHT.levels))


def test_a_right_text_has_nothing_to_mend():
    assert lint(RIGHT, KNOWN) == []


# ---- each rule of an article: (rule, part, the text that breaks it) ----

BROKEN = [
    ("no_title", "head", changed(title=" ")),
    ("no_summary", "head", changed(summary="\n")),
    ("title_too_long", "head", changed(title="a" * 121)),
    ("title_too_long", "head", changed(title="å" * 90)),
    ("too_long", "head", changed(summary="Det är så. " * 100)),
    ("too_long", "", changed(change_note="a" * 301)),
    ("too_long", "sources", changed(sources=(SourceText("a" * 201, "Läkemedelsverket"),))),
    ("too_long", "care", level(SOON, signs=("a " * 130,))),
    ("too_long", "self_care", saying("Vila. " * 4_000)),
    ("hidden_character", "self_care", saying("Vila\x00 nu.")),
    ("hidden_character", "head", changed(title="Hals\ud800")),
    ("hidden_character", "care", level(SOON, where="Ring\x07 nu.")),
    ("no_chapter", "", changed(chapters=())),
    ("chapter_missing", "", changed(chapters=CHAPTERS_OF_RIGHT[:2])),
    ("chapter_foreign", "costs", changed(chapters=(*CHAPTERS_OF_RIGHT, ChapterText(ChapterKind.COSTS, "Pris", "0.")))),
    ("chapter_order", "symptoms", changed(chapters=CHAPTERS_OF_RIGHT[1:] + CHAPTERS_OF_RIGHT[:1])),
    ("chapter_order", "symptoms", changed(chapters=CHAPTERS_OF_RIGHT[:1] + CHAPTERS_OF_RIGHT)),
    ("chapter_empty", "self_care", saying(" ")),
    ("chapter_empty", "self_care", saying("Vila.", heading="")),
    ("no_care_ladder", "care", changed(levels=())),
    ("level_without_signs", "care", level(SELFCARE, signs=())),
    ("level_without_signs", "care", level(SELFCARE, signs=(" ",))),
    ("level_incomplete", "care", level(SOON, if_closed="")),
    ("level_incomplete", "care", level(SOON, where="")),
    ("level_incomplete", "care", level(SOON, unit_kind="")),
    ("level_incomplete", "care", level(SELFCARE, unit_kind="slott")),
    ("level_without_heading", "care", level(SOON, heading="")),
    ("level_without_heading", "care", level(SELFCARE, heading=" ")),
    ("level_order", "care", changed(levels=(SOON, EMERGENCY))),
    ("level_order", "care", changed(levels=(SOON, replace(SOON, signs=("Du mår illa.",))))),
    ("emergency_not_first", "care", changed(life_threatening=True, review_months=12, levels=(SOON,))),
    ("emergency_not_first", "care", changed(life_threatening=True, review_months=12, levels=())),
    ("sign_at_two_levels", "care", level(SELFCARE, signs=("Barnet har ont i halsen mer än en vecka.",))),
    ("sign_listed_otherwise", "care", level(SELFCARE, signs=("Du har feber och är stel i nacken.",))),
    ("signs_alike", "care", level(SELFCARE, signs=("Du har svårt att andass.",))),
    ("fact_in_head", "head", changed(summary="Ring {okant-nummer} om du undrar. Det går bra.")),
    ("fact_unknown", "self_care", saying("Ring {okant-nummer} om du undrar.")),
    ("no_source", "sources", changed(sources=())),
    ("source_incomplete", "sources", changed(sources=(SourceText("Halsfluss", ""),))),
    ("review_interval", "", changed(review_months=0)),
    ("review_interval", "", changed(review_months=61)),
    ("review_too_seldom", "", changed(life_threatening=True)),
    ("no_change_note", "", changed(change_note="")),
    ("few_related", "", changed(related=("hosta",))),
    ("few_related", "", changed(related=("hosta", "hosta"))),
    ("related_unknown", "", changed(related=("hosta", "forkylning", "drakar"))),
    ("hard_text", "", saying("Otillfredsställelseproblematik karakteriserar. " * 30)),
    ("hard_part", "self_care", saying("Otillfredsställelseproblematik karakteriserar. " * 30)),
    ("long_sentence", "self_care", saying("Vila " * 23 + ".")),
    ("heading_full_stop", "self_care", saying("Vila.", heading="Drick ofta.")),
    ("heading_full_stop", "self_care", saying("### Vila mycket.\n\nVila.")),
    ("heading_full_stop", "care", level(SOON, heading="Ring inom en vecka.")),
    ("marks_shown", "self_care", saying("Läs om [feber](/feber/ nu.")),
    ("marks_shown", "self_care", saying("Du ska **vila nu.")),
    ("marks_shown", "head", changed(summary="Läs om [feber](/feber/). Det går över.")),
    ("marks_shown", "care", level(SOON, where="Läs om [feber](/feber/).")),
    ("html", "self_care", saying("Vila <b>mycket</b>.")),
    ("html", "self_care", saying("<div>\nVila.\n</div>")),
    ("image", "self_care", saying("![En hals](/feber/)")),
    ("email", "self_care", saying("Skriv till anna@exempel.se.")),
    ("email", "self_care", saying("Skriv till <anna@exempel.se>.")),
    ("email", "self_care", saying("Skriv till [oss](mailto:anna@exempel.se).")),
]  # fmt: skip


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


def test_every_rule_says_what_and_why_and_some_stop():
    for code, rule in RULES.items():
        assert rule.code == code
        assert str(rule.title) and str(rule.why).endswith(".")
    assert {rule.weight for rule in RULES.values()} == set(Weight)


def test_every_rule_is_tried_here():
    tried = {rule for rule, _, _ in BROKEN} | {rule for rule, *_ in BROKEN_ADDITIONS}
    by_sentence = {"jargon", "brand", "capitals", "vague_need", "phone", "dose"}
    by_link = {"link_unknown", "link_insecure", "link_elsewhere", "link_pdf"}
    assert set(RULES) == tried | by_sentence | by_link | {"not_translated"}


def test_every_message_says_what_to_do():
    for _, _, text in BROKEN:
        for found in lint(text, KNOWN):
            assert found.rule in RULES
            assert found.weight == RULES[found.rule].weight
            assert found.message[-1] in ".”" and found.mend.endswith(".")


def test_the_jargon_is_many_words_and_no_plainer_word_is_jargon():
    entries = {entry for found in plainer_words().values() for entry in found}
    assert len(entries) >= 80
    for entry in entries:
        assert "jargon" not in codes(saying(f"Det är {entry.instead}.")), entry.instead
    assert substances()["alvedon"] == "paracetamol"


def test_authorities_and_regions():
    assert is_authority("www.socialstyrelsen.se")
    assert not is_authority("fass.se")
    assert is_region("vard.skane.se")
    assert all(is_region(region.website.split("/")[2]) for region in regions_by_slug().values())


# ---- how easy it is ----


def test_readability_is_measured_whole_and_part_by_part():
    ease = readability(RIGHT)
    assert set(ease.parts) == {"head", "care", "symptoms", "self_care", "treatment"}
    assert ease.lix == round(ease.lix, 1)
    assert 40 < ease.words < 90
    assert ease.longest_sentence == max(longest for _, longest in ease.parts.values()) == 10


def test_readability_of_nothing():
    nothing = changed(title="", summary="", levels=(), chapters=())
    assert (readability(nothing).lix, readability(nothing).words, readability(nothing).longest_sentence) == (0, 0, 0)


# ---- regional additions ----

NATIONAL = "Ring vårdcentralen på morgonen och fråga om du ska lämna urinprov. Vila mycket."
OWN = "I Skåne ringer du vårdcentralen på morgonen. Fråga efter en tid samma dag."
BROKEN_ADDITIONS = [
    ("no_title", "", OWN),
    ("addition_no_text", "Skåne", " \n"),
    ("title_too_long", "a" * 121, OWN),
    ("email", "Skåne", f"{OWN} Skriv till anna@exempel.se."),
    ("addition_pdf", "Skåne", f"{OWN} Läs [mer](https://www.skane.se/a.pdf)."),
    ("addition_only_links", "Skåne", "Läs mer: [Boka tid i hela Skåne genom Region Skånes egen sida](https://www.skane.se/)"),
    ("addition_repeats", "Skåne", f"{OWN} Ring vårdcentralen på morgonen, och fråga om du ska lämna urinprov!"),
    ("html", "Skåne", f"{OWN} <br>"),
    ("image", "Skåne", f"{OWN} ![Karta](/feber/)"),
    ("long_sentence", "Skåne", "Ring " * 30),
    ("jargon", "Skåne", f"{OWN} Du kan ha en trombos."),
    ("link_unknown", "Skåne", f"{OWN} Läs [mer](/drakar/)."),
    ("link_elsewhere", "Skåne", f"{OWN} Läs [mer](https://example.com/)."),
    ("link_insecure", "Skåne", f"{OWN} Läs [mer](http://www.skane.se/)."),
    ("heading_full_stop", "Så gör du i Skåne.", OWN),
    ("hidden_character", "Skåne", f"{OWN}\x00"),
    ("too_long", "Skåne", "Ring oss. " * 2_001),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "title", "text"), BROKEN_ADDITIONS)
def test_what_is_wrong_in_an_addition_is_found(rule, title, text):
    assert rule in {found.rule for found in lint_addition(title, text, NATIONAL, KNOWN)}


@pytest.mark.parametrize(
    "text",
    [
        OWN,
        f"{OWN} Läs [mer](https://vard.skane.se/tider), [hos myndigheten](https://www.ivo.se/) och [här](/feber/).",
        f"{OWN} Vila mycket.",  # too short to be repeated
        f"{OWN} Ring mottagningen för urinprov på kvällen om du inte får tid på dagen.",
    ],
)
def test_a_right_addition_has_nothing_to_mend(text):
    assert lint_addition("Så gör du i Skåne", text, NATIONAL, KNOWN) == []


# ---- the library, the rest of the site ----


@pytest.fixture(scope="module")
def library():
    return read_all(LIBRARY)


def test_nothing_stops_the_librarys_texts(library):
    here = Known(RESERVED_SLUGS.union(library.articles))
    earlier = [text for texts in library.earlier.values() for text in texts]
    texts = [*library.articles.values(), *library.translations, *earlier]
    stops = [
        (text.path.name, found.message)
        for text in texts
        for found in lint(text.as_text(), here)
        if found.weight == Weight.STOP
    ]
    assert stops == []


def test_nothing_stops_the_librarys_additions(library):
    here = Known(RESERVED_SLUGS.union(library.articles))
    for addition in library.additions:
        national = "\n\n".join(text for _, text in library.articles[addition.slug].as_text().passages())
        found = lint_addition(addition.title, addition.text, national, here)
        assert [each.message for each in found if each.weight == Weight.STOP] == [], addition.path


def test_known_asks_once_for_what_is_published(db, django_assert_num_queries, no_articles):
    Article.objects.create(slug="drakar", kind=ArticleKind.SJUKDOM, title="Drakar", sort_key="drakar")
    with django_assert_num_queries(1):
        slugs = known().slugs
    assert slugs >= RESERVED_SLUGS
    assert "drakar" not in slugs  # not published


def test_a_fact_that_is_in_force_may_be_referred_to():
    text = saying("Ring {giftinformation} om du undrar.")
    assert codes(text) == {"fact_unknown"}
    assert lint(text, replace(KNOWN, facts=frozenset(["giftinformation"]))) == []


# ---- nothing makes it fail ----

MARKS = "[](){}<>*_`#!@/\\|&;:.- \n\r\t\x00\x07\u200b\ud800aåÖ0%1"
written = st.one_of(st.text(max_size=300), st.text(alphabet=MARKS, max_size=300), st.from_regex(r"[^x]{0,200}"))
levels = st.builds(
    LevelText, st.sampled_from(Level), written, st.lists(written, max_size=4).map(tuple), written, written, written
)
chapters = st.builds(ChapterText, st.sampled_from(ChapterKind), written, written)
articles = st.builds(
    ArticleText,
    kind=st.sampled_from(ArticleKind),
    language=st.sampled_from(Language),
    title=written,
    summary=written,
    life_threatening=st.booleans(),
    levels=st.lists(levels, max_size=6).map(tuple),
    chapters=st.lists(chapters, max_size=6).map(tuple),
    sources=st.lists(st.builds(SourceText, written, written), max_size=3).map(tuple),
    related=st.lists(written, max_size=3).map(tuple),
    review_months=st.integers(),
    change_note=written,
)


@given(articles)
@settings(max_examples=150, deadline=None)
def test_nothing_that_is_written_makes_it_fail(text):
    for found in lint(text, KNOWN):
        assert found.message and found.mend
        assert RULES[found.rule].weight == found.weight
    readability(text)


@given(written, written, written)
@settings(max_examples=100, deadline=None)
def test_nothing_that_a_region_writes_makes_it_fail(title, text, national):
    for found in lint_addition(title, text, national, KNOWN):
        assert found.part in ("head", "")


@pytest.mark.parametrize(
    "piece",
    ["a", "å ", "[", "![", "[a](", "<a ", "*a ", "> ", "- ", "!", "1 ", "0 ", "@a.", "(a) ", "ALLA ", "\x00", "\ud800"],
)
def test_a_megabyte_of_anything_is_read(piece):
    much = piece * (1_000_000 // len(piece))
    text = changed(title=much, summary=much, change_note=much, related=(much,), levels=(replace(SOON, signs=(much,)),))
    lint(replace(text, chapters=(ChapterText(ChapterKind.SYMPTOMS, much, much),)), KNOWN)
    lint_addition(much, much, much, KNOWN)


def test_a_thousand_signs_are_read():
    signs = tuple(f"Du har ont i finger {number}." for number in range(20_000))
    assert "level_incomplete" not in codes(level(SOON, signs=signs))


def test_what_is_quoted_stands_in_the_text():
    text = saying("Ring 08-123 456 78. Du har **en trombos** i benet. " + "vila " * 30)
    for found in lint(text, KNOWN):
        assert found.quote in read(text.chapters[1].text).text
