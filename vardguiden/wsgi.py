"""The WSGI entry point that gunicorn runs: `gunicorn vardguiden.wsgi`. The page memory stands before Django."""

import importlib
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardguiden.settings")
django_application = get_wsgi_application()
importlib.import_module(settings.ROOT_URLCONF)  # all code is loaded at the start, not at the first request

from vardguiden.door import with_page_memory  # noqa: E402  it reads settings and templates

application = with_page_memory(django_application)
