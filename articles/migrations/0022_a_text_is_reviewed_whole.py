"""Fact reviews stand under a version only if together they have approved all of it. A text that the library brought, which
nobody had to approve, was else told to be reviewed by those who had approved the parts that a later version still had."""

from django.db import migrations

HOLD = """
-- The fact reviews, of that version or another one, that approved a part which its text has in just that form, by someone
-- who is known and has not written in it; none while it has parts that nobody has approved, but of a correction, which
-- says of itself that it is not reviewed yet. The example review of an example text judges no part, and is shown as the
-- example it is.
CREATE OR REPLACE FUNCTION articles_reviews_that_hold(which bigint) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    signed bigint[] := ARRAY(
        SELECT review.id
        FROM articles_revision AS version
            JOIN articles_revision AS read ON read.article_id = version.article_id
            JOIN articles_review AS review ON review.revision_id = read.id
        WHERE version.id = which AND review.kind = 'fact' AND review.signed_on IS NOT NULL
    );
    tells boolean;
BEGIN
    IF signed = '{}' THEN
        RETURN '[]';
    END IF;
    tells := EXISTS (SELECT FROM articles_revision WHERE id = which AND is_correction)
        OR NOT EXISTS (SELECT articles_unsigned(which));
    RETURN (
        WITH here AS MATERIALIZED (SELECT part, content FROM articles_revisionpart WHERE revision_id = which)
        SELECT COALESCE(
            jsonb_agg(
                jsonb_build_object(
                    'reviewer', review.reviewer,
                    'profession', review.profession,
                    'workplace', review.workplace,
                    'conflict_of_interest', review.conflict_of_interest,
                    'signed_on', review.signed_on
                ) ORDER BY review.signed_on, review.id
            ),
            '[]'
        )
        FROM articles_review AS review JOIN articles_revision AS read ON read.id = review.revision_id
        WHERE review.id = ANY(signed)
            AND NOT EXISTS (
                SELECT FROM articles_revision_writers AS writer
                WHERE writer.revision_id = which AND writer.user_id = review.reviewer_user_id
            )
            AND (
                (read.id = which AND read.is_example)
                OR tells AND articles_is_known(review.id, which) AND EXISTS (
                    SELECT
                    FROM articles_partverdict AS verdict
                        JOIN articles_revisionpart AS saw ON saw.revision_id = read.id AND saw.part = verdict.part
                        JOIN here ON here.part = saw.part AND here.content = saw.content
                    WHERE verdict.review_id = review.id AND verdict.verdict = 'agree'
                )
            )
    );
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0021_rules_by_two")]
    operations = [migrations.RunSQL(HOLD, migrations.RunSQL.noop)]
