"""Closes two doors that 0002 left open: a draft's chapter moved into a submitted text, and the topics it points at."""

from django.db import migrations

FORWARDS = """
CREATE OR REPLACE FUNCTION articles_part_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched bigint[] := CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[NEW.revision_id]
    WHEN 'UPDATE' THEN ARRAY[OLD.revision_id, NEW.revision_id]
    ELSE ARRAY[OLD.revision_id] END;
BEGIN
    IF EXISTS (SELECT 1 FROM articles_revision WHERE id = ANY (touched) AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'En inskickad text får inte ändras eller tas bort. Skriv en ny version.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
CREATE TRIGGER articles_related_immutable BEFORE INSERT OR UPDATE OR DELETE ON articles_revision_related
    FOR EACH ROW EXECUTE FUNCTION articles_part_immutable();
"""
BACKWARDS = """
DROP TRIGGER articles_related_immutable ON articles_revision_related;
CREATE OR REPLACE FUNCTION articles_part_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE revision bigint := CASE TG_OP WHEN 'INSERT' THEN NEW.revision_id ELSE OLD.revision_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM articles_revision WHERE id = revision AND submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'En inskickad text får inte ändras eller tas bort. Skriv en ny version.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_immutable_revisions")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
