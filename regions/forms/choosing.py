"""A care unit chosen by writing its name, among the region's."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from language.analysis import words
from regions.models import CareUnit
from regions.queries.catalogue import told_apart
from regions.queries.find_care import names_query

SUGGESTED = 8
# In the brackets of `told_apart`, ending a link, or alone: then with a hyphen, for "rehab" may be a word of many names.
_ADDRESS = re.compile(r"(?:\(|/|^(?=.*-))([a-z0-9-]+)(?:\)|/)?$")


class UnitByName(forms.CharField):
    """A unit of one region, by its whole name, its address or words that only it has. Says which it may be when
    several fit."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=400, **options)  # a name, a street and an address
        self.region_code = ""
        self.but: int | None = None

    def within(self, region_code: str, *, but: int | None = None) -> None:
        """Where to look; `but` is a unit that cannot be chosen."""
        self.region_code, self.but = region_code, but

    def clean(self, value: Any) -> CareUnit | None:
        text = super().clean(value)
        if not text:
            return None
        units = CareUnit.objects.in_region(self.region_code).order_by("name", "pk")
        if self.but is not None:
            units = units.exclude(pk=self.but)
        address = _ADDRESS.search(text)
        named = list(units.filter(name__iexact=text)[: SUGGESTED + 1])
        addressed = list(units.filter(slug=address[1])) if address and not named else []
        found = addressed or named or self._by_words(units, text)
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Ingen av regionens mottagningar heter ”%(text)s”.") % {"text": text})
        names = "; ".join(told_apart(found)[:SUGGESTED])
        raise ValidationError(_("Flera passar. Skriv en av dem precis så här: %(names)s.") % {"names": names})

    def _by_words(self, units: Any, text: str) -> list[CareUnit]:
        asked = tuple(words(text))
        return list(units.filter(search=names_query(asked))[: SUGGESTED + 1]) if asked else []
