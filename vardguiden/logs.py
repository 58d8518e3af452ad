"""Logs without what readers do: no query string and nothing that was typed, so that no search term is ever kept, and no
link or code that opens something to whoever has it."""

import logging
import re
import traceback
from collections.abc import Iterator

import psycopg
from django import db
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import HttpRequest, UnreadablePostError

_QUERY = re.compile(r"\?[^\s\"']*")
# `review_by_link`, `confirm_by_link`, `report_outcome`: whoever has the address may see what it is about, or answer.
_LINK = re.compile(r"(/(?:granska|bekrafta|fel)/)[^\s\"'/?#<>]+")
LEFT_OUT = "…"
# Not the errors of the connection itself: what they say is needed, and is none of the reader's words.
QUOTES_THE_STATEMENT = (
    *(db.DataError, db.IntegrityError, db.InternalError, db.NotSupportedError, db.ProgrammingError),
    *(psycopg.DataError, psycopg.IntegrityError, psycopg.InternalError, psycopg.NotSupportedError),
    psycopg.ProgrammingError,
)
SHORTEST = 3  # letters; a shorter field says nothing, and is a part of most words


class WithoutQuery(logging.Filter):
    """Cuts out of a log line and its traceback every query string, every link and code, what was typed in the request's
    fields, and what the database said of a statement that failed: those words may be the reader's too."""

    def filter(self, record: logging.LogRecord) -> bool:
        text = record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            text += "\n" + "".join(traceback.format_exception(error)).rstrip()
        for typed in sorted({*_said_by_the_database(error), *_typed(record)}, key=len, reverse=True):
            text = text.replace(typed, LEFT_OUT)
        record.msg, record.args = _QUERY.sub("?" + LEFT_OUT, _LINK.sub(r"\1" + LEFT_OUT, text)), ()
        record.exc_info = record.exc_text = None
        return True


def _said_by_the_database(error: BaseException | None) -> Iterator[str]:
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        waiting += [each.__cause__, each.__context__]
        if isinstance(each, QUOTES_THE_STATEMENT) and str(each):
            yield str(each)


def _typed(record: logging.LogRecord) -> Iterator[str]:
    request = getattr(record, "request", None)
    if not isinstance(request, HttpRequest):
        return
    for fields in ("GET", "POST"):
        try:
            values = [value for _, values in getattr(request, fields).lists() for value in values]
        except (BadRequest, SuspiciousOperation, UnreadablePostError, UnicodeDecodeError):
            continue  # what cannot be read is not in the log either
        yield from (value for value in values if len(value) >= SHORTEST)
