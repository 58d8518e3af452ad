"""A text that has been submitted is never changed or deleted: not by our code, not by SQL. Only publishing is noted."""

import io
from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from articles.actions import load_library
from articles.models import (
    Article,
    CareLevel,
    Chapter,
    RegionalAddition,
    Review,
    Revision,
    Source,
    StatusChange,
)
from tests.articles.library_files import SLUGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def live(no_articles, folder):
    """A published text."""
    load_library(by=None, folder=folder)
    return Article.objects.get(slug=SLUGS[0]).live


@pytest.fixture
def draft(live):
    """The next text of the same article, not submitted yet, with one chapter, level and source."""
    revision = Revision.objects.create(
        article=live.article, number=9, title="Utkast", summary="Kort.", review_months=12, change_note="Nytt."
    )
    Chapter.objects.create(revision=revision, position=0, kind="treatment", heading="Så", text="Vila.")
    CareLevel.objects.create(revision=revision, position=0, level="advice", heading="Ring", signs=["Du undrar."])
    Source.objects.create(revision=revision, position=0, title="Bok", owner="Förlag")
    return revision


@contextmanager
def refused(says="En inskickad text får inte ändras eller tas bort"):
    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        yield


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


TEXT = {
    "title": "Ny",
    "summary": "Ny.",
    "life_threatening": False,
    "review_months": 1,
    "change_note": "Ny.",
    "number": 77,
    "is_example": False,
    "digest": "x",
    "submitted_at": None,
}


@pytest.mark.parametrize("field", TEXT)
def test_no_field_of_the_text_can_be_changed(live, field):
    with refused():
        Revision.objects.filter(pk=live.pk).update(**{field: TEXT[field]})
    setattr(live, field, TEXT[field])
    with refused():
        live.save()


def test_a_text_cannot_be_moved_to_another_article(live):
    other = Article.objects.exclude(pk=live.article_id).first()
    with refused():
        Revision.objects.filter(pk=live.pk).update(article=other)


def test_a_text_cannot_be_deleted(live):
    Article.objects.update(live=None)
    with refused():
        sql("DELETE FROM articles_revision WHERE id = %s", live.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Article.objects.filter(pk=live.article_id).delete()
    assert Revision.objects.filter(pk=live.pk).exists()


@pytest.mark.parametrize("part", [Chapter, CareLevel, Source])
def test_its_parts_cannot_be_changed_deleted_or_added(live, part):
    row = part.objects.filter(revision=live).first()
    table = part._meta.db_table
    with refused():
        part.objects.filter(revision=live).update(position=99)
    with refused():
        row.save()
    with refused():
        row.delete()
    with refused():
        part.objects.filter(revision=live).delete()
    with refused():
        sql(f"UPDATE {table} SET position = 99 WHERE id = %s", row.pk)
    with refused():
        sql(f"DELETE FROM {table} WHERE id = %s", row.pk)
    columns = ", ".join(f'"{field.column}"' for field in part._meta.local_fields if field.column != "id")
    with refused():
        sql(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE id = %s", row.pk)


def test_a_new_part_is_refused_for_what_it_is(live):
    with refused():
        Chapter.objects.create(revision=live, position=9, kind="treatment", heading="Så", text="Ny.")
    with refused():
        Source.objects.bulk_create([Source(revision=live, position=9, title="Ny", owner="Ny")])
    with refused():
        CareLevel.objects.create(revision=live, position=9, level="advice", heading="Ring", signs=["Du undrar."])


@pytest.mark.parametrize("part", [Chapter, CareLevel, Source])
def test_a_drafts_part_cannot_be_moved_into_it(live, draft, part):
    with refused():
        part.objects.filter(revision=draft).update(revision=live)
    with refused():
        part.objects.filter(revision=live).update(revision=draft)


def test_what_it_points_at_stays(live):
    other = Article.objects.create(slug="ny", kind="sjukdom", title="Ny", sort_key="ny")
    with refused():
        live.related.add(other)
    with refused():
        live.related.clear()


def test_the_status_is_only_added_to(live):
    says = "går bara att lägga till"
    change = live.status_changes.first()
    with refused(says):
        change.delete()
    with refused(says):
        StatusChange.objects.update(by_name="Ingen")
    with refused(says):
        StatusChange.objects.all().delete()
    with refused(says):
        sql("UPDATE articles_statuschange SET at = now() WHERE id = %s", change.pk)
    with refused(says):
        sql("DELETE FROM articles_statuschange")
    StatusChange.objects.create(revision=live, status="withdrawn", by_name="Ulf Exempel")
    assert live.status_changes.count() == 3


def test_an_addition_is_as_fixed(live):
    text = RegionalAddition.objects.get().live
    with refused():
        text.chapters.update(text="Ny.")
    text.title = "Ny"
    with refused():
        text.save()
    with refused():
        sql("UPDATE articles_revision SET submitted_at = NULL")
    with refused():
        sql("UPDATE articles_chapter SET text = 'Ny.'")


def test_publishing_may_be_noted_on_a_submitted_text(live):
    live.published_on, live.review_due = date(2026, 1, 1), date(2027, 1, 1)
    live.save()
    Revision.objects.filter(pk=live.pk).update(review_due=date(2028, 1, 1))
    live.refresh_from_db()
    assert (live.published_on, live.review_due) == (date(2026, 1, 1), date(2028, 1, 1))


def test_a_reviewer_may_sign_a_submitted_text(live):
    Review.objects.create(
        revision=live, reviewer="Rut Exempel", profession="läkare", workplace="Exempelkliniken",
        conflict_of_interest="Inga", signed_on=date(2026, 3, 12),
    )  # fmt: skip


def test_a_draft_is_free_until_it_is_submitted(live, draft):
    draft.chapters.update(text="Vila mer.")
    draft.related.add(Article.objects.exclude(pk=draft.article_id).first())
    draft.title = "Nytt utkast"
    draft.save()
    draft.sources.all().delete()
    draft.submitted_at = timezone.now()
    draft.save()
    with refused():
        draft.chapters.update(text="Vila ännu mer.")


def test_a_draft_can_be_thrown_away(live, draft):
    draft.delete()
    assert not Revision.objects.filter(number=9).exists()


# ---- what else the database holds to ----


def test_nothing_is_published_that_was_not_submitted(live, draft):
    with pytest.raises(IntegrityError, match="revision_submitted_before_published"), transaction.atomic():
        Revision.objects.filter(pk=draft.pk).update(published_on=date(2026, 1, 1))


def test_the_next_review_comes_after_the_publishing(live):
    with pytest.raises(IntegrityError, match="revision_due_after_published"), transaction.atomic():
        Revision.objects.filter(pk=live.pk).update(published_on=date(2026, 1, 1), review_due=date(2026, 1, 1))


def test_a_version_number_is_used_once(live):
    with pytest.raises(IntegrityError, match="revision_number_once"), transaction.atomic():
        Revision.objects.create(article=live.article, number=live.number, review_months=1)


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"level": "selfcare", "signs": []}, "carelevel_has_signs"),
        ({"level": "urgent", "signs": ["A"], "unit_kind": "emergency"}, "carelevel_says_what_if_closed"),
        ({"level": "soon", "signs": ["A"], "if_closed": "Ring 1177."}, "carelevel_says_what_if_closed"),
    ],
)
def test_a_level_that_leaves_the_reader_without_help(draft, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        CareLevel.objects.create(revision=draft, position=5, heading="Rubrik", **fields)


def test_one_article_a_language_and_one_chapter_of_a_kind(live, draft):
    with pytest.raises(IntegrityError, match="article_once_a_language"), transaction.atomic():
        Article.objects.create(slug=live.article.slug, kind="sjukdom", title="Dubbel", sort_key="dubbel")
    with pytest.raises(IntegrityError, match="chapter_kind_once"), transaction.atomic():
        Chapter.objects.create(revision=draft, position=2, kind="treatment", heading="Igen", text="Igen.")


def test_a_live_text_that_does_not_exist(live):
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():  # noqa: PT012
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        Article.objects.filter(pk=live.article_id).update(live=999_999)


def test_the_models_and_the_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())
