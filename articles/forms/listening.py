"""Forms about what readers have told us."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Feedback
from articles.queries.listening import Miss, topic_titled
from articles.queries.search import nearest
from ui.forms import FilterForm, Form


class AnswerFilter(FilterForm):
    """Narrows down readers' comments. What is not understood narrows nothing."""

    lage = forms.ChoiceField(
        label=gettext_lazy("Läge"),
        required=False,
        choices=[
            ("", gettext_lazy("Nya")),
            ("fel", gettext_lazy("Nya om något som är fel")),
            ("alla", gettext_lazy("Alla")),
        ],
    )
    artikel = forms.CharField(label=gettext_lazy("Artikelns rubrik"), required=False, max_length=120)

    def narrow(self, rows: QuerySet[Feedback]) -> QuerySet[Feedback]:
        self.full_clean()
        if self.cleaned_data.get("lage") != "alla":
            rows = rows.filter(handled_at__isnull=True)
        if self.cleaned_data.get("lage") == "fel":
            rows = rows.filter(is_fault=True)
        if title := self.cleaned_data.get("artikel"):
            rows = rows.filter(article__title__icontains=title)
        return rows

    def query(self) -> str:
        """What was asked, for links that come back to the list."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value})


class MarkForm(Form):
    """What an editor did about a comment."""

    marks_optional = False
    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad gjorde du?"), choices=Feedback.Outcome.choices, widget=forms.RadioSelect
    )
    version = forms.TypedChoiceField(
        label=gettext_lazy("Rättat i"),
        required=False,
        coerce=int,
        empty_value=None,
        help_text=gettext_lazy("Fyll i om det är rättat i texten."),
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Om det inte åtgärdas: skriv varför. Anteckningen ses bara av er som arbetar här."),
    )

    def __init__(self, *args: Any, versions: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [("", _("Välj version")), *versions]  # type: ignore[attr-defined]
        if not versions:
            del self.fields["version"]
            self.fields["outcome"].choices = [  # type: ignore[attr-defined]
                choice for choice in Feedback.Outcome.choices if choice[0] != Feedback.Outcome.MENDED
            ]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("outcome") == Feedback.Outcome.MENDED and "version" in said and not said["version"]:
            self.add_error("version", _("Välj den version som rättar det som läsaren skrev om."))
        if said.get("outcome") == Feedback.Outcome.DECLINED and "note" in said and not said["note"]:
            self.add_error("note", _("Skriv varför det inte åtgärdas."))
        return said


class MissForm(Form):
    """Which article a term that readers have searched for should lead to: one of those offered, or one by its title."""

    marks_optional = False
    term = forms.CharField(max_length=60, widget=forms.HiddenInput)
    topic = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    title = forms.CharField(
        label=gettext_lazy("Artikelns rubrik"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"list": "rubriker", "autocomplete": "off"}),
    )

    @classmethod
    def of(cls, miss: Miss, number: int) -> "MissForm":
        return cls(initial={"term": miss.term}, auto_id=f"sokning-{number}-%s")

    def clean(self) -> dict[str, Any]:
        """Adds `article`, the id of the article that was chosen or named."""
        said = self.cleaned_data
        title = said.get("title", "")
        named = topic_titled(title) if title else None
        said["article"] = named.pk if named else said.get("topic")
        if title and named is None:
            self.add_error("title", self._unknown(title))
        elif not said["article"] and not self.errors:
            self.add_error("title", _("Skriv rubriken på den artikel som ordet ska leda till."))
        return said

    def _unknown(self, title: str) -> str:
        near = [topic.title for topic in nearest([title])[title]]
        if not near:
            return _("Ingen publicerad artikel heter så. Skriv rubriken som den står på sidan.")
        return _("Ingen publicerad artikel heter så. Menade du %(titles)s?") % {"titles": _(" eller ").join(near)}
