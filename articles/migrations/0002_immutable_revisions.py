"""The database itself refuses to change a text once it is submitted. (TRUNCATE stays possible, for tests.)"""

from django.db import migrations

PARTS = ("chapter", "carelevel", "source", "revision_related")

FORWARDS = """
CREATE FUNCTION articles_text_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE old_text jsonb := to_jsonb(OLD) - 'published_on' - 'review_due' - 'published_by';
BEGIN
    IF OLD.submitted_at IS NULL THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND old_text = to_jsonb(NEW) - 'published_on' - 'review_due' - 'published_by' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'En inskickad text får inte ändras eller tas bort. Skriv en ny version.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE FUNCTION articles_part_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE FUNCTION articles_status_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Statusändringar går bara att lägga till.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER articles_revision_immutable BEFORE UPDATE OR DELETE ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION articles_text_immutable();
CREATE TRIGGER articles_additionrevision_immutable BEFORE UPDATE OR DELETE ON articles_additionrevision
    FOR EACH ROW EXECUTE FUNCTION articles_text_immutable();
CREATE TRIGGER articles_statuschange_append_only BEFORE UPDATE OR DELETE ON articles_statuschange
    FOR EACH STATEMENT EXECUTE FUNCTION articles_status_append_only();
"""
BACKWARDS = """
DROP TRIGGER articles_revision_immutable ON articles_revision;
DROP TRIGGER articles_additionrevision_immutable ON articles_additionrevision;
DROP TRIGGER articles_statuschange_append_only ON articles_statuschange;
DROP FUNCTION articles_text_immutable();
DROP FUNCTION articles_part_immutable() CASCADE;
DROP FUNCTION articles_status_append_only();
"""
FOR_PARTS = "".join(
    f"CREATE TRIGGER articles_{part}_immutable BEFORE INSERT OR UPDATE OR DELETE ON articles_{part} "
    f"FOR EACH ROW EXECUTE FUNCTION articles_part_immutable();\n"
    for part in PARTS
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [migrations.RunSQL(FORWARDS + FOR_PARTS, BACKWARDS)]
