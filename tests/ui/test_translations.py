"""Every word that a person reads goes through gettext, with Swedish as the source: another language can follow."""

import ast
import gettext as catalogue
import re
import struct
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import Lexer, Token, TokenType
from django.test import override_settings
from django.utils.translation import gettext, override

from articles.models import ChapterKind
from articles.models.choices import chapter_anchor
from articles.site_pages import SITE_PAGES, site_page_terms
from language.analysis import slug
from regions.kinds import KIND_SLUGS, UnitKind
from regions.queries import understand
from regions.queries.asking import kind_words
from ui.text import source_text

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATES = ROOT / "templates"
STATIC_SAFE = {"400.html", "500.html"}  # shown when nothing else can be trusted: no tags in them at all
SAME_IN_EVERY_LANGUAGE = {
    "Vårdguiden",
    "UTF-8",
    "In English",
    "Lättläst",
    "Svenska",
}  # names of languages in themselves
READ_ALOUD = {"aria-label", "title", "placeholder", "alt"}
WORD = re.compile(r"[A-Za-zÅÄÖåäö]{2,}")
LITERAL = re.compile(r"""(?<!_\()["']([A-ZÅÄÖ][a-zåäö][^"']*)["']""")  # "Ring 112" handed on as it is
TRANSLATED = re.compile(r'{% translate "([^"]+)"')
IN_TAGS = re.compile(r'_\("([^"]+)"\)')


def templates():
    for path in sorted(path for ending in ("html", "xml", "txt") for path in TEMPLATES.rglob(f"*.{ending}")):
        name = path.relative_to(TEMPLATES)
        if name.parts[0] != "ui" and path.name not in STATIC_SAFE:  # the gallery's texts are examples
            yield pytest.param(path, id=str(name))


class Reader(HTMLParser):
    """Collects what a person sees or hears, but for paragraphs that are English for every reader."""

    def __init__(self):
        super().__init__()
        self.found = []
        self.silent = 0
        self.is_english = False

    def handle_starttag(self, tag, attrs):
        self.silent += tag in ("script", "style")
        self.is_english = self.is_english or (tag == "p" and ("lang", "en") in attrs)
        is_description = ("name", "description") in attrs
        self.found += [value for name, value in attrs if name in READ_ALOUD or (is_description and name == "content")]

    def handle_endtag(self, tag):
        self.silent -= tag in ("script", "style")
        self.is_english = self.is_english and tag != "p"

    def handle_data(self, data):
        if not self.silent and not self.is_english:
            self.found.append(data)


def untranslated(source):
    """The words of a template that stand outside translate tags."""
    bare, literals = _apart(Lexer(source).tokenize())
    reader = Reader()
    reader.feed("".join(bare))
    reader.close()
    texts = [*(text for text in reader.found if text), *literals]
    for name in SAME_IN_EVERY_LANGUAGE:
        texts = [text.replace(name, "") for text in texts]
    return [text.strip() for text in texts if WORD.search(text)]


def _apart(tokens: list[Token]):
    """The text outside tags, and the words that tags are given as they are."""
    bare, literals, end = [], [], None
    for token in tokens:
        tag, *rest = token.split_contents() if token.token_type == TokenType.BLOCK else ["", ""]
        if end:
            end = None if tag == end else end
        elif tag in ("comment", "blocktranslate"):
            end = f"end{tag}"
        elif tag == "block" and rest[0].endswith(("_class", "_attrs")):
            end = "endblock"
        elif token.token_type == TokenType.TEXT:
            bare.append(token.contents)
        elif token.token_type == TokenType.VAR or tag in ("include", "with", "firstof"):
            literals += LITERAL.findall(token.contents)
    return bare, literals


@pytest.mark.parametrize("path", list(templates()))
def test_a_template_has_no_words_outside_translate_tags(path):
    assert untranslated(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>Ring 112</p>", ["Ring 112"]),
        ('<p>{% translate "Ring 112" %}</p>', []),
        ("<p>{% blocktranslate %}Ring {{ number }}{% endblocktranslate %} nu</p>", ["nu"]),
        ('<nav aria-label="Meny"></nav>', ["Meny"]),
        ('<nav aria-label="{% translate "Meny" %}" class="menu"></nav>', []),
        ('{% include "x.html" with title="Stängt" only %}', ["Stängt"]),
        ('{% include "x.html" with title=_("Stängt") kind="info" only %}', []),
        ('{{ title|default:"Öppettider" }}', ["Öppettider"]),
        ("{% comment %}Parameters: title.{% endcomment %}<script>let words;</script>", []),
        ('<p lang="en">Call <a href="tel:112">112</a> now</p><p>Ring</p>', ["Ring"]),
        ("<title>{{ name }} – Vårdguiden</title>", []),
    ],
)
def test_the_search_for_words_finds_them(source, words):
    assert untranslated(source) == words


def source_texts():
    """Every Swedish text that goes through gettext, from templates and from Python."""
    for path in TEMPLATES.rglob("*.*"):
        text = path.read_text(encoding="utf-8")
        yield from TRANSLATED.findall(text)
        yield from IN_TAGS.findall(text)
    for room in ("ui", "accounts", "regions", "articles", "vardguiden"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = isinstance(node, ast.Call) and getattr(node.func, "id", "")
                if called in ("_", "gettext", "gettext_lazy") and isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value


def test_no_other_catalogue_rewrites_our_swedish():
    """Django's and allauth's own words share the catalogue: "Text" or "Start" could be one of theirs."""
    texts = set(source_texts())
    assert len(texts) > 300
    with override("sv"):
        assert [text for text in texts if gettext(text) != text] == []


FINNISH = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n",
    "Hitta vård": "Etsi hoitoa",
    "Vårdcentral": "Terveyskeskus",
    "vårdcentraler": "terveyskeskukset",
    "Egenvård": "Itsehoito",
    "nära %(place)s": "lähellä: %(place)s",
    "%(units)s finns": "%(units)s löytyi",
    "inom %(distance)s från %(place)s": "enintään %(distance)s: %(place)s",
    "Så fungerar vården": "Näin hoito toimii",
    "%(red_day)s: öppettid saknas, ring först": "%(red_day)s: soita ensin",
}


def write_catalogue(path, messages):
    """A compiled catalogue (.mo), as msgfmt writes it."""
    rows = [(key.encode(), text.encode()) for key, text in sorted(messages.items())]
    head, table = 7 * 4, 8 * len(rows)
    keys, texts, data = [], [], b""
    for column, places in ((0, keys), (1, texts)):
        for row in rows:
            places += [len(row[column]), head + 2 * table + len(data)]
            data += row[column] + b"\0"
    top = [0x950412DE, 0, len(rows), head, head + table, 0, head + 2 * table]
    path.parent.mkdir(parents=True)
    path.write_bytes(struct.pack(f"<{7 + len(keys) + len(texts)}I", *top, *keys, *texts) + data)


@pytest.fixture
def finnish(tmp_path):
    """A small Finnish catalogue, and Finnish as the active language."""
    file = tmp_path / "fi" / "LC_MESSAGES" / "django.mo"
    write_catalogue(file, FINNISH)
    with file.open("rb") as compiled:
        assert catalogue.GNUTranslations(compiled).gettext("Egenvård") == "Itsehoito"
    remembered = (kind_words, chapter_anchor)
    for function in remembered:
        function.cache_clear()
    with override_settings(LOCALE_PATHS=[tmp_path]), override("fi"):
        yield
    for function in remembered:
        function.cache_clear()


def page(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_a_page_in_another_language_keeps_swedish_for_what_is_not_translated(client, finnish):
    html = page(client, "/")
    assert "Näin hoito toimii" in html
    assert "Så fungerar vården" not in html
    assert "Vad behöver du hjälp med?" in html


@pytest.mark.parametrize("path", ["/", "/skane/", "/hitta-vard/?q=Lund&typ=apotek", "/sok/?q=halsfluss", "/om-oss/"])
@pytest.mark.django_db
def test_a_language_without_a_catalogue_reads_as_swedish(client, path):
    with override("de"):
        html = page(client, path)
    assert "Hoppa till innehållet" in html
    assert "Sjukdomar och besvär" in html


@pytest.mark.django_db
def test_find_care_is_asked_in_swedish_and_answers_in_the_active_language(client, finnish):
    html = page(client, "/hitta-vard/?q=vårdcentral+Lund")
    assert "<h1>Etsi hoitoa</h1>" in html
    assert '<option value="vardcentral">Terveyskeskus</option>' in html
    assert re.search(r"<h2>(Inga|\d+) terveyskeskukset löytyi enintään 20\xa0km: Lund</h2>", html)


@pytest.mark.usefixtures("finnish")
def test_addresses_and_search_do_not_follow_the_language():
    assert UnitKind.PRIMARY_CARE.label == "Terveyskeskus"
    assert KIND_SLUGS["vardcentral"] is UnitKind.PRIMARY_CARE
    understood = understand("vårdcentraler i Lund")
    assert understood.kind is UnitKind.PRIMARY_CARE
    assert understood.query_with() == "vårdcentral Lund"
    assert ChapterKind.SELF_CARE.label == "Itsehoito"
    assert chapter_anchor("self_care") == "egenvard"
    care = next(page for page in SITE_PAGES if page.url_name == "find_care")
    assert care.title == "Etsi hoitoa"
    assert "hitt" in dict(site_page_terms())[care]


def test_each_kind_has_its_swedish_name_as_address():
    assert list(KIND_SLUGS.values()) == list(UnitKind)
    assert [slug(source_text(kind.label)) for kind in UnitKind] == list(KIND_SLUGS)
