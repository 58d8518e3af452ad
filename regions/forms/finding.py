from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from regions.kinds import KIND_SLUGS
from regions.map_window import Window
from regions.models import Accessibility, EService, Language
from regions.queries import CareSearch, Place, Sort, Understood, When, Wishes, understand
from regions.queries.find_care import MAX_PAGE
from regions.queries.gazetteer import region_place
from regions.queries.places import position_place
from ui.forms import FilterForm

# The words in an address. Not made of the labels, since those follow the language.
ACCESS_SLUGS = {
    "rullstol": Accessibility.WHEELCHAIR,
    "hiss": Accessibility.LIFT,
    "toalett": Accessibility.TOILET,
    "parkering": Accessibility.PARKING,
    "horslinga": Accessibility.HEARING_LOOP,
    "teckensprak": Accessibility.SIGN_LANGUAGE,
}
E_SERVICE_SLUGS = {
    "video": EService.VIDEO,
    "boka": EService.BOOK,
    "fornya": EService.RENEW,
    "fraga": EService.ASK,
    "kontakt": EService.CONTACT,
    "journal": EService.RECORD,
}
LANGUAGE_SLUGS = {language.value: language for language in Language if language != Language.SWEDISH}
SORTS = ((Sort.DISTANCE, _("Närmast först")), (Sort.OPENS, _("Öppet eller öppnar snart")), (Sort.NAME, _("Namn")))

# What search.js and htmx do while one types; the address follows from the page's own, in any region.
SUGGESTS = {
    "hx-get": "forslag/",
    "hx-include": "closest form",
    "hx-trigger": "input changed delay:200ms, suggest",
    "hx-target": "#hitta-vard-forslag",
    "hx-sync": "this:replace",
}


def _several(label: Any, choices: Mapping[str, TextChoices], wrong: Any, **rest: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        choices=[(name, choice.label) for name, choice in choices.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": wrong},
        **rest,
    )


def _tick(label: Any, **rest: Any) -> forms.BooleanField:
    return forms.BooleanField(label=label, required=False, widget=forms.CheckboxInput(attrs={"value": "1"}), **rest)


class FindCareForm(FilterForm):
    """Where, what and when."""

    changes_its_fields = False
    data: QueryDict
    refused: tuple[str, ...] = ()

    q = forms.CharField(
        label=_("Plats eller mottagning"),
        required=False,
        max_length=100,
        strip=True,
        error_messages={
            "max_length": _("Sökningen är för lång. Skriv högst 100 tecken, till exempel ”vårdcentral Lund”."),
            "null_characters_not_allowed": _("Sökningen innehåller ett tecken som inte går att läsa. Skriv den igen."),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "dir": "auto", "autocapitalize": "none"} | SUGGESTS
        ),
    )
    typ = forms.ChoiceField(
        label=_("Typ av vård"),
        required=False,
        choices=[("", _("Alla")), *((name, kind.label) for name, kind in KIND_SLUGS.items())],
        error_messages={"invalid_choice": _("Den typen av vård finns inte. Välj en i listan.")},
    )
    oppet = forms.ChoiceField(
        label=_("Öppettider"),
        required=False,
        choices=[
            (When.ANY.value, _("Alla")),
            (When.NOW.value, _("Öppet nu")),
            (When.EVENINGS.value, _("Kvällar eller helger")),
            (When.LATE.value, _("Sent, efter klockan 20")),
            (When.NIGHT.value, _("Natt, efter klockan 23")),
            (When.SATURDAY.value, _("Lördagar")),
            (When.SUNDAY.value, _("Söndagar")),
        ],
        error_messages={"invalid_choice": _("Välj en av öppettiderna i listan.")},
    )
    dropin = _tick(_("Drop-in"))
    listning = _tick(_("Tar emot nya listningar"))
    etjanst = _several(_("E-tjänster"), E_SERVICE_SLUGS, _("Den e-tjänsten finns inte. Välj i listan."))
    tillganglighet = _several(_("Tillgänglighet"), ACCESS_SLUGS, _("Det valet finns inte. Välj under Tillgänglighet."))
    sprak = _several(
        _("Personalen talar"),
        LANGUAGE_SLUGS,
        _("Det språket finns inte. Välj i listan."),
        help_text=_("Något av språken räcker. Tolk har du rätt till i alla språk."),
    )
    sortera = forms.ChoiceField(
        required=False,
        choices=[(sort.value, label) for sort, label in SORTS],
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("Listan kan inte ordnas så. Välj bland länkarna över den.")},
    )
    saknas = forms.BooleanField(required=False, widget=forms.HiddenInput)
    pos = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    karta = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    ordagrant = forms.BooleanField(label=_("Ordagrant"), required=False, widget=forms.HiddenInput)
    sida = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=MAX_PAGE,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Den sidan finns inte.")),
    )

    MORE = ("dropin", "listning", "etjanst", "tillganglighet", "sprak")

    @classmethod
    def forgiving(cls, asked: QueryDict) -> "FindCareForm":
        """The form without what stands in no field that is seen and cannot be used, since nobody could mend it there.
        `refused` says in words what it was, and `data` is what is left."""
        form = cls(asked)
        wrong = {name: said for name, said in form.errors.items() if form.fields[name].widget.is_hidden}
        if not wrong:
            return form
        kept = asked.copy()
        for name in wrong:
            del kept[name]
        form = cls(kept)
        form.refused = tuple(str(message) for said in wrong.values() for message in said)
        return form

    def clean_pos(self) -> Place | None:
        if not self.cleaned_data["pos"]:
            return None
        place = position_place(self.cleaned_data["pos"])
        if place is None:
            raise ValidationError(_("Din plats går inte att använda. Skriv en ort eller ett postnummer i stället."))
        return place

    def clean_karta(self) -> Window | None:
        if not self.cleaned_data["karta"]:
            return None
        window = Window.read(self.cleaned_data["karta"])
        if window is None:
            raise ValidationError(_("Kartan kan inte visa den platsen. Börja om från listan."))
        return window

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned["typ"] = KIND_SLUGS.get(cleaned.get("typ", ""))
        return cleaned

    def search(self, region_code: str | None) -> CareSearch:
        """The search that the cleaned form asks for. A place typed beats one's position, which beats the region."""

        data = self.cleaned_data
        understood = Understood("")
        if data.get("q"):
            mend = not data.get("ordagrant")
            understood = understand(data["q"], mend=mend, region_code=region_code or "", only_care=True)
        place = understood.place or data.get("pos") or (region_place(region_code) if region_code else None)
        return CareSearch(
            understood,
            place,
            data.get("typ") or understood.kind,
            When(data["oppet"]) if data.get("oppet") else When.said(understood),
            data.get("sida") or 1,
            self._wishes() | understood.wishes,
            Sort(data.get("sortera") or ""),
            bool(data.get("saknas")),
        )

    def _wishes(self) -> Wishes:
        data = self.cleaned_data
        return Wishes(
            languages=tuple(data["sprak"]),
            accessibility=tuple(ACCESS_SLUGS[name].value for name in data["tillganglighet"]),
            e_services=tuple(E_SERVICE_SLUGS[name].value for name in data["etjanst"]),
            drop_in=data["dropin"],
            takes_new_listings=data["listning"],
        )

    @staticmethod
    def choices_for(wishes: Wishes) -> dict[str, list[str]]:
        """What the fields of the folded part have where these are wished for."""
        return {
            "dropin": ["1"] if wishes.drop_in else [],
            "listning": ["1"] if wishes.takes_new_listings else [],
            "etjanst": [name for name, service in E_SERVICE_SLUGS.items() if service in wishes.e_services],
            "tillganglighet": [name for name, access in ACCESS_SLUGS.items() if access in wishes.accessibility],
            "sprak": list(wishes.languages),
        }

    @property
    def more_chosen(self) -> int:
        """How many of the choices in the folded part are on."""
        chosen = [self.cleaned_data.get(name) for name in self.MORE]
        return sum(len(each) if isinstance(each, list) else bool(each) for each in chosen)

    @property
    def more_wrong(self) -> bool:
        """Whether something in the folded part must be mended, so that it is shown unfolded."""
        return any(name in self.errors for name in self.MORE)
