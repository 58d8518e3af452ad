"""What the gallery shows: made-up texts, units and forms. Nothing here is care information."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib.messages import ERROR, SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.utils.safestring import SafeString

from ui import text
from ui.components import Hit, HitLanguage, MapDrawing, MapLand, MapMark, MapMoves, MapTown, UnitRow
from ui.drawing import drawn
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


HEADINGS = [
    ("farger", "Färger"),
    ("bradska", "Brådska"),
    ("typ", "Typsnitt och mått"),
    ("ikoner", "Ikoner"),
    ("knappar", "Knappar och länkar"),
    ("sok", "Sök"),
    ("formular", "Formulär"),
    ("fraga", "Frågan under en text"),
    ("skrivet", "Det som inte kunde sparas"),
    ("fel", "Formulär med fel"),
    ("text", "Text"),
    ("meddelanden", "Meddelanden"),
    ("i-regionen", "Vad som gäller i en region"),
    ("kort", "Kort och etiketter"),
    ("tabeller", "Tabeller och listor"),
    ("sokvard", "När och var"),
    ("enheter", "Mottagningar"),
    ("arbete", "Arbetsplats"),
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


class ExampleFeedback(Form):
    helpful = forms.ChoiceField(
        label="Hjälpte sidan dig?", choices=[("ja", "Ja"), ("nej", "Nej")], widget=forms.RadioSelect
    )
    comment = forms.CharField(label="Vad saknas?", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    website = forms.CharField(required=False, label="Lämna tomt")


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


def hits() -> list[Hit]:
    english = drawn("components/hit_language.html", HitLanguage("#sok", "en", "In English"))
    return [
        Hit("#sok", "Halsfluss", "Sjukdom", "Halsfluss är en infektion i halsmandlarna.", english),
        Hit("#sok", "Fever", brief="What to do when you have a fever.", language="en"),
    ]


def county_map() -> SafeString:
    """A county that is a square of 100 map units, with what may stand in it."""
    lands = [MapLand("M0 0h100v100h-100z", "0 0", other=False), MapLand("M0 0h20v100h-20z", "100 0", other=True)]
    sizes = ("5", "6", "2")
    marks = [
        MapMark("30 30", "Exempel: Vårdcentralen Linden", "1", *sizes, address="#enheter", spoken="1", listed=True),
        MapMark("70 30", "Exempel: Närakuten Boken", "1", *sizes, address="#enheter", spoken="Närakuten Boken"),
        MapMark("70 70", "", "12", *sizes, closer="exempel=1"),
        MapMark("30 70", "", "3", *sizes, several=True),
    ]
    drawing = MapDrawing(
        "0 0 110 100",
        "Karta över ett påhittat län",
        "4",
        outlines=drawn("components/map_land.html", lands),
        marks=drawn("components/map_mark.html", marks),
        towns=drawn("components/map_town.html", [MapTown("50 15", "Exempelstad", "1", "-2")]),
        place="Din plats", place_at="50 50", ring="3", drop="9", large="5",
    )  # fmt: skip
    return drawn("components/county_map.html", drawing)


def log_ins() -> list[Example | None]:
    """Soon over with and without more to come, just prolonged, and over."""
    ends = datetime(2026, 5, 12, 16, 5)
    states = [(True, True), (True, False), (False, True)]
    return [*(Example({"ends": ends, "is_soon_over": soon, "can_go_on": more}) for soon, more in states), None]


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
        "letters": "ABCDEFGHIJKLMNOPQRSTUVWXYZÅÄÖ",
        "list_page": Paginator(range(60), 20).page(2),
        "hits": hits(),
        "suggestions": [
            {"title": "Halsfluss", "kind": "Sjukdom", "url": "#sok"},
            {"title": "Ont i halsen", "kind": "Symtom", "url": "#sok"},
        ],
        "markdown_example": MARKDOWN,
        "headings": HEADINGS,
        "feedback_form": ExampleFeedback(auto_id="svar_%s"),
        "typed": Example({"words": [("text", "Det jag hade skrivit."), ("note", "En rad till.")]}),
        "messages_shown": [Message(SUCCESS, "Sparat. Läsarna ser det nu."), Message(ERROR, "Det gick inte att spara.")],
        "log_ins": log_ins(),
        "compared": {"visit": days()},
        "map": county_map(),
        "map_moves": MapMoves(*["exempel=1"] * 7),
        "pieces": [
            {"kind": "same", "text": "Halsmandlarna är röda och "},
            {"kind": "removed", "text": "kan ha"},
            {"kind": "same", "text": " "},
            {"kind": "added", "text": "har ibland"},
            {"kind": "same", "text": " vita prickar."},
        ],
    }
