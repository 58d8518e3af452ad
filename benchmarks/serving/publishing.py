"""Changes as staff make them, by the product's own actions: new titles of articles and new hours of care units."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import cycle
from typing import Any

REGION, SLUG = "12", "skane"
CHOSEN = 40  # articles and units that take turns
MINUTES = [minute for minute in range(60) if minute % 5]  # at which nothing else on a unit's page begins or ends


@dataclass(frozen=True, slots=True)
class Change:
    """What is about to be published, where it will be seen, and the words by which it is known."""

    paths: tuple[str, ...]
    shown: str
    publish: Callable[[], object]


def changes() -> Iterator[Change]:
    """An article, a unit, and so on for ever."""
    from accounts.models import Role
    from benchmarks.serving.sessions import staff
    from regions.models import Assignment

    editor, publisher, admin = staff("karin", Role.EDITOR), staff("ulf", Role.PUBLISHER), staff("maj")
    Assignment.objects.get_or_create(user=admin, region_id=REGION, role=Role.REGIONAL_ADMIN)
    for number, (article, unit) in enumerate(zip(cycle(_articles()), cycle(_units()), strict=False), 1):
        yield _new_title(article, number, editor, publisher)
        yield _new_hours(unit, number, admin)


def _articles() -> list[Any]:
    """Articles of the library: none of the made ones has all that a text needs."""
    from articles.models import Article

    found = Article.objects.filter(language="sv", live__isnull=False, region=None, adds_to=None)
    return list(found.exclude(slug__startswith="gjord-").order_by("pk")[:CHOSEN])


def _units() -> list[Any]:
    """Units of one region that someone can visit on weekdays."""
    from regions.models import CareUnit

    found = CareUnit.objects.filter(region=REGION, kinds__contains=["primary_care"], spans__purpose="visit")
    return list(found.distinct().order_by("pk")[:CHOSEN])


def _new_title(article: Any, number: int, editor: Any, publisher: Any) -> Change:
    """A correction, which a publisher may publish before it is reviewed."""
    from articles.actions.publishing import publish
    from articles.actions.writing import Correction, save_draft, start_draft, submit
    from articles.text import ArticleText

    title = f"{article.title.partition(' (prov ')[0]} (prov {number})"

    def act() -> None:
        draft = start_draft(by=editor, article=article)
        text = replace(ArticleText.from_json(draft.text), title=title, change_note="Ny rubrik.")
        draft = save_draft(by=editor, draft=draft, text=text, serial=draft.serial)
        revision = submit(by=editor, draft=draft, serial=draft.serial, correction=Correction("Rubriken var fel."))
        publish(by=publisher, revision=revision)

    return Change((f"/{article.slug}/", f"/{SLUG}/{article.slug}/"), title, act)


def _new_hours(unit: Any, number: int, admin: Any) -> Change:
    """Another closing time each time, the same on each weekday."""
    from regions.actions.units import save_unit
    from regions.documents import documents
    from regions.queries.history import latest_version

    hour, minute = 14 + number // len(MINUTES) % 8, MINUTES[number % len(MINUTES)]

    def act() -> None:
        document = documents([unit.pk])[unit.pk]
        spans = [span for span in document["spans"] if span["purpose"] != "visit"]
        closes = f"{hour:02}:{minute:02}"
        spans += [{"purpose": "visit", "day": day, "opens": "08:00", "closes": closes} for day in range(5)]
        save_unit(by=admin, unit=unit, document=document | {"spans": spans}, was=latest_version(unit).pk)

    return Change((f"/mottagning/{unit.slug}/",), f"–{hour:02}.{minute:02}", act)  # the dash: a map has many numbers
