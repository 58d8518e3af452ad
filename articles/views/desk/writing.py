from django.http import Http404, HttpRequest, HttpResponse


def new(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def write(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def autosave(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def preview(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def discard(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def submit(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def details(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
