"""The database itself writes what a care unit's facts were after each change, by whatever road the change came: the
editor, an import, the admin or plain SQL. Who did it and how is said for the transaction (regions/documents.py)."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION regions_unit_documents(ids bigint[]) RETURNS TABLE (id bigint, uid uuid, document jsonb)
LANGUAGE sql STABLE SET timezone = 'UTC' AS $$
    SELECT unit.id, unit.uid, to_jsonb(unit) - '{id,search}'::text[] || jsonb_build_object(
        'spans', coalesce((
            SELECT jsonb_agg(to_jsonb(span) - '{id,unit_id}'::text[] ORDER BY purpose, day, opens)
            FROM regions_openingspan AS span WHERE span.unit_id = unit.id
        ), '[]'),
        'exceptions', coalesce((
            SELECT jsonb_agg(to_jsonb(change) - '{id,unit_id}'::text[] ORDER BY first_day, last_day, purpose, opens)
            FROM regions_openingexception AS change WHERE change.unit_id = unit.id
        ), '[]'),
        'notices', coalesce((
            SELECT jsonb_agg(to_jsonb(notice) - '{id,unit_id}'::text[] ORDER BY starts_at, title COLLATE "C")
            FROM regions_unitnotice AS notice WHERE notice.unit_id = unit.id
        ), '[]')
    )
    FROM regions_careunit AS unit WHERE unit.id = ANY (ids)
$$;

CREATE FUNCTION regions_keep_versions(ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    said jsonb := coalesce(nullif(current_setting('vardguiden.change', true), ''), '{}')::jsonb;
    this_change text := coalesce(said ->> 'change', 'x' || pg_current_xact_id()::text);
BEGIN
    IF ids IS NULL THEN
        RETURN;
    END IF;
    WITH now_is AS (
        SELECT each.id, current.uid, current.document
        FROM (SELECT DISTINCT unnest(ids) AS id) AS each LEFT JOIN regions_unit_documents(ids) AS current USING (id)
    ), latest AS (
        SELECT DISTINCT ON (version.unit_id) version.* FROM regions_unitversion AS version
        WHERE version.unit_id = ANY (ids) ORDER BY version.unit_id, version.id DESC
    ), again AS (  -- the same change goes on: hours after facts, one unit after another
        UPDATE regions_unitversion AS version SET document = now_is.document, at = clock_timestamp()
        FROM latest JOIN now_is ON now_is.id = latest.unit_id
        WHERE version.id = latest.id AND latest.change = this_change AND latest.at >= transaction_timestamp()
        RETURNING version.unit_id
    )
    INSERT INTO regions_unitversion (unit_id, uid, at, change, by_id, by_name, via, note, document)
    SELECT now_is.id, coalesce(now_is.uid, latest.uid), clock_timestamp(), this_change, coalesce(said ->> 'by_id', ''),
        coalesce(said ->> 'by_name', ''), coalesce(said ->> 'via', 'other'), coalesce(said ->> 'note', ''),
        now_is.document
    FROM now_is LEFT JOIN latest ON latest.unit_id = now_is.id
    WHERE now_is.id NOT IN (SELECT unit_id FROM again) AND now_is.document IS DISTINCT FROM latest.document
    ORDER BY now_is.id;
END
$$;

CREATE FUNCTION regions_unit_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM regions_keep_versions((SELECT array_agg(id) FROM new_rows));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM regions_keep_versions((SELECT array_agg(id) FROM old_rows));
    ELSE  -- a new search index says nothing new
        PERFORM regions_keep_versions((
            SELECT array_agg(id) FROM new_rows AS later JOIN old_rows AS earlier USING (id)
            WHERE to_jsonb(later) - 'search' IS DISTINCT FROM to_jsonb(earlier) - 'search'
        ));
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION regions_unit_part_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM regions_keep_versions((SELECT array_agg(unit_id) FROM new_rows));
    ELSIF TG_OP = 'DELETE' THEN
        PERFORM regions_keep_versions((SELECT array_agg(unit_id) FROM old_rows));
    ELSE
        PERFORM regions_keep_versions((
            SELECT array_agg(unit_id) FROM (SELECT unit_id FROM new_rows UNION SELECT unit_id FROM old_rows) AS touched
        ));
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION regions_history_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
        RETURN NEW;  -- a change that goes on
    END IF;
    RAISE EXCEPTION 'En mottagnings historia går bara att lägga till i: inget i den får ändras eller tas bort.'
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER regions_history_stands BEFORE UPDATE OR DELETE ON regions_unitversion
    FOR EACH ROW EXECUTE FUNCTION regions_history_stands();
"""

TABLES = {
    "regions_careunit": "regions_unit_written",
    "regions_openingspan": "regions_unit_part_written",
    "regions_openingexception": "regions_unit_part_written",
    "regions_unitnotice": "regions_unit_part_written",
}
ROWS = {"insert": "NEW TABLE AS new_rows", "delete": "OLD TABLE AS old_rows"}
ROWS["update"] = f"{ROWS['insert']} {ROWS['delete']}"
TRIGGERS = "".join(
    f"CREATE TRIGGER {table}_{event}_kept AFTER {event.upper()} ON {table} REFERENCING {rows} "
    f"FOR EACH STATEMENT EXECUTE FUNCTION {function}();\n"
    for table, function in TABLES.items()
    for event, rows in ROWS.items()
)
FIRST_VERSIONS = "SELECT regions_keep_versions((SELECT array_agg(id) FROM regions_careunit));"
BACKWARDS = (
    "".join(f"DROP TRIGGER {table}_{event}_kept ON {table};\n" for table in TABLES for event in ROWS)
    + """
DROP TRIGGER regions_history_stands ON regions_unitversion;
DROP FUNCTION regions_history_stands();
DROP FUNCTION regions_unit_written();
DROP FUNCTION regions_unit_part_written();
DROP FUNCTION regions_keep_versions(bigint[]);
DROP FUNCTION regions_unit_documents(bigint[]);
"""
)


class Migration(migrations.Migration):
    dependencies = [("regions", "0004_units_with_a_history")]
    operations = [migrations.RunSQL(FORWARDS + TRIGGERS + FIRST_VERSIONS, BACKWARDS)]
