"""Whether readers find a page at a path."""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, QueryDict
from django.urls import resolve

from regions.facts import RegionFact
from regions.middleware import RegionInPath
from regions.regional import RegionalRequest


def is_reader_page(link: str, region: RegionFact) -> bool:
    """Whether the path, with what may follow it, is a page for everyone that answers when it is read in the region.

    The page itself is asked: what its address names may be a text that is withdrawn, or was never written.
    """
    if not link.startswith("/") or link.startswith("//"):
        return False
    try:
        parts = urlsplit(link)
        request = RegionalRequest()
        request.method, request.GET = "GET", QueryDict(parts.query)
        request.path = request.path_info = f"/{region.slug}{parts.path}"
        answer = RegionInPath(_answer)(request)
    except (Http404, ValueError):
        return False
    return answer.status_code < 400


def _answer(request: RegionalRequest) -> HttpResponse:
    found = resolve(request.path_info)
    if not getattr(found.func, "regional", False):
        raise Http404
    request.resolver_match = found
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer
