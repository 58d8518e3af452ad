"""What a public page costs when nothing is remembered: through Django's whole handler, in one process, beside its
template alone and beside a minimal Django view with default middleware and one query, in the same run.

.venv/bin/python benchmarks/lean.py          # 5 000 articles, 20 000 units; a database of its own, thrown away
.venv/bin/python benchmarks/lean.py --short  # 500 articles, 2 000 units
"""

import argparse
import functools
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.in_process import answered, template_and_context
from benchmarks.own_database import own_database
from benchmarks.startproject import MIDDLEWARE

os.environ |= {"VARDGUIDEN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vardguiden.settings", "PAGE_MEMORY_MB": "0"}

ROUNDS = 120
# A kind of page, and the addresses that stand for it.
PAGES = {
    "article": ("/halsfluss/",),
    "article in a region": ("/skane/halsfluss/",),
    "home": ("/",),
    "home in a region": ("/skane/",),
    "unit": ("{unit}",),
    "find care, nearest": ("/hitta-vard/?q=vårdcentral Lund", "/hitta-vard/?q=apotek Göteborg"),
    "find care, open now": ("/hitta-vard/?q=vårdcentral Lund&oppet=nu", "/hitta-vard/?q=akuten Malmö&oppet=nu"),
    "find care, in a region": ("/norrbotten/hitta-vard/", "/skane/hitta-vard/?typ=vardcentral"),
    "search": ("/sok/?q=ont i halsen", "/sok/?q=öron inflammation", "/sok/?q=kan inte sova", "/sok/?q=feber barn"),
    "search with a place": ("/sok/?q=vårdcentral Lund", "/sok/?q=tandläkare Uppsala"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    short = parser.parse_args().short
    with own_database("vardguiden_lean_benchmark"):
        from django.conf import settings
        from django.core.management import call_command

        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)  # the names of files as readers get them
        fill(500 if short else 5_000, 2_000 if short else 20_000)
        measure()


def fill(articles: int, units: int) -> None:
    from django.db import connection

    from articles.models import Article
    from benchmarks.directory import make_units
    from benchmarks.search import make_articles

    connection.cursor().execute("SET statement_timeout = 0")
    make_units(units)
    make_articles(articles)
    connection.cursor().execute("VACUUM ANALYZE")
    print(f"{Article.objects.count()} articles")


def measure() -> None:
    from vardguiden.wsgi import application

    minimal, own_view = minimal_django(), Figures()
    figures = {}
    for name, addresses in PAGES.items():
        paths = [address.format(unit=a_unit()) for address in addresses]
        figures[name] = [Page(application, path) for path in paths]
    for number in range(ROUNDS):
        for pages in figures.values():
            own_view.add(lambda: minimal("/"), number)
            for page in pages:
                page.whole.add(page.ask, number)
                page.template.add(page.render, number)
    base = own_view.best
    markdown = Figures()
    for number in range(ROUNDS):
        markdown.add(article_texts, number)
    print(f"{'minimal Django, one query':26} {base * 1000:7.2f} ms")
    for name, pages in figures.items():
        whole = statistics.mean(page.whole.best for page in pages)
        clock = statistics.mean(page.whole.best_by_the_clock for page in pages)
        template = statistics.mean(page.template.best for page in pages)
        print(
            f"{name:26} {whole * 1000:7.2f} ms {whole / base:5.1f} x minimal, {max(p.queries for p in pages)} queries, "
            f"template {template * 1000:5.2f} ms, whole {whole / template:4.2f} x its template; "
            f"by the clock {clock * 1000:5.2f} ms, {clock / own_view.best_by_the_clock:4.1f} x minimal"
        )
    print(f"{'Markdown of an article':26} {markdown.best * 1000:7.2f} ms more, the first time in each process")


class Figures:
    """The times of one thing, of which the first rounds warm it up: of this process, and by the clock, which waits for
    PostgreSQL too, and for whatever else the machine does."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.by_the_clock: list[float] = []

    def add(self, work: Callable[[], object], number: int) -> None:
        clock, start = time.perf_counter(), time.process_time()
        work()
        if number > ROUNDS // 10:
            self.times.append(time.process_time() - start)
            self.by_the_clock.append(time.perf_counter() - clock)

    @property
    def best(self) -> float:
        """The first decile: what it costs while the machine has little else to do."""
        return statistics.quantiles(self.times, n=10)[0]

    @property
    def best_by_the_clock(self) -> float:
        return statistics.quantiles(self.by_the_clock, n=10)[0]


class Page:
    """An address, asked through the whole handler, and its template with the same context."""

    def __init__(self, application: Any, path: str) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self.application, self.path = application, path
        self.whole, self.template = Figures(), Figures()
        self.ask()
        with CaptureQueriesContext(connection) as asked, template_and_context() as seen:
            self.ask()
        self.queries = len(asked)
        self.made, self.context = seen[0]

    def ask(self) -> None:
        answered(self.application, self.path)

    def render(self) -> None:
        from django.template import Context
        from django.urls import set_script_prefix

        first = self.path.split("/")[1]
        set_script_prefix(f"/{first}/" if self.context.get("region") else "/")
        self.made.render(Context(self.context))
        set_script_prefix("/")


def minimal_django() -> Callable[[str], bytes]:
    """A view of one query and a line, behind the middleware of a new Django project."""
    from django.core.handlers.wsgi import WSGIRequest
    from django.core.wsgi import WSGIHandler
    from django.http import HttpResponse
    from django.test import override_settings
    from django.urls import path

    from articles.models import Article

    def view(request: Any) -> HttpResponse:
        return HttpResponse(Article.objects.only("title").get(slug="halsfluss", language="sv", region=None).title)

    class AskedOfMinimal(WSGIRequest):
        urlconf = (path("", view),)

    class Minimal(WSGIHandler):
        request_class = AskedOfMinimal

    with override_settings(MIDDLEWARE=MIDDLEWARE):
        return functools.partial(answered, Minimal())


@functools.cache
def chapters() -> list[str]:
    from articles.models import Chapter

    own = Chapter.objects.filter(revision__article__slug="halsfluss", revision__article__language="sv")
    return list(own.values_list("text", flat=True))


def article_texts() -> list[str]:
    from ui.text import markdown

    return [markdown.__wrapped__(text) for text in chapters()]


def a_unit() -> str:
    """The address of a unit that has much to tell."""
    from regions.models import CareUnit

    units = CareUnit.objects.filter(closed_on=None, spans__isnull=False).order_by("pk")
    return units[0].get_absolute_url()


if __name__ == "__main__":
    main()
