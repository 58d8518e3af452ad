#!/usr/bin/env python
"""Runs a management command; with no DATABASE_URL, against the project's own embedded PostgreSQL."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardguiden.settings")
    if not os.environ.get("DATABASE_URL"):
        from vardguiden import embedded_postgres

        os.environ["DATABASE_URL"] = embedded_postgres.start()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
