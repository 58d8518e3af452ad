"""Cards that other sites show in a frame: small pages without script or cookie, under headers of their own."""

from collections.abc import Callable

from csp.constants import NONE, SELF
from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseBase
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from regions.public import from_a_replica

# No script from anywhere, nothing sent anywhere; the only pages here that another site may frame.
POLICY = {
    "default-src": [NONE],
    "style-src": [SELF],
    "font-src": [SELF],
    "img-src": [SELF],
    "base-uri": [NONE],
    "form-action": [NONE],
    "frame-ancestors": ["*"],
}


def embeddable(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for everyone, the same in the whole country, that any site may show in a frame."""
    return from_a_replica(login_not_required(require_safe(xframe_options_exempt(csp(POLICY)(view)))))
