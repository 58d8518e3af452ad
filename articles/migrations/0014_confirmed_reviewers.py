"""A review by link counts when someone who has not written in the text stands for who the reviewer is: whoever asked, or
whoever has confirmed it. Two reviewers by link are told apart by their addresses, not by the names that they type."""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

VOUCHERS = """
-- Who stands for a reviewer without an account, as far as the version is concerned.
CREATE FUNCTION articles_vouchers(asked bigint, which bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
    SELECT voucher.user_id
    FROM articles_review review CROSS JOIN LATERAL (
        SELECT review.asked_by_id AS user_id
        UNION SELECT by_id FROM articles_confirmation WHERE review_id = review.id
    ) voucher
    WHERE review.id = asked AND voucher.user_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM articles_revision_writers writer
        WHERE writer.revision_id IN (which, review.revision_id) AND writer.user_id = voucher.user_id
    )
$$;
CREATE FUNCTION articles_is_known(asked bigint, which bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT reviewer_user_id IS NOT NULL OR EXISTS (SELECT FROM articles_vouchers(asked, which))
    FROM articles_review WHERE id = asked
$$;
"""

# A doubt counts whoever has it; an approval when it is known who gives it. Besides that, as in migration 0009.
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
            COALESCE(
                'account ' || review.reviewer_user_id, 'address ' || NULLIF(review.mailbox, ''),
                'link ' || review.reviewer
            ) AS reviewer
        FROM versions JOIN articles_review review ON review.revision_id = versions.id
        WHERE review.kind = 'fact' AND review.signed_on IS NOT NULL AND NOT EXISTS (
            SELECT FROM articles_revision_writers writer
            WHERE writer.revision_id IN (which, review.revision_id) AND writer.user_id = review.reviewer_user_id
        )
    ), vouched AS MATERIALIZED (
        SELECT reviews.id AS review_id, voucher.user_id
        FROM reviews CROSS JOIN LATERAL articles_vouchers(reviews.id, which) AS voucher(user_id)
        WHERE reviews.reviewer_user_id IS NULL
    ), judged AS MATERIALIZED (
        SELECT verdict.part, verdict.verdict, reviews.id AS review_id, reviews.reviewer,
            reviews.reviewer_user_id IS NOT NULL OR EXISTS (
                SELECT FROM vouched WHERE vouched.review_id = reviews.id AND NOT EXISTS (
                    SELECT FROM hands WHERE hands.part = verdict.part AND hands.user_id = vouched.user_id
                )
            ) AS is_known
        FROM reviews
        JOIN articles_partverdict verdict ON verdict.review_id = reviews.id
        JOIN texts saw ON saw.revision_id = reviews.revision_id AND saw.part = verdict.part
        JOIN here ON here.part = verdict.part AND here.content = saw.content
        WHERE NOT EXISTS (
            SELECT FROM hands WHERE hands.part = verdict.part AND hands.user_id = reviews.reviewer_user_id
        )
    )
    SELECT here.part FROM here
    WHERE NOT EXISTS (
            SELECT FROM judged WHERE judged.part = here.part AND judged.verdict = 'agree' AND judged.is_known
        )
        OR EXISTS (
            SELECT FROM judged doubt WHERE doubt.part = here.part AND doubt.verdict = 'comment' AND NOT EXISTS (
                SELECT FROM judged later WHERE later.part = doubt.part AND later.verdict = 'agree'
                    AND later.reviewer = doubt.reviewer AND later.review_id > doubt.review_id
            )
        )
$$;
"""

HELD = """
CREATE FUNCTION articles_asked_by_an_editor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.asked_by_id IS DISTINCT FROM OLD.asked_by_id THEN
            RAISE EXCEPTION 'Den som bad om en granskning ändras inte.' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF NEW.reviewer_user_id IS NULL AND NEW.asked_by_id IS NOT NULL AND NOT articles_has_role(
        NEW.asked_by_id, 'editor', (SELECT article_id FROM articles_revision WHERE id = NEW.revision_id)
    ) THEN
        RAISE EXCEPTION 'Bara redaktörer ber om granskning.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_asked_by_an_editor BEFORE INSERT OR UPDATE OF asked_by_id ON articles_review
    FOR EACH ROW EXECUTE FUNCTION articles_asked_by_an_editor();

CREATE FUNCTION articles_confirmed_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    review articles_review;
    article bigint;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'En bekräftelse går bara att lägga till.' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT * INTO review FROM articles_review WHERE id = NEW.review_id;
    IF review.signed_on IS NULL OR review.reviewer_user_id IS NOT NULL THEN
        RAISE EXCEPTION 'Den som bekräftas har skrivit under utan konto.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (
        SELECT FROM articles_revision_writers WHERE revision_id = review.revision_id AND user_id = NEW.by_id
    ) THEN
        RAISE EXCEPTION 'Ingen bekräftar granskaren av det den själv har skrivit.'
            USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT article_id INTO article FROM articles_revision WHERE id = review.revision_id;
    IF NOT articles_has_role(NEW.by_id, 'editor', article) AND NOT articles_has_role(NEW.by_id, 'publisher', article)
    THEN
        RAISE EXCEPTION 'Personen har inte den roll som krävs.' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER articles_confirmed_by_another BEFORE INSERT OR UPDATE OR DELETE ON articles_confirmation
    FOR EACH ROW EXECUTE FUNCTION articles_confirmed_by_another();
"""

held = import_module("articles.migrations.0009_held_by_the_database")
BACKWARDS = (
    """
DROP FUNCTION articles_confirmed_by_another() CASCADE;
DROP FUNCTION articles_asked_by_an_editor() CASCADE;
DROP FUNCTION articles_is_known(bigint, bigint);
DROP FUNCTION articles_vouchers(bigint, bigint);
"""
    + held.UNSIGNED[: held.UNSIGNED.index("-- What a region")]
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0013_whole_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.AddField(
            model_name="review",
            name="domain",
            field=models.CharField(
                "e-postadressens domän",
                max_length=253,
                blank=True,
                default="",
                db_default="",
                help_text="Det som är kvar av adressen, för den som bekräftar granskaren.",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="mailbox",
            field=models.CharField(max_length=64, blank=True, default="", db_default="", editable=False),
        ),
        migrations.CreateModel(
            name="Confirmation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField("när", default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="bekräftad av",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confirmations",
                        to="articles.review",
                    ),
                ),
            ],
            options={
                "verbose_name": "bekräftad granskare",
                "verbose_name_plural": "bekräftade granskare",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "by"),
                        name="confirmation_once_a_person",
                        violation_error_message="Du har redan bekräftat granskaren.",
                    )
                ],
            },
        ),
        migrations.RunSQL(VOUCHERS + UNSIGNED + HELD, BACKWARDS),
    ]
