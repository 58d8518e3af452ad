from django.http import Http404, HttpRequest, HttpResponse


def ask(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def revoke(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def review(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def review_by_link(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def take(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
