"""What public pages show of articles, for the page memory (docs/adr/0025). A page that lists articles is forgotten when
anything of any article changes; the page of one article only when something that it shows does: the database's function
`articles_shown_with` tells on which pages an article is shown. The triggers stand in migration 0015."""

from page_memory.shown import Subject

ARTICLE = Subject(
    "article",
    (
        "articles_article",
        "articles_article_topic_areas",
        "articles_synonym",
        "articles_revision",
        "articles_revision_related",
        "articles_chapter",
        "articles_carelevel",
        "articles_source",
        "articles_revision_writers",
        "articles_revisionpart",  # a view of the tables above
        "articles_statuschange",
        "articles_review",
        "articles_confirmation",
        "articles_partverdict",
        "articles_unsigned",  # functions of the tables above
        "articles_is_known",
        "articles_reviews_that_hold",
    ),
)
TOPIC_AREA = Subject("topic area", ("articles_topicarea",))
FACT = Subject("fact", ("articles_fact", "articles_factvalue"))
FEEDBACK = Subject("feedback", ("articles_feedback",))

ALL = (ARTICLE, TOPIC_AREA, FACT, FEEDBACK)

# When each was withdrawn last, by the articles on whose pages something of it stands (as the trigger of migration 0016
# tells): asked when the telling may have been missed. The history keeps it when the text has been published again.
WITHDRAWN = """
    SELECT 'article:' || shown, extract(epoch FROM max(at))::float
    FROM (
        SELECT id AS article, withdrawn_at AS at FROM articles_article WHERE withdrawn_at IS NOT NULL
        UNION ALL
        SELECT revision.article_id, change.at FROM articles_statuschange AS change
            JOIN articles_revision AS revision ON revision.id = change.revision_id WHERE change.status = 'withdrawn'
    ) AS withdrawn, unnest(articles_shown_with(article)) AS shown
    GROUP BY shown"""
