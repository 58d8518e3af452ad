"""How fast the site serves, and how it bears load: one command, a line a figure. It makes a database of its own with
example data, starts the servers on one core and the load (wrk) on the other, and measures each figure beside what it is
compared with, in turns: a machine is never the same twice, and only the ratios can be compared between two.

.venv/bin/python benchmarks/serve.py              # all: 5 000 articles, 20 000 units; about 45 minutes
.venv/bin/python benchmarks/serve.py --short      # the library's articles, and a minute or two
.venv/bin/python benchmarks/serve.py --only ratios memory
.venv/bin/python benchmarks/serve.py --only mixed soak --mixed 120 --soak 120

Its PostgreSQL is the embedded one, in a folder that is thrown away; with DATABASE_URL set it makes and drops a database
there. All that it starts ends with it, also after Ctrl-C.
"""

import argparse
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.serving.load import require_wrk
from benchmarks.serving.processes import CORES, SERVER_CORE, end_tidily_when_told, on_cores

os.environ |= {"VARDGUIDEN_DEMO": "1", "DJANGO_SETTINGS_MODULE": "vardguiden.settings"}
PARTS = ("ratios", "memory", "mixed", "soak")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="fewer articles, units, pages and seconds")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="some parts of it")
    parser.add_argument("--mixed", type=int, metavar="SECONDS", help="of the nation's mixed load (600; short: 10)")
    parser.add_argument("--soak", type=int, metavar="SECONDS", help="of readers while staff publish (600; short: 10)")
    options = parser.parse_args()
    require_wrk()
    end_tidily_when_told()
    if len(CORES) < 2:
        raise SystemExit("Two cores are needed: one that serves and one for the load.")
    run(options.only, options.short, options.mixed, options.soak)


def run(parts: tuple[str, ...], short: bool, mixed_seconds: int | None, soak_seconds: int | None) -> None:
    from benchmarks.serving import cold, memory, mixed, ratios, soak
    from benchmarks.serving.house import house

    lasting = 10 if short else 600
    with house(*((0, 0) if short else (5_000, 20_000))) as made:
        if "ratios" in parts:
            ratios.compare(made, *((3, 1) if short else (20, 2)))  # two turns may differ by a tenth
            with on_cores(SERVER_CORE):  # as the servers are, and the database
                cold.article()
        if "memory" in parts:
            memory.grow(made, (250, 500) if short else (250, 5_000, 50_000))
        if "mixed" in parts:
            mixed.bear(made, mixed_seconds or lasting)
        if "soak" in parts:
            soak.watch(made, soak_seconds or lasting)


if __name__ == "__main__":
    main()
