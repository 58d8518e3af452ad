"""What every page's frame needs: the region, the same page in other regions, and whether all this is example data."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from regions.facts import regions


def site(request: HttpRequest) -> dict[str, Any]:
    """The frame's context. It reads neither the user nor the session: the frame is the same for all."""
    region = getattr(request, "region", None)
    path = request.path_info if region else request.path
    match = getattr(request, "resolver_match", None)
    is_regional = match is not None and getattr(match.func, "regional", False)
    query = request.META.get("QUERY_STRING", "")
    return {
        "region": region,
        "regions": regions(),
        "in_region": f", {region.inside}" if region else "",  # ends a page's description
        "page_path": path if is_regional else "/",
        "page_query": f"?{query}" if query and is_regional else "",
        "canonical_url": settings.SITE_URL + path,
        "site_url": settings.SITE_URL,
        "example_data": settings.EXAMPLE_DATA,
    }
