"""What has been withdrawn: its older copies are shown to nobody, however long the database is gone."""

import json
from collections.abc import Iterable

from page_memory.folder import Folder

TOLD = "withdrawn "  # begins what the database tells, beside the change itself, of what nobody may read any more
FILE = "withdrawn.json"


class Withdrawn:
    """Copies that show one of these keys, and were built before the moment beside it, are not shown.

    A key is that of a subject's owner ("article:12"), of any of them ("article:"), or of pages that show many
    ("article"). They are held here, and in a file that the machine's workers share: it is there too for a worker that
    starts in an outage. The moments are when this machine heard, and not when it was done: a page may have been built
    between the two.
    """

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._since: dict[str, float] = {}

    def heard(self, told: str, at: float) -> None:
        """The database has told of it: "article:12,13", or "article" for any of them."""
        name, _, owners = told.partition(":")
        self._hold([f"{name}:{owner}" for owner in owners.split(",")], at)

    def learned(self, rows: Iterable[tuple[str, float]], at: float) -> None:
        """The database has said what was ever withdrawn, and when last, since some of it may not have been heard."""
        known = self._known()
        self._hold([key for key, withdrawn in rows if known.get(key, 0.0) < withdrawn], at)

    def covers(self, keys: Iterable[str], built_at: float) -> bool:
        """Whether a page that shows these things, as they were then, shows what has been withdrawn since."""
        known = self._known()
        return any(built_at <= known.get(name, 0.0) for key in keys for name in (key, f"{key.partition(':')[0]}:"))

    def _hold(self, keys: list[str], at: float) -> None:
        names = {*keys, *(key.partition(":")[0] for key in keys)}
        self._since = self._known() | dict.fromkeys(names, at)
        self._folder.write(FILE, json.dumps(self._since).encode())

    def _known(self) -> dict[str, float]:
        """What any worker of the machine knows."""
        try:
            shared = json.loads(self._folder.read(FILE) or b"{}")
        except ValueError:
            shared = {}
        return shared | {key: max(since, shared.get(key, 0.0)) for key, since in self._since.items()}
