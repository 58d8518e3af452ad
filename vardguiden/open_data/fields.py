"""The fields of a care unit and of an article: an example of each, and what it says."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from regions.unit_parts import PARTS
from vardguiden.open_data.shapes import Field, Fields, Maybe

UID = "5a2c1f0e-8f5b-4c57-9d0a-2f1f5f0b7c11"
OTHER = "9b7d3e42-1c6a-4f0e-8a3d-6c1d2e4f5a60"
SITE = settings.SITE_URL
AT = "2026-03-02T08:15:30.123456Z"
LINKED = Maybe(UID)
SPAN = {"day": "monday", "opens": "08:00", "closes": "17:00"}
CHANGE = {
    "purpose": "visit",
    "first_day": "2026-12-24",
    "last_day": "2026-12-24",
    "closed": False,
    "opens": Maybe("08:00"),
    "closes": Maybe("12:00"),
    "note": Maybe("Julafton"),
}
NOTICE = {"title": "Hissen är trasig", "text": Maybe("Ring på porttelefonen."), "starts_at": AT, "ends_at": Maybe(AT)}

UNIT: Fields = {
    "uid": Field(UID, _("Mottagningens id. Det ändras aldrig och används aldrig igen.")),
    "url": Field(f"{SITE}/mottagning/vardcentralen-exempel/", _("Mottagningens sida. Gamla adresser leder vidare.")),
    "status": Field("active", _("active, planned (har inte öppnat än) eller closed (stängd för alltid).")),
    "name": Field("Vårdcentralen Exempel", _("Namnet.")),
    "kinds": Field(["primary_care"], _("Typ av vård, med våra koder.")),
    "operator": Field(Maybe("Exempelbolaget AB"), _("Vem som driver mottagningen.")),
    "hsa_id": Field(Maybe("SE2321000255-E000000000001"), _("Mottagningens HSA-id.")),
    "region": Field({"code": "12", "name": "Skåne", "slug": "skane"}, _("Regionen, med länskod.")),
    "municipality": Field({"code": "1281", "name": "Lund", "slug": "lund"}, _("Kommunen, med kommunkod.")),
    "address": Field(
        {"street": Maybe("Exempelgatan 3"), "postal_code": Maybe("22222"), "city": Maybe("Lund")}, _("Adressen.")
    ),
    "way_there": Field(Maybe("Ingång från gården."), _("Vägbeskrivning.")),
    "position": Field(
        Maybe({"latitude": 55.70466, "longitude": 13.19101, "easting": 386299, "northing": 6175029}),
        _("Läget i WGS 84 (grader) och SWEREF 99 TM (meter)."),
    ),
    "phone": Field(Maybe("+46406280499"), _("Telefon i internationell form.")),
    "website": Field(Maybe("https://vardcentral.example/"), _("Mottagningens egen webbplats.")),
    "hours": Field(
        {"visit": [SPAN], "phone": [SPAN], "drop_in": [SPAN]},
        _(
            "Ordinarie öppettider, telefontider och drop-in. En tid hör till dagen den börjar. Slutar den före"
            " den börjar går den över midnatt. red_day är röda dagar."
        ),
    ),
    "red_days": Field("closed", _("Vad som gäller på röda dagar: closed, as_usual, own_hours eller unknown.")),
    "exceptions": Field([CHANGE], _("Avvikande tider. De gäller i stället för de ordinarie.")),
    "notices": Field([NOTICE], _("Tillfällig information som visas, eller har visats, på sidan.")),
    "services": Field(["Provtagning"], _("Tjänster.")),
    "helps_with": Field(Maybe("Infektioner och **intyg**."), _("Vad mottagningen hjälper till med, i Markdown.")),
    "does_not_help_with": Field(Maybe("Brustna ben."), _("Vad den inte hjälper till med, i Markdown.")),
    "how_to_seek": Field(Maybe("Ring först."), _("Hur man söker vård där, i Markdown.")),
    "languages": Field(["sv", "ar"], _("Språk som personalen talar, ISO 639.")),
    "accessibility": Field(["wheelchair"], _("Tillgänglighet, med våra koder.")),
    "e_services": Field(["book"], _("Vad man kan göra på nätet, med våra koder.")),
    "answers_within_days": Field(Maybe(2), _("Inom hur många dagar mottagningen svarar i e-tjänsterna.")),
    "takes_new_listings": Field(Maybe(True), _("Om den tar emot nya listningar.")),
    "part_of": Field(LINKED, _("Id för den mottagning som den hör till.")),
    "opens_on": Field(Maybe("2026-09-01"), _("Dagen den öppnar första gången.")),
    "closed_on": Field(Maybe("2027-01-01"), _("Dagen den stänger för alltid.")),
    "closed_note": Field(Maybe("Flyttar till Linden."), _("Varför den stänger, och vad som gäller.")),
    "successor": Field(LINKED, _("Id för den mottagning som ersätter den.")),
    "confirmed": Field(
        {part: Maybe("2026-02-12") for part in PARTS},
        _("Dagen då mottagningen senast bekräftade varje del av uppgifterna."),
    ),
    "source": Field(Maybe("Region Exempel"), _("Varifrån uppgifterna först kom.")),
    "example": Field(True, _("true om mottagningen är påhittad.")),
    "changed_at": Field(AT, _("När uppgifterna senast blev andra.")),
}  # fmt: skip

REGION = {"code": "12", "slug": "skane", "name": "Skåne"}
ADDITION = {"id": "tillagg-1", "anchor": "care", "title": "I Skåne", "text": "Ring närakuten.", "is_example": True}
CHAPTER = {
    "id": "symtom",
    "kind": "symptoms",
    "heading": "Symtom",
    "text": "Det gör ont i halsen.",
    "additions": [ADDITION],
}
REVIEW = {
    "reviewer": "Rut Exempel",
    "profession": "Läkare",
    "workplace": "Exempelsjukhuset",
    "conflict_of_interest": "Inga",
    "signed_on": "2026-03-12",
}

ARTICLE: Fields = {
    "id": Field("sv/halsfluss", _("Textens id: språk, region om den är en regions egen, och adressnamn.")),
    "slug": Field("halsfluss", _("Adressnamnet.")),
    "language": Field("sv", _("Språket, BCP 47.")),
    "easy_read": Field(False, _("true om texten är lättläst.")),
    "kind": Field("sjukdom", _("Vad texten handlar om: sjukdom, symtom, undersokning, behandling …")),
    "title": Field("Halsfluss", _("Rubriken.")),
    "summary": Field("Halsfluss är en infektion i halsen.", _("Sammanfattningen.")),
    "life_threatening": Field(False, _("true om det kan vara livshotande.")),
    "version": Field(3, _("Versionens nummer. En version ändras aldrig.")),
    "published_on": Field("2026-03-12", _("Dagen versionen publicerades.")),
    "review_due": Field(Maybe("2028-03-12"), _("Dagen då texten senast ska granskas igen.")),
    "correction": Field(Maybe("Fel dos i kapitlet Behandling."), _("Vad som var fel, när versionen är en rättelse.")),
    "example": Field(True, _("true om texten är en exempeltext.")),
    "reviewed": Field(False, _("true om en faktagranskare har skrivit under varje del av texten.")),
    "reviews": Field([REVIEW], _("Vilka som har granskat, med jäv.")),
    "not_reviewed": Field(["head"], _("Delar av en rättelse som ingen har granskat än.")),
    "made_from_version": Field(Maybe(3), _("Den svenska version som en översättning är gjord från.")),
    "older_than_original": Field(False, _("true om den svenska texten har ändrats sedan dess.")),
    "translations": Field(
        [
            {
                "language": "en",
                "easy_read": False,
                "title": "Tonsillitis",
                "url": f"{SITE}/en/halsfluss/",
                "older_than_original": False,
            }
        ],
        _("Samma ämne på andra språk."),
    ),
    "region": Field(Maybe("12"), _("Länskoden för regionen som texten läses i, eller som har skrivit den.")),
    "care_levels": Field(
        [
            {
                "level": "soon",
                "heading": "Kontakta en vårdcentral",
                "signs": ["Du har ont i halsen och feber."],
                "where": "Ring en vårdcentral.",
                "if_closed": "Ring 1177.",
                "unit_kind": Maybe("primary_care"),
            }
        ],
        _("När och var man söker vård, mest bråttom först. emergency, urgent, soon, advice, selfcare."),
    ),
    "care_additions": Field([ADDITION], _("Vad regionen lägger till om var man söker vård.")),
    "chapters": Field([CHAPTER], _("Kapitlen i ordning. text är Markdown.")),
    "regional_additions": Field(
        [
            {
                "region": REGION,
                "anchor": "care",
                "title": "I Skåne",
                "text": "Ring närakuten.",
                "version": 1,
                "published_on": "2026-03-12",
                "example": True,
            }
        ],
        _("Vad varje region lägger till, och till vilket kapitel."),
    ),
    "sources": Field(
        [{"title": "Halsont", "owner": "Läkemedelsverket", "language": "sv"}],
        _("Källorna. language är titelns språk."),
    ),
    "synonyms": Field(["tonsillit"], _("Andra namn på svenska.")),
    "topic_areas": Field([{"slug": "infektioner", "name": "Infektioner"}], _("Ämnesområden.")),
    "related": Field([{"slug": "feber", "title": "Feber"}], _("Närliggande texter.")),
    "versions": Field(
        [
            {
                "number": 3,
                "published_on": "2026-03-12",
                "change_note": "Nya råd om smitta.",
                "correction_reason": "",
            }
        ],
        _("Alla publicerade versioner. Var och en finns kvar på sin adress."),
    ),
    "licence": Field(
        {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/", "attribution": "Vårdguiden"},
        _("Licensen, och vem som ska nämnas."),
    ),
    "url": Field(f"{SITE}/halsfluss/", _("Sidan.")),
    "json": Field(f"{SITE}/halsfluss.json", _("Texten för maskiner.")),
}
