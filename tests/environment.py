"""Loaded by pytest before Django's settings: the demo's environment and the embedded PostgreSQL."""

import os
import tempfile

os.environ["VARDGUIDEN_DEMO"] = "1"
os.environ["SITE_URL"] = "http://127.0.0.1:8000"
os.environ.setdefault("STATIC_ROOT", tempfile.mkdtemp(prefix="vardguiden-static-"))
if not os.environ.get("DATABASE_URL"):
    from vardguiden import embedded_postgres

    os.environ["DATABASE_URL"] = embedded_postgres.start()
