"""Runs pieces of Python beside the running site. Django is loaded once, and each piece has a process of its own.

A piece comes as a line of JSON. Another goes back, with what the piece printed and the fault that ended it.
"""

import contextlib
import io
import json
import os
import sys
import traceback

import django

from vardguiden import embedded_postgres


def run(piece: str) -> tuple[str, str]:
    printed, fault = io.StringIO(), ""
    try:
        with contextlib.redirect_stdout(printed):
            exec(piece, {})
    except Exception:
        fault = traceback.format_exc()
    return printed.getvalue(), fault


def main() -> None:
    os.environ |= {"DATABASE_URL": embedded_postgres.start(), "DJANGO_SETTINGS_MODULE": "vardguiden.settings"}
    django.setup()
    import vardguiden.urls  # noqa: F401  and with it all that a piece may import

    for line in sys.stdin:
        if child := os.fork():
            os.waitpid(child, 0)
            continue
        print(json.dumps(run(json.loads(line))), flush=True)
        os._exit(0)  # what ends the server at exit is the parent's


if __name__ == "__main__":
    main()
