"""Each version of a unit knows the transaction that wrote it, so that a process can ask which units have changed since
it read them (docs/adr/0026-directory-in-memory.md). Versions from before have none, and are never asked for."""

from django.db import migrations

FORWARDS = """
ALTER TABLE regions_unitversion ADD COLUMN written_in xid8;
ALTER TABLE regions_unitversion ALTER COLUMN written_in SET DEFAULT pg_current_xact_id();
CREATE INDEX unitversion_written_in ON regions_unitversion (written_in);
"""
BACKWARDS = "ALTER TABLE regions_unitversion DROP COLUMN written_in;"


class Migration(migrations.Migration):
    dependencies = [("regions", "0012_page_changes")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
