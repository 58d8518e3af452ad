"""Imports a file of invented care units twice and prints rows a second and peak memory; nothing is kept.

`python benchmarks/import_care_units.py [ROWS]` (20 000 unless told) makes the file, and uses the database of the
settings inside a transaction that is rolled back.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def peak_mb() -> float:
    """This process's highest resident memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(count: int) -> None:
    """Two imports of one file: the first makes every unit, the second finds them all again."""
    from django.db import transaction

    from benchmarks.make_care_units_csv import make
    from regions.actions.facts import load_regions
    from regions.care_unit_import import import_care_units

    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path = Path(folder) / "made.csv"
        make(count, path)
        load_regions(by=None)
        before = peak_mb()
        for run in ("first", "second"):
            start = time.perf_counter()
            summary = import_care_units(by=None, path=path)
            seconds = time.perf_counter() - start
            print(f"{run}: {count / seconds:,.0f} rows/s, {seconds:.1f} s, {summary.sentence()}")
            print(f"  peak memory {peak_mb():.0f} MB, {peak_mb() - before:.0f} MB above the start")
        transaction.set_rollback(True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardguiden.settings")
    if not os.environ.get("DATABASE_URL"):
        from vardguiden import embedded_postgres

        os.environ["DATABASE_URL"] = embedded_postgres.start()
    import django

    django.setup()
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
