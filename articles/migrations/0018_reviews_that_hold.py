"""Which fact reviews stand under a version, as a function: where there are none, as in most texts that nobody has judged
yet, the page's question need not make ready to read every text that they may have been about."""

from django.db import migrations

HOLD = """
-- The fact reviews, of that version or an earlier one, that approved a part which its text still has in just that form, by
-- someone who is known and has not written in it. The example review of an example text judges no part, and is shown as
-- the example it is.
CREATE FUNCTION articles_reviews_that_hold(which bigint) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
    signed bigint[] := ARRAY(
        SELECT review.id
        FROM articles_revision AS version
            JOIN articles_revision AS read ON read.article_id = version.article_id
            JOIN articles_review AS review ON review.revision_id = read.id
        WHERE version.id = which AND review.kind = 'fact' AND review.signed_on IS NOT NULL
    );
BEGIN
    IF signed = '{}' THEN
        RETURN '[]';
    END IF;
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
                OR articles_is_known(review.id, which) AND EXISTS (
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
    dependencies = [("articles", "0017_groups_of_words")]
    operations = [migrations.RunSQL(HOLD, "DROP FUNCTION articles_reviews_that_hold(bigint)")]
