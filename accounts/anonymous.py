"""Forms without a session: where they were sent from, and how many came from one connection (docs/adr/0007)."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def from_here(request: HttpRequest, *, hides_itself: bool = False) -> bool:
    """Whether the form was sent from a page of ours, or by something that is no browser.

    A page that `hides_itself` (Referrer-Policy: no-referrer) gives its origin as "null", and so may any page elsewhere:
    then the browser's word on whether it was our own counts, where it gives one.
    """
    origin = request.headers.get("Origin")
    if hides_itself and origin == "null":
        return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return origin is None or _host(origin) == request.get_host()


def _host(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # no address at all: then it is not ours
        return ""


def connection_of(address: str) -> str:
    """The connection that an address belongs to, by which all that has a limit is counted: of IPv6 the first half,
    since one household or office has the whole other half to choose from. What is no address stands for itself."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv4Address):
        return str(ip)
    return str(ip.ipv4_mapped or IPv6Address(int(ip) >> 64 << 64))


def too_many(form: str, address: str, per_hour: int) -> bool:
    """Counts one more of a form from an address; whether its connection has sent one too many. The count is kept,
    hashed, for an hour."""
    counter = f"{form}:{salted_hmac(form, connection_of(address)).hexdigest()[:24]}"
    cache.add(counter, 0, timeout=3600)
    try:
        return bool(cache.incr(counter) > per_hour)
    except ValueError:  # its hour ended between the two: this is the first of the next
        cache.set(counter, 1, timeout=3600)
        return False
