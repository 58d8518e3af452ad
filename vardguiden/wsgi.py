"""The WSGI entry point that gunicorn runs: `gunicorn vardguiden.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardguiden.settings")
application = get_wsgi_application()
