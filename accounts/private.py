"""The pages that are one person's own."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponseBase

from accounts.models import User

View = Callable[..., HttpResponseBase]


class PersonalRequest(HttpRequest):
    """A request from someone who is logged in, as every view that is not marked `@login_not_required` gets it."""

    user: User


def private(view: View) -> View:
    """No cache keeps the page, and no search engine lists it."""

    @wraps(view)
    def kept_private(*args: object, **kwargs: object) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return kept_private


def tells_no_referrer(view: View) -> View:
    """No page that this one leads on to is told of its address, which holds a link or code that opens it."""

    @wraps(view)
    def told_to_none(*args: object, **kwargs: object) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return told_to_none
