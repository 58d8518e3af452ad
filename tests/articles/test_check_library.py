"""`manage.py check_library`: what a writer is told of a draft, before anything is loaded."""

import io

import pytest
from django.core.management import CommandError, call_command

from articles.library_format import read_article
from articles.library_format.consistency import contradictions, long_sentences, sign_key
from tests.articles.library_files import article, write


def check(folder, *slugs, **options):
    out = io.StringIO()
    try:
        call_command("check_library", *slugs, folder=folder, stdout=out, **options)
    except CommandError as error:
        return f"{out.getvalue()}\n{error}"
    return out.getvalue()


def test_a_right_draft_is_measured_and_not_remarked_on(folder):
    told = check(folder, "hesighet")
    assert "hesighet: " in told
    assert "LIX" in told
    assert "Inget att anmärka på." in told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{self_care}", "{x}", "hesighet.md, rad"),
        ("Vila och drick.", "Vila " * 30 + ".", "Meningen har 30 ord"),
        ("Vila och drick.", "Läs [mer](/finns-inte/).", "/finns-inte/ finns inte"),
        ('"hesighetn"', '"förkylning"', "är rubriken på forkylning"),
        ("Vila och drick.", "Otillfredsställelseproblematik karakteriserar. " * 40, "högst 40"),
        (
            'signs = ["Du har hostat i mer än tre veckor."]',
            'signs = ["Du har mycket svårt att andas plötsligt."]',
            "olika",
        ),
    ],
)
def test_what_is_wrong_is_said(folder, old, new, says):
    text = article("hesighet")
    assert old in text
    write(folder, "hesighet.md", text.replace(old, new))
    assert says in check(folder, "hesighet")


def test_hints_are_said_when_they_are_asked_for_and_are_no_faults(folder):
    missing = "Kapitlet ”Behandling” saknas."
    assert missing not in check(folder, "hesighet")
    told = check(folder, "hesighet", hints=True)
    assert missing in told
    assert "Inget att anmärka på." in told


def test_a_draft_that_is_not_there(folder):
    assert "spoke: filen finns inte." in check(folder, "spoke")


def test_who_and_in_which_order_makes_no_difference_to_a_sign():
    assert sign_key("Du har svårt att andas.") == sign_key("Barnet har svårt att andas.")
    assert sign_key("Du har svårt att andas.") != sign_key("Du har svårt att sova.")


@pytest.mark.parametrize(
    ("sign", "level", "found"),
    [
        ("Du rosslar och blir blå.", "soon", 0),
        ("Barnet har svårt att andas.", "advice", 1),
        ("Du har inte svårt att andas.", "selfcare", 0),
    ],
)
def test_contradictions(folder, sign, level, found):
    extra = f'[[care_levels]]\nlevel = "{level}"\nheading = "Vänta"\nsigns = ["{sign}"]\nwhere = "Vänta."\n'
    extra += 'if_closed = "Ring 1177."\nunit_kind = "primary_care"\n' if level == "soon" else ""
    text = article("snorighet")
    start, end = text.index('[[care_levels]]\nlevel = "soon"'), text.rindex("+++")
    write(folder, "snorighet.md", text[:start] + extra + text[end:])
    texts = [read_article(folder / f"{name}.md") for name in ("rosslighet", "snorighet")]
    assert len(contradictions(texts)) == found


def test_long_sentences(folder):
    write(folder, "hesighet.md", article("hesighet").replace("Vila och drick.", "Ord " * 23 + ". Kort."))
    assert len(long_sentences(read_article(folder / "hesighet.md"))) == 1
