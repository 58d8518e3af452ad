"""Phone number and website as the site keeps them, or a fault that says why they were left out."""

import functools
import re
from urllib.parse import urlsplit

import phonenumbers
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from regions.care_unit_import.faults import Fault

MAX_WEBSITE = 200
_SEVERAL = re.compile(r"[,;|/\n]|\beller\b|\balt\b", re.IGNORECASE)
_MAP_HOSTS = ("openstreetmap.org", "osm.org", "openstreetmap.se")
_is_url = URLValidator(schemes=["http", "https"])


@functools.lru_cache(maxsize=2_000)
def read_phone(text: str) -> str | Fault:
    """The first of the numbers in the text, in international form: "031-342 10 00" → "+46313421000"."""
    for piece in (text, *_SEVERAL.split(text)):
        try:
            number = phonenumbers.parse(piece, "SE")
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return Fault("telefonnumret gick inte att läsa", text[:60])


@functools.lru_cache(maxsize=2_000)
def read_website(text: str) -> str | Fault:
    """The unit's own website; empty for a link to a map, which is where the row was found and not the unit's."""
    url = text if "://" in text else f"https://{text}"
    try:
        _is_url(url)
        host = (urlsplit(url).hostname or "").lower()
    except (ValidationError, ValueError):
        return Fault("webbadressen gick inte att läsa", text[:80])
    if any(host == map_host or host.endswith(f".{map_host}") for map_host in _MAP_HOSTS):
        return ""
    if len(url) > MAX_WEBSITE or "." not in host:
        return Fault("webbadressen gick inte att läsa", text[:80])
    return url
