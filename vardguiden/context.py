"""What every page's frame needs: the region and its notices, the same page elsewhere, whether it is all examples."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from regions.facts import regions_by_name
from regions.queries.notices import ShownNotices, notices_for


def site(request: HttpRequest) -> dict[str, Any]:
    """The frame's context. It reads neither the user nor the session: the frame is the same for all.

    A page read in a region, or about a place, costs one query: for the notices there. Others cost none.
    """
    region = getattr(request, "region", None)
    path = request.path_info if region else request.path
    match = getattr(request, "resolver_match", None)
    is_regional = match is not None and getattr(match.func, "regional", False)
    query = request.META.get("QUERY_STRING", "")
    concerns, as_it_was = getattr(request, "concerns", None), getattr(request, "as_it_was", None)
    shows_notices = is_regional and not as_it_was  # they are in the database, which is gone
    return {
        "region": region,
        "regions": regions_by_name(),
        "in_region": f", {region.inside}" if region else "",  # ends a page's description
        "notices": notices_for(region, concerns, timezone.now()) if shows_notices else ShownNotices(),
        "as_it_was": as_it_was,
        "page_path": path if is_regional else "/",
        "page_address": (f"{path}?{query}" if query else path) if is_regional else "/",
        "canonical_url": settings.SITE_URL + path,
        "site_url": settings.SITE_URL,
        "example_data": settings.EXAMPLE_DATA,
    }
