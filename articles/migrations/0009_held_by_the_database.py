"""What the database holds of four eyes, besides: who wrote a part stays known, whoever signs or publishes holds the role
at that time, a version's life follows the rules of `articles.workflow`, and what a list shows is what was published."""

from importlib import import_module

from django.db import migrations

# Whoever had a hand in a part's words never approves them, however many versions later: a part's hands are the writers
# of every version that says it in this form and whose base did not.
UNSIGNED = """
CREATE OR REPLACE FUNCTION articles_unsigned(which bigint) RETURNS SETOF varchar LANGUAGE sql STABLE AS $$
    WITH versions AS MATERIALIZED (
        SELECT id, base_id FROM articles_revision
        WHERE article_id = (SELECT article_id FROM articles_revision WHERE id = which)
    ), texts AS MATERIALIZED (  -- version by version: the view is read for this article alone
        SELECT versions.id AS revision_id, says.part, says.content FROM versions CROSS JOIN LATERAL (
            SELECT part, content FROM articles_revisionpart WHERE revision_id = versions.id OFFSET 0
        ) says
    ), here AS MATERIALIZED (
        SELECT part, content FROM texts WHERE revision_id = which
    ), hands AS MATERIALIZED (
        SELECT here.part, writer.user_id
        FROM here
        JOIN texts said ON said.part = here.part AND said.content = here.content
        JOIN versions earlier ON earlier.id = said.revision_id
        JOIN articles_revision_writers writer ON writer.revision_id = earlier.id
        WHERE NOT EXISTS (
            SELECT FROM texts before
            WHERE before.revision_id = earlier.base_id AND before.part = here.part AND before.content = here.content
        )
    ), reviews AS MATERIALIZED (
        SELECT review.id, review.revision_id, review.reviewer_user_id,
            COALESCE('account ' || review.reviewer_user_id, 'link ' || review.reviewer) AS reviewer
        FROM versions JOIN articles_review review ON review.revision_id = versions.id
        WHERE review.kind = 'fact' AND review.signed_on IS NOT NULL AND NOT EXISTS (
            SELECT FROM articles_revision_writers writer
            WHERE writer.revision_id IN (which, review.revision_id) AND writer.user_id = review.reviewer_user_id
        )
    ), judged AS MATERIALIZED (
        SELECT verdict.part, verdict.verdict, reviews.id AS review_id, reviews.reviewer
        FROM reviews
        JOIN articles_partverdict verdict ON verdict.review_id = reviews.id
        JOIN texts saw ON saw.revision_id = reviews.revision_id AND saw.part = verdict.part
        JOIN here ON here.part = verdict.part AND here.content = saw.content
        WHERE NOT EXISTS (
            SELECT FROM hands WHERE hands.part = verdict.part AND hands.user_id = reviews.reviewer_user_id
        )
    )
    SELECT here.part FROM here
    WHERE NOT EXISTS (SELECT FROM judged WHERE judged.part = here.part AND judged.verdict = 'agree')
        OR EXISTS (
            SELECT FROM judged doubt WHERE doubt.part = here.part AND doubt.verdict = 'comment' AND NOT EXISTS (
                SELECT FROM judged later WHERE later.part = doubt.part AND later.verdict = 'agree'
                    AND later.reviewer = doubt.reviewer AND later.review_id > doubt.review_id
            )
        )
$$;
-- What a region has written is its own people's; national reviewers may judge it too (articles.permissions).
CREATE FUNCTION articles_has_role(who bigint, which varchar, what bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM accounts_user person JOIN articles_article article ON article.id = what
        WHERE person.id = who AND person.is_active AND (
            which = ANY (person.roles)
                AND (article.region_id IS NULL OR which IN ('fact_reviewer', 'language_reviewer'))
            OR EXISTS (
                SELECT FROM regions_assignment assigned
                WHERE assigned.user_id = who AND assigned.region_id = article.region_id
                    AND assigned.role = CASE which WHEN 'editor' THEN 'regional_editor' ELSE which END
            )
        )
    )
$$;
-- The library's own: an example text that no person has written in.
CREATE FUNCTION articles_is_librarys_own(which bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM articles_revision WHERE id = which AND is_example)
        AND NOT EXISTS (SELECT FROM articles_revision_writers WHERE revision_id = which)
$$;
-- A correction of what readers see, or saw until it was withdrawn, is reviewed after the publishing.
CREATE FUNCTION articles_corrects(which bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM articles_revision revision JOIN articles_article article ON article.id = revision.article_id
        WHERE revision.id = which AND revision.is_correction AND (article.live_id IS NOT NULL OR EXISTS (
            SELECT FROM articles_statuschange WHERE revision_id = which AND status = 'withdrawn'
        ))
    )
$$;
"""

LIVE = """
CREATE OR REPLACE FUNCTION articles_live_is_judged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    revision articles_revision;
    last articles_statuschange;
BEGIN
    SELECT * INTO revision FROM articles_revision WHERE id = NEW.live_id;
    IF NEW.live_id IS NOT NULL AND NEW.title IS DISTINCT FROM revision.title THEN
        RAISE EXCEPTION 'Artikelns rubrik är den publicerade versionens.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.id, NEW.live_id) IS NOT DISTINCT FROM (OLD.id, OLD.live_id)
        OR NEW.live_id IS NULL THEN
        RETURN NEW;
    END IF;
    IF revision.article_id IS DISTINCT FROM NEW.id OR revision.submitted_at IS NULL OR revision.published_on IS NULL THEN
        RAISE EXCEPTION 'Bara en publicerad version av samma artikel kan visas.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF articles_is_librarys_own(revision.id) THEN
        IF EXISTS (
            SELECT FROM articles_revision other JOIN articles_revision_writers writer ON writer.revision_id = other.id
            WHERE other.article_id = NEW.id AND other.published_on IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'En exempeltext ersätter aldrig en text som någon har skrivit.'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    SELECT * INTO last FROM articles_statuschange WHERE revision_id = revision.id ORDER BY id DESC LIMIT 1;
    IF last.status IS DISTINCT FROM 'published' OR last.by_id IS NULL OR NOT EXISTS (
        SELECT FROM articles_revision_writers WHERE revision_id = revision.id
    ) THEN
        RAISE EXCEPTION 'Ingen utgivare har publicerat versionen.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT articles_corrects(revision.id) AND EXISTS (SELECT FROM articles_unsigned(revision.id)) THEN
        RAISE EXCEPTION 'Versionen har delar som ingen faktagranskare har godkänt.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER articles_live_is_judged ON articles_article;
CREATE TRIGGER articles_live_is_judged BEFORE INSERT OR UPDATE OF id, live_id, title ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_live_is_judged();

CREATE FUNCTION articles_pending_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.pending_id IS NULL
        OR TG_OP = 'UPDATE' AND (NEW.id, NEW.pending_id) IS NOT DISTINCT FROM (OLD.id, OLD.pending_id) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (
        SELECT FROM articles_revision WHERE id = NEW.pending_id AND article_id = NEW.id AND submitted_at IS NOT NULL
    ) OR COALESCE(articles_last_status(NEW.pending_id), '') NOT IN ('submitted', 'scheduled') THEN
        RAISE EXCEPTION 'Bara en inskickad version av samma artikel kan vänta på granskning.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_pending_waits BEFORE INSERT OR UPDATE OF id, pending_id ON articles_article
    FOR EACH ROW EXECUTE FUNCTION articles_pending_waits();

-- Readers may see every version that has been published: only what was published has a day of publishing.
CREATE FUNCTION articles_published_by_someone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.published_on IS NULL THEN
        IF TG_OP = 'UPDATE' AND EXISTS (SELECT FROM articles_article WHERE live_id = NEW.id) THEN
            RAISE EXCEPTION 'En text som visas har en publiceringsdag.' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF TG_OP = 'INSERT' OR OLD.published_on IS NULL THEN
        IF NEW.submitted_at IS NOT NULL AND NOT articles_is_librarys_own(NEW.id)
            AND articles_last_status(NEW.id) IS DISTINCT FROM 'published' THEN
            RAISE EXCEPTION 'Ingen utgivare har publicerat versionen.' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER articles_published_by_someone AFTER INSERT OR UPDATE OF published_on, submitted_at ON articles_revision
    FOR EACH ROW EXECUTE FUNCTION articles_published_by_someone();
"""

# The rules of articles.workflow as the database knows them; a test holds the two together.
STATUS = """
CREATE FUNCTION articles_last_status(which bigint) RETURNS varchar LANGUAGE sql STABLE AS $$
    SELECT status FROM articles_statuschange WHERE revision_id = which ORDER BY id DESC LIMIT 1
$$;
CREATE FUNCTION articles_may_follow(before varchar, after varchar) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT (COALESCE(before, ''), after) IN (
        ('', 'submitted'),
        ('submitted', 'returned'), ('submitted', 'scheduled'), ('submitted', 'published'),
        ('scheduled', 'returned'), ('scheduled', 'scheduled'), ('scheduled', 'published'),
        ('published', 'withdrawn'), ('withdrawn', 'published')
    )
$$;
CREATE OR REPLACE FUNCTION articles_status_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    revision articles_revision;
    role varchar[] := CASE NEW.status
        WHEN 'submitted' THEN ARRAY['editor'] WHEN 'returned' THEN ARRAY['editor', 'publisher']
        ELSE ARRAY['publisher'] END;
BEGIN
    SELECT * INTO revision FROM articles_revision WHERE id = NEW.revision_id;
    IF revision.submitted_at IS NULL THEN
        RAISE EXCEPTION 'Ett utkast har ingen status.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT articles_may_follow(articles_last_status(NEW.revision_id), NEW.status) THEN
        RAISE EXCEPTION 'Versionen kan inte få statusen ”%” nu.', NEW.status USING ERRCODE = 'restrict_violation';
    END IF;
    IF articles_is_librarys_own(NEW.revision_id) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM unnest(role) one WHERE articles_has_role(NEW.by_id, one, revision.article_id)) THEN
        RAISE EXCEPTION 'Personen har inte den roll som krävs.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.status NOT IN ('published', 'scheduled') THEN
        RETURN NEW;
    END IF;
    IF EXISTS (
        SELECT FROM articles_revision_writers WHERE revision_id = NEW.revision_id AND user_id = NEW.by_id
    ) THEN
        RAISE EXCEPTION 'Ingen publicerar det den själv har skrivit.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NOT articles_corrects(revision.id) AND EXISTS (SELECT FROM articles_unsigned(revision.id)) THEN
        RAISE EXCEPTION 'Versionen har delar som ingen faktagranskare har godkänt.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
"""

REVIEWS = """
CREATE OR REPLACE FUNCTION articles_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE role varchar := CASE NEW.kind WHEN 'fact' THEN 'fact_reviewer' ELSE 'language_reviewer' END;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.signed_on IS NOT NULL THEN
        RAISE EXCEPTION 'En undertecknad granskning ändras inte.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND (NEW.revision_id, NEW.kind, NEW.reviewer_user_id)
        IS DISTINCT FROM (OLD.revision_id, OLD.kind, OLD.reviewer_user_id) THEN
        RAISE EXCEPTION 'En granskning gäller en version och en person.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.signed_on IS NULL THEN
        RETURN NEW;
    END IF;
    IF EXISTS (SELECT FROM articles_revision WHERE id = NEW.revision_id AND submitted_at IS NULL) THEN
        RAISE EXCEPTION 'Ett utkast kan inte undertecknas.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NOT articles_is_librarys_own(NEW.revision_id) THEN
            RAISE EXCEPTION 'En granskning begärs innan den undertecknas.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;  -- an example review of an example text: it judges no part, and can judge none
    END IF;
    IF EXISTS (
        SELECT FROM articles_revision_writers writer JOIN accounts_user person ON person.id = writer.user_id
        WHERE writer.revision_id = NEW.revision_id
            AND (person.id = NEW.reviewer_user_id OR person.email <> '' AND lower(person.email) = lower(OLD.email))
    ) THEN
        RAISE EXCEPTION 'Ingen granskar det den själv har skrivit.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.reviewer_user_id IS NOT NULL AND NOT articles_has_role(
        NEW.reviewer_user_id, role, (SELECT article_id FROM articles_revision WHERE id = NEW.revision_id)
    ) THEN
        RAISE EXCEPTION 'Personen har inte den roll som krävs.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.reviewer_user_id IS NULL
        AND (OLD.link_digest = '' OR OLD.link_expires_at IS NULL OR OLD.link_expires_at < now()) THEN
        RAISE EXCEPTION 'Den som inte har ett konto granskar med en länk som gäller.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
"""

# At the end of the transaction, since a draft that is sent or thrown away takes its writers with it.
DRAFTS = """
CREATE FUNCTION articles_draft_keeps_writers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_draft WHERE id = OLD.draft_id) AND NOT EXISTS (
        SELECT FROM articles_draft_writers WHERE draft_id = OLD.draft_id AND user_id = OLD.user_id
    ) THEN
        RAISE EXCEPTION 'Den som har skrivit i ett utkast förblir dess skribent.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER articles_draft_keeps_writers AFTER UPDATE OR DELETE ON articles_draft_writers
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION articles_draft_keeps_writers();
CREATE FUNCTION articles_draft_names_writer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM articles_draft WHERE id = NEW.id) AND NOT EXISTS (
        SELECT FROM articles_draft_writers WHERE draft_id = NEW.id AND user_id = NEW.saved_by_id
    ) THEN
        RAISE EXCEPTION 'Den som sparar ett utkast är en av dess skribenter.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER articles_draft_names_writer AFTER UPDATE OF text, saved_by_id ON articles_draft
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION articles_draft_names_writer();
"""

judged = import_module("articles.migrations.0006_judged_texts")
BACKWARDS = (
    """
DROP FUNCTION articles_draft_names_writer() CASCADE;
DROP FUNCTION articles_draft_keeps_writers() CASCADE;
DROP FUNCTION articles_published_by_someone() CASCADE;
DROP FUNCTION articles_pending_waits() CASCADE;
DROP FUNCTION articles_live_is_judged() CASCADE;
DROP FUNCTION articles_status_by_another() CASCADE;
DROP FUNCTION articles_review_stays() CASCADE;
DROP FUNCTION articles_verdict_stays() CASCADE;
DROP FUNCTION articles_unsigned(bigint);
DROP FUNCTION articles_may_follow(varchar, varchar);
DROP FUNCTION articles_last_status(bigint);
DROP FUNCTION articles_corrects(bigint);
DROP FUNCTION articles_is_librarys_own(bigint);
DROP FUNCTION articles_has_role(bigint, varchar, bigint);
DROP TRIGGER articles_revision_writers_immutable ON articles_revision_writers;
"""
    + judged.PARTS[judged.PARTS.index("CREATE FUNCTION") :]
    + judged.LIVE
    + judged.REVIEWS
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0008_additions_are_articles")]
    operations = [migrations.RunSQL(UNSIGNED + LIVE + STATUS + REVIEWS + DRAFTS, BACKWARDS)]
