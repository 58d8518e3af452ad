"""The database itself keeps each name that a unit has had in its web address, and gives none of them to another unit."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION regions_keep_addresses(slugs text[], ids bigint[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    taken text;
BEGIN
    INSERT INTO regions_unitaddress (slug, unit_id) SELECT * FROM unnest(slugs, ids) ON CONFLICT (slug) DO NOTHING;
    SELECT address.slug INTO taken
    FROM regions_unitaddress AS address JOIN unnest(slugs, ids) AS named (slug, unit_id) USING (slug)
    WHERE address.unit_id <> named.unit_id LIMIT 1;
    IF taken IS NOT NULL THEN
        RAISE EXCEPTION 'Webbadressen % är eller har varit en annan mottagnings.', taken
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'unitaddress_never_reused';
    END IF;
END
$$;

CREATE FUNCTION regions_unit_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM regions_keep_addresses((SELECT array_agg(slug) FROM new_rows), (SELECT array_agg(id) FROM new_rows));
    ELSIF EXISTS (SELECT FROM new_rows JOIN old_rows USING (id) WHERE new_rows.slug <> old_rows.slug) THEN
        PERFORM regions_keep_addresses((SELECT array_agg(slug) FROM new_rows), (SELECT array_agg(id) FROM new_rows));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER regions_careunit_insert_named AFTER INSERT ON regions_careunit
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION regions_unit_named();
CREATE TRIGGER regions_careunit_update_named AFTER UPDATE ON regions_careunit
    REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION regions_unit_named();

CREATE FUNCTION regions_addresses_stand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'En webbadress som en mottagning har haft är dess för alltid.' USING ERRCODE = 'restrict_violation';
END
$$;
INSERT INTO regions_unitaddress (slug, unit_id) SELECT slug, id FROM regions_careunit;
CREATE TRIGGER regions_addresses_stand BEFORE UPDATE OR DELETE ON regions_unitaddress
    FOR EACH ROW EXECUTE FUNCTION regions_addresses_stand();
"""
BACKWARDS = """
DROP TRIGGER regions_addresses_stand ON regions_unitaddress;
DROP FUNCTION regions_addresses_stand();
DROP TRIGGER regions_careunit_insert_named ON regions_careunit;
DROP TRIGGER regions_careunit_update_named ON regions_careunit;
DROP FUNCTION regions_unit_named();
DROP FUNCTION regions_keep_addresses(text[], bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("regions", "0007_moves_and_addresses")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
