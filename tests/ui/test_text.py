"""Swedish readings of values, and Markdown that lets nothing through but plain text with a little form."""

import time
from decimal import Decimal

import pytest

from ui.text import NBSP, Ways, distance, markdown, number, phone


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ("+46401234567", "040-123 45 67"),
        ("+46840005678", "08-400 056 78"),
        ("+46701740605", "070-174 06 05"),
        ("112", "112"),
        ("1177", "1177"),
        ("116117", "116117"),
        ("+4722225555", "+47 22 22 55 55"),
        ("ring växeln", "ring växeln"),
    ],
)
def test_phone_numbers_read_as_swedes_write_them(stored: str, read: str) -> None:
    assert phone(stored).replace(NBSP, " ") == read


@pytest.mark.parametrize(
    ("metres", "read"),
    [
        (0, "0 m"),
        (354, "350 m"),
        (494, "490 m"),
        (500, "0,5 km"),
        (799.9, "0,8 km"),
        (9_940, "9,9 km"),
        (9_960, "10 km"),
        (12_400, "12 km"),
        (1_234_000, "1 234 km"),
    ],
)
def test_distances_are_rounded_to_what_one_needs(metres: float, read: str) -> None:
    assert distance(metres) == read.replace(" ", NBSP)


@pytest.mark.parametrize(
    ("value", "read"),
    [(8000, "8 000"), (999, "999"), (1234567, "1 234 567"), (0.8, "0,8"), (Decimal("1234.50"), "1 234,50"), (-3, "−3")],
)
def test_numbers_have_a_space_for_thousands_and_a_comma(value: float, read: str) -> None:
    assert number(value) == read.replace(" ", NBSP)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<a href="/x/" onclick="alert(1)">x</a>',
        "<div style='color:red'>x</div>",
        "text <b onmouseover=alert(1)>fet</b>",
        "<!-- gömt -->",
    ],
)
def test_no_html_passes(text: str) -> None:
    html = markdown(text)
    for dangerous in ("<script", "<img", "<b ", "<div", "<!--", "<a "):
        assert dangerous not in html


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"]
)
def test_links_only_go_where_links_may_go(href: str) -> None:
    assert "href" not in markdown(f"[x]({href})")
    assert "href" not in markdown(f"[x][1]\n\n[1]: {href}")


def test_an_image_is_never_fetched() -> None:
    assert "<img" not in markdown("![bild](https://example.se/spion.png)")


def test_the_text_keeps_its_form() -> None:
    html = markdown("Ett **viktigt** ord, en *ton* och [112](tel:112).\n\n- ett\n- två\n\n> citat")
    for part in (
        "<strong>viktigt</strong>",
        "<em>ton</em>",
        '<a href="tel:112">112</a>',
        "<li>ett</li>",
        "<blockquote>",
    ):
        assert part in html


@pytest.mark.parametrize(
    ("text", "top", "tags"),
    [
        ("### A\n\n#### B", 3, ["h3", "h4"]),
        ("# A\n\n## B", 3, ["h3", "h4"]),
        ("## A\n\ntext\n\n### B", 2, ["h2", "h3"]),
        ("### A", 4, ["h4"]),
        ("# A\n\n###### B", 4, ["h4", "h6"]),
    ],
)
def test_headings_begin_below_the_page_s_own(text: str, top: int, tags: list[str]) -> None:
    html = markdown(text, "/", top)
    assert [f"h{level}" for level in range(1, 7) if f"<h{level}>" in html] == tags


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("/feber/", "/skane/feber/"),
        ("/feber/#symtom", "/skane/feber/#symtom"),
        ("#symtom", "#symtom"),
        ("https://example.se/", "https://example.se/"),
        ("//example.se/", "//example.se/"),
        ("/static/fil.pdf", "/static/fil.pdf"),
    ],
)
def test_inner_links_keep_the_reader_in_the_region(href: str, kept: str) -> None:
    assert f'href="{kept}"' in markdown(f"[x]({href})", "/skane/")


@pytest.mark.parametrize(
    ("href", "html"),
    [
        ("/feber/", '<a href="/skane/en/feber/">x</a>,'),
        ("/feber/#egenvard", '<a href="/skane/en/feber/#egenvard">x</a>,'),
        ("/hosta/", '<a href="/skane/hosta/" hreflang="sv">x</a> (in Swedish),'),
        ("/hitta-vard/?typ=apotek", '<a href="/skane/hitta-vard/?typ=apotek" hreflang="sv">x</a> (in Swedish),'),
        ("https://example.se/", '<a href="https://example.se/">x</a>,'),
        ("tel:1177", '<a href="tel:1177">x</a>,'),
    ],
)
def test_links_of_a_translation_keep_the_language(href: str, html: str) -> None:
    ways = Ways("en", frozenset({"feber"}), "(in Swedish)")
    assert html in markdown(f"[x]({href}), and **more**", "/skane/", 3, ways)


def test_national_pages_keep_their_links() -> None:
    assert 'href="/feber/"' in markdown("[x](/feber/)", "/")


@pytest.mark.parametrize("marks", ["[", "![", "*a ", "[a](", "<", "_", "> ", "**"])
def test_a_text_of_nothing_but_marks_is_read_soon(marks: str) -> None:
    began = time.monotonic()
    assert markdown(marks * (200_000 // len(marks)))
    assert time.monotonic() - began < 2


def test_a_long_text_keeps_its_marks() -> None:
    text = "Vila i **två** dagar, se [feber](/feber/).\n\n" * 100
    assert markdown(text).count("<strong>") == 100
