from django.http import Http404, HttpRequest, HttpResponse


def article(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def revision(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def compare(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def export(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def publish(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def schedule(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def send_back(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def withdraw(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def restore(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
