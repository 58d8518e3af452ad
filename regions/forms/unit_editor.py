"""The one editor of a care unit: several forms over one document, valid together and saved together."""

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.forms import BaseForm, BoundField
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from regions.closed_within import closed_within
from regions.dated import stated_purposes
from regions.documents import Document
from regions.forms.dated import (
    MOST_EXCEPTIONS,
    MOST_NOTICES,
    ExceptionForm,
    ExceptionRows,
    NoticeRows,
    grouped_exceptions,
    notice_initial,
)
from regions.forms.position import PlaceForm
from regions.forms.unit_facts import UnitFactsForm
from regions.forms.week import CopyDayForm, HoursTextForm, WeekForm
from regions.models import CareUnit
from regions.nights import night_question, unlikely_nights
from regions.reader_view import unit_of
from ui.text import phone

_AS_THEY_ARE = (
    "name", "kinds", "operator", "website", "e_services", "answers_within_days", "helps_with", "does_not_help_with",
    "how_to_seek", "languages", "accessibility", "opens_on", "hsa_id",
)  # fmt: skip
_PLACE = ("municipality_id", "street", "postal_code", "city", "way_there")


class UnitEditor:
    """The forms of one unit, filled from its document and then from what was typed. `document` is what they make of it.

    What is past, and what there is no room for in the form, is kept as it is.
    """

    def __init__(
        self, unit: CareUnit, base: Document, *, whole: str = "", today: date, data: QueryDict | None = None
    ) -> None:
        self.unit, self.base, self.today, self.data = unit, base, today, data
        self.facts = UnitFactsForm(data, unit=unit, initial=_facts_initial(base, whole))
        self.place = PlaceForm(data, region_code=unit.region_id, initial=_place_initial(base))
        self.week = WeekForm(data, spans=base["spans"], red_days=base["red_days"])
        self._split_lists()
        self.exceptions: Any = ExceptionRows(
            data,
            prefix="tid",
            initial=self.coming_exceptions,
            form_kwargs={"use_required_attribute": False},
        )
        self.notices: Any = NoticeRows(
            data,
            prefix="info",
            initial=self.coming_notices,
            form_kwargs={"use_required_attribute": False},
        )
        first = stated_purposes(base)[0].value  # not all: a phone that is closed a day does not open with the door
        for form in self.exceptions.extra_forms:
            form.initial.setdefault("purposes", [first])
        self.copying, self.pasting = CopyDayForm(), HoursTextForm()

    def _split_lists(self) -> None:
        """What is past is not shown as fields, nor more rows than a form can hold."""
        today = self.today.isoformat()
        self.past_exceptions = [row for row in self.base["exceptions"] if row["last_day"] < today]
        coming = grouped_exceptions([row for row in self.base["exceptions"] if row["last_day"] >= today])
        self.coming_exceptions, more = coming[:MOST_EXCEPTIONS], coming[MOST_EXCEPTIONS:]
        self.later_exceptions = [row for group in more for row in group["rows"]]
        self.past_notices = [row for row in self.base["notices"] if (row["ends_at"] or "9") < today]
        notices = [row for row in self.base["notices"] if row not in self.past_notices]
        self.coming_notices = [notice_initial(row) for row in notices[:MOST_NOTICES]]
        self.later_notices = notices[MOST_NOTICES:]

    # ---- valid together ----

    @cached_property
    def forms(self) -> list[BaseForm]:
        return [self.facts, self.place, self.week, *self.exceptions.forms, *self.notices.forms]

    def is_valid(self) -> bool:
        """Whether all of it is; every part is asked, so that every error is told."""
        valid = [part.is_valid() for part in (self.facts, self.place, self.week, self.exceptions, self.notices)]
        return all(valid)

    @property
    def errors(self) -> bool:
        """Whether the error summary has anything to say, also of what was to be copied or read."""
        return any(form.errors for form in self._all_forms()) or bool(self.non_field_errors())

    def non_field_errors(self) -> list[str]:
        if self.data is None:
            return []
        return [*self.exceptions.non_form_errors(), *self.notices.non_form_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        return itertools.chain.from_iterable(self._all_forms())

    def _all_forms(self) -> list[BaseForm]:
        return [*(self.forms if self.data is not None else []), self.copying, self.pasting]

    # ---- what it makes ----

    def document(self) -> Document:
        """The document with what the person has changed; only of a valid editor."""
        document = self.base | self.facts.facts() | self.week.facts() | self._place()
        document["exceptions"] = [*self.past_exceptions, *self.exceptions.rows(), *self.later_exceptions]
        document["notices"] = [*self.past_notices, *self.notices.rows(), *self.later_notices]
        return document

    def _place(self) -> dict[str, Any]:
        cleaned, changed = self.place.cleaned_data, self.place.changed_data
        found = {name: cleaned[name] for name in _PLACE if name in changed}
        if {"latitude", "longitude", "by_postcode"} & set(changed):
            found |= {"easting": cleaned["easting"], "northing": cleaned["northing"]}
        return found

    def warnings(self) -> list[str]:
        """What may be a slip of the hand, and is saved when the person says so."""
        rows: list[ExceptionForm] = [
            form
            for form in self.exceptions.forms
            if form not in self.exceptions.deleted_forms and form.cleaned_data.get("first_day")
        ]
        found = [*self._night_questions(rows), *self._closed_questions(rows)]
        found += [
            _("%(days)s har redan varit.") % {"days": _days(form)}
            for form in rows
            if form.has_changed() and form.days[1] < self.today
        ]
        for one, other in itertools.combinations(rows, 2):
            same = set(one.cleaned_data["purposes"]) & set(other.cleaned_data["purposes"])
            overlap = one.days[0] <= other.days[1] and other.days[0] <= one.days[1]
            if same and overlap and (one.has_changed() or other.has_changed()):
                found.append(_overlap(_days(one), _days(other)))
        return found

    def _night_questions(self, rows: list[ExceptionForm]) -> list[str]:
        kinds = self.facts.cleaned_data["kinds"]
        changed = [form for form in rows if "hours" in form.changed_data]
        return [
            *self.week.night_questions(kinds),
            *(
                f"{_days(form)}: {night_question(*night)}"
                for form in changed
                for night in unlikely_nights(kinds, form.cleaned_data["hours"])
            ),
        ]

    def _closed_questions(self, rows: list[ExceptionForm]) -> Iterator[str]:
        """What is asked of hours that hold for days in a row, some of which have none otherwise."""
        week = unit_of(self.unit, self.document(), timezone.now())
        for form in rows:
            if form.has_changed() and form.cleaned_data["hours"]:
                closed = closed_within(week, form.cleaned_data["purposes"], *form.days)
                if closed:
                    yield _(
                        "%(days)s: tiderna gäller också %(closed)s, då det annars är stängt. Ska det vara stängt då,"
                        " så skriv perioden som flera kortare, en rad var."
                    ) % {"days": _days(form), "closed": closed}


def _overlap(one: str, other: str) -> str:
    if one == other:
        return _("Två avvikande tider gäller %(days)s. Då visas båda tiderna.") % {"days": one}
    return _("%(one)s och %(other)s gäller samma dagar. Då visas båda tiderna.") % {"one": one, "other": other}


def _days(form: ExceptionForm) -> str:
    first, last = (date_format(day, "DATE_FORMAT") for day in form.days)
    return first if first == last else f"{first}–{last}"


def _facts_initial(base: Document, whole: str) -> dict[str, Any]:
    listings = {True: "ja", False: "nej", None: ""}[base["takes_new_listings"]]
    return {name: base[name] for name in _AS_THEY_ARE} | {
        "phone": phone(base["phone"]),
        "services": "\n".join(base["services"]),
        "takes_new_listings": listings,
        "part_of": whole,
    }


def _place_initial(base: Document) -> dict[str, Any]:
    return {name: base[name] for name in _PLACE} | PlaceForm.degrees(base["easting"], base["northing"])
