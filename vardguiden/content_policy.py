"""What a browser may load for our pages, said on each answer."""

from functools import cached_property

from csp.constants import HEADER
from csp.middleware import CheckableLazyObject, CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class ContentPolicy(CSPMiddleware):
    """Writes the policy of the settings once, where the library does for each answer. One with anything of its own is
    left to the library."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not self._is_plain(request, response):
            return super().process_response(request, response)
        response[HEADER] = self._policy
        request.csp_nonce = CheckableLazyObject(self._csp_nonce_post_response)  # type: ignore[attr-defined]
        return response

    def _is_plain(self, request: HttpRequest, response: HttpResponseBase) -> bool:
        """Whether nothing but the settings decides, and they say nothing but directives."""
        own = any(name.startswith("_csp_") for name in response.__dict__)
        return self._only_directives and not (own or hasattr(request, "_csp_nonce") or response.has_header(HEADER))

    @cached_property
    def _only_directives(self) -> bool:
        if settings.DEBUG or hasattr(settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY"):
            return False
        return set(settings.CONTENT_SECURITY_POLICY) == {"DIRECTIVES"}

    @cached_property
    def _policy(self) -> str:
        return build_policy()
