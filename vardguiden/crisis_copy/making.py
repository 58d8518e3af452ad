"""One run: asks for every page, writes what has changed, and puts the whole in the place of the old."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage

from regions.facts import RegionFact
from vardguiden.crisis_copy import workers
from vardguiden.crisis_copy.addresses import ABOUT, addresses, redirects
from vardguiden.crisis_copy.asking import CopyFailed, Site, in_the_words_of_the_copy, one_connection
from vardguiden.crisis_copy.links import Links
from vardguiden.crisis_copy.maps import NGINX_HTTP, NGINX_LOCATION, Headers, write_maps
from vardguiden.crisis_copy.stamp import stamped, with_its_old_stamp
from vardguiden.crisis_copy.tree import Tree, file_of, keep, write

TEXTUAL = ("text/", "json", "xml", "javascript", "svg")
CLOSED_STATIC = "admin/"  # files of pages that are in no copy


@dataclass(frozen=True, slots=True)
class Saved:
    """One address in the copy; without headers it was gone before it could be asked for."""

    address: str
    headers: Headers = ()
    changed: bool = False
    dead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run did."""

    pages: int
    changed: int
    dead: list[tuple[str, str]]  # (page, link)
    maps_changed: bool


class Saver:
    """Saves one address after another, in the new tree."""

    def __init__(self, held: Iterable[str], old: Path, new: Path, now: datetime) -> None:
        self.site, self.links = Site(), Links(held)
        self.old, self.new, self.now = old / "site", new / "site", now

    def save(self, address: str) -> Saved:
        answer = self.site.ask(address)
        if answer.status != 200:
            return Saved(address)
        body, dead = answer.body, list[str]()
        if answer.is_page:
            page, dead = self.links.lead(address, body.decode())
            body = page.encode()
        is_text = any(kind in answer.content_type for kind in TEXTUAL)
        changed = self._write(address, body, is_text)
        return Saved(address, answer.headers, changed, tuple(dead))

    def _write(self, address: str, body: bytes, is_text: bool) -> bool:
        """Writes the file, unless the old one says the same."""
        old, new = file_of(self.old, address), file_of(self.new, address)
        before = old.read_bytes() if old.is_file() and address != ABOUT else None
        body = stamped(body, self.now) if before is None else with_its_old_stamp(body, before, self.now)
        if body == before:
            keep(old, new)
            return False
        write(new, body, is_text=is_text)
        return True


def make_copy(
    folder: Path, regions: Sequence[RegionFact], jobs: int, now: datetime, tell: Callable[[int, int], None]
) -> Outcome:
    """Makes the copy, or makes it anew. `tell` hears how many pages of how many are done."""
    if settings.DEBUG:
        raise CopyFailed("En kopia görs med DEBUG av: annars är sidorna inte de som läsare får.")
    tree = Tree(folder.resolve())
    with tree.locked(), one_connection(), in_the_words_of_the_copy():
        moved = redirects(regions, now)
        wanted = [*static_files(), *addresses(regions, now)]
        new = tree.begin(now)
        saved: list[Saved] = []
        for each in workers.each(wanted, Saver(wanted, tree.current, new, now).save, jobs):
            saved.append(each)
            tell(len(saved), len(wanted))
        write_maps(new, {each.address: each.headers for each in saved if each.headers}, moved, now)
        maps_changed = any(_differs(tree.current / name, new / name) for name in (NGINX_HTTP, NGINX_LOCATION))
        tree.put_in_place(new)
    dead = [(each.address, link) for each in saved for link in each.dead]
    return Outcome(len(saved), sum(each.changed for each in saved), dead, maps_changed)


def static_files() -> list[str]:
    """The addresses of the static files that public pages may ask for."""
    hashed = getattr(staticfiles_storage, "hashed_files", None)
    if hashed is not None and not hashed:
        raise CopyFailed("De statiska filerna saknas. Kör först: manage.py collectstatic --noinput")
    names = hashed or [name for finder in finders.get_finders() for name, _ in finder.list(["CVS", ".*", "*~"])]
    return sorted(staticfiles_storage.url(name) for name in names if not name.startswith(CLOSED_STATIC))


def _differs(old: Path, new: Path) -> bool:
    return not old.exists() or old.read_bytes() != new.read_bytes()
