"""Imports of invented care units through the catalogue: seconds to preview, apply and undo, and peak memory.

`python benchmarks/imports.py [ROWS]` (20 000 unless told, and a tenth of it to compare with) makes files as CSV and as
XLSX, and uses the database of the settings. Each measurement is a process of its own, inside a transaction that is
rolled back. benchmarks/directory.py calls `measure`.
"""

import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
Figures = dict[str, float]


def peak_mb() -> float:
    """This process's highest resident memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(count: int, kind: str) -> Figures:
    """Seconds and peak memory of one file of so many rows, `kind` "csv" or "xlsx", measured in a process of its own."""
    command = [sys.executable, __file__, "one", str(count), kind]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def main(count: int) -> None:
    for kind in ("csv", "xlsx"):
        few, many = measure(count // 10, kind), measure(count, kind)
        told = ", ".join(f"{part} {many[part]:.1f} s" for part in ("preview", "apply", "undo"))
        print(f"{kind} {count} rows: {told}")
        peaks = f"{few['peak']:.0f} MB at {count // 10} rows, {many['peak']:.0f} MB at {count}"
        print(f"  peak memory {peaks}: {many['peak'] / few['peak']:.2f} times")


def one(count: int, kind: str) -> Figures:
    """The figures of one file, in this process; nothing is kept."""
    from django.core.files import File
    from django.db import transaction

    from regions.actions.facts import load_regions
    from regions.actions.imports.asking import keep_file
    from regions.actions.imports.choosing import choose_the_rest
    from regions.actions.imports.working import work
    from regions.facts import regions_by_slug
    from regions.models import Choice, ImportState, UnitImport

    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        path = _file(count, kind, Path(folder))
        load_regions(by=None)
        with path.open("rb") as opened:
            kept = keep_file(region=regions_by_slug()["skane"], file=File(opened, name=path.name), by_name="benchmark")
        figures = {"preview": _seconds(work, kept.pk)}
        choose_the_rest(by=_admin(), unit_import=kept, choice=Choice.SAME)
        for part, state in (("apply", ImportState.APPLYING), ("undo", ImportState.UNDOING)):
            UnitImport.objects.filter(pk=kept.pk).update(state=state)
            figures[part] = _seconds(work, kept.pk)
        kept.refresh_from_db()
        assert kept.state == ImportState.UNDONE, (kept.state, kept.message)
        transaction.set_rollback(True)
    return figures | {"peak": peak_mb()}


def _file(count: int, kind: str, folder: Path) -> Path:
    """Rows of one region; the file is made by another process, so that its making costs this one no memory."""
    path = folder / f"made.{kind}"
    subprocess.run([sys.executable, __file__, "make", str(count), str(path)], check=True)
    return path


def make(count: int, path: Path) -> None:
    from benchmarks.make_care_units_csv import COLUMN_NAMES, rows
    from regions.care_unit_import.export import write_xlsx
    from regions.facts import municipalities

    skane = [town for town in municipalities() if town.region_code == "12"]
    columns = COLUMN_NAMES.split()
    table = [columns, *([str(row[column]) for column in columns] for row in rows(count, skane))]
    if path.suffix == ".xlsx":
        write_xlsx(table, path)
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(table)


def _admin() -> Any:
    from accounts.models import Role, User
    from regions.models import Assignment

    user = User.objects.create_user("benchmark", name="Benchmark", is_staff=True)
    Assignment.objects.create(user=user, region_id="12", role=Role.REGIONAL_ADMIN)
    return user


def _seconds(act: Callable[[int], None], pk: int) -> float:
    start = time.perf_counter()
    act(pk)
    return time.perf_counter() - start


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "vardguiden.settings")
    if not os.environ.get("DATABASE_URL"):
        from vardguiden import embedded_postgres

        os.environ["DATABASE_URL"] = embedded_postgres.start()
    import django

    django.setup()
    if sys.argv[1:2] == ["one"]:
        print(json.dumps(one(int(sys.argv[2]), sys.argv[3])))
    elif sys.argv[1:2] == ["make"]:
        make(int(sys.argv[2]), Path(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
