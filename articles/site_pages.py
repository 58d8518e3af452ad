"""Pages of the site that are no articles but belong in search, and the addresses that no article may take."""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from language.analysis import fold, terms, words
from ui.addresses import address_of
from ui.text import source_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


SHORTEST_NAME = 3  # letters


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: its URL name, title, one sentence, and the words that people look for it with."""

    url_name: str
    title: "StrOrPromise"
    summary: "StrOrPromise"
    words: str
    values: tuple[str, ...] = ()  # of its address
    language: str = ""  # of title and summary, where they are the same for every reader
    before_texts: bool = False  # where all that was typed are words of it: no illness is meant by them

    @property
    def address(self) -> str:
        return address_of(self.url_name, *self.values)

    @property
    def code(self) -> str:
        """What the page is called in answers to programs."""
        return "-".join([self.url_name, *self.values])


SITE_PAGES = (
    SitePage(
        "find_care",
        _("Hitta vård"),
        _("Vårdcentraler, akutmottagningar, apotek och annan vård nära dig, och vad som är öppet nu."),
        "mottagning nära öppet nu karta sök vård",
    ),
    SitePage(
        "how_care_works",
        _("Så fungerar vården"),
        _("Rättigheter, kostnader och tjänster i vården."),
        "rättigheter hjälp",
    ),
    SitePage(
        "regions", _("Regioner"), _("De 21 regionerna och vad som gäller i var och en."), "region landsting län välja"
    ),
    SitePage(
        "about",
        _("Så granskar vi innehållet"),
        _("Vem som skriver och granskar texterna, och vad de bygger på."),
        "om oss granskning källor redaktion kontakt",
    ),
    SitePage(
        "quality",
        _("Kvalitet i siffror"),
        _("Hur många texter som är granskade i tid, hur gamla de är och vilka fel som har rättats."),
        "statistik rättelse rättelser försenade",
    ),
    SitePage(
        "privacy",
        _("Personuppgifter"),
        _("Vad vi sparar när du läser, söker och svarar: nästan ingenting."),
        "integritet kakor cookies gdpr",
    ),
    SitePage(
        "accessibility",
        _("Tillgänglighetsredogörelse"),
        _("Hur tillgänglig webbplatsen är och vad som brister."),
        "tillgänglighet wcag skärmläsare",
    ),
    SitePage(
        "a_to_z",
        _("Allt från A till Ö"),
        _("Alla texter i bokstavsordning."),
        "index register texter bokstav bokstavsordning alfabetisk ordning",
    ),
    SitePage(
        "account_login",
        _("Logga in"),
        _("För dig som arbetar med innehållet eller mottagningarna."),
        "inloggning konto lösenord personal",
    ),
    SitePage(
        "translations",
        "In English",
        "The texts that most people look for, in English. You have the right to an interpreter in care.",
        "engelska version på language languages translate translation other foreign språk andra arabiska arabic "
        "العربية عربي persiska farsi dari فارسی دری somaliska somali soomaali af turkiska turkish türkçe ukrainska "
        "ukrainian українська українською ryska russian русский finska suomi suomeksi polska polish polski",
        values=("en",),
        language="en",
        before_texts=True,
    ),
    SitePage(
        "translations",
        _("Lättläst"),
        _("De texter som flest söker, på lätt svenska med korta rader och vanliga ord."),
        "lättläst lättlästa lättläsna lätt svenska enkel enkelt språk text texter",
        values=("lattlast",),
        before_texts=True,
    ),
)


@functools.cache
def site_page_terms() -> list[tuple[SitePage, frozenset[str]]]:
    """Each page with the stems that it is found by."""
    return [(page, frozenset(terms(f"{source_text(page.title)} {page.words}"))) for page in SITE_PAGES]


@functools.cache
def site_page_words() -> frozenset[str]:
    """The words that the pages are found by, as they are written: not slips of the finger for others."""
    return frozenset().union(*map(_words_of, SITE_PAGES))


def pages_named(query: str) -> list[SitePage]:
    """The pages that come before the texts, if nothing but words of theirs was typed."""
    typed = set(words(query))
    if not any(len(word) >= SHORTEST_NAME for word in typed):  # "af" may be short for an illness
        return []
    return [page for page in SITE_PAGES if page.before_texts and typed <= _words_of(page)]


def pages_begun(typed: str) -> list[SitePage]:
    """The same with a word that begins as typed so far."""
    return [
        page
        for page in SITE_PAGES
        if page.before_texts
        and (fold(source_text(page.title)).startswith(typed) or any(word.startswith(typed) for word in _words_of(page)))
    ]


@functools.cache
def _words_of(page: SitePage) -> frozenset[str]:
    return frozenset(words(f"{source_text(page.title)} {page.words}"))


# First path segments that are the site's own. An address of one word that is not here is an article's.
RESERVED_SLUGS = frozenset(
    "sok sok.json forslag hitta-vard hitta-vard.json mottagning sjukdomar-och-besvar undersokning-och-behandling "
    "liv-och-halsa sa-fungerar-varden a-o amne regioner om-oss personuppgifter tillganglighet nytt.xml sitemap.xml "
    "robots.txt opensearch.xml en lattlast redaktion granska om designsystem logga-in logga-ut konto admin "
    "static healthz readyz fel dina-rattigheter vardkatalogen .well-known oppna-data inbaddat "
    "bekrafta metrics test-500".split()
)
