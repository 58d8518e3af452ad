"""Rules for what a text may hold beside words: links, e-mail addresses, pictures and HTML."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from articles.facts import names_in, reference
from articles.limits import HTML, INTERNAL_LINK
from articles.lint.findings import HEAD, Finding, Known
from articles.lint.lists import is_authority, is_region, numbers
from articles.lint.reading import Link, Passage
from articles.lint.rules import finding, short
from articles.lint.wording import phone_finding
from articles.site_pages import RESERVED_SLUGS

_UNDER = re.compile(r"/(?P<slug>[a-z0-9-]+)/[\w./-]*(?:\?[^#]*)?(?:#[\w-]+)?")
_AROUND = "()<>[]{}\"'”’,.;:!?*"


def links(passage: Passage, known: Known, *, of_region: bool = False) -> Iterator[Finding]:
    """What is to be said of a passage's links and of what it should not hold; `of_region`: it is an addition's."""
    part = passage.part
    for link in passage.reading.links:
        if link.is_image:
            message = _("Här står en bild: ”%(words)s”.") % {"words": short(link.words or link.target)}
            yield finding("image", part, message, _("Ta bort bilden och berätta i ord."), link.words)
        else:
            yield from _link(part, link, known, of_region=of_region)
    yield from _emails(passage)
    if match := HTML.search(passage.text):
        quote = passage.text[match.start() : match.start() + 40].split("\n")[0]
        message = _("”%(quote)s” är HTML och visas som den står.") % {"quote": quote}
        mend = _("Ta bort den. Fet text skrivs **så**, en lista med ett streck först på varje rad.")
        yield finding("html", part, message, mend, quote)


def _link(part: str, link: Link, known: Known, *, of_region: bool) -> Iterator[Finding]:
    target = link.target.strip()
    scheme, host, path = _parts(target)
    if scheme == "mailto":
        yield _email(part, unquote(target[len("mailto:") :]), link.words)
        return
    if scheme == "tel":
        number = "".join(filter(str.isdigit, target))
        if number not in numbers():
            yield phone_finding(part, link.words)
        return
    if path.lower().endswith(".pdf"):
        message = _("Länken ”%(words)s” går till en pdf.") % {"words": short(link.words)}
        mend = _("Skriv det viktigaste i texten, eller länka till en vanlig webbsida.")
        yield finding("addition_pdf" if of_region else "link_pdf", part, message, mend, link.words)
    if scheme or host or target.startswith("//"):
        yield from _away(part, link, scheme, host, of_region=of_region)
    elif not _leads_here(target, known):
        message = _("Sidan %(target)s finns inte.") % {"target": short(unquote(target)) or "””"}
        mend = _("Välj en sida som finns, och skriv den som /feber/. Är den inte publicerad än, vänta med länken.")
        yield finding("link_unknown", part, message, mend, link.words)


def _parts(target: str) -> tuple[str, str, str]:
    """Scheme, host and path; of an address that cannot be read, a scheme that nobody allows."""
    try:
        address = urlsplit(target)
        return address.scheme.lower(), address.hostname or "", address.path
    except ValueError:
        return "?", "", ""


def _away(part: str, link: Link, scheme: str, host: str, *, of_region: bool) -> Iterator[Finding]:
    if scheme != "https":
        message = _("Länken ”%(words)s” är inte säker.") % {"words": short(link.words)}
        mend = _("Skriv adressen med https:// först, eller ta bort länken.")
        yield finding("link_insecure", part, message, mend, link.words)
    if is_authority(host) or (of_region and is_region(host)):
        return
    message = _("Länken går till en sida som inte är en myndighets: %(host)s.") % {"host": short(host or link.target)}
    mend = _("Länka till en myndighet eller till en text här, eller ta bort länken.")
    if of_region:
        mend = _("Länka till regionens egen webbplats, till en myndighet eller till en text här.")
    yield finding("link_elsewhere", part, message, mend, link.words)


def _leads_here(target: str, known: Known) -> bool:
    """Whether a page of ours has the address: /feber/, /feber/#egenvard, or one under our own, as /amne/hjarta/."""
    match = INTERNAL_LINK.fullmatch(target)
    if match:
        return match["slug"] in known.slugs
    match = _UNDER.fullmatch(target)
    return match is not None and match["slug"] in known.slugs & RESERVED_SLUGS


def _emails(passage: Passage) -> Iterator[Finding]:
    linked = {link.words for link in passage.reading.links if link.target.startswith("mailto:")}
    for word in passage.text.split() if "@" in passage.text else ():
        address = word.strip(_AROUND)
        name, at, domain = address.rpartition("@")
        if name and at and "." in domain.strip(".") and address not in linked:
            yield _email(passage.part, address, address)


def _email(part: str, address: str, quote: str) -> Finding:
    message = _("Här står en e-postadress: %(address)s.") % {"address": short(address)}
    mend = _("Ta bort den. Hänvisa till 1177 eller till mottagningens sida.")
    return finding("email", part, message, mend, quote)


def unknown_facts(passages: Iterable[tuple[str, str]], known: Known) -> Iterator[Finding]:
    """References to facts (`{name}`) that do not exist, are not in force or stand in the head, in (part, text)."""
    for part, text in passages:
        if part == HEAD and names_in([text]):
            mend = _("Skriv ut uppgiften, eller flytta den till ett kapitel.")
            yield finding("fact_in_head", part, _("Rubrik och sammanfattning kan inte använda fakta."), mend)
            continue
        for name in sorted(names_in([text]) - known.facts):
            message = _("Faktauppgiften ”%(name)s” finns inte eller gäller inte än.") % {"name": name}
            mend = _("Välj ett namn ur listan Fakta, eller skriv ut uppgiften.")
            yield finding("fact_unknown", part, message, mend, reference(name))
