from vardguiden.views.errors import bad_request, csrf_failure, fail_on_purpose, forbidden, not_found, server_error
from vardguiden.views.machines import opensearch, robots, security_txt, sitemap, sitemap_part
from vardguiden.views.open_data import dcat, open_data_page, openapi_json
from vardguiden.views.pages import about, accessibility, home, privacy
from vardguiden.views.search import search, search_json, suggest

__all__ = [
    "about",
    "accessibility",
    "bad_request",
    "csrf_failure",
    "dcat",
    "fail_on_purpose",
    "forbidden",
    "home",
    "not_found",
    "open_data_page",
    "openapi_json",
    "opensearch",
    "privacy",
    "robots",
    "search",
    "search_json",
    "security_txt",
    "server_error",
    "sitemap",
    "sitemap_part",
    "suggest",
]
