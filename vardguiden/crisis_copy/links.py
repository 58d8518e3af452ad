"""Where each link of a page leads within the copy."""

import re
from collections.abc import Iterable
from html import escape, unescape
from urllib.parse import parse_qs

from django.urls import Resolver404, resolve, reverse

from regions import facts
from regions.kinds import KIND_SLUGS, UnitKind
from vardguiden.crisis_copy.addresses import ABOUT

URGENT = (UnitKind.EMERGENCY, UnitKind.URGENT_CARE, UnitKind.OUT_OF_HOURS)
RESTS = ABOUT + "#vilar"
RESTING = frozenset({"changes", "translated_changes", "report"})  # views that no copy has a page for
PLACES = frozenset({"region", "municipality", "unit"})  # and those that a copy of some regions lacks of the others
_LINK = re.compile(r'(\s(?:href|src|action)=")(/[^"]*)(?=")')
_PARTS = re.compile(r"([^?#]*)(\?[^#]*)?(#.*)?", re.S)


class Links:
    """Knows every address of the copy."""

    def __init__(self, held: Iterable[str]) -> None:
        self.held = frozenset(held)
        whole = all(f"/{region.slug}/" in self.held for region in facts.regions())
        self.resting = RESTING if whole else RESTING | PLACES
        self.municipalities = {each.name: each.get_absolute_url() for each in facts.municipalities()}

    def lead(self, address: str, page: str) -> tuple[str, list[str]]:
        """The page with links that the copy can follow, and those of them that lead nowhere."""
        dead = ["<form>"] if "<form" in page else []

        def instead(found: re.Match[str]) -> str:
            link = unescape(found[2])
            led = self._instead(address, link)
            if led is None:
                dead.append(link)
                return found[0]
            return found[1] + escape(led)

        return _LINK.sub(instead, page), dead

    def _instead(self, page: str, link: str) -> str | None:
        path, query, fragment = (part or "" for part in _PARTS.fullmatch(link).groups())  # type: ignore[union-attr]
        own, there = _region(page), _region(path)
        national = path.removeprefix(there)
        if path in self.held:
            return self._place(there, query) if query and national == reverse("find_care") else path + fragment
        if there != own and there + "/" in self.held:
            return there + "/"  # to another region, from a page that is not held there
        if national in self.held:
            return national + fragment
        return RESTS if there != own or _view(national) in self.resting else None

    def _place(self, region: str, query: str) -> str:
        """What the list of places can answer of a question to find care."""
        asked = parse_qs(query.removeprefix("?"))
        municipality = self.municipalities.get(asked.get("q", [""])[0], "")
        for address in (region + municipality, municipality):
            if municipality and address in self.held:
                return address
        kind = asked.get("typ", [""])[0]
        return region + reverse("find_care") + (f"#{kind}" if KIND_SLUGS.get(kind) in URGENT and region else "")


def _region(path: str) -> str:
    """ "/skane" of "/skane/halsfluss/", and "" of a national path."""
    first = path.split("/", 2)[1]
    return f"/{first}" if first in facts.regions_by_slug() else ""


def _view(path: str) -> str | None:
    try:
        return resolve(path).url_name
    except Resolver404:
        return None
