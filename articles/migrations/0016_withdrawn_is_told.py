"""The database tells when a text is withdrawn, or its article removed, by whatever road: "withdrawn article:12,13" are the
articles on whose pages something of it stands. Copies of those pages are then shown to nobody (docs/adr/0025)."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION articles_tell_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone bigint[];
    shown bigint[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT array_agg(was.id) INTO gone FROM old_rows AS was JOIN new_rows AS is_now ON is_now.id = was.id
            WHERE was.live_id IS NOT NULL AND is_now.live_id IS NULL;
    ELSE
        SELECT array_agg(was.id) INTO gone FROM old_rows AS was WHERE was.live_id IS NOT NULL;
    END IF;
    IF gone IS NULL THEN
        RETURN NULL;
    END IF;
    IF cardinality(gone) <= 200 THEN
        SELECT array_agg(DISTINCT page) INTO shown FROM (
            SELECT unnest(articles_shown_with(was.id) || was.adds_to_id) AS page FROM old_rows AS was WHERE was.id = ANY(gone)
            UNION SELECT other.id FROM old_rows AS was JOIN articles_article AS other ON other.slug = was.slug
                WHERE was.id = ANY(gone)
        ) AS pages WHERE page IS NOT NULL;
    END IF;
    PERFORM pg_notify('vardguiden_pages', 'withdrawn article' || CASE WHEN cardinality(shown) <= 200
        THEN ':' || array_to_string(shown, ',') ELSE '' END);
    RETURN NULL;
END
$$;
CREATE TRIGGER articles_article_update_withdrawn AFTER UPDATE ON articles_article
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION articles_tell_withdrawn();
CREATE TRIGGER articles_article_delete_withdrawn AFTER DELETE ON articles_article
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION articles_tell_withdrawn();
"""
BACKWARDS = """
DROP TRIGGER articles_article_update_withdrawn ON articles_article;
DROP TRIGGER articles_article_delete_withdrawn ON articles_article;
DROP FUNCTION articles_tell_withdrawn();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0015_page_changes")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
