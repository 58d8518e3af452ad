"""What changed between two versions, so that a reader can follow it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.actions import load_library
from articles.diff import Piece, compare, word_diff
from articles.models import Article
from articles.queries.texts import text_of
from tests.articles.library_files import article, write


def told(lines):
    """The pieces as text: +added+, -removed-."""
    marks = {"same": "", "added": "+", "removed": "-"}
    return "\n".join("".join(f"{marks[p.kind]}{p.text}{marks[p.kind]}" for p in line) for line in lines)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("", "", ""),
        ("Vila.", "Vila.", "Vila."),
        ("", "Vila.", "+Vila.+"),
        ("Vila.", "", "-Vila.-"),
        ("Vila i två dagar.", "Vila i tre dagar.", "Vila i -två -+tre +dagar."),
        ("Vila. Drick.", "Vila. Sov gott. Drick.", "Vila. +Sov gott. +Drick."),
        ("Vila. Sov gott. Drick.", "Vila. Drick.", "Vila. -Sov gott. -Drick."),
        ("Ta medicin varje dag.", "Ring oss om du undrar.", "-Ta medicin varje dag.-+Ring oss om du undrar.+"),
        ("Vila.\nDrick.", "Vila.\nSov.\nDrick.", "Vila.\n+Sov.+\nDrick."),
        ("- Vila\n- Drick", "- Vila\n- Drick vatten ofta", "- Vila\n- -Drick-+Drick vatten ofta+"),
    ],
)
def test_word_diff(old, new, says):
    assert told(word_diff(old, new)) == says


def test_what_went_away_stands_before_what_came():
    line = word_diff("Du kan vila hemma i dag.", "Du kan sova hemma i natt.")[0]
    kinds = [piece.kind for piece in line if piece.kind != "same"]
    assert kinds in (["removed", "added", "removed", "added"], ["removed", "added"])


def test_neighbours_of_one_kind_are_joined():
    for line in word_diff("Ett två tre. Fyra fem sex.", "Sju åtta nio. Tio elva tolv."):
        kinds = [piece.kind for piece in line]
        assert all(one != other for one, other in pairwise(kinds))


texts = st.text(alphabet="ab .!?\n-", max_size=60) | st.lists(
    st.sampled_from(["Vila.", "Drick vatten.", "Du kan vila.", "Du kan sova.", "\n", " ", "Ring 1177!", "Är du sjuk?"])
).map("".join)


def joined(lines, *kinds):
    return "".join(piece.text for line in lines for piece in line if piece.kind in kinds)


@given(texts, texts)
def test_same_and_added_are_the_new_text_and_same_and_removed_the_old(old, new):
    lines = word_diff(old, new)
    assert joined(lines, "same", "added") == new.replace("\n", "")
    assert joined(lines, "same", "removed") == old.replace("\n", "")


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert {piece.kind for line in word_diff(text, text) for piece in line} <= {"same"}


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(old, new):
    lines = word_diff(old, new)
    assert joined(lines, "same", "added") == new.replace("\n", "")
    assert all(isinstance(piece, Piece) and piece.text for line in lines for piece in line)


# ---- whole versions ----


@pytest.fixture
def versions(no_articles, folder):
    """The versions of an article before and after a change of nearly everything."""
    load_library(by=None, folder=folder)
    old = Article.objects.get(slug="snorighet").live
    text = article("snorighet").replace('"Snorighet"', '"Snorig näsa"').replace("går över.", "går oftast över.")
    text = text.replace("## Det rosslar {symptoms}", "## Det rinner {symptoms}")
    text = text.replace(
        "## Drick vatten {self_care}\n\nVila och drick.", "## Vården hjälper dig {treatment}\n\nSpola **näsan**."
    )
    text = text.replace('"Ring vårdcentralen."', '"Ring din vårdcentral."').replace("En bok", "En ny bok")
    text = text.replace('[[care_levels]]\nlevel = "emergency"\nsigns = ["Du har svårt att andas."]\n', "").replace(
        "life_threatening = true", "life_threatening = false"
    )
    write(folder, "snorighet.md", text)
    load_library(by=None, folder=folder)
    return text_of(old), text_of(Article.objects.get(slug="snorighet").live)


def test_each_part_says_how_it_changed(versions):
    sections = {section.heading: section for section in compare(*versions)}
    assert [(name, section.state) for name, section in sections.items() if section.changed] == [
        ("Rubrik", ""),
        ("Sammanfattning", ""),
        ("Sök vård: Kontakta en vårdcentral", ""),
        ("Symtom", ""),
        ("Behandling", "Nytt"),
        ("Källor", ""),
        ("Sök vård: Ring 112", "Borttaget"),
        ("Egenvård", "Borttaget"),
    ]
    assert "+oftast +" in told(sections["Sammanfattning"].lines)
    assert told(sections["Symtom"].lines).startswith("-Det rosslar-") or "+Det rinner+" in told(
        sections["Symtom"].lines
    )


def test_a_new_or_removed_part_is_wholly_so(versions):
    sections = {section.heading: section for section in compare(*versions)}
    assert {piece.kind for line in sections["Behandling"].lines for piece in line} == {"added"}
    assert {piece.kind for line in sections["Egenvård"].lines for piece in line} == {"removed"}


def test_the_reader_sees_text_and_no_marks(versions):
    shown = "\n".join(told(section.lines) for section in compare(*versions))
    assert "**" not in shown
    assert "](" not in shown
    assert "## " not in shown


def test_a_version_does_not_differ_from_itself(versions):
    assert not any(section.changed for section in compare(versions[1], versions[1]))
