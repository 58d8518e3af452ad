"""Find care over 20 000 units, in the process: how long it takes as ratios to SELECT 1 in the same run, how many
questions it asks the database, and how large the page with the map is. Then imports: seconds and peak memory.

.venv/bin/python benchmarks/directory.py          # a database of its own, thrown away afterwards
.venv/bin/python benchmarks/directory.py --short  # 2 000 units
"""

import argparse
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.own_database import own_database

os.environ |= {"VARDGUIDEN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vardguiden.settings"}

# What people ask: most name a place and a kind, some only one of them, some choose more.
QUERIES = (
    "q=vårdcentral Lund|q=vårdcentral Stockholm|q=apotek Göteborg&oppet=nu|q=akuten Malmö|q=tandläkare Uppsala|"
    "q=bvc Södertälje|q=närakut Örebro&oppet=nu|q=413 01|q=vårdcentral Kiruna|q=apotek Umeå&oppet=kvall-helg|"
    "q=Stockholm|q=Malmö&oppet=nu|q=Vara|q=vårdcentral Växjö&sprak=ar&sprak=so|q=vårdcentral Borås&listning=1|"
    "q=vårdcentral Linköping&etjanst=video|q=rehab Gävle&tillganglighet=rullstol&tillganglighet=parkering|"
    "q=vårdcentral Falun&dropin=1|q=vårdcentral Göteborg&sortera=oppnar|q=apotek Lund&sortera=namn|"
    "pos=59.33,18.06&typ=vardcentral|pos=57.70,11.97&oppet=nu|q=vårdcentral Skövde&sida=2|q=psykiatri Jönköping|"
    "q=ungdomsmottagning Luleå|q=vaccination Halmstad&oppet=kvall-helg|q=Haparanda|q=vårdcentral Visby|q=bvc Kalmar|"
    "q=vårdcentral Stockholm&oppet=nu&sprak=fa&tillganglighet=rullstol&etjanst=boka&sortera=oppnar"
).split("|")
MAPS = ("q=Stockholm&karta=670531-6579748-60000", "q=Stockholm&karta=670531-6579748-300000", "q=Göteborg", "q=Lund")
ROUNDS = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    units = 2_000 if parser.parse_args().short else 20_000
    with own_database("vardguiden_directory_benchmark"):
        from django.conf import settings

        settings.ALLOWED_HOSTS = ["testserver"]
        settings.SECURE_SSL_REDIRECT = False
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}  # names of files, and not what is in them
        make_units(units)
        for section in SECTIONS:
            section()


def make_units(count: int) -> None:
    """The example units and more of the kind, with hours, languages and all that is asked for."""
    from django.core.management import call_command
    from django.db import connection

    from regions.example_units.maker import make_example_units
    from regions.models import CareUnit

    with open(os.devnull, "w") as quiet:
        call_command("load_regions", stdout=quiet)
    make_example_units()
    make_example_units(extra=max(0, count - CareUnit.objects.count()))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"{CareUnit.objects.count()} units")


# ---- the sections: each prints its own figures ----


def find_care_section() -> None:
    """What was asked, understood and answered."""
    from django.utils import timezone

    from regions.queries import find_units
    from regions.queries.directory import directory

    searches = [(query, searcher(query)) for query in QUERIES]
    rows: dict[str, list[float]] = {"SELECT 1": [], "find care": []}
    slowest: dict[str, float] = {}
    for number in range(ROUNDS):
        now = timezone.now()
        for query, search in searches:

            def ask(search: Callable = search, now: object = now) -> object:
                return find_units(search(), now, directory())

            rows["SELECT 1"].append(timed(ping))
            took = timed(ask)
            if number:
                rows["find care"].append(took)
                slowest[query] = max(slowest.get(query, 0), took)
    base = statistics.median(rows["SELECT 1"])
    for name, times in rows.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
        print(f"{name:17} p50 {p50 * 1000:7.3f} ms {p50 / base:6.1f} x   p95 {p95 * 1000:7.3f} ms {p95 / base:6.1f} x")
    query, took = max(slowest.items(), key=lambda each: each[1])
    print(f"slowest           {took * 1000:7.1f} ms  {query}")


def page_section() -> None:
    """Questions to the database and kilobytes of each page, the map among it."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, most, largest = Client(), 0, (0.0, "")
    for query in (*QUERIES, *MAPS):
        with CaptureQueriesContext(connection) as asked:
            answer = client.get("/hitta-vard/", query_string(query))
        assert answer.status_code == 200, (query, answer.status_code)
        most = max(most, len(asked.captured_queries))
        largest = max(largest, (len(answer.content) / 1000, query))
    print(f"questions a page  {most} at most")
    print(f"page with its map {largest[0]:.0f} KB at most, uncompressed ({largest[1]})")


def import_section() -> None:
    """A file of 20 000 rows into the same database: seconds, and peak memory beside that of a tenth of the rows."""
    from django.db import connection

    from benchmarks import imports

    own = os.environ["DATABASE_URL"]
    os.environ["DATABASE_URL"] = f"{own.rpartition('/')[0]}/{connection.settings_dict['NAME']}"
    try:
        imports.main(20_000)
    finally:
        os.environ["DATABASE_URL"] = own


SECTIONS: list[Callable[[], None]] = [find_care_section, page_section, import_section]


def query_string(query: str) -> dict[str, list[str]]:
    from django.http import QueryDict

    return dict(QueryDict(query).lists())


def searcher(query: str) -> Callable[[], object]:
    """Reads a query as the page does, each time it is called."""
    from django.http import QueryDict

    from regions.forms import FindCareForm

    form = FindCareForm(QueryDict(query))
    assert form.is_valid(), (query, form.errors)
    return lambda: form.search(None)


def ping() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
