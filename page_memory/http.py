"""What HTTP asks of whoever answers from memory: which encoding, whether the reader has the page already, and what in a
request tells who asks."""

import functools
import re
from typing import Any

_NEEDED = {"HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_FOR"}
_TRACKERS = re.compile(r"utm_\w+|fbclid|gclid|gbraid|wbraid|msclkid|mc_[ce]id|_gl")  # no page reads them
BROTLI, GZIP, PLAIN = "br", "gzip", ""


@functools.lru_cache(maxsize=500)
def chosen_encoding(accepts: str) -> str:
    """The best encoding that an Accept-Encoding header allows (RFC 9110, 12.5.3)."""
    weights: dict[str, float] = {}
    for part in accepts.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                weight = _weight(parameter[2:])
        weights[name] = weight
    anything = weights.get("*", 0.0)
    allowed = {name: weights.get(name, anything) for name in (BROTLI, GZIP)}
    best = max(allowed, key=lambda name: allowed[name])  # brotli where they are liked equally
    return best if allowed[best] > 0 and allowed[best] >= weights.get("identity", 0.0) else PLAIN


def _weight(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def has_it(if_none_match: str, etag: str) -> bool:
    """Whether the reader's If-None-Match names this tag (compared weakly, as RFC 9110, 13.1.2 says)."""
    if if_none_match == etag:
        return True
    tags = (tag.strip() for tag in if_none_match.split(","))
    return any(tag == "*" or tag.removeprefix("W/") == etag for tag in tags)


def only_tracks(query: str) -> bool:
    """Whether a query says nothing but whence the reader came, as links in mails and in others' pages do."""
    return all(_TRACKERS.fullmatch(part.partition("=")[0]) for part in query.split("&"))


def for_all(environ: dict[str, Any]) -> dict[str, Any]:
    """The request without what tells its reader from others: the page that is built must be everyone's."""
    kept = {name: value for name, value in environ.items() if not name.startswith("HTTP_") or name in _NEEDED}
    return kept | {"REQUEST_METHOD": "GET"}


def without_person(environ: dict[str, Any]) -> dict[str, Any]:
    """The request as someone makes it whom the site does not know."""
    return {name: value for name, value in environ.items() if name not in ("HTTP_COOKIE", "HTTP_AUTHORIZATION")}
