"""Forms that find things at the desk."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from articles.models import Article, ArticleKind, Language
from articles.queries.desk import has_responsible
from regions.assignments import regions_where
from ui.forms import FilterForm


class ArticleFilter(FilterForm):
    """Narrows down the list of articles. What is not understood narrows nothing."""

    q = forms.CharField(label=_("Rubrik eller adress"), required=False, max_length=120)
    slag = forms.ChoiceField(label=_("Slag"), required=False, choices=[("", _("Alla")), *ArticleKind.choices])
    sprak = forms.ChoiceField(label=_("Språk"), required=False, choices=[("", _("Alla")), *Language.choices])
    lage = forms.ChoiceField(
        label=_("Läge"),
        required=False,
        choices=[
            ("", _("Alla")),
            ("utkast", _("Har utkast")),
            ("granskas", _("Granskas")),
            ("forsenad", _("Försenad granskning")),
            ("opublicerad", _("Inte publicerad")),
        ],
    )

    def narrow(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        self.full_clean()
        said = {name: self.cleaned_data.get(name, "") for name in self.fields}
        if said["q"]:
            text = said["q"].replace("\x00", "")
            articles = articles.filter(Q(title__icontains=text) | Q(slug__icontains=text.lower().replace(" ", "-")))
        if said["slag"]:
            articles = articles.filter(kind=said["slag"])
        if said["sprak"]:
            articles = articles.filter(language=said["sprak"])
        return articles.filter(_IN_STATE[said["lage"]]()) if said["lage"] else articles

    def query(self) -> str:
        """What was asked, for the links between pages of the list."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


class DueFilter(FilterForm):
    """Narrows down what is to be reviewed to one's own texts, one's region's, or those that nobody answers for."""

    vems = forms.ChoiceField(
        label=_("Vems"),
        required=False,
        choices=[("", _("Alla")), ("mina", _("Bara mina")), ("ingens", _("Utan ansvarig"))],
    )

    def __init__(self, data: QueryDict, user: User) -> None:
        super().__init__(data)
        self.user, self.regions = user, regions_where(user, Role.REGIONAL_EDITOR)
        if self.regions:
            whose: Any = self.fields["vems"]
            whose.choices = [*whose.choices[:2], ("regionens", _("Bara min regions")), *whose.choices[2:]]

    def narrow(self, articles: QuerySet[Article]) -> QuerySet[Article]:
        self.full_clean()
        whose = self.cleaned_data.get("vems", "")
        if whose == "mina":
            return articles.filter(responsible=self.user)
        if whose == "regionens":
            return articles.filter(region__in=self.regions)
        return articles.exclude(has_responsible()) if whose == "ingens" else articles


_IN_STATE = {
    "utkast": lambda: Q(draft__isnull=False),
    "granskas": lambda: Q(pending__isnull=False),
    "forsenad": lambda: Q(live__review_due__lt=timezone.localdate()),
    "opublicerad": lambda: Q(live__isnull=True),
}
