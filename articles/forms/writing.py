"""Small forms round the writing: a new article, sending it to review, what is said of an article beside its text."""

from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from articles.forms.draft import NOTE, TITLE
from articles.forms.plain import PlainText
from articles.models import Article, ArticleKind, TopicArea
from articles.queries.translating import Followed
from articles.queries.writing import editors
from ui.forms import Form


class NewArticleForm(Form):
    """What a new article is called and about. Translations begin from their Swedish text, not here."""

    title = PlainText(
        label=gettext_lazy("Rubrik"),
        most=TITLE,
        required=True,
        help_text=gettext_lazy("Det som läsaren söker efter. Adressen görs av rubriken och ändras inte sedan."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Vad handlar artikeln om?"),
        choices=[(kind.value, kind.label) for kind in ArticleKind if kind != ArticleKind.TILLAGG],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Slaget avgör vilka kapitel artikeln kan ha."),
    )

    def clean_kind(self) -> ArticleKind:
        return ArticleKind(self.cleaned_data["kind"])


class SubmitForm(Form):
    """What is said of a text when it is sent to review."""

    marks_optional = False
    change_note = PlainText(
        label=gettext_lazy("Vad har ändrats?"),
        most=NOTE,
        required=True,
        rows=2,
        help_text=gettext_lazy("En mening. Läsarna ser den i listan över versioner."),
    )
    is_correction = forms.BooleanField(
        label=gettext_lazy("Det här rättar ett fel i den publicerade texten"),
        required=False,
        help_text=gettext_lazy("En rättelse får publiceras före granskningen, och granskas inom sju dagar."),
    )
    correction_reason = PlainText(
        label=gettext_lazy("Vad var fel?"), most=NOTE, help_text=gettext_lazy("Bara för en rättelse. Läsarna ser det.")
    )
    follows = forms.BooleanField(required=False)
    utkast = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_published: bool, original: Followed | None = None, **kwargs: Any) -> None:
        """`original` is what a translation follows, where the Swedish text is newer."""
        super().__init__(*args, **kwargs)
        if original is None or not original.is_behind:
            del self.fields["follows"]
        else:
            number = {"number": original.now.number}
            self.fields["follows"].label = _("Översättningen följer nu den svenska texten, version %(number)d") % number
            self.fields["follows"].help_text = _("Utan krysset säger sidan fortfarande att den svenska är nyare.")
        if not is_published:
            del self.fields["is_correction"], self.fields["correction_reason"]

    def clean_change_note(self) -> str:
        return " ".join(self.cleaned_data["change_note"].split())

    def clean(self) -> None:
        said = self.cleaned_data
        if said.get("is_correction") and not said.get("correction_reason") and "correction_reason" not in self.errors:
            self.add_error("correction_reason", _("Skriv vad som var fel. Läsarna får se det."))
        if said.get("correction_reason") and not said.get("is_correction"):
            self.add_error("is_correction", _("Kryssa i rutan om det är en rättelse, eller ta bort vad som var fel."))


class DetailsForm(Form):
    """Where an article is found, and who answers for it."""

    topic_areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Ämnesområden"),
        queryset=TopicArea.objects.order_by("position"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    responsible = forms.ModelChoiceField(
        label=gettext_lazy("Ansvarig redaktör"),
        queryset=User.objects.none(),
        required=False,
        empty_label=gettext_lazy("Ingen"),
        help_text=gettext_lazy("Får påminnelser när texten ska granskas igen."),
    )

    def __init__(self, article: Article, data: QueryDict | None = None) -> None:
        """Whoever answers for the article now may stay, an editor or not."""
        areas = article.topic_areas.all()
        super().__init__(data, initial={"topic_areas": areas, "responsible": article.responsible_id})
        people = User.objects.filter(Q(pk__in=editors(article)) | Q(pk=article.responsible_id)).order_by("name")
        self.fields["responsible"].queryset = people  # type: ignore[attr-defined]


class SynonymForm(Form):
    """A word that leads to the article."""

    text = PlainText(
        label=gettext_lazy("Nytt ord"),
        most=80,
        required=True,
        help_text=gettext_lazy("Så som människor skriver det, även felstavat."),
    )
    is_medicine = forms.BooleanField(
        label=gettext_lazy("Det är namnet på ett läkemedel"),
        required=False,
        help_text=gettext_lazy("Den som söker det får också veta var bipacksedeln finns."),
    )
