"""The region in the path: `/skane/halsfluss/` is `/halsfluss/` as read in Skåne."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import get_script_prefix, set_script_prefix
from django.utils.encoding import iri_to_uri
from django.utils.http import escape_leading_slashes

from regions.facts import regions_by_slug
from regions.regional import RegionalRequest


class RegionInPath:
    """Takes the region off the front of the path, sets `request.region`, and lets `reverse()` put it back.

    The script prefix is what `reverse()` puts before every path, so that each link on a region's page stays in that
    region with no code in view or template. Only views marked `@regional` answer there; others are redirected out.
    """

    def __init__(self, get_response: Callable[[RegionalRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: RegionalRequest) -> HttpResponse:
        first, slash, rest = request.path_info.removeprefix("/").partition("/")
        region = regions_by_slug().get(first)
        request.region, request.concerns, request.as_it_was = region, None, None
        if region is None:
            return self.get_response(request)
        if not slash:
            query = iri_to_uri(request.META.get("QUERY_STRING", ""))
            return HttpResponsePermanentRedirect(f"/{region.slug}/" + (f"?{query}" if query else ""))
        outside = get_script_prefix()
        set_script_prefix(f"/{region.slug}/")
        request.path_info = f"/{rest}"
        try:
            return self.get_response(request)
        finally:
            set_script_prefix(outside)

    def process_view(self, request: RegionalRequest, view: Callable, args: tuple, kwargs: dict) -> HttpResponse | None:
        if request.region is None or getattr(view, "regional", False):
            return None
        if request.method not in ("GET", "HEAD"):
            raise Http404
        return HttpResponsePermanentRedirect(escape_leading_slashes(request.get_full_path_info()))
