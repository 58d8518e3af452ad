"""Pages of the site that are no articles but belong in search, and the addresses that no article may take."""

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from language.analysis import terms, words
from ui.text import source_text

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: its URL name, title, one sentence, and the words that people look for it with."""

    url_name: str
    title: "StrOrPromise"
    summary: "StrOrPromise"
    words: str


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
        _("Vad vi sparar om dig när du läser: ingenting."),
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
        "account_login", _("Logga in"), _("För dig som arbetar med innehållet."), "inloggning konto lösenord personal"
    ),
)


@functools.cache
def site_page_terms() -> list[tuple[SitePage, frozenset[str]]]:
    """Each page with the stems that it is found by."""
    return [(page, frozenset(terms(f"{source_text(page.title)} {page.words}"))) for page in SITE_PAGES]


@functools.cache
def site_page_words() -> frozenset[str]:
    """The words that the pages are found by, as they are written: not slips of the finger for others."""
    return frozenset(word for page in SITE_PAGES for word in words(f"{source_text(page.title)} {page.words}"))


# First path segments that are the site's own.
RESERVED_SLUGS = frozenset(
    "sok sok.json forslag hitta-vard hitta-vard.json mottagning sjukdomar-och-besvar undersokning-och-behandling "
    "liv-och-halsa sa-fungerar-varden a-o amne regioner om-oss personuppgifter tillganglighet nytt.xml sitemap.xml "
    "robots.txt opensearch.xml en lattlast redaktion granska om designsystem logga-in logga-ut konto admin "
    "static healthz readyz fel dina-rattigheter vardkatalogen .well-known oppna-data inbaddat".split()
)
