"""Telephone numbers in running text: what becomes a link, and what never does."""

import re

import pytest
from django.template import Context, Template

from ui.calls import calls_for_advice, with_calls
from ui.text import NBSP, markdown

JOINER = "\N{WORD JOINER}"
HREF = re.compile(r'<a href="(tel:[^"]+)">([^<]+)</a>')


@pytest.mark.parametrize(
    ("text", "href", "number"),
    [
        ("Ring 112 med högtalaren på.", "tel:112", "112"),
        ("Ring 1177, dygnet runt.", "tel:1177", "1177"),
        ("Självmordslinjen 90101 svarar.", "tel:90101", "90101"),
        ("Självmordslinjen (90 101)", "tel:90101", "90 101"),
        ("Polisen: 114 14.", "tel:11414", "114 14"),
        ("Bris 116 111 för barn", "tel:116111", "116 111"),
        ("Ring genast 010-456 67 00.", "tel:+46104566700", "010-456 67 00"),
        ("Kvinnofridslinjen, 020-50 50 50, svarar", "tel:+4620505050", "020-50 50 50"),
        ("020-84 00 00", "tel:+4620840000", "020-84 00 00"),
        ("08-123 45 67", "tel:+4681234567", "08-123 45 67"),
        ("0771-11 77 00", "tel:+46771117700", "0771-11 77 00"),
        ("070-1740605", "tel:+46701740605", "070-1740605"),
        ("Från utlandet: +46 10-456 67 00", "tel:+46104566700", "+46 10-456 67 00"),
        ("Ring på 1177 om barnet är under ett år.", "tel:1177", "1177"),
    ],
)
def test_a_telephone_number_is_a_link_that_dials_it(text: str, href: str, number: str) -> None:
    assert HREF.findall(with_calls(text)) == [(href, number)]
    assert HREF.findall(markdown(text)) == [(href, number)]
    assert re.sub(r"</?a[^>]*>", "", with_calls(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Lagen kom 1974, och ändrades år 1177.",
        "Det kostar 112 kronor, 1177 kr eller 2 112 kronor.",
        "Ta 112 mg, 112mg eller 112 tabletter.",
        "Febern var 112 °F. Minst 112 %.",
        "Du har mätt 180/112 eller 112/70.",
        "Pulsen är 112. Puls på 112.",
        "Mellan 100–112 i minuten, eller 112–118.",
        "Värdet 1,112 eller 112,5.",
        "901 01 Umeå, 90101 Umeå, SE-90101, 114 14 Stockholm",
        "19900101-1234, 990101-1234, 010101-1234, 20010112-1177, 0101011177",
        "Den 2024-01-12 klockan 08-16, eller 08.00–12.00.",
        "Lag (1991:1177), HSLF-FS 2018:112, 0-3-90-90",
        "Se 1177.se och 112-appen. Rum 112.",
        "Håll takten 100–120. Det tar 010-12 dagar.",
        "10 000 000, 0701 och 010 456",
    ],
)
def test_other_numbers_are_never_links(text: str) -> None:
    assert "<a" not in with_calls(text)
    assert "tel:" not in markdown(text)


def test_a_number_with_no_break_spaces_is_a_link_too() -> None:
    text = f"Ring{NBSP}020-50{NBSP}50{NBSP}50."
    assert 'href="tel:+4620505050"' in with_calls(text)
    assert 'href="tel:+4620505050"' in markdown(text)


def test_links_and_headings_keep_what_they_are() -> None:
    html = markdown("## Ring 112\n\n[ring 112](/ring-112/) [1177](tel:1177)\n\n- **Linjen 90101.** Dygnet runt")
    assert re.findall(r'href="([^"]+)"', html) == ["/ring-112/", "tel:1177", "tel:90101"]
    assert "<h3>Ring 112</h3>" in html


def test_a_line_of_text_is_escaped_before_its_numbers_are_links() -> None:
    html = Template("{{ text|calls }}{{ nothing|calls }}").render(Context({"text": '<b title="112">1177</b> & "112"'}))
    assert html == (
        '&lt;b title=&quot;<a href="tel:112">112</a>&quot;&gt;<a href="tel:1177">1177</a>&lt;/b&gt;'
        ' &amp; &quot;<a href="tel:112">112</a>&quot;'
    )


@pytest.mark.parametrize(
    ("text", "buttons"),
    [
        ("", ["1177"]),
        ("Ring 1177. Har du svårt att andas ringer du 112.", ["1177"]),
        ("Ring 1177, eller Självmordslinjen 90101.", ["1177", "Självmordslinjen 90101"]),
        ("Ring 010-456 67 00, annars 1177.", ["Giftinformation 010-456 67 00", "1177"]),
        ("Ring Kvinnofridslinjen 020-50 50 50.", ["Kvinnofridslinjen 020-50 50 50", "1177"]),
        ("Ring 08-123 45 67, 08-123 45 67.", ["08-123 45 67", "1177"]),
    ],
)
def test_a_step_for_advice_dials_what_it_names_first(text: str, buttons: list[str]) -> None:
    assert [call.words.replace(NBSP, " ").replace(JOINER, "") for call in calls_for_advice(text)] == buttons


def test_the_number_on_a_button_is_never_split() -> None:
    assert f"010-{JOINER}456{NBSP}67{NBSP}00" in calls_for_advice("Ring 010-456 67 00.")[0].words


def test_a_long_text_of_digits_takes_no_time() -> None:
    assert with_calls("0" * 200_000) and with_calls("020-50 " * 30_000) and with_calls("+46 1 " * 30_000)
