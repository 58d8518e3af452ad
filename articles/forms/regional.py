"""Forms for what a region writes, and for putting two regions side by side."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role, User
from articles.models import CARE, Article, ArticleKind, ChapterKind
from articles.queries.writing import Topics
from regions.assignments import regions_where
from regions.facts import RegionFact, regions
from regions.models import Region
from ui.forms import FilterForm, Form


class _OfRegion(Form):
    """A form in which one chooses the region, where one writes for several."""

    marks_optional = False
    region = forms.ModelChoiceField(label=gettext_lazy("Region"), queryset=Region.objects.none(), empty_label=None)

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.ModelChoiceField = self.fields["region"]  # type: ignore[assignment]
        field.queryset = Region.objects.filter(pk__in=regions_where(user, Role.REGIONAL_EDITOR)).order_by("code")


CHAPTERS = [(CARE, gettext_lazy("När och var ska jag söka vård?")), *ChapterKind.choices]


class NewAdditionForm(_OfRegion):
    """Which chapter of which national article the region adds to."""

    article = forms.CharField(
        label=gettext_lazy("Nationell artikel"),
        max_length=120,
        help_text=gettext_lazy("Skriv rubriken eller adressen, till exempel Halsfluss."),
        widget=forms.TextInput(attrs={"list": "artiklar", "autocomplete": "off"}),
    )
    anchor = forms.ChoiceField(
        label=gettext_lazy("Kapitel"),
        choices=CHAPTERS,
        error_messages={
            "invalid_choice": gettext_lazy("Den texten har inget sådant kapitel. Välj ett av dem i listan.")
        },
    )

    def __init__(self, user: User, topics: Topics, *args: Any, **kwargs: Any) -> None:
        super().__init__(user, *args, **kwargs)
        self.topics = topics
        slug = self._slug(self["article"].value() or "")
        of_it = Article.objects.national().filter(slug=slug, language="sv", live__isnull=False)
        there = set(of_it.values_list("live__chapters__kind", flat=True))
        if there:
            anchor: Any = self.fields["anchor"]
            anchor.choices = [each for each in CHAPTERS if each[0] in there | {CARE}]

    def _slug(self, typed: str) -> str:
        return self.topics.slug_of(typed.replace("\x00", ""))

    def clean_article(self) -> Article:
        slug = self._slug(self.cleaned_data["article"])
        found = Article.objects.national().select_related("live").filter(slug=slug, language="sv").first()
        if found is None:
            raise forms.ValidationError(_("Det finns ingen artikel som heter så. Välj en i listan."))
        return found


class NewRegionPageForm(_OfRegion):
    """A page of the region's own."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"), max_length=120, help_text=gettext_lazy("Den blir också sidans adress i regionen.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Slag"),
        choices=[(kind.value, kind.label) for kind in ArticleKind if kind != ArticleKind.TILLAGG],
        initial=ArticleKind.TJANST,
    )


class TwoRegionsForm(FilterForm):
    """Which two regions to put side by side."""

    a = forms.ChoiceField(label=gettext_lazy("En region"), required=False)
    b = forms.ChoiceField(label=gettext_lazy("En annan region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Välj region")), *((region.slug, region.name) for region in _by_name())]
        for field in self.fields.values():
            field.choices = choices  # type: ignore[attr-defined]
            field.error_messages["invalid_choice"] = _("Välj en region i listan.")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and (not all(cleaned.values()) or cleaned["a"] == cleaned["b"]):
            self.add_error("b", _("Välj två olika regioner."))
        return cleaned


def _by_name() -> list[RegionFact]:
    return list(regions())
