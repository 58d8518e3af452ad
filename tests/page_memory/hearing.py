"""What the database tells of changes, as a page memory hears it."""

import psycopg


def told_of(line, statement):
    """What it tells when the statement is committed; None when it refuses it."""
    heard = []
    line.add_notify_handler(hear := lambda told: heard.append(told.payload))
    try:
        line.execute(*statement)
        line.execute("SELECT 1")
    except psycopg.Error:
        return None
    finally:
        line.remove_notify_handler(hear)
    return heard
