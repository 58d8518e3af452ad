"""What the database itself does for the search: it counts every change of what the search knows, by any road, and
refuses to rewrite a rule."""

from django.db import migrations

FORWARDS = """
CREATE SEQUENCE articles_search_serial;
INSERT INTO articles_searchstate (id, serial) VALUES (1, nextval('articles_search_serial'));
CREATE FUNCTION articles_search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE articles_searchstate SET serial = nextval('articles_search_serial');
    RETURN NULL;
END
$$;
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
KNOWN = ("article", "synonym", "searchdocument", "searchrule")
COUNTED = "".join(
    f"CREATE TRIGGER articles_{name}_search AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON articles_{name} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION articles_search_changed();\n"
    for name in KNOWN
)
BACKWARDS = """
DROP FUNCTION articles_search_changed() CASCADE;
DROP TRIGGER articles_searchrule_stays ON articles_searchrule;
DROP FUNCTION articles_searchrule_stays();
DELETE FROM articles_searchstate;
DROP SEQUENCE articles_search_serial;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_translations_and_search_rules")]
    operations = [migrations.RunSQL(FORWARDS + COUNTED, BACKWARDS)]
