"""A Django with the middleware that `startproject` gives: / returns a string, /one/ one after one query."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from benchmarks.startproject import MIDDLEWARE
from vardguiden import environment

settings.configure(
    SECRET_KEY=os.urandom(40).hex(),
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": environment.database("DATABASE_URL") | {"CONN_MAX_AGE": None}},
    INSTALLED_APPS=[f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "messages")],
    MIDDLEWARE=MIDDLEWARE,
)


def a_string(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hej")


def one_query(request: HttpRequest) -> HttpResponse:
    from django.contrib.contenttypes.models import ContentType  # once Django is set up

    return HttpResponse(ContentType.objects.get(app_label="articles", model="article").model)


urlpatterns = [path("", a_string), path("one/", one_query)]
application = get_wsgi_application()
