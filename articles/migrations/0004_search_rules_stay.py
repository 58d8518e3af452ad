"""The one row of SearchState, the count behind it, and rules of the search that the database refuses to rewrite."""

from django.db import migrations

FORWARDS = """
CREATE SEQUENCE articles_search_serial;
INSERT INTO articles_searchstate (id, serial) VALUES (1, nextval('articles_search_serial'));
CREATE FUNCTION articles_searchrule_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL
        AND to_jsonb(OLD) - 'ended_at' - 'ended_by_name' = to_jsonb(NEW) - 'ended_at' - 'ended_by_name' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'En sökregel ändras inte. Avsluta den och lägg till en ny.' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER articles_searchrule_stays BEFORE UPDATE OR DELETE ON articles_searchrule
    FOR EACH ROW EXECUTE FUNCTION articles_searchrule_stays();
"""
BACKWARDS = """
DROP TRIGGER articles_searchrule_stays ON articles_searchrule;
DROP FUNCTION articles_searchrule_stays();
DELETE FROM articles_searchstate;
DROP SEQUENCE articles_search_serial;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_translations_and_search_rules")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
