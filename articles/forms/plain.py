"""A field for text of which nothing is cut off in silence."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def most_letters(most: int) -> str:
    """How much there is room for, said before it is written."""
    return _("Högst %(most)s tecken.") % {"most": number_format(most, use_l10n=True, force_grouping=True)}


class PlainText(forms.CharField):
    """Text that may be left empty. Too long a text is told of by how much, and is never cut by the browser.

    `called` is what the text is called in the message; of several lines each may have `most` characters.
    """

    def __init__(
        self,
        *,
        label: "StrOrPromise",
        most: int,
        called: "StrOrPromise" = "",
        each_line: bool = False,
        rows: int = 0,
        **options: Any,
    ) -> None:
        if rows:
            options["widget"] = forms.Textarea(attrs={"rows": rows} | options.pop("attrs", {}))
        elif "attrs" in options:
            options["widget"] = forms.TextInput(attrs=options.pop("attrs"))
        super().__init__(label=label, required=options.pop("required", False), **options)
        self.most, self.called, self.each_line = most, called or label, each_line
        # Django's own validator calls a NUL byte an error that nobody could mend; it is taken away instead.
        self.validators = []

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()

    def validate(self, value: str) -> None:
        super().validate(value)
        too_long = [part for part in self._measured(value) if len(part) > self.most]
        if too_long:
            raise ValidationError([self._told(part) for part in too_long[:3]])

    def _measured(self, value: str) -> Iterable[str]:
        return value.split("\n") if self.each_line else [value]

    def _told(self, text: str) -> str:
        over = len(text) - self.most
        message = ngettext(
            "Korta ”%(what)s” med %(over)d tecken. Högst %(most)d får plats.",
            "Korta ”%(what)s” med %(over)d tecken. Högst %(most)d får plats.",
            over,
        )
        what = f"{text[:40].rstrip()} …" if self.each_line else self.called
        return message % {"what": what, "over": over, "most": self.most}
