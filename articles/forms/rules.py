"""Forms for the rules of the search."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from articles.actions.rules import why_not_proposed
from articles.models import SearchRule
from ui.forms import FilterForm, Form


class RuleFilter(FilterForm):
    """Narrows down the rules. What is not understood narrows nothing."""

    q = forms.CharField(label=_("Ord i regeln"), required=False, max_length=120)
    slag = forms.ChoiceField(label=_("Slag"), required=False, choices=[("", _("Alla slag")), *SearchRule.Kind.choices])
    lage = forms.ChoiceField(
        label=_("Läge"), required=False, choices=[("", _("Gäller nu")), ("avslutade", _("Avslutade"))]
    )

    def narrow(self, rows: QuerySet[SearchRule]) -> QuerySet[SearchRule]:
        self.full_clean()
        said = self.cleaned_data
        rows = rows.filter(ended_at__isnull=said.get("lage") != "avslutade")
        if text := said.get("q"):
            rows = rows.filter(text__icontains=text)
        return rows.filter(kind=said["slag"]) if said.get("slag") else rows

    def query(self) -> str:
        """What was asked, for links that come back to the list."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


class WhyForm(Form):
    """Why a rule is added, ended or not taken."""

    marks_optional = False
    why = forms.CharField(label=_("Varför"), max_length=300)


class RuleForm(WhyForm):
    """A rule that someone proposes."""

    kind = forms.ChoiceField(label=_("Slag"), choices=[("", _("Välj slag")), *SearchRule.Kind.choices])
    text = forms.CharField(
        label=_("Regeln"), max_length=300, help_text=_("Hur en regel skrivs står längre ner på sidan, med exempel.")
    )
    why = forms.CharField(
        label=_("Varför"), max_length=300, help_text=_("Den som godkänner läser det, och det sparas med regeln.")
    )
    field_order = ["kind", "text", "why"]

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split())

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if "kind" in said and "text" in said and (why := why_not_proposed(said["kind"], said["text"])):
            self.add_error("text", why)
        return said
