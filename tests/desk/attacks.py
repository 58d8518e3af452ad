"""What plain SQL tries past the desk: `test_cannot_be_published` formats each with its rows and people."""

ATTACKS = [
    "UPDATE articles_article SET live_id = {it} WHERE id = {article}",
    "UPDATE articles_article SET live_id = {it}, title = (SELECT title FROM articles_revision WHERE id = {it}),"
    " withdrawn_at = NULL, pending_id = NULL WHERE id = {article}",
    "UPDATE articles_article SET live_id = NULL, withdrawn_at = NULL WHERE id = {article}",
    "UPDATE articles_article SET pending_id = {it}, live_id = NULL WHERE id = {article}",
    "UPDATE articles_article SET id = {article} + 1000 WHERE id = {article}",
    "UPDATE articles_article SET title = 'Annat' WHERE id = {article}",
    "UPDATE articles_revision SET published_on = now(), review_due = now() + interval '1 year' WHERE id = {it}",
    "UPDATE articles_revision SET published_on = NULL, review_due = NULL WHERE id = {it}",
    "UPDATE articles_revision SET publish_at = now() - interval '1 day' WHERE id = {it}",
    "UPDATE articles_revision SET submitted_at = NULL WHERE id = {it}",
    "UPDATE articles_revision SET is_example = true WHERE id = {it}",
    "UPDATE articles_revision SET is_correction = true, correction_reason = 'x' WHERE id = {it}",
    "UPDATE articles_revision SET article_id = {article} WHERE id = {it}",
    "UPDATE articles_revision SET base_id = NULL WHERE id = {it}",
    "UPDATE articles_revision SET summary = 'Annat.' WHERE id = {it}",
    "UPDATE articles_chapter SET text = 'Annat.' WHERE revision_id = {it}",
    "UPDATE articles_chapter SET revision_id = {it} WHERE revision_id = {other}",
    "UPDATE articles_carelevel SET signs = ARRAY['Annat.'] WHERE revision_id = {it}",
    "DELETE FROM articles_chapter WHERE revision_id = {it}",
    "DELETE FROM articles_source WHERE revision_id = {it}",
    "DELETE FROM articles_revision_writers WHERE revision_id = {it}",
    "UPDATE articles_revision_writers SET user_id = {who} WHERE revision_id = {it}",
    "UPDATE articles_revision_writers SET revision_id = {other} WHERE revision_id = {it}",
    "DELETE FROM articles_draft_writers",
    "UPDATE articles_draft_writers SET user_id = {who}",
    "UPDATE articles_draft SET base_id = NULL",
    "UPDATE articles_draft SET base_id = {it}",
    "DELETE FROM articles_statuschange WHERE revision_id = {it}",
    "UPDATE articles_statuschange SET by_id = {who}",
    "INSERT INTO articles_statuschange (revision_id, status, by_id, by_name, at, reason)"
    " VALUES ({it}, '{status}', {who}, 'x', now(), '')",
    "INSERT INTO articles_statuschange (revision_id, status, by_id, by_name, at, reason)"
    " VALUES ({it}, '{status}', NULL, 'x', now(), '')",
    "INSERT INTO articles_review (revision_id, kind, reviewer, reviewer_user_id, email, profession, workplace,"
    " conflict_of_interest, asked_at, link_digest, signed_on)"
    " VALUES ({it}, 'fact', 'x', {who}, '', 'x', 'x', 'x', now(), '', now())",
    "INSERT INTO articles_review (revision_id, kind, reviewer, email, profession, workplace,"
    " conflict_of_interest, asked_at, link_digest, signed_on)"
    " VALUES ({it}, 'fact', 'x', '', 'x', 'x', 'x', now(), 'x', now())",
    "UPDATE articles_review SET revision_id = {it}",
    "UPDATE articles_review SET reviewer_user_id = {who} WHERE signed_on IS NULL",
    "UPDATE articles_review SET asked_by_id = {who}",
    "INSERT INTO articles_confirmation (review_id, by_id, at) SELECT id, {who}, now() FROM articles_review"
    " WHERE signed_on IS NOT NULL AND reviewer_user_id IS NULL AND revision_id = {it}",
    "INSERT INTO articles_confirmation (review_id, by_id, at) SELECT id, {who}, now() FROM articles_review",
    "UPDATE articles_confirmation SET by_id = {who}",
    "DELETE FROM articles_confirmation",
    "UPDATE articles_review SET kind = 'fact' WHERE kind = 'language'",
    "UPDATE articles_review SET signed_on = NULL",
    "UPDATE articles_partverdict SET verdict = 'agree'",
    "UPDATE articles_partverdict SET part = 'head'",
    "INSERT INTO articles_partverdict (review_id, part, verdict, comment, suggestion)"
    " SELECT review.id, says.part, 'agree', '', '' FROM articles_review review"
    " JOIN articles_revisionpart says ON says.revision_id = review.revision_id ON CONFLICT DO NOTHING",
    "DELETE FROM articles_partverdict WHERE verdict = 'comment'",
]
# What someone would sign who may not: a writer, whoever holds no role, whoever has neither account nor link.
FORGED = (
    "UPDATE articles_review SET signed_on = now(), profession = 'x', workplace = 'x', conflict_of_interest = 'x'"
    " WHERE id = {review}"
)
