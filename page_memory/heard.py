"""What this process has heard of changes, for whoever keeps something that was read and must know whether it still is
so."""

from collections import Counter
from collections.abc import Iterable

from page_memory.contact import Contact

Stamp = tuple[int, ...]


class Heard:
    """Counts the changes that `Contact` tells of. A stamp that was taken before something was read stays the same until
    a change of one of the subjects is heard, or may have been missed; and `moment` until anything is heard at all."""

    def __init__(self) -> None:
        self.moment = 0
        self._contact: Contact | None = None
        self._gaps = 0
        self._changes: Counter[str] = Counter()

    def follow(self, contact: Contact) -> None:
        self._contact = contact

    def change(self, told: str) -> None:
        """What the database has told: "unit:12,13", or "unit" for any of them."""
        self.moment += 1
        self._changes[told.partition(":")[0]] += 1

    def gap(self) -> None:
        """Something may have changed unheard."""
        self.moment += 1
        self._gaps += 1

    def stamp(self, subjects: Iterable[str]) -> Stamp | None:
        """The stamp of now. None while nobody knows of every change that was committed a second ago."""
        if self._contact is None or not self._contact.is_current():
            return None
        return self._gaps, *(self._changes[name] for name in subjects)


heard = Heard()
