"""What is said to the database past the actions, and that it refuses."""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from articles.actions import reviewing
from articles.models import Verdict

AGREE = reviewing.Judgement(Verdict.AGREE)
RUT = reviewing.Reviewer("Rut Exempel", "läkare", "Exempelkliniken", "Inga")


def sql(statement, **values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@contextmanager
def refused(says):
    """The database says no, in Swedish, and nothing has happened."""
    with pytest.raises(DatabaseError, match=says), transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()


STATUS = "INSERT INTO articles_statuschange (revision_id, status, by_id, by_name, at, reason)"
REVIEW = (
    "INSERT INTO articles_review (revision_id, kind, reviewer, reviewer_user_id, email, profession, workplace,"
    " conflict_of_interest, asked_at, link_digest, signed_on)"
)


def by_link(waiting, karin, email="eva@example.se"):
    return reviewing.ask_by_link(
        by=karin, revision=waiting, name="Eva", email=email, profession="", workplace="", kind="fact"
    )
