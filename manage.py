#!/usr/bin/env python
"""Runs a management command. In the demo, with no DATABASE_URL, it starts the project's own embedded PostgreSQL."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from vardguiden import environment
from vardguiden.embedded_postgres import EmbeddedPostgresError, start


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardguiden.settings")
    try:
        if environment.switch("VARDGUIDEN_DEMO", default=False) and not environment.text("DATABASE_URL"):
            os.environ["DATABASE_URL"] = start()
        import vardguiden.settings  # noqa: F401  read first: Django passes over a fault in them for some commands

        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, EmbeddedPostgresError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
