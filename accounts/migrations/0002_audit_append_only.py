"""The database itself refuses to change or delete what the audit log says. (TRUNCATE stays possible, for tests.)"""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION accounts_audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Händelseloggen går bara att lägga till i: inget i den får ändras eller tas bort.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER accounts_audit_append_only BEFORE UPDATE OR DELETE ON accounts_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION accounts_audit_append_only();
"""
BACKWARDS = """
DROP TRIGGER accounts_audit_append_only ON accounts_auditevent;
DROP FUNCTION accounts_audit_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
