"""A cold article in the process: its questions to the database, and its time beside that of its template alone. First
when nothing of it is known, and then when it is built anew although no article has changed."""

import statistics
import time
from collections.abc import Callable

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

    from page_memory.heard import heard
    from vardguiden.wsgi import application, django_application

    def whole() -> None:
        answered(django_application, asked.HOT)

    whole()  # what is read once a process
    application.contact.begin()
    assert application.contact.becomes_current(10), "nobody hears of changes"
    _measured("cold article", whole, before=heard.gap)
    _measured("built anew", whole, before=lambda: None)
    connection.close()


def _measured(name: str, whole: Callable[[], None], before: Callable[[], None]) -> None:
    from django.db import connection
    from django.template import Context
    from django.test.utils import CaptureQueriesContext

    before()
    with CaptureQueriesContext(connection) as questions, template_and_context() as seen:
        whole()
        asked_of_it = len(questions)  # now: the next request empties the log
    template, given = seen[0]

    def render() -> None:
        template.render(Context(given))

    times = [(timed(whole, before), timed(render)) for _ in range(ROUNDS)]
    page, alone = (statistics.median(each) for each in zip(*times, strict=True))
    ratio = statistics.median(one / other for one, other in times)
    print(f"{name + ', questions':<26} {asked_of_it:7}  (goal at most 6)")
    print(
        f"{name + ', in process':<26} {page * 1000:7.2f} ms  {ratio:5.2f} x its template alone, {alone * 1000:.2f} ms"
        "  (goal at most 1.5 x)",
        flush=True,
    )


def timed(work: Callable[[], None], before: Callable[[], None] = lambda: None) -> float:
    """The quicker of two, since other processes only ever make it slower."""
    times = []
    for _ in range(2):
        before()
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
