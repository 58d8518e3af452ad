"""Kills under writing load: gunicorn's workers and master, PostgreSQL's backends and postmaster, in random order with
kill -9. Each write that was acknowledged must be there exactly once, and none half; prints how soon each of the writing
clients was served again. Only the master and the postmaster are started anew, as systemd does it; the rest must mend
itself. A PostgreSQL of its own, in a folder that is thrown away.

.venv/bin/python benchmarks/kills.py              # 1 000 kills, about half an hour
.venv/bin/python benchmarks/kills.py --kills 40   # some minutes less; --seed repeats the order
"""

import argparse
import os
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.killing.machine import KINDS, Machine, machine
from benchmarks.killing.truth import truths
from benchmarks.killing.writers import Writer
from benchmarks.serving.processes import end_tidily_when_told, wait_until

os.environ |= {"VARDGUIDEN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vardguiden.settings"}
WRITERS = 4
AT_MOST = 90  # seconds until all are served again; after that the run is given up


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=None, help="repeats the order of another run")
    parser.add_argument("--within", type=float, default=10, help="seconds that a recovery may take (10)")
    options = parser.parse_args()
    end_tidily_when_told()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    print(f"{options.kills} kills, seed {seed}", flush=True)
    with machine() as site:
        writers = prepare(site)
        try:
            took = kill_all(site, writers, options.kills, random.Random(seed))
        finally:
            for writer in writers:
                writer.stopped.set()
            for writer in writers:
                writer.join()
        sys.exit(report(took, writers, options.within))


def prepare(site: Machine) -> list[Writer]:
    """Makes what is written to, starts the site and those who write."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from accounts.models import Role
    from benchmarks.serving.sessions import headers_of, staff

    call_command("migrate", verbosity=0)
    slug, editor = make_article(), headers_of(staff("karin", Role.EDITOR), site.port)
    connection.close()
    site.start_site()
    writers = [Writer(site.port, slug, editor) for _ in range(WRITERS)]
    for writer in writers:
        writer.start()
    return writers


def make_article() -> str:
    """The published article that readers answer to, without a text: no one opens it."""
    from django.utils import timezone

    from articles.models import Article, Revision

    article = Article.objects.create(slug="dodad", kind="sjukdom", title="Dödad", sort_key="dodad")
    text = {"title": article.title, "summary": article.title, "review_months": 24, "digest": "0", "is_example": True}
    when = {"submitted_at": timezone.now(), "published_on": timezone.localdate()}
    article.live = Revision.objects.create(article=article, number=1, **text, **when)
    article.save(update_fields=["live"])
    return article.slug


def kill_all(site: Machine, writers: Sequence[Writer], kills: int, chance: random.Random) -> list[tuple[str, float]]:
    """(kind, seconds until every writer was served again) of each kill. Each kind's turn comes equally often."""
    order = [KINDS[number % len(KINDS)] for number in range(kills)]
    chance.shuffle(order)
    began, took = time.monotonic(), []
    all_served_since(writers, began)
    for number, kind in enumerate(order, 1):
        time.sleep(chance.uniform(0.05, 0.4))
        at = time.monotonic()
        site.kill(kind, chance)
        all_served_since(writers, at)
        took.append((kind, time.monotonic() - at))
        if number % 50 == 0:
            print(f"  {number} kills in {time.monotonic() - began:.0f} s", flush=True)
    return took


def all_served_since(writers: Sequence[Writer], moment: float) -> None:
    """Until each has had a write acknowledged that it began after the moment."""
    wait_until(
        lambda: all(writer.acknowledged_since > moment for writer in writers),
        f"Not all who write were served again within {AT_MOST} seconds.",
        AT_MOST,
    )


def report(took: Sequence[tuple[str, float]], writers: Sequence[Writer], within: float) -> int:
    """Prints the figures; 0 when all is as it should be."""
    for kind in KINDS:
        times = [seconds for each, seconds in took if each == kind]
        if times:
            recovery = f"recovery {statistics.median(times):5.2f} s, worst {max(times):5.2f} s"
            print(f"{kind:12} {len(times):4} kills   {recovery}")
    found = truths(writers)
    for truth in found:
        print(truth.line())
        for mark in (*truth.lost, *truth.doubled, *truth.half)[:20]:
            print(f"    {mark}")
    failed = sum((writer.failed for writer in writers), Counter())
    print(f"not acknowledged: {', '.join(f'{count} {fault}' for fault, count in failed.most_common()) or 'none'}")
    slow = sum(seconds > within for _, seconds in took)
    print(f"recoveries slower than {within:g} s: {slow}")
    return int(bool(slow) or not all(truth.holds for truth in found))


if __name__ == "__main__":
    main()
