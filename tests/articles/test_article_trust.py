"""On what ground a reader may trust an article: reviews, dates, sources, versions."""

import re
from datetime import date

import pytest

from accounts.models import Role
from articles.models import Article, PartVerdict, Revision, StatusChange
from tests.articles.reading import part, plain, reviewed
from tests.cast import staff

pytestmark = pytest.mark.django_db


def test_no_review_is_claimed_that_no_one_made(library, read):
    html = read("/halsfluss/")
    assert "ingen med vårdutbildning har granskat den" in html
    assert "Granskad av" not in html
    assert "reviewedBy" not in html
    assert "lastReviewed" not in html


def test_an_example_review_says_that_it_is_one(small, read):
    live = Article.objects.get(slug="rosslighet", language="sv").live
    reviewed(live)
    html = read("/rosslighet/")
    trust = plain(part(html, '<section class="trust', "</section>"))
    assert "Rut Exempel , allmänläkare, Exempelkliniken. Undertecknad 12 mars 2026. Jäv: Inga" in trust
    assert "Texten är ett exempel, och granskningen också." in trust
    assert "ingen med vårdutbildning" not in html
    assert "Granskad av <strong>Rut Exempel</strong>, allmänläkare" in html


def test_a_text_that_is_no_example_and_has_no_review_says_so(small, read):
    found = Article.objects.get(slug="rosslighet", language="sv")
    karin, rut, ulf = (
        staff(name, role)
        for name, role in [("karin", Role.EDITOR), ("rut", Role.FACT_REVIEWER), ("ulf", Role.PUBLISHER)]
    )
    own = Revision.objects.create(
        article=found, number=9, title="Rosslighet", summary="Kort.", review_months=24, change_note="Ny.", digest="x",
        is_correction=True, correction_reason="Fel.",
    )  # fmt: skip
    own.writers.add(karin)
    Revision.objects.filter(pk=own.pk).update(submitted_at="2026-03-01T08:00Z")
    for status, by in (("submitted", karin), ("published", ulf)):
        StatusChange.objects.create(revision=own, status=status, by=by, by_name=by.name)
    Revision.objects.filter(pk=own.pk).update(published_on=date(2026, 3, 1), review_due=date(2026, 3, 8))
    Article.objects.filter(pk=found.pk).update(live=own)
    html = read("/rosslighet/")
    assert "Texten är inte granskad." in html
    assert "Rättelsen skulle ha granskats senast 8 mars 2026" in plain(html)
    assert "Exempeltext." not in html
    assert "Texten är ett exempel" not in html
    review = reviewed(own, reviewer_user=rut, signed_on=None)
    PartVerdict.objects.create(review=review, part="head", verdict="agree")
    assert "Texten är inte granskad." in read("/rosslighet/")
    review.signed_on = date(2026, 3, 12)
    review.save()
    html = read("/rosslighet/")
    assert "Texten är inte granskad." not in html
    assert "Rättelsen" not in html
    assert "Rut Exempel" in html


def test_a_conflict_of_interest_is_shown(small, read):
    reviewed(
        Article.objects.get(slug="rosslighet", language="sv").live, conflict_of_interest="Har föreläst för ett bolag."
    )
    assert "Jäv: Har föreläst för ett bolag." in plain(read("/rosslighet/"))


def test_dates_are_written_out(small, read, time_machine):
    found = Article.objects.get(slug="rosslighet", language="sv").live
    found.published_on, found.review_due = date(2026, 3, 12), date(2028, 3, 12)
    found.save()
    time_machine.move_to("2026-04-01T10:00+02:00")
    html = plain(read("/rosslighet/"))
    assert "Publicerad 12 mars 2026, version 2" in html
    assert "Ska granskas senast 12 mars 2028" in html
    assert "skulle ha granskats" not in html


@pytest.mark.parametrize(("now", "overdue"), [("2028-03-12T12:00+01:00", False), ("2028-03-13T12:00+01:00", True)])
def test_overdue_is_said_openly(small, read, time_machine, now, overdue):
    found = Article.objects.get(slug="rosslighet", language="sv").live
    found.published_on, found.review_due = date(2026, 3, 12), date(2028, 3, 12)
    found.save()
    time_machine.move_to(now)
    html = read("/rosslighet/")
    assert ("Texten skulle ha granskats senast den 12 mars 2028." in html) == overdue


def test_sources_are_named(library, read):
    trust = plain(part(read("/halsfluss/"), '<section class="trust', "</section>"))
    assert "Handläggning av faryngotonsilliter i öppenvård. Läkemedelsverket." in trust


def test_every_published_version_with_what_changed(small, read):
    html = read("/rosslighet/")
    versions = part(html, 'class="versions"', "</ol>")
    assert [int(n) for n in re.findall(r"<strong>Version (\d+)", versions)] == [2, 1]
    link = re.search(r'href="(/rosslighet/andringar/\?fran=1&amp;till=2)"', versions)
    changes = read(link[1].replace("&amp;", "&"))
    assert re.search(r"<ins>.*?drick\.\s*</ins>", changes, re.S)
    assert 'Från <a href="/rosslighet/version/1/">version 1</a>, publicerad' in changes
    assert versions.count("andringar") == 1


def test_a_version_is_compared_with_the_published_one_before_it(small, read):
    small("rosslighet", ("Vila och drick.", "Ät soppa."))
    Revision.objects.filter(article__slug="rosslighet", number=2).update(published_on=None, review_due=None)
    versions = part(read("/rosslighet/"), 'class="versions"', "</ol>")
    assert [int(n) for n in re.findall(r"<strong>Version (\d+)", versions)] == [3, 1]
    assert "?fran=1&amp;till=3" in versions
    assert "Ät soppa." in read("/rosslighet/andringar/?fran=1&till=3")


@pytest.mark.parametrize(
    "query",
    [
        "?fran=9",
        "?fran=1&till=9",
        "?fran=a&till=b",
        "?fran=-1&till=1",
        "?fran=1&till=99999999999999999999",
        "?fran=%00",
    ],
)
def test_a_comparison_that_cannot_be_made(small, read, query):
    read(f"/rosslighet/andringar/{query}", 404)


def test_the_order_of_the_versions_does_not_matter(small, read):
    backwards, forwards = (read(f"/rosslighet/andringar/?{query}") for query in ("fran=2&till=1", "fran=1&till=2"))
    assert part(backwards, "<main", '<section class="stack" aria-labelledby="versioner"') == part(
        forwards, "<main", '<section class="stack" aria-labelledby="versioner"'
    )


def test_an_unpublished_version_is_not_shown(small, read):
    found = Article.objects.get(slug="rosslighet", language="sv")
    Revision.objects.create(article=found, number=3, title="Hemligt", review_months=1, change_note="Hemligt.")
    assert "Hemligt" not in read("/rosslighet/")
    read("/rosslighet/andringar/?fran=2&till=3", 404)
