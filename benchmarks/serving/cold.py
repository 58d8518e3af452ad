"""A cold article in the process: its questions to the database, and its time beside that of its template alone."""

import statistics
import time
from collections.abc import Callable
from itertools import pairwise

from benchmarks.in_process import answered, template_and_context
from benchmarks.serving import asked
from vardguiden.stack import with_room

ROUNDS = 60


def article() -> None:
    """Prints both. The page is made by all that Django does for it; the template gets what the view had made ready.
    Both stand in one piece of memory, as in a worker's threads."""
    with_room(_article)()


def _article() -> None:
    from django.db import connection
    from django.template import Context
    from django.test.utils import CaptureQueriesContext

    from vardguiden.wsgi import django_application

    def whole() -> None:
        answered(django_application, asked.HOT)

    whole()  # what is read once a process
    with CaptureQueriesContext(connection) as questions, template_and_context() as seen:
        whole()
        asked_of_it = len(questions)  # now: the next request empties the log
    template, given = seen[0]

    def render() -> None:
        template.render(Context(given))

    times = [(timed(whole), timed(render)) for _ in range(ROUNDS)]
    page, alone = (statistics.median(each) for each in zip(*times, strict=True))
    ratio = statistics.median(one / other for one, other in times)
    print(f"cold article, questions    {asked_of_it:7}  (goal at most 6)")
    print(
        f"cold article, in process   {page * 1000:7.2f} ms  {ratio:5.2f} x its template alone, {alone * 1000:.2f} ms"
        "  (goal at most 1.5 x)",
        flush=True,
    )
    connection.close()


def timed(work: Callable[[], None]) -> float:
    """The quicker of two, since other processes only ever make it slower."""
    marks = [time.perf_counter()]
    for _ in range(2):
        work()
        marks.append(time.perf_counter())
    return min(after - before for before, after in pairwise(marks))
