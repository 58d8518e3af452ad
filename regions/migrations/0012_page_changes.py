"""The database tells of each change of what public pages show, by whatever road it came (docs/adr/0025).

A trigger for each statement says on the channel `vardguiden_pages` which subject has changed and of whom: "unit:12,13"
(county codes), or "unit" when it is too many to name, or when the table was emptied."""

from django.db import migrations

FORWARDS = """
-- Arguments: the subject, and an expression that gives the owner of each row in `touched`.
CREATE FUNCTION page_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched text := CASE TG_OP WHEN 'INSERT' THEN 'SELECT * FROM new_rows' WHEN 'DELETE' THEN 'SELECT * FROM old_rows'
        ELSE 'SELECT * FROM new_rows UNION ALL SELECT * FROM old_rows' END;
    many boolean := TG_OP = 'TRUNCATE';
    owners text[];
BEGIN
    IF NOT many THEN
        EXECUTE format('SELECT count(*) > 500 FROM (SELECT FROM (%s) AS every LIMIT 501) AS counted', touched) INTO many;
    END IF;
    IF NOT many THEN
        EXECUTE format('SELECT array_agg(DISTINCT owner) FROM (SELECT (%s)::text AS owner FROM (%s) AS touched) AS each',
            TG_ARGV[1], touched) INTO owners;
        IF owners IS NULL THEN
            RETURN NULL;  -- no row was touched
        END IF;
        many := array_position(owners, NULL) IS NOT NULL OR cardinality(owners) > 200;
    END IF;
    PERFORM pg_notify('vardguiden_pages', TG_ARGV[0] || CASE WHEN many THEN '' ELSE ':' || array_to_string(owners, ',') END);
    RETURN NULL;
END
$$;
"""
OF_UNIT = "(SELECT unit.region_id FROM regions_careunit AS unit WHERE unit.id = touched.unit_id)"
# A unit stands on its own region's pages, and on those of the units that it belongs to, follows, or that follow it.
OF_UNITS = """unnest(array(
    SELECT touched.region_id
    UNION SELECT other.region_id FROM regions_careunit AS other WHERE other.id IN (touched.part_of_id, touched.successor_id)
    UNION SELECT other.region_id FROM regions_careunit AS other
        WHERE other.part_of_id = touched.id OR other.successor_id = touched.id
))"""
TABLES = {
    "regions_careunit": ("unit", OF_UNITS),
    "regions_unitaddress": ("unit", OF_UNIT),
    "regions_openingspan": ("unit", OF_UNIT),
    "regions_openingexception": ("unit", OF_UNIT),
    "regions_unitnotice": ("unit", OF_UNIT),
    "regions_plannedmove": ("unit", OF_UNIT),
    "regions_unitversion": ("unit", OF_UNIT),
    "regions_region": ("region", "touched.code"),
    "regions_regioncontact": ("region", "touched.region_id"),
    "regions_regionfee": ("region", "touched.region_id"),
    "regions_regionnotice": ("region", "touched.region_id"),
    "regions_municipality": ("place", "NULL"),
    "regions_careguarantee": ("guarantee", "NULL"),
}
ROWS = {"insert": "REFERENCING NEW TABLE AS new_rows", "delete": "REFERENCING OLD TABLE AS old_rows", "truncate": ""}
ROWS["update"] = f"{ROWS['insert']} OLD TABLE AS old_rows"


def triggers(tables):
    """The statements that make the triggers of these tables, and those that remove them."""
    forwards = "".join(
        f"CREATE TRIGGER {table}_{event}_page AFTER {event.upper()} ON {table} {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION page_changed('{subject}', $owner${owner}$owner$);\n"
        for table, (subject, owner) in tables.items()
        for event, rows in ROWS.items()
    )
    backwards = "".join(f"DROP TRIGGER {table}_{event}_page ON {table};\n" for table in tables for event in ROWS)
    return forwards, backwards


MAKE, REMOVE = triggers(TABLES)


class Migration(migrations.Migration):
    dependencies = [("regions", "0011_open_at")]
    operations = [migrations.RunSQL(FORWARDS + MAKE, REMOVE + "DROP FUNCTION page_changed();")]
