"""`python -m vardguiden.embedded_postgres reset` deletes the demo's data. Needs Python only."""

import sys

from vardguiden.embedded_postgres import EmbeddedPostgresError, reset

if sys.argv[1:] != ["reset"]:
    sys.exit("Skriv: python -m vardguiden.embedded_postgres reset")
try:
    reset()
except EmbeddedPostgresError as error:
    sys.exit(str(error))
