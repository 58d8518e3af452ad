"""`manage.py load_library`: all of the library or nothing of it, told in words, and twice is as good as once."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEvent, User
from articles.actions import load_library
from articles.actions.library import LibraryClosed, months_after
from articles.library_format import LIBRARY, LibraryError
from articles.models import (
    Article,
    Chapter,
    RegionalAddition,
    Revision,
    SearchDocument,
    Status,
    StatusChange,
    Synonym,
    TopicArea,
)
from articles.queries import search_articles
from tests.articles.library_files import ADDITION, SLUGS, article, load, write

pytestmark = pytest.mark.usefixtures("no_articles")
TABLES = (
    Article,
    Revision,
    Chapter,
    StatusChange,
    Synonym,
    TopicArea,
    RegionalAddition,
    SearchDocument,
)


def counts():
    return {table.__name__: table.objects.count() for table in TABLES}


def test_the_command_says_what_it_changed():
    first, second = io.StringIO(), io.StringIO()
    call_command("load_library", stdout=first)
    call_command("load_library", stdout=second)
    texts = len([*LIBRARY.glob("*.md"), *LIBRARY.glob("additions/*/*.md"), *LIBRARY.glob("translations/*/*.md")])
    lines = first.getvalue().split("\n")
    assert "ny       halsfluss" in lines
    assert "ny       skane/halsfluss" in lines
    assert f"{texts} nya, 0 ändrade, 0 oförändrade." in lines
    assert second.getvalue() == f"0 nya, 0 ändrade, {texts} oförändrade.\n"


def test_a_faulty_library_is_said_in_one_line(monkeypatch, folder):
    write(folder, "hesighet.md", "# Hes")
    monkeypatch.setattr("articles.management.commands.load_library.load_library", lambda by: load(folder))
    with pytest.raises(CommandError, match=r"^Inget laddades\. hesighet\.md, rad 1: filen ska börja med front matter"):
        call_command("load_library")


def test_a_new_library(folder, time_machine):
    time_machine.move_to("2026-03-12T10:00+01:00")
    report = load(folder)
    assert report.new == ["hesighet", "rosslighet", "snorighet", "skane/rosslighet"]
    assert (report.changed, report.unchanged) == ([], 0)
    found = Article.objects.get(slug="rosslighet")
    assert (found.title, found.kind, found.language) == ("Rosslighet", "sjukdom", "sv")
    assert [synonym.text for synonym in found.synonyms.order_by("pk")][:2] == ["rosslighet", "rosslighet hos barn"]
    assert [area.slug for area in found.topic_areas.all()] == ["infektioner"]
    live = found.live
    assert (live.number, live.is_example, live.life_threatening) == (2, True, True)
    assert (str(live.published_on), str(live.review_due)) == ("2026-03-12", "2028-03-12")
    assert sorted(related.slug for related in live.related.all()) == ["hesighet", "snorighet"]
    assert [level.level for level in live.care_levels.order_by("position")] == ["emergency", "soon"]
    assert [chapter.kind for chapter in live.chapters.order_by("position")] == ["symptoms", "self_care"]
    assert [(source.owner, source.title) for source in live.sources.all()] == [("Ett förlag", "En bok")]
    assert [change.status for change in live.status_changes.order_by("pk")] == [Status.SUBMITTED, Status.PUBLISHED]
    assert {change.by_name for change in live.status_changes.all()} == {"Exempelbiblioteket"}
    assert not live.reviews.exists()  # no review is claimed that no one made


def test_the_earlier_version_comes_first(folder):
    load(folder)
    first, second = Article.objects.get(slug="rosslighet").revisions.order_by("number")
    assert first.chapters.get(kind="self_care").text == "Vila."
    assert second.chapters.get(kind="self_care").text == "Vila och drick."
    assert first.published_on is not None


def test_earlier_versions_are_read_in_the_order_of_their_numbers(folder):
    for number in (10, 9, 2):
        text = article("rosslighet").replace("Vila och drick.", f"Vila {number}.")
        write(folder, f"earlier/rosslighet.{number}.md", text)
    load(folder)
    revisions = Article.objects.get(slug="rosslighet").revisions.order_by("number")
    texts = [revision.chapters.get(kind="self_care").text for revision in revisions]
    assert texts == ["Vila.", "Vila 2.", "Vila 9.", "Vila 10.", "Vila och drick."]


def test_twice_is_as_good_as_once(folder):
    load(folder)
    before = counts()
    report = load(folder)
    assert (report.new, report.changed, report.unchanged) == ([], [], 4)
    assert counts() == before
    assert AuditEvent.objects.filter(action="library.loaded").count() == 1


def test_a_changed_text_becomes_a_new_version_and_the_old_one_stays(folder):
    load(folder)
    old = Article.objects.get(slug="snorighet").live
    changed = article("snorighet").replace("Vila och drick.", "Snyt dig.").replace('"Snorighet"', '"Snorig näsa"')
    changed = changed.replace('"snorighet hos barn"', '"snorunge"').replace("Första versionen.", "Rådet är nytt.")
    write(folder, "snorighet.md", changed)
    report = load(folder)
    assert (report.new, report.changed, report.unchanged) == ([], ["snorighet"], 3)
    found = Article.objects.get(slug="snorighet")
    assert (found.live.number, found.title, found.sort_key) == (2, "Snorig näsa", "snorig n{bsa")
    assert found.live.change_note == "Rådet är nytt."
    assert found.live.chapters.get(kind="self_care").text == "Snyt dig."
    assert sorted(synonym.text for synonym in found.synonyms.all()) == ["snorighet", "snorighetn", "snorunge"]
    old.refresh_from_db()
    assert (old.number, old.title, old.chapters.get(kind="self_care").text) == (1, "Snorighet", "Vila och drick.")
    assert [hit.topic.slug for hit in search_articles("snorunge").hits] == ["snorighet"]


def test_a_first_version_has_changed_nothing(folder):
    write(folder, "snorighet.md", article("snorighet").replace("Första versionen.", "Rådet är tydligare."))
    load(folder)
    assert Article.objects.get(slug="snorighet").live.change_note == "Första versionen."


def test_going_back_to_an_earlier_text_is_a_new_version_too(folder):
    load(folder)
    write(folder, "snorighet.md", article("snorighet").replace("Vila och drick.", "Snyt dig."))
    load(folder)
    write(folder, "snorighet.md", article("snorighet"))
    assert load(folder).changed == ["snorighet"]
    assert Article.objects.get(slug="snorighet").live.number == 3
    assert load(folder).changed == []


def test_a_changed_addition_becomes_a_new_version(folder):
    load(folder)
    write(folder, "additions/skane/rosslighet.md", ADDITION.format(slug="rosslighet").replace("Ring först.", "Gå dit."))
    assert load(folder).changed == ["skane/rosslighet"]
    addition = RegionalAddition.objects.get(adds_to__slug="rosslighet")
    assert (addition.region.name, addition.anchor, addition.live.number) == ("Skåne", "self_care", 2)
    assert [
        chapter.text[:10] for chapter in Chapter.objects.filter(revision__article=addition).order_by("revision__number")
    ] == ["Ring först", "Gå dit. Lä"]


def test_what_the_library_does_not_name_is_left_alone(folder):
    own = Article.objects.create(slug="egen", kind="sjukdom", title="Egen", sort_key="egen")
    load(folder)
    (folder / "additions/skane/rosslighet.md").unlink()
    (folder / "earlier/rosslighet.1.md").unlink()
    before = counts()
    for slug in SLUGS:
        (folder / f"{slug}.md").unlink()
    report = load(folder)
    assert (report.new, report.changed, report.unchanged) == ([], [], 0)
    assert counts() == before
    assert Article.objects.get(slug="rosslighet").live.number == 2
    own.refresh_from_db()
    assert own.live is None


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("hesighet.md", article("hesighet").replace("{self_care}", "{x}"), r"hesighet\.md, rad \d+: "),
        ("tredje.md", "+++\n+++\n", r"tredje\.md, rad 2: ”title” saknas"),
        ("earlier/hesighet.1.md", "fel", r"hesighet\.1\.md, rad 1: "),
        ("earlier/hesighet.md", article("hesighet"), r"hesighet\.md, rad 1: en tidigare version heter"),
        ("earlier/hesighet.a.md", article("hesighet"), r"hesighet\.a\.md, rad 1: en tidigare version heter"),
        ("earlier/spoke.1.md", article("hesighet"), r"spoke\.1\.md, rad 1: det finns ingen artikel 'spoke'"),
        ("additions/skane/hesighet.md", "fel", r"hesighet\.md, rad 1: "),
        ("additions/skane/spoke.md", ADDITION.format(slug="hesighet"), "ingen artikel 'spoke'"),
        ("additions/mars/hesighet.md", ADDITION.format(slug="hesighet"), "regionen 'mars' finns inte"),
        ("additions/skane/hesighet.md", ADDITION.format(slug="spoke"), "länken '/spoke/' leder ingenstans"),
        ("sok.md", article("rosslighet"), r"sok\.md, rad 1: adressnamnet 'sok' är upptaget"),
        ("hitta-vard.md", article("rosslighet"), "adressnamnet 'hitta-vard' är upptaget"),
        ("skane.md", article("rosslighet"), r"skane\.md, rad 1: adressnamnet 'skane' är upptaget"),
        ("vastra-gotaland.md", article("rosslighet"), "adressnamnet 'vastra-gotaland' är upptaget"),
    ],
)
def test_one_faulty_file_changes_nothing_at_all(folder, name, text, says):
    load(folder)
    write(folder, "rosslighet.md", article("rosslighet").replace("Vila och drick.", "Ät soppa."))
    write(folder, "snorighet.md", article("snorighet").replace("Vila och drick.", "Ät soppa."))
    write(folder, name, text)
    before = counts()
    with pytest.raises(LibraryError, match=says):
        load(folder)
    assert counts() == before
    assert not Chapter.objects.filter(text="Ät soppa.").exists()


def test_a_link_may_lead_to_a_page_of_the_site(folder):
    text = article("rosslighet").replace("Vila och drick.", "Läs om [vård](/hitta-vard/).")
    write(folder, "rosslighet.md", text)
    load(folder)
    assert Article.objects.get(slug="rosslighet").live.chapters.filter(text__contains="/hitta-vard/").exists()


def test_who_loaded_it_is_kept(folder):
    ulf = User.objects.create_user("ulf", name="Ulf Exempel", is_staff=True)
    load_library(by=ulf, folder=folder)
    assert set(StatusChange.objects.values_list("by", "by_name")) == {(ulf.pk, "Ulf Exempel")}
    event = AuditEvent.objects.get(action="library.loaded")
    assert (event.actor_name, event.details) == ("Ulf Exempel", {"new": 4, "changed": 0})


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        ("2026-03-12", 12, "2027-03-12"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2027-12-31", 2, "2028-02-29"),
        ("2026-12-01", 1, "2027-01-01"),
        ("2026-08-31", 1, "2026-09-30"),
        ("2026-01-15", 36, "2029-01-15"),
    ],
)
def test_months_after(day, months, due):
    assert str(months_after(date.fromisoformat(day), months)) == due


def test_a_site_with_real_texts_loads_no_examples(folder, settings):
    settings.EXAMPLE_DATA = False
    with pytest.raises(LibraryClosed, match="EXAMPLE_DATA är av"):
        load(folder)
    with pytest.raises(CommandError, match=r"^Inget laddades\. EXAMPLE_DATA är av"):
        call_command("load_library")
    assert not Article.objects.exists()
