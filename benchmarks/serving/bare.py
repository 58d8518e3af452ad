"""The least that a WSGI application can do: the bytes and the headers of one page of ours, whatever is asked."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_folder = Path(os.environ["BENCHMARK_ANSWER"])
BODY = (_folder / "body").read_bytes()
HEADERS = [(name, value) for name, value in json.loads((_folder / "headers.json").read_text())]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    start_response("200 OK", HEADERS)
    return [BODY]
