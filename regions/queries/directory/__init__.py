"""Every care unit in use and what lists ask of it, in the memory of each process, as the database has it now
(docs/adr/0026-directory-in-memory.md)."""

from regions.queries.directory.directory import Directory, by_distance
from regions.queries.directory.reading import directory, is_at_hand
from regions.queries.directory.units import ListedUnit, SharedHours, kinds_in

__all__ = ["Directory", "ListedUnit", "SharedHours", "by_distance", "directory", "is_at_hand", "kinds_in"]
