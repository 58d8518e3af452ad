"""How fast the search is with 5 000 articles and 20 000 units, in the process, as ratios to SELECT 1 in the same run.

.venv/bin/python benchmarks/search.py          # a database of its own, thrown away afterwards
.venv/bin/python benchmarks/search.py --short  # 500 articles, 2 000 units
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.own_database import own_database

os.environ |= {"VARDGUIDEN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vardguiden.settings"}

QUERIES = (
    "halsfluss|ont i halsen|feber barn|ont när jag kissar|blinntarm|vattkoppor vuxen|magsjuka hur länge smittar|"
    "öron inflammation|somnsvarigheter|kan inte sova|hosta som inte går över|utslag på magen som kliar|"
    "byta vårdcentral|vårdcentral Lund|apotek öppet nu Göteborg|akuten Malmö|förnya recept|huvud värk|yrsel|migren|"
    "högt blodtryck|svullet ben|ont i ryggen när jag sitter|depresion|panik attack|allergi pollen|stukad fot|"
    "fästingbett ring|sore throat|can't sleep|renew prescription|klamydja test|gravid vecka 8 blödning|bebis skriker|"
    "ångest|covid|influensa vaccin|tandvärk|tandläkare Uppsala|knäont|ont i magen efter maten|diarre barn|"
    "trött hela tiden|blod i avföringen|hjärtklappning|psykolog|sjukskrivning|bvc Södermalm|varför är jag så trött"
).split("|")
BEGUN = "f fe feb feber|h ha hal hals|o on ont ont_i_h|m ma mag mags|vå vård vårdc|lu lun|vac vacc vaccin|s sö söm sömn"
ROUNDS = 12


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    short = parser.parse_args().short
    with own_database("vardguiden_search_benchmark"):
        measure(500 if short else 5_000, 2_000 if short else 20_000)


def measure(articles: int, units: int) -> None:
    from django.db import connection

    from articles.models import Article
    from articles.queries.search import lexicon
    from articles.search_index import index_articles
    from vardguiden.queries import find, suggestions

    connection.cursor().execute("SET statement_timeout = 0")  # thousands of texts are no reader's question
    make_units(units)
    made = make_articles(articles)
    connection.cursor().execute("VACUUM ANALYZE")
    print(f"{Article.objects.count()} articles, {units} units")
    seconds = timed(lambda: lexicon())
    print(f"reading the lexicon       {seconds * 1000:8.0f} ms (a new process, or when a text has changed)")
    one, whole = timed(lambda: index_articles(made[:1])), timed(lambda: index_articles(made))
    print(f"re-indexing one article   {one * 1000:8.1f} ms\nre-indexing all           {whole:8.1f} s")
    lexicon()
    begun = [part.replace("_", " ") for run in BEGUN.split("|") for part in run.split()]

    def ping() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()

    rows = {"SELECT 1": [], "search": [], "suggest": []}
    for number in range(ROUNDS):
        for query in QUERIES:
            rows["SELECT 1"].append(timed(ping))
            took = timed(lambda query=query: find(query))
            if number:
                rows["search"].append(took)
        for text in begun:
            took = timed(lambda text=text: suggestions(text))
            if number:
                rows["suggest"].append(took)
    base = statistics.median(rows["SELECT 1"])
    for name, times in rows.items():
        p50, p95 = statistics.median(times), statistics.quantiles(times, n=20)[18]
        print(f"{name:10} p50 {p50 * 1000:7.3f} ms {p50 / base:6.1f} x    p95 {p95 * 1000:7.3f} ms {p95 / base:6.1f} x")


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def make_units(count: int) -> None:
    """Units as a file that a region might send, read by the import."""
    from django.core.management import call_command

    from benchmarks.make_care_units_csv import make
    from regions.care_unit_import import import_care_units

    with open(os.devnull, "w") as quiet:
        call_command("load_regions", stdout=quiet)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "units.csv"
        make(count, path)
        import_care_units(by=None, path=path)


def make_articles(count: int) -> list:
    """The library, and beside it articles put together of its own words: names of two or three, and its chapters."""
    from django.utils import timezone

    from articles.actions import load_library
    from articles.models import Article, Chapter, Revision, Synonym
    from articles.search_index import index_articles
    from language.analysis import words

    load_library(by=None)
    real = list(Article.objects.filter(language="sv"))
    texts = list(
        Chapter.objects.filter(revision__in=[article.live_id for article in real]).values_list("text", flat=True)
    )
    names = list(Synonym.objects.values_list("text", flat=True))
    chance = random.Random(1)
    known = [word for text in texts for word in words(text) if len(word) > 4]
    made = Article.objects.bulk_create(
        Article(
            slug=f"gjord-{n}",
            kind="sjukdom",
            title=f"{chance.choice(known)} {chance.choice(known)} {n}".capitalize(),
            sort_key=str(n),
        )
        for n in range(count - len(real))
    )
    revisions = Revision.objects.bulk_create(
        Revision(
            article=article,
            number=1,
            title=article.title,
            summary=chance.choice(texts)[:300],
            review_months=24,
            digest=str(n),
            is_example=True,
        )
        for n, article in enumerate(made)
    )
    Chapter.objects.bulk_create(
        Chapter(
            revision=revision,
            position=n,
            kind=kind,
            heading=f"{chance.choice(known)} {chance.choice(known)}",
            text=chance.choice(texts),
        )
        for revision in revisions
        for n, kind in enumerate(("symptoms", "self_care", "treatment", "causes"))
    )
    Synonym.objects.bulk_create(
        (
            Synonym(article=article, text=f"{chance.choice(names)} {chance.choice(known)}"[:80])
            for article in made
            for _ in range(10)
        ),
        ignore_conflicts=True,
    )
    for article, revision in zip(made, revisions, strict=True):
        revision.submitted_at, revision.published_on, article.live = timezone.now(), timezone.localdate(), revision
    Revision.objects.bulk_update(revisions, ["submitted_at", "published_on"], batch_size=500)
    Article.objects.bulk_update(made, ["live"], batch_size=500)
    every = list(Article.objects.filter(language="sv").select_related("live"))
    index_articles(every)
    return every


if __name__ == "__main__":
    main()
