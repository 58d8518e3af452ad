"""The WSGI entry point that gunicorn runs: `gunicorn vardguiden.wsgi`. The page memory stands before Django."""

import gc
import importlib
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from vardguiden.deadline import RequestDeadline
from vardguiden.stack import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardguiden.settings")
gc.set_threshold(10_000)  # a page makes thousands of objects, and Python looked for garbage among them every 700
django_application = RequestDeadline(with_room(get_wsgi_application()), settings.REQUEST_DEADLINE)
importlib.import_module(settings.ROOT_URLCONF)  # all code is loaded at the start, not at the first request

from vardguiden.door import with_page_memory  # noqa: E402  it reads settings and templates

application = with_page_memory(django_application)
