"""A text that breaks no rule of the lint, and the same with one thing changed."""

from dataclasses import replace

from articles.lint import Known, lint
from articles.models import ArticleKind, ChapterKind, Language, Level
from articles.site_pages import RESERVED_SLUGS
from articles.text import ArticleText, ChapterText, LevelText, SourceText

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


def codes(text):
    return {found.rule for found in lint(text, KNOWN)}


def level(old, **fields):
    """The right article with another step on its ladder."""
    return changed(levels=tuple(replace(each, **fields) if each is old else each for each in RIGHT.levels))


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
    ("list_not_shown", "self_care", saying("·\tDrick ett glas kallt vatten.\n·\tVila.")),
    ("list_not_shown", "self_care", saying("Du kan:\n– vila\n– dricka")),
    ("list_not_shown", "self_care", saying("• Vila")),
    ("list_not_shown", "self_care", saying("Du kan:\n-vila\n-dricka")),
    ("list_not_shown", "self_care", saying("o\tVila")),
    ("list_not_shown", "self_care", saying("| Ålder | Mängd |\n| 1 år | lite |")),
    ("list_not_shown", "care", level(SOON, signs=("· Du har ont i halsen i mer än en vecka.",))),
    ("html", "self_care", saying("Vila <b>mycket</b>.")),
    ("html", "self_care", saying("<div>\nVila.\n</div>")),
    ("image", "self_care", saying("![En hals](/feber/)")),
    ("email", "self_care", saying("Skriv till anna@exempel.se.")),
    ("email", "self_care", saying("Skriv till <anna@exempel.se>.")),
    ("email", "self_care", saying("Skriv till [oss](mailto:anna@exempel.se).")),
]  # fmt: skip
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
