"""The whole nation at once, on all cores: readers of articles, of searches and of find care, staff and answers.

The load is closed: so many readers, each of whom waits a while between an answer and the next question. What is offered
is therefore steady while answers are quick; both it and what came of it are printed.
"""

import random
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.serving import asked
from benchmarks.serving.house import House
from benchmarks.serving.load import Answered, Load, together
from benchmarks.serving.processes import CORES, own_share
from benchmarks.serving.sessions import headers_of, staff

BR = {"Accept-Encoding": "br"}
READERS, OTHERS = 57, 3  # 95 and 5 of a hundred
PAUSE = 1_000  # milliseconds, on average
WARM_UP = 10  # seconds that are not counted: each worker reads its lexicon
LINES = 200_000
STAFF_PAGES = ("/redaktion/", "/redaktion/artiklar/", "/redaktion/svar/", "/konto/")


def bear(house: House, seconds: int) -> None:
    """Prints what was offered and answered, faults by kind, and how long the public pages took."""
    from accounts.models import Role

    site = house.site(workers=2, cores=CORES)
    chance = random.Random(6)
    personal = BR | headers_of(staff("karin", Role.EDITOR), site.port)
    loads = [
        Load(site.port, lines=public_lines(house.folder, chance), headers=BR, connections=READERS, pause=PAUSE),
        Load(site.port, lines=own_lines(house.folder, chance), headers=personal, connections=OTHERS, pause=PAUSE),
    ]
    for lasting in (WARM_UP, seconds):
        with together(loads, lasting, CORES) as wait:
            answered = wait()
    report(seconds, answered, [own_share(worker)[0] for worker in site.workers()])


def report(seconds: int, answered: list[Answered], memory: list[float]) -> None:
    public, own = answered
    print(f"mixed load, {seconds} s: {READERS} readers and {OTHERS} of staff who wait {PAUSE / 1000:g} s (closed load)")
    for name, each in (("public pages", public), ("staff and writes", own)):
        print(
            f"mixed, {name:18} {each.rate:6.1f} rps  p50 {each.p50:.1f} ms  p99 {each.p99:.1f} ms  "
            f"worst {each.worst:.0f} ms  {each.requests} answers, errors: {each.faults or 'none'}"
        )
    print(f"mixed, workers' own memory {', '.join(f'{each:.0f} MB' for each in memory)}", flush=True)


def public_lines(folder: Path, chance: random.Random) -> Path:
    """70 articles, 15 searches, 10 questions for care of each 95, in an order of chance."""
    articles = asked.popular(asked.articles(), asked.regions(), LINES * 70 // 95, chance)
    searches = chance.choices(asked.searches(chance), k=LINES * 15 // 95)
    places = chance.choices(asked.places(chance), k=LINES * 10 // 95)
    every = articles + searches + places
    chance.shuffle(every)
    return asked.write_lines(folder / "public.lines", every)


def own_lines(folder: Path, chance: random.Random) -> Path:
    """Staff at their desk, and one in three a reader's answer."""
    slugs = asked.articles()
    lines = []
    for number in range(LINES // 10):
        if number % 3:
            lines.append(f"GET\t{chance.choice(STAFF_PAGES)}\n")
        else:
            form = urlencode({"helpful": "nej", "comment": f"Mer om egenvård, tack. {number}"})
            lines.append(f"POST\t{chance.choice(slugs)}svar/\t{form}\n")
    path = folder / "own.lines"
    path.write_text("".join(lines))
    return path
