"""Forms for asking for a review and for giving one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from articles.actions.reviewing import Judgement, Reviewer
from articles.forms.plain import PlainText
from articles.models import Review, ReviewKind, Verdict
from articles.queries.reviewing import ReviewPage, ReviewPart, can_be_asked_again, review_page
from ui.forms import Form

NO_CONFLICT = "Inga"
SOME_CONFLICT = "Ja"  # kept until it is said which
LONGEST_COMMENT = 4_000
LONGEST_SUGGESTION = 12_000
TOO_LONG = _("Texten är för lång. Skriv högst %(limit_value)d tecken.")
WORK = {"autocomplete": "organization-title"}


class AskUserForm(Form):
    """Someone with an account, and what they are asked to review."""

    reviewer = forms.ChoiceField(label=_("Granskare"))

    def __init__(self, *args: Any, people: Mapping[ReviewKind, Iterable[User]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for asked in people.values() for person in asked}
        choices = [
            (f"{kind}-{person.pk}", f"{person.name}, {str(kind.label).lower()}")
            for kind, asked in people.items()
            for person in asked
        ]
        self.fields["reviewer"].choices = [("", _("Välj")), *choices]  # type: ignore[attr-defined]

    def chosen(self) -> tuple[ReviewKind, User]:
        kind, pk = self.cleaned_data["reviewer"].split("-")
        return ReviewKind(kind), self.people[pk]


class AskByLinkForm(Form):
    """Someone without an account."""

    marks_optional = True
    name = forms.CharField(
        label=_("Namn"),
        max_length=120,
        help_text=_("Läsarna ser det efter en faktagranskning, inte efter en språkgranskning."),
    )
    email = forms.EmailField(
        label=_("E-post"), max_length=254, help_text=_("Länken skickas hit och visas inte för någon annan.")
    )
    profession = forms.CharField(
        label=_("Yrke"), max_length=120, required=False, help_text=_("Till exempel specialist i allmänmedicin.")
    )
    workplace = forms.CharField(label=_("Arbetsplats"), max_length=160, required=False)
    kind = forms.ChoiceField(
        label=_("Vad ska granskas?"), choices=ReviewKind.choices, widget=forms.RadioSelect, initial=ReviewKind.FACT
    )


class AnswerForm(Form):
    """What the editors answer a reviewer, and whether the reviewer is asked about the version once more."""

    text = PlainText(
        label=_("Ditt svar"),
        most=LONGEST_COMMENT,
        required=True,
        rows=5,
        help_text=_(
            "Säg vad du har ändrat, eller varför texten står kvar. Den som granskar texten härnäst ser svaret, och "
            "alla i Redaktionen, men aldrig läsarna. Det kan inte ändras sedan."
        ),
        error_messages={"required": _("Skriv ett svar.")},
    )
    ask_again = forms.BooleanField(required=False, initial=True)

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not can_be_asked_again(review):
            del self.fields["ask_again"]
            return
        again = self.fields["ask_again"]
        again.label = _t("Be %s granska versionen igen") % review.reviewer
        again.help_text = _t("Ta bort krysset om du ska svara på mer först, eller ändra texten.")


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of the text with the fields in which the reviewer says something of it."""

    part: ReviewPart
    said: forms.BoundField
    comment: forms.BoundField
    suggestion: forms.BoundField | None
    is_reworded: bool


class ReviewForm(Form):
    """What a reviewer says of each part, and who they are. What is only kept for later needs less than a signature."""

    marks_optional = False
    name = forms.CharField(
        label=_("Namn"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_(
            "Skriv ditt eget namn. Är det ett annat än det som redaktionen bad, räknas granskningen först när "
            "redaktionen har bekräftat vem du är."
        ),
    )
    profession = forms.CharField(label=_("Yrke"), max_length=120, widget=forms.TextInput(attrs=WORK))
    workplace = forms.CharField(
        label=_("Arbetsplats"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    conflict = forms.ChoiceField(
        label=_("Har du något jäv?"),
        choices=[("nej", _("Inga jäv")), ("ja", _("Ja"))],
        widget=forms.RadioSelect,
        help_text=_("Till exempel uppdrag för ett läkemedelsbolag, patent eller aktier i något som texten handlar om."),
        error_messages={"required": _("Välj ”Inga jäv” eller ”Ja”.")},
    )
    conflict_text = forms.CharField(
        label=_("Vilket jäv?"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, page: ReviewPage, signing: bool = True, **kwargs: Any) -> None:
        self.page, self.signing = page, signing
        kwargs.setdefault("initial", _initial(page))
        super().__init__(*args, **kwargs)
        who = {name: self.fields.pop(name) for name in list(self.fields)}
        for part in page.parts:
            self.fields |= _fields_of(part, required=signing and part.needed)
        if page.review.reviewer_user_id is not None:  # an account says who it is
            del who["name"]
        for field in who.values():
            field.required = field.required and signing
        self.fields |= who

    def clean(self) -> dict[str, Any]:
        if not self.signing:
            return self.cleaned_data
        for part in self.page.parts:
            self._clean_part(part)
        if self.cleaned_data.get("conflict") == "ja" and not self.cleaned_data.get("conflict_text"):
            self.add_error("conflict_text", _t("Skriv vilket jäv du har, eller välj ”Inga jäv”."))
        return self.cleaned_data

    def _clean_part(self, part: ReviewPart) -> None:
        said, comment = self.cleaned_data.get(f"said_{part.part}"), self.cleaned_data.get(f"comment_{part.part}")
        suggestion = self.suggestion(part)
        if said == Verdict.COMMENT and not comment and not suggestion and not self.has_error(f"comment_{part.part}"):
            self.add_error(
                f"comment_{part.part}",
                _t("Skriv vad som behöver ändras i ”%(part)s”, eller föreslå en annan text.") % {"part": part.heading},
            )
        if said == Verdict.AGREE and (comment or suggestion):
            self.add_error(
                f"comment_{part.part}" if comment else f"suggestion_{part.part}",
                _t("Du har skrivit en ändring i ”%(part)s”. Välj ”Behöver ändras” där, eller ta bort det du skrev.")
                % {"part": part.heading},
            )

    def suggestion(self, part: ReviewPart) -> str:
        """Another wording than the present one; empty if they are the same."""
        typed = str(self.cleaned_data.get(f"suggestion_{part.part}") or "")
        return "" if _same(typed, part.text) else _lines_as_ours(typed)

    def judgements(self) -> dict[str, Judgement]:
        """What was said; something written without a choice counts as wanting a change."""
        found = {}
        for part in self.page.parts:
            comment, suggestion = self.cleaned_data[f"comment_{part.part}"], self.suggestion(part)
            said = self.cleaned_data[f"said_{part.part}"] or (Verdict.COMMENT if comment or suggestion else "")
            if said:
                found[part.part] = Judgement(Verdict(said), comment, suggestion)
        return found

    def reviewer(self) -> Reviewer:
        data = self.cleaned_data
        conflict = {"nej": NO_CONFLICT, "ja": data["conflict_text"] or SOME_CONFLICT}.get(data["conflict"], "")
        return Reviewer(data.get("name", ""), data["profession"], data["workplace"], conflict)

    def asked(self) -> Iterator[Asked]:
        """The parts in the reader's order with their fields, for the page."""
        for part in self.page.parts:
            suggestion = self[f"suggestion_{part.part}"] if part.rewordable else None
            reworded = suggestion is not None and not _same(str(suggestion.value() or ""), part.text)
            yield Asked(part, self[f"said_{part.part}"], self[f"comment_{part.part}"], suggestion, reworded)

    def who(self) -> Iterator[forms.BoundField]:
        for name in ("name", "profession", "workplace", "conflict", "conflict_text"):
            if name in self.fields:
                yield self[name]


def typed_by_reviewer(data: QueryDict, review: Review | None) -> list[str]:
    """What a reviewer has typed of their own, and not what stood in the boxes from the start."""
    stood = _initial(review_page(review)) if review else {}
    typed = {name: str(data[name]) for name in data if name.startswith(("comment_", "suggestion_", "conflict_text"))}
    return [text for name, text in typed.items() if not _same(text, stood.get(name, ""))]


def _fields_of(part: ReviewPart, *, required: bool) -> dict[str, forms.Field]:
    fields: dict[str, forms.Field] = {
        f"said_{part.part}": forms.ChoiceField(
            label=_t("Vad säger du om ”%(part)s”?") % {"part": part.heading},
            choices=Verdict.choices,
            widget=forms.RadioSelect,
            required=required,
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), _t("Säg vad du tycker om ”%(part)s”.") % {"part": part.heading}
            ),
        ),
        f"comment_{part.part}": forms.CharField(
            label=_t("Vad behöver ändras, och varför?"),
            required=False,
            max_length=LONGEST_COMMENT,
            widget=forms.Textarea(attrs={"rows": 3, "placeholder": " "}),
            error_messages={"max_length": TOO_LONG},
        ),
    }
    if part.rewordable:
        fields[f"suggestion_{part.part}"] = forms.CharField(
            label=_t("Så här kan det stå i stället"),
            required=False,
            max_length=LONGEST_SUGGESTION,
            widget=forms.Textarea(attrs={"rows": 8}),
            error_messages={"max_length": TOO_LONG},
        )
    return fields


def _initial(page: ReviewPage) -> dict[str, str]:
    """What was said before, or came with the invitation."""
    review = page.review
    conflict = review.conflict_of_interest
    initial = {
        "name": review.reviewer,
        "profession": review.profession,
        "workplace": review.workplace,
        "conflict": ("nej" if conflict == NO_CONFLICT else "ja") if conflict else "",
        "conflict_text": "" if conflict in (NO_CONFLICT, SOME_CONFLICT) else conflict,
    }
    for part in page.parts:
        said = page.said.get(part.part)
        initial[f"said_{part.part}"] = said.verdict if said else ""
        initial[f"comment_{part.part}"] = said.comment if said else ""
        initial[f"suggestion_{part.part}"] = said.suggestion if said and said.suggestion else part.text
    return initial


def _lines_as_ours(typed: str) -> str:
    """A browser ends lines in its own way, which would be a change in every one of them."""
    return typed.replace("\r\n", "\n")


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same; a field loses its outer spaces."""
    return _lines_as_ours(one).strip() in ("", _lines_as_ours(other).strip())
