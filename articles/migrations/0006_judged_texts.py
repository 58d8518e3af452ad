"""What the database itself holds of four eyes: it knows what a revision says part by part, lets no text go live that
someone entitled has not approved in just that form, and never changes what was signed."""

from django.db import migrations

PARTS = """
CREATE VIEW articles_revisionpart AS
WITH written AS NOT MATERIALIZED (
    SELECT revision_id, 'care' AS part,
        jsonb_agg(jsonb_build_array(level, heading, signs, "where", if_closed, unit_kind) ORDER BY position, id)::text
            AS content
    FROM articles_carelevel GROUP BY revision_id
    UNION ALL
    SELECT revision_id, kind, jsonb_build_array(heading, text)::text FROM articles_chapter
    UNION ALL
    SELECT revision_id, 'sources', jsonb_agg(jsonb_build_array(title, owner) ORDER BY position, id)::text
    FROM articles_source GROUP BY revision_id
)
SELECT revision_id || '-' || part AS id, revision_id, part::varchar(20) AS part, content FROM written
UNION ALL
SELECT revision.id || '-head', revision.id, 'head', jsonb_build_array(
    title, summary, life_threatening,
    (SELECT array_agg(part ORDER BY part) FROM written WHERE revision_id = revision.id)
)::text
FROM articles_revision revision;

CREATE FUNCTION articles_unsigned(which bigint) RETURNS SETOF varchar LANGUAGE sql STABLE AS $$
    WITH judged AS (
        SELECT verdict.part, verdict.verdict, review.id AS review_id,
            COALESCE(review.reviewer_user_id::text, review.reviewer) AS reviewer
        FROM articles_review review
        JOIN articles_revision seen ON seen.id = review.revision_id
        JOIN articles_revision revision ON revision.id = which AND revision.article_id = seen.article_id
        JOIN articles_partverdict verdict ON verdict.review_id = review.id
        JOIN articles_revisionpart saw ON saw.revision_id = seen.id AND saw.part = verdict.part
        JOIN articles_revisionpart says
            ON says.revision_id = which AND says.part = verdict.part AND says.content = saw.content
        WHERE review.kind = 'fact' AND review.signed_on IS NOT NULL
            AND NOT EXISTS (
                SELECT FROM articles_revision_writers writer
                WHERE writer.revision_id IN (which, seen.id) AND writer.user_id = review.reviewer_user_id
            )
    )
    SELECT says.part FROM articles_revisionpart says
    WHERE says.revision_id = which AND (
        NOT EXISTS (SELECT FROM judged WHERE judged.part = says.part AND judged.verdict = 'agree')
        OR EXISTS (
            SELECT FROM judged doubt WHERE doubt.part = says.part AND doubt.verdict = 'comment' AND NOT EXISTS (
                SELECT FROM judged later WHERE later.part = doubt.part AND later.verdict = 'agree'
                    AND later.reviewer = doubt.reviewer AND later.review_id > doubt.review_id
            )
        )
    )
$$;
"""

LIVE = """
CREATE FUNCTION articles_live_is_judged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    revision articles_revision;
    last articles_statuschange;
    written boolean;
BEGIN
    IF NEW.live_id IS NULL OR (TG_OP = 'UPDATE' AND NEW.live_id IS NOT DISTINCT FROM OLD.live_id) THEN
        RETURN NEW;
    END IF;
    SELECT * INTO revision FROM articles_revision WHERE id = NEW.live_id;
    IF revision.article_id IS DISTINCT FROM NEW.id OR revision.submitted_at IS NULL OR revision.published_on IS NULL THEN
        RAISE EXCEPTION 'Bara en publicerad version av samma artikel kan visas.' USING ERRCODE = 'restrict_violation';
    END IF;
    written := EXISTS (SELECT FROM articles_revision_writers WHERE revision_id = revision.id);
    IF revision.is_example AND NOT written THEN
        RETURN NEW;  -- the library's own, shown as an example
    END IF;
    SELECT * INTO last FROM articles_statuschange WHERE revision_id = revision.id ORDER BY id DESC LIMIT 1;
    IF last.status IS DISTINCT FROM 'published' OR last.by_id IS NULL OR NOT written THEN
        RAISE EXCEPTION 'Ingen utgivare har publicerat versionen.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT revision.is_correction AND EXISTS (SELECT FROM articles_unsigned(revision.id)) THEN
        RAISE EXCEPTION 'Versionen har delar som ingen faktagranskare har godkänt.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_live_is_judged BEFORE INSERT OR UPDATE OF live_id ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_live_is_judged();

CREATE FUNCTION articles_status_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status IN ('published', 'scheduled') AND EXISTS (
        SELECT FROM articles_revision_writers WHERE revision_id = NEW.revision_id AND user_id = NEW.by_id
    ) THEN
        RAISE EXCEPTION 'Ingen publicerar det den själv har skrivit.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_status_by_another BEFORE INSERT ON articles_statuschange
    FOR EACH ROW EXECUTE FUNCTION articles_status_by_another();
CREATE TRIGGER articles_revision_writers_immutable BEFORE INSERT OR UPDATE OR DELETE ON articles_revision_writers
    FOR EACH ROW EXECUTE FUNCTION articles_part_immutable();
"""

REVIEWS = """
CREATE FUNCTION articles_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.signed_on IS NOT NULL THEN
        RAISE EXCEPTION 'En undertecknad granskning ändras inte.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.revision_id, NEW.kind) IS DISTINCT FROM (OLD.revision_id, OLD.kind) THEN
        RAISE EXCEPTION 'En granskning gäller en version.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.signed_on IS NULL THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM articles_revision WHERE id = NEW.revision_id AND submitted_at IS NULL) THEN
        RAISE EXCEPTION 'Ett utkast kan inte undertecknas.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (
        SELECT FROM articles_revision_writers WHERE revision_id = NEW.revision_id AND user_id = NEW.reviewer_user_id
    ) THEN
        RAISE EXCEPTION 'Ingen granskar det den själv har skrivit.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_review_stays BEFORE INSERT OR UPDATE OR DELETE ON articles_review
    FOR EACH ROW EXECUTE FUNCTION articles_review_stays();
CREATE FUNCTION articles_verdict_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE touched bigint[] := CASE TG_OP
    WHEN 'INSERT' THEN ARRAY[NEW.review_id]
    WHEN 'UPDATE' THEN ARRAY[OLD.review_id, NEW.review_id]
    ELSE ARRAY[OLD.review_id] END;
BEGIN
    IF EXISTS (SELECT FROM articles_review WHERE id = ANY (touched) AND signed_on IS NOT NULL) THEN
        IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'taken_at' - 'taken_by_id' = to_jsonb(NEW) - 'taken_at' - 'taken_by_id'
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'En undertecknad granskning ändras inte.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
CREATE TRIGGER articles_verdict_stays BEFORE INSERT OR UPDATE OR DELETE ON articles_partverdict
    FOR EACH ROW EXECUTE FUNCTION articles_verdict_stays();
"""

# A text that waits for its hour is submitted: the hour may be set and moved, the text may not.
SCHEDULED = """
CREATE OR REPLACE FUNCTION articles_text_immutable() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := ARRAY['published_on', 'review_due', 'published_by', 'publish_at'];
BEGIN
    IF OLD.submitted_at IS NULL THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - free = to_jsonb(NEW) - free THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'En inskickad text får inte ändras eller tas bort. Skriv en ny version.'
        USING ERRCODE = 'restrict_violation';
END
$$;
"""
BACKWARDS = """
DROP FUNCTION articles_verdict_stays() CASCADE;
DROP FUNCTION articles_review_stays() CASCADE;
DROP TRIGGER articles_revision_writers_immutable ON articles_revision_writers;
DROP FUNCTION articles_status_by_another() CASCADE;
DROP FUNCTION articles_live_is_judged() CASCADE;
DROP FUNCTION articles_unsigned(bigint);
DROP VIEW articles_revisionpart;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_desk")]
    operations = [migrations.RunSQL(PARTS + LIVE + REVIEWS + SCHEDULED, BACKWARDS)]
