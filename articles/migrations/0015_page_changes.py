"""The database tells of each change of the texts that public pages show (docs/adr/0025, migration regions 0012)."""

import importlib

from django.db import migrations

triggers = importlib.import_module("regions.migrations.0012_page_changes").triggers

FORWARDS = """
-- The articles on whose pages something of this one stands: its own, the article that it adds to, the same topic in other
-- languages, and those whose text points to it. 0, which no article has, where there is none.
CREATE FUNCTION articles_shown_with(this bigint) RETURNS bigint[] LANGUAGE sql STABLE AS $$
    SELECT array(
        SELECT coalesce(this, 0)
        UNION SELECT adds_to_id FROM articles_article WHERE id = this AND adds_to_id IS NOT NULL
        UNION SELECT other.id FROM articles_article AS own JOIN articles_article AS other ON other.slug = own.slug
            WHERE own.id = this
        UNION SELECT page.id FROM articles_revision_related AS link JOIN articles_article AS page
            ON page.live_id = link.revision_id WHERE link.article_id = this
    )
$$;
"""
OF_ARTICLE = "unnest(articles_shown_with(touched.article_id))"
OF_REVISION = """unnest(articles_shown_with(
    (SELECT revision.article_id FROM articles_revision AS revision WHERE revision.id = touched.revision_id)))"""
OF_REVIEW = """unnest(articles_shown_with((
    SELECT revision.article_id FROM articles_review AS review JOIN articles_revision AS revision
        ON revision.id = review.revision_id WHERE review.id = touched.review_id)))"""
TABLES = {
    # The former slug's and the former national text's pages, too, when a row changes or goes.
    "articles_article": ("article", """unnest(articles_shown_with(touched.id) || array(
        SELECT other.id FROM articles_article AS other WHERE other.slug = touched.slug OR other.id = touched.adds_to_id))"""),
    "articles_article_topic_areas": ("article", OF_ARTICLE),
    "articles_synonym": ("article", OF_ARTICLE),
    "articles_revision": ("article", OF_ARTICLE),
    "articles_revision_related": ("article", OF_REVISION),
    "articles_revision_writers": ("article", OF_REVISION),
    "articles_chapter": ("article", OF_REVISION),
    "articles_carelevel": ("article", OF_REVISION),
    "articles_source": ("article", OF_REVISION),
    "articles_statuschange": ("article", OF_REVISION),
    "articles_review": ("article", OF_REVISION),
    "articles_confirmation": ("article", OF_REVIEW),
    "articles_partverdict": ("article", OF_REVIEW),
    "articles_topicarea": ("topic area", "NULL"),
    "articles_fact": ("fact", "NULL"),
    "articles_factvalue": ("fact", "NULL"),
    "articles_feedback": ("feedback", "NULL"),
}
MAKE, REMOVE = triggers(TABLES)


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_confirmed_reviewers"), ("regions", "0012_page_changes")]
    operations = [
        migrations.RunSQL(FORWARDS + MAKE, REMOVE + "DROP FUNCTION articles_shown_with(bigint);"),
    ]
