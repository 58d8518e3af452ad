from django.db import connection


def forget_all_articles():
    """Takes away every article, topic area and audit event until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE articles_article, articles_topicarea, accounts_auditevent CASCADE")
