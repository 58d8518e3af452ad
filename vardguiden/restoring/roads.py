"""The two roads: a dump of one database (`pg_dump`), and a copy of the whole server with the log that was written
since, to a point in time (`pg_basebackup`, WAL)."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from vardguiden.restoring.beside import Beside, running
from vardguiden.restoring.programs import DrillFailed, Programs
from vardguiden.restoring.source import Moment, Source

DUMP = "vardguiden.dump"
_SLOT = "SELECT pg_create_physical_replication_slot(%s, immediately_reserve => true, temporary => true)"
_KEPT = "SELECT flush_lsn >= %s::pg_lsn FROM pg_stat_replication WHERE application_name = %s"


def take_dump(programs: Programs, source: Source, moment: Moment, folder: Path) -> None:
    """As of the moment: pg_dump sees what the moment's transaction sees."""
    options = ("--format=custom", f"--snapshot={moment.snapshot}", f"--file={folder / DUMP}")
    programs.run("pg_dump", *options, env=source.env)


@contextmanager
def restored_dump(programs: Programs, source: Source, folder: Path) -> Iterator[Beside]:
    """A new, empty server with the dump in it. Owners and rights are the new server's own."""
    data = folder / "restored"
    programs.run(
        "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"-U{source.user}", str(data)
    )
    with running(programs, data, folder, source.user) as server:
        programs.run("createdb", source.name, env=server.env)
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--jobs=2", f"--dbname={source.name}")
        programs.run("pg_restore", *options, str(folder / DUMP), env=server.env)
        yield server


@contextmanager
def log_kept(programs: Programs, source: Source, folder: Path) -> Iterator[Callable[[str], None]]:
    """Keeps the log (WAL) that the server writes meanwhile, as an archive does. Gives what waits until it has kept all
    up to a position."""
    log, name = folder / "log", f"restore_drill_{os.getpid()}"
    log.mkdir()
    os.chown(log, folder.stat().st_uid, folder.stat().st_gid)
    options = ("--no-loop", "--synchronous", f"--directory={log}")
    with source.connect() as session:
        session.autocommit = True
        session.execute(_SLOT, [name])  # the server throws away no log as long as this session lives
        process = programs.begin("pg_receivewal", *options, env={**source.env, "PGAPPNAME": name})

        def wait_for(position: str) -> None:
            while session.execute(_KEPT, [position, name]).fetchone() != (True,):
                if process.has_ended:
                    raise DrillFailed(f"pg_receivewal: {process.said()}")
                time.sleep(0.05)

        try:
            wait_for("0/0")
            yield wait_for
        finally:
            process.end()


def take_base_backup(programs: Programs, source: Source, folder: Path) -> None:
    options = ("--checkpoint=fast", "--wal-method=stream", "--no-sync", f"--pgdata={folder / 'restored'}")
    programs.run("pg_basebackup", *options, env=source.env)


@contextmanager
def restored_to(programs: Programs, source: Source, moment: Moment, folder: Path) -> Iterator[Beside]:
    """The copy of the server, with the log played up to the moment and no further."""
    data, log = folder / "restored", folder / "log"
    for name in ("recovery.signal", "postgresql.conf"):  # Debian keeps the second elsewhere
        (data / name).touch()
        os.chown(data / name, data.stat().st_uid, data.stat().st_gid)
    settings = {
        "restore_command": f'cp "{log}/%f" "%p" 2>/dev/null || cp "{log}/%f.partial" "%p" 2>/dev/null',
        "recovery_target_lsn": moment.position,
        "recovery_target_action": "promote",
        "recovery_target_timeline": "current",
    }
    with running(programs, data, folder, source.user, **settings) as server:
        yield server
