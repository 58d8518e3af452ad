"""Replicas of the database: pages that are the same for everyone are read from them (docs/adr/0021-replicas.md).

`watch` follows how far each replica has come, and says which one may be read now. `middleware` reads a whole page from
it, and once more from the primary when the replica failed. Everything else – staff, forms, commands, tasks – knows of
the primary alone.
"""

from vardguiden.replicas.connection import go_over_to_the_primary, on_the_primary
from vardguiden.replicas.watch import must_have

__all__ = ["go_over_to_the_primary", "must_have", "on_the_primary"]
