"""Reads the environment strictly: what is missing or wrong is said in one sentence, and nothing is guessed."""

import ipaddress
import logging
import os
from typing import Any, NamedTuple
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

# Seconds (the last: milliseconds) after which a replica that does not answer is given up.
NOT_LONG = {"connect_timeout": 2, "keepalives_idle": 1, "keepalives_interval": 1, "keepalives_count": 2}
NOT_LONG |= {"tcp_user_timeout": 3000}
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def text(name: str, default: str = "") -> str:
    """The variable's value; the default when it is not set, or empty."""
    return os.environ.get(name, "").strip() or default


def required(name: str, why: str, *, default: str = "") -> str:
    """The value of a variable that every installation sets itself. The demo has defaults."""
    value = text(name, default)
    if not value:
        raise ImproperlyConfigured(f"{name} saknas: {why}. Sätt miljövariabeln {name} (se docs/settings.md).")
    return value


def switch(name: str, *, default: bool) -> bool:
    value = text(name).lower()
    if value not in ("", *YES, *NO):
        raise ImproperlyConfigured(f"{name} ska vara 1 eller 0, inte {value!r}.")
    return value in YES if value else default


def number(name: str, *, default: int, least: int = 1) -> int:
    value = text(name, str(default))
    if not (value.isdecimal() and int(value) >= least):
        raise ImproperlyConfigured(f"{name} ska vara ett heltal som är minst {least}, inte {value!r}.")
    return int(value)


def names(name: str) -> list[str]:
    """A list with commas between."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def long_enough(name: str, key: str) -> str:
    """A key that nobody guesses."""
    if len(key) < 50:
        raise ImproperlyConfigured(f"{name} är för kort: den ska ha minst 50 slumpvisa tecken.")
    return key


def earlier_keys(name: str) -> list[str]:
    """The keys that were used before: what they have signed and encrypted is still read."""
    return [long_enough(name, key) for key in names(name)]


def token(name: str) -> str:
    """What a machine shows to be let in; empty when nothing is to be let in."""
    value = text(name)
    if value and not (len(value) >= 20 and value.isascii() and value.isprintable() and " " not in value):
        raise ImproperlyConfigured(f"{name} ska vara minst 20 tecken, a–z och siffror, utan mellanslag.")
    return value


def log_level(name: str, *, default: str) -> str:
    value = text(name, default).upper()
    if value not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(f"{name} ska vara DEBUG, INFO, WARNING eller ERROR, inte {value!r}.")
    return value


def site(url: str) -> SplitResult:
    """The parts of SITE_URL: a scheme and a host, and https unless the host is this very machine."""
    parts = urlsplit(url)
    try:
        bare = not (parts.path or parts.query or parts.fragment or parts.username) and parts.port != 0
    except ValueError:
        bare = False
    if parts.scheme not in ("http", "https") or not parts.hostname or not bare:
        raise ImproperlyConfigured(f"SITE_URL ska vara en adress utan sökväg, som https://vard.example, inte {url!r}.")
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        raise ImproperlyConfigured("SITE_URL måste börja med https:// utom på den egna datorn.")
    return parts


def is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


class Tiles(NamedTuple):
    """Map pictures from a server of the operator's choice; nothing is set when the address is empty."""

    url: str
    origin: str  # what a browser has to be allowed to show pictures from
    credit: str

    @property
    def host(self) -> str:
        """Who gets to know what is looked at; empty when nothing is set."""
        return urlsplit(self.origin).hostname or ""


def tiles(name: str, credit: str) -> Tiles:
    """The map pictures that a setting names, with what their owner wants written on them."""
    url = text(name)
    if not url:
        return Tiles("", "", "")
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))
    if not safe or not parts.hostname or not all(part in parts.path for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured(f"{name} ska vara som https://kartor.example/{{z}}/{{x}}/{{y}}.png, inte {url!r}.")
    return Tiles(url, f"{parts.scheme}://{parts.netloc}", credit)


# When a server whose machine has gone dark is given up, by commands too: in seconds, the last in milliseconds. What the
# URL says itself goes before, as `?connect_timeout=5`.
NO_ENDLESS_WAIT = {
    "connect_timeout": 3,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 25_000,
}


def database(name: str) -> dict[str, Any]:
    """The settings of the PostgreSQL that a URL points at."""
    return _database(name, required(name, "adressen till PostgreSQL, som postgres://user:password@host/name"))


def replicas(name: str, primary: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The settings of the primary's replicas, whose URLs have spaces or commas between: as the primary's own, but one
    reads them only, and does not wait long for them."""
    urls = text(name).replace(",", " ").split()
    return {f"replica{number}": _replica(_database(name, url), primary) for number, url in enumerate(urls, start=1)}


def _replica(own: dict[str, Any], primary: dict[str, Any]) -> dict[str, Any]:
    options = {**primary["OPTIONS"], **own.get("OPTIONS", {}), **NOT_LONG}
    options["options"] = f"{options.get('options', '')} -c default_transaction_read_only=on".strip()
    return {**primary, **own, "OPTIONS": options, "TEST": {"MIRROR": "default"}}


def _database(name: str, url: str) -> dict[str, Any]:
    if urlsplit(url).scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} ska peka på PostgreSQL, som postgres://user:password@host/name.")
    config = environ.Env.db_url_config(url, engine="vardguiden.postgres")
    return config | {"OPTIONS": NO_ENDLESS_WAIT | config.get("OPTIONS", {})}


def mail(name: str, *, default: str) -> dict[str, Any]:
    try:
        return environ.Env.email_url_config(text(name, default))
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(f"{name} ska vara som smtp+tls://user:password@host:587.") from error
