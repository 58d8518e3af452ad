"""Loaded by pytest before Django's settings: the demo's environment and the embedded PostgreSQL."""

import atexit
import os
import shutil
import tempfile

os.environ["VARDGUIDEN_DEMO"] = "1"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # tests start the site some hundred times: it is compiled once
os.environ["SITE_URL"] = "http://127.0.0.1:8000"
if not os.environ.get("STATIC_ROOT"):
    os.environ["STATIC_ROOT"] = tempfile.mkdtemp(prefix="vardguiden-static-")
    atexit.register(shutil.rmtree, os.environ["STATIC_ROOT"], ignore_errors=True)
if not os.environ.get("DATABASE_URL"):
    from vardguiden import embedded_postgres

    os.environ["DATABASE_URL"] = embedded_postgres.start()
