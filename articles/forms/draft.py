"""The form that a whole article is written in, chapter by chapter."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import limits
from articles.forms.draft_text import MORE_ROWS, chapter_kinds, fields_of, row_count, shown_language, text_from
from articles.forms.plain import PlainText
from articles.lint import Finding, Weight
from articles.merging import fingerprint
from articles.models import ArticleKind, ChapterKind, Level, SourceLanguage
from articles.models.choices import chapter_anchor
from articles.queries.signatures import SignedPart
from articles.queries.writing import Topics
from articles.text import ArticleText
from regions.kinds import UnitKind
from ui.forms import Form

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField
    from django_stubs_ext import StrOrPromise

TITLE, HEADING, SIGN, SOURCE, OWNER, NOTE = 120, 120, 240, 200, 120, 300  # what the columns hold
ANY_LENGTH = 1_000_000
MONTHS = (3, 6, 12, 18, 24, 36, 60)
MARKDOWN = {"data-markdown": "", "spellcheck": "true"}


@dataclass(slots=True)
class FormGroup:
    """Fields that stand together under a name: a care level, a source."""

    key: str
    label: "StrOrPromise"
    fields: "list[BoundField]"

    @property
    def filled(self) -> bool:
        return any(each.value() or each.errors for each in self.fields)


@dataclass(slots=True)
class FormPart:
    """One part of the text as it is written: "head", "care", a `ChapterKind` value, "sources", "related", "end"."""

    key: str
    label: "StrOrPromise"
    groups: list[FormGroup] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    remarks: SignedPart | None = None  # what reviewers want changed in it
    lix: float = 0.0  # how easy the part is to read; 0 for an empty one
    longest_sentence: int = 0  # words

    @property
    def anchor(self) -> str:
        """Where the chapter stands in the reader's page."""
        return chapter_anchor(self.key) if self.key in ChapterKind.values else ""

    @property
    def stops(self) -> int:
        return sum(finding.weight == Weight.STOP for finding in self.findings)

    @property
    def filled(self) -> bool:
        return any(group.filled for group in self.groups)


class DraftForm(Form):
    """Everything that a draft says. Half a text is right too: only what no column could hold is an error."""

    marks_optional = False
    title = PlainText(label=gettext_lazy("Rubrik"), most=TITLE)
    summary = PlainText(
        label=gettext_lazy("Sammanfattning"),
        most=ANY_LENGTH,
        rows=4,
        help_text=gettext_lazy("Två eller tre meningar: vad det är, och om det brukar gå över."),
    )
    life_threatening = forms.BooleanField(
        label=gettext_lazy("Kan vara livshotande: visa Ring 112 överst på sidan"), required=False
    )
    review_months = forms.TypedChoiceField(label=gettext_lazy("Ska granskas igen efter"), coerce=int)
    change_note = PlainText(
        label=gettext_lazy("Vad som har ändrats"),
        most=NOTE,
        rows=2,
        help_text=gettext_lazy("En mening som läsarna får se i listan över versioner."),
    )
    serial = forms.CharField(widget=forms.HiddenInput, required=False)
    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, text: ArticleText, topics: Topics, serial: int, data: QueryDict | None = None) -> None:
        """`text` is what the draft says now; `data` what was typed, if anything was."""
        self.opened, self.topics = text, topics
        initial = fields_of(text, topics) | {"serial": serial, "was": fingerprint(text)}
        super().__init__(data, initial=initial)
        months: forms.TypedChoiceField = self.fields["review_months"]  # type: ignore[assignment]
        months.choices = [(n, _("%d månader") % n) for n in sorted({*MONTHS, text.review_months})]
        self.levels = [] if self.is_addition else list(Level)
        for level in self.levels:
            self.fields.update(_level_fields(level))
        self.chapters = chapter_kinds(text.kind, text)
        for kind in self.chapters:
            self.fields.update(_chapter_fields(kind))
        self.source_rows, self.related_rows = self._rows("source"), self._rows("related")
        if self.is_addition:  # a title and a text; the rest is the national article's
            self._only_text()
        for n in range(self.source_rows):
            self.fields.update(_source_fields(n))
        for n in range(self.related_rows):
            self.fields[f"related-{n}"] = _related_field(n)
        for each in self.fields.values():
            each.widget.attrs.setdefault("autocomplete", "off")

    @property
    def is_addition(self) -> bool:
        return self.opened.kind == ArticleKind.TILLAGG

    def _only_text(self) -> None:
        self.source_rows = self.related_rows = 0
        for name in ("summary", "life_threatening", *(f"chapter-{kind.value}-heading" for kind in self.chapters)):
            del self.fields[name]

    def _rows(self, name: str) -> int:
        if self.data:
            return max(row_count(self.data, name), 1)
        return row_count(self.initial, name) + MORE_ROWS

    @property
    def seen_serial(self) -> int:
        """The number of the draft that the form was made from; what is no number is nobody's. A draft that was begun
        anew counts from the start: its text tells it from the one that the form was made from."""
        if str(self["was"].value() or "") not in ("", fingerprint(self.opened)):
            return -1
        try:
            return int(str(self["serial"].value()))
        except ValueError:
            return -1

    def text(self) -> ArticleText:
        """What the form says, as far as it can be understood."""
        self.full_clean()
        said = {name: self[name].value() for name in self.fields}
        return text_from(said | getattr(self, "cleaned_data", {}), self.opened, self.topics)

    def typed(self) -> Iterator[tuple[str, str]]:
        """Each field and what was typed in it, to be carried along in a page that shows no form."""
        for name in self.fields:
            value = self[name].value()
            if value not in (None, "", False):
                yield name, "on" if value is True else str(value)

    def parts(self) -> list[FormPart]:
        """The form part by part, in the reader's order."""
        end = FormPart("end", _("Granskning och ändring"), [self._group("end", "", "review_months change_note")])
        chapters = [FormPart(kind.value, kind.label, [self._chapter_group(kind)]) for kind in self.chapters]
        if self.is_addition:
            return [FormPart("head", _("Rubrik"), [self._group("head", "", "title")]), *chapters, end]
        head = self._group("head", "", "title summary life_threatening")
        related = [self._group(f"{n}", "", f"related-{n}") for n in range(self.related_rows)]
        return [
            FormPart("head", _("Rubrik och sammanfattning"), [head]),
            FormPart("care", _("När och var ska jag söka vård?"), [self._level_group(level) for level in self.levels]),
            *chapters,
            FormPart("sources", _("Källor"), [self._source_group(n) for n in range(self.source_rows)]),
            FormPart("related", _("Läs också"), related),
            end,
        ]

    def _group(self, key: str, label: "StrOrPromise", names: str) -> FormGroup:
        return FormGroup(key, label, [self[name] for name in names.split()])

    def _level_group(self, level: Level) -> FormGroup:
        return self._group(level.value, level.label, " ".join(_level_fields(level)))

    def _chapter_group(self, kind: ChapterKind) -> FormGroup:
        names = (name for name in _chapter_fields(kind) if name in self.fields)
        return self._group(kind.value, kind.label, " ".join(names))

    def _source_group(self, n: int) -> FormGroup:
        return self._group(f"{n}", _("Källa %d") % (n + 1), " ".join(_source_fields(n)))


def _level_fields(level: Level) -> dict[str, forms.Field]:
    name, label = f"level-{level.value}", level.label
    example = limits.EXAMPLE_HEADINGS.get(level)
    heading_help = _("Till exempel ”%s”.") % example if example else _("Tomt blir ”%s”.") % label
    units = forms.ChoiceField(
        label=_("Typ av vård"),
        required=False,
        choices=[("", _("Ingen")), *UnitKind.choices],
        help_text=_("Vi visar den närmaste som är öppen."),
    )
    return {
        f"{name}-heading": PlainText(
            label=_("Rubrik"), called=_("Rubrik, %s") % label, most=HEADING, help_text=heading_help
        ),
        f"{name}-signs": PlainText(
            label=_("Tecken"), most=SIGN, each_line=True, rows=4, help_text=_("Ett på varje rad, som en hel mening.")
        ),
        f"{name}-where": PlainText(label=_("Vart du vänder dig"), most=ANY_LENGTH, rows=2),
        f"{name}-if_closed": PlainText(label=_("Om det är stängt"), most=ANY_LENGTH, rows=2),
        f"{name}-unit_kind": units,
    }


def _chapter_fields(kind: ChapterKind) -> dict[str, forms.Field]:
    name = f"chapter-{kind.value}"
    return {
        f"{name}-heading": PlainText(label=_("Rubrik"), called=_("Rubrik, %s") % kind.label, most=HEADING),
        f"{name}-text": PlainText(label=_("Text"), most=ANY_LENGTH, rows=10, attrs=MARKDOWN, help_text=""),
    }


def _source_fields(n: int) -> dict[str, forms.Field]:
    number = {"number": n + 1}
    return {
        f"source-{n}-title": PlainText(label=_("Titel"), called=_("Titel, källa %(number)d") % number, most=SOURCE),
        f"source-{n}-owner": PlainText(
            label=_("Utgivare"), called=_("Utgivare, källa %(number)d") % number, most=OWNER
        ),
        f"source-{n}-language": forms.ChoiceField(
            label=_("Språk"),
            required=False,
            choices=[(shown_language(each), each.label) for each in SourceLanguage],
        ),
    }


def _related_field(n: int) -> forms.Field:
    return PlainText(label=_("Artikel %d") % (n + 1), most=TITLE, attrs={"list": "amnen"})
