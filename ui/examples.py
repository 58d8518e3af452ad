"""What the gallery shows: made-up texts, units and forms. Nothing here is care information."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms

from ui import text
from ui.components import UnitRow
from ui.forms import FilterForm, Form

COLOURS = [
    ("ink", "Text"),
    ("ink-soft", "Mindre viktig text"),
    ("paper", "Papper"),
    ("sand", "Yta"),
    ("sand-deep", "Djupare yta"),
    ("line", "Linje"),
    ("edge", "Kant runt fält"),
    ("pine", "Märke"),
    ("pine-tint", "Ton"),
    ("fill", "Knapp"),
    ("link", "Länk"),
    ("focus", "Fokus"),
]


MARKDOWN = """\
Ett stycke med **viktiga ord** och en länk till [texten om feber](/feber/).

### En mellanrubrik

- En punkt
- En till
"""


@dataclass(frozen=True)
class Example:
    """Stands in for what a page would fetch: any names, any values."""

    values: dict[str, Any] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Any:
        try:
            return self.values[name]
        except KeyError:
            raise AttributeError(name) from None


class ExampleForm(Form):
    name = forms.CharField(label="Vad heter mottagningen?", help_text="Namnet som står på skylten.", max_length=80)
    email = forms.EmailField(label="E-post", required=False)
    kind = forms.ChoiceField(label="Typ av vård", choices=[("", "Välj"), ("v", "Vårdcentral"), ("a", "Akutmottagning")])
    open_when = forms.ChoiceField(
        label="När har ni öppet?",
        choices=[("d", "Dagtid"), ("k", "Kvällar och helger"), ("j", "Dygnet runt")],
        widget=forms.RadioSelect,
    )
    access = forms.MultipleChoiceField(
        label="Vad finns på plats?",
        choices=[("r", "Plats för rullstol"), ("h", "Hörslinga"), ("t", "Anpassad toalett")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(label="Beskriv vägen dit", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agree = forms.BooleanField(label="Uppgifterna stämmer i dag")


class ExampleFilter(FilterForm):
    place = forms.CharField(label="Plats eller postnummer", required=False)
    kind = forms.ChoiceField(label="Typ av vård", choices=[("", "Alla"), ("v", "Vårdcentral")], required=False)
    when = forms.ChoiceField(label="Öppettider", choices=[("", "Alla"), ("nu", "Öppet nu")], required=False)


def care_levels() -> list[Example]:
    rows = [
        ("emergency", "Ring 112", ["Ett tecken på fara för liv."], "Ring 112 direkt.", ""),
        (
            "urgent",
            "Sök en akutmottagning nu",
            ["Ett tecken som är bråttom."],
            "Åk till en akutmottagning eller en närakut i dag.",
            "Åk till närmaste akutmottagning som är öppen dygnet runt.",
        ),
        (
            "soon",
            "Kontakta en vårdcentral",
            ["Ett tecken som kan vänta till i morgon.", "Ett till."],
            "Kontakta en vårdcentral inom två dagar.",
            "Ring 1177 för råd.",
        ),
        ("advice", "Ring 1177 när du är osäker", ["Du vet inte hur bråttom det är."], "", ""),
        ("selfcare", "Det här kan du oftast sköta hemma", ["Ett lätt besvär."], "Vila och drick.", ""),
    ]
    names = ("level", "heading", "signs", "where", "if_closed")
    return [Example(dict(zip(names, row, strict=True))) for row in rows]


def unit_rows() -> list[UnitRow]:
    return [
        UnitRow(
            address="#enheter", kinds=["Vårdcentral"],
            name="Exempel: Vårdcentralen Linden", status="open", state="Öppet till 17.00", distance=text.distance(350),
            where="Exempelgatan 3, Exempelstad", phone="+46406280400", phone_in_words="040-628 04 00", number="1",
        ),
        UnitRow(
            address="#enheter", kinds=["Vårdcentral"],
            name="Exempel: Närakuten Boken", status="closed", state="Stängt, öppnar 08.00",
            distance=text.distance(2140), where="Provvägen 12, Exempelstad", phone="+46406280401",
            phone_in_words="040-628 04 01", number="2",
        ),
        UnitRow(
            address="#enheter", kinds=["Vårdcentral"],
            name="Exempel: Vårdcentralen Eken", status="unknown", state="Öppettid: uppgift saknas",
            distance_is_missing=True, number="3",
        ),
    ]  # fmt: skip


def days() -> list[Example]:
    rows = [
        (date(2026, 5, 12), "08.00–17.00", "", "", False),
        (date(2026, 5, 13), "08.00–12.00", "", "Personalmöte", True),
        (date(2026, 5, 14), "Stängt", "Kristi himmelsfärdsdag", "", True),
        (date(2026, 5, 15), "08.00–17.00", "", "", False),
    ]
    names = ("day", "label", "red_day", "note", "differs")
    return [Example(dict(zip(names, row, strict=True))) for row in rows]


def local_notices() -> list[Example]:
    """One of each level."""
    names = ("level", "get_level_display", "title", "text", "municipality", "region", "link", "regional_link")
    rows = (
        (
            "information",
            "Information",
            "Ny telefonväxel i natt",
            "Telefonen kan vara borta en stund.",
            "",
            "Skåne",
            "",
            "",
        ),
        ("warning", "Varning", "Koka dricksvattnet", "Koka i två minuter.", "Hörby", "Skåne", "/x/", "#meddelanden"),
        ("crisis", "Kris", "Stanna inne i Landskrona", "Stäng fönster och dörrar.", "", "Skåne", "", ""),
    )
    return [Example(dict(zip(names, row, strict=True))) for row in rows]


def region_contact() -> Example:
    return Example(
        {
            "label": "Patientnämnden (exempel)",
            "phone": "+46406280400",
            "hours": "Måndag–fredag 9–12",
            "address": "Exempelgatan 1, Malmö",
            "website": "https://patientnamnden.example/",
            "confirmed_on": date(2026, 3, 12),
        }
    )


def region_fees() -> list[Example]:
    names = ("label", "for_whom", "amount", "is_free", "note", "confirmed_on")
    rows = (
        ("Besök på vårdcentral", "Från 20 år", 1000, False, "Påhittat belopp.", date(2026, 3, 12)),
        ("Besök på vårdcentral", "Till och med 19 år", 0, True, "", date(2026, 3, 12)),
    )
    return [Example(dict(zip(names, row, strict=True))) for row in rows]


def gallery() -> dict[str, Any]:
    """The gallery's context."""
    wrong = ExampleForm({"email": "namn", "text": "Till vänster om entrén."}, auto_id="fel_%s")
    linden = Example({"get_absolute_url": "#enheter", "name": "Exempel: Vårdcentralen Linden", "phone": "+46406280400"})
    open_now = Example({"status": "open", "label": "Öppet till 17.00"})
    skane = Example({"name": "Skåne", "code": "12", "slug": "skane", "inside": "i Skåne"})
    return {
        "colours": COLOURS,
        "steps": [("3", "Sidans rubrik"), ("2", "Rubrik"), ("1", "Ingress"), ("0", "Brödtext"), ("-1", "Liten text")],
        "levels": care_levels(),
        "local_notices": local_notices(),
        "region_contact": region_contact(),
        "region_fees": region_fees(),
        "nearby": Example({"any_open": True, "units": [(linden, open_now)]}),
        "example_region": skane,
        "unit_rows": unit_rows(),
        "days": days(),
        "confirmations": [
            Example({"on": date(2026, 3, 12), "overdue": False}),
            Example({"on": date(2025, 3, 12), "overdue": True}),
            Example({"on": None, "overdue": False}),
        ],
        "form": ExampleForm(),
        "wrong_form": wrong,
        "filter_form": ExampleFilter(auto_id="filter_%s"),
        "crumbs": [],
        "letters": [(letter, "" if letter in "CQWXZ" else "#az") for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ"],
        "suggestions": [
            {"title": "Halsfluss", "kind": "Sjukdom", "url": "#sok"},
            {"title": "Ont i halsen", "kind": "Symtom", "url": "#sok"},
        ],
        "markdown_example": MARKDOWN,
        "headings": [("farger", "Färger"), ("typ", "Typsnitt"), ("knappar", "Knappar")],
        "pieces": [
            {"kind": "same", "text": "Halsmandlarna är röda och "},
            {"kind": "removed", "text": "kan ha"},
            {"kind": "same", "text": " "},
            {"kind": "added", "text": "har ibland"},
            {"kind": "same", "text": " vita prickar."},
        ],
    }
