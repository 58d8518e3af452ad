"""Whoever asks someone to review by link stands for that person alone. The link can be passed on, and its holder types a
name of their own: signed under another name the review waits until someone has confirmed who gave it. What was signed
before stays as it is, since nobody knows under which name it was asked for."""

from importlib import import_module

from django.db import migrations, models

confirmed = import_module("articles.migrations.0014_confirmed_reviewers")
# Links that are out now: the name of now is the nearest to the one that was asked.
KEPT = """
UPDATE articles_review SET asked_name = reviewer
WHERE reviewer_user_id IS NULL AND asked_by_id IS NOT NULL AND signed_on IS NULL AND revoked_at IS NULL;
"""
VOUCHERS = """
-- The same person's name, however it is spaced and in whichever letters, small or capital.
CREATE FUNCTION articles_same_name(one varchar, other varchar) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT lower(btrim(regexp_replace(one, '\\s+', ' ', 'g'))) = lower(btrim(regexp_replace(other, '\\s+', ' ', 'g')))
$$;

-- Who stands for a reviewer without an account, as far as the version is concerned.
CREATE OR REPLACE FUNCTION articles_vouchers(asked bigint, which bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT voucher.user_id
    FROM articles_review review CROSS JOIN LATERAL (
        SELECT review.asked_by_id AS user_id
        WHERE review.asked_name = '' OR articles_same_name(review.asked_name, review.reviewer)
        UNION SELECT by_id FROM articles_confirmation WHERE review_id = review.id
    ) voucher
    WHERE review.id = asked AND voucher.user_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM articles_revision_writers writer
        WHERE writer.revision_id IN (which, review.revision_id) AND writer.user_id = voucher.user_id
    )
$$;
"""
HELD = """
CREATE OR REPLACE FUNCTION articles_asked_by_an_editor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id THEN
            RAISE EXCEPTION 'Den som bad om en granskning ändras inte.' USING ERRCODE = 'restrict_violation';
        ELSIF NEW.asked_name <> OLD.asked_name THEN
            RAISE EXCEPTION 'Namnet på den som ombads att granska ändras inte.' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    NEW.asked_name := '';
    IF NEW.reviewer_user_id IS NULL AND NEW.asked_by_id IS NOT NULL THEN
        IF NOT articles_has_role(
            NEW.asked_by_id, 'editor', (SELECT article_id FROM articles_revision WHERE id = NEW.revision_id)
        ) THEN
            RAISE EXCEPTION 'Bara redaktörer ber om granskning.' USING ERRCODE = 'restrict_violation';
        END IF;
        NEW.asked_name := NEW.reviewer;
    END IF;
    RETURN NEW;
END
$$;
DROP TRIGGER articles_asked_by_an_editor ON articles_review;
CREATE TRIGGER articles_asked_by_an_editor BEFORE INSERT OR UPDATE OF asked_by_id, asked_name ON articles_review
    FOR EACH ROW EXECUTE FUNCTION articles_asked_by_an_editor();
"""
_asked, _confirmed = "CREATE FUNCTION articles_asked_by_an_editor", "CREATE FUNCTION articles_confirmed_by_another"
BACKWARDS = "DROP TRIGGER articles_asked_by_an_editor ON articles_review;" + (
    confirmed.VOUCHERS + confirmed.HELD[confirmed.HELD.index(_asked) : confirmed.HELD.index(_confirmed)]
).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("articles", "0026_replaced_versions")]
    operations = [
        migrations.AddField(
            model_name="review",
            name="asked_name",
            field=models.CharField(
                "namnet på den som ombads",
                max_length=150,
                blank=True,
                default="",
                db_default="",
                editable=False,
                help_text="Den som bad om granskningen med en länk går i god för den personen och ingen annan.",
            ),
        ),
        migrations.RunSQL(KEPT, migrations.RunSQL.noop),
        migrations.RunSQL(VOUCHERS + HELD, BACKWARDS + "DROP FUNCTION articles_same_name(varchar, varchar);"),
    ]
