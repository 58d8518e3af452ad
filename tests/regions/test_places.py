"""What people type into find care, and what it is taken to mean."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regions.kinds import PLURALS, UnitKind
from regions.queries import understand
from regions.queries.guesses import did_you_mean
from regions.queries.understanding import MAX_WORDS

pytestmark = pytest.mark.django_db

VC, AKUT, NARAKUT, JOUR = UnitKind.PRIMARY_CARE, UnitKind.EMERGENCY, UnitKind.URGENT_CARE, UnitKind.OUT_OF_HOURS
BVC, BMM, UMO, PSYK = UnitKind.CHILD_HEALTH, UnitKind.MIDWIFERY, UnitKind.YOUTH, UnitKind.PSYCHIATRY
TAND, SJUKHUS, APOTEK = UnitKind.DENTAL, UnitKind.HOSPITAL, UnitKind.PHARMACY
NOTHING = (None, None, False, "")

QUERIES = {
    # query: (kind, place, open now, what is left for names)
    "vårdcentral Lund": (VC, "Lund", False, ""),
    "Vårdcentral i Lund": (VC, "Lund", False, ""),
    "VÅRDCENTRAL LUND": (VC, "Lund", False, ""),
    "vardcentral lund": (VC, "Lund", False, ""),
    "Lund vårdcentral": (VC, "Lund", False, ""),
    "Lunds vårdcentral": (VC, "Lund", False, ""),
    "vårdcentraler nära Lund": (VC, "Lund", False, ""),
    "vårdcentralerna i Lund": (VC, "Lund", False, ""),
    "vc lund": (VC, "Lund", False, ""),
    "läkare i Malmö": (VC, "Malmö", False, ""),
    "husläkare Nacka": (VC, "Nacka", False, ""),
    "hälsocentral Umeå": (VC, "Umeå", False, ""),
    "akuten göteborg öppet nu": (AKUT, "Göteborg", True, ""),
    "akutmottagningen i Göteborg": (AKUT, "Göteborg", False, ""),
    "närakut öppen nu malmo": (NARAKUT, "Malmö", True, ""),
    "lättakut Helsingborg": (NARAKUT, "Helsingborg", False, ""),
    "jour Borås ikväll": (JOUR, "Borås", True, ""),
    "bvc i hörby": (BVC, "Hörby", False, ""),
    "BVC Hörby": (BVC, "Hörby", False, ""),
    "barnavårdscentral i Kiruna": (BVC, "Kiruna", False, ""),
    "barnmorska jönköping": (BMM, "Jönköping", False, ""),
    "ungdomsmottagning Växjö": (UMO, "Växjö", False, ""),
    "umo vaxjo": (UMO, "Växjö", False, ""),
    "psykiatri Örebro": (PSYK, "Örebro", False, ""),
    "psykiatrisk mottagning i Örebro": (PSYK, "Örebro", False, ""),
    "bup gävle": (PSYK, "Gävle", False, ""),
    "tandläkare malmö": (TAND, "Malmö", False, ""),
    "folktandvården i Malmö": (TAND, "Malmö", False, ""),
    "akut tandvård Malmö": (TAND, "Malmö", False, ""),
    "tandläkare akut malmö": (TAND, "Malmö", False, ""),
    "akut psykiatri Örebro": (PSYK, "Örebro", False, ""),
    "akut": (AKUT, None, False, ""),
    "sjukhus Västerås": (SJUKHUS, "Västerås", False, ""),
    "lasarettet i Ystad": (SJUKHUS, "Lasarettet i Ystad", False, ""),
    "apotek åre": (APOTEK, "Åre", False, ""),
    "apotek are": (APOTEK, "Åre", False, ""),
    "Åres apotek": (APOTEK, "Åre", False, ""),
    "apoteket vid Visby": (APOTEK, "Visby", False, ""),
    "sjukgymnast Sundsvall": (UnitKind.REHABILITATION, "Sundsvall", False, ""),
    "hudläkare uppsala": (UnitKind.DERMATOLOGY, "Uppsala", False, ""),
    "gynekolog i Täby": (UnitKind.GYNAECOLOGY, "Täby", False, ""),
    "ögonläkare Falun": (UnitKind.EYE, "Falun", False, ""),
    "röntgen Luleå": (UnitKind.RADIOLOGY, "Luleå", False, ""),
    "vaccination Karlstad": (UnitKind.VACCINATION, "Karlstad", False, ""),
    "Skåne": (None, "Skåne", False, ""),
    "skane": (None, "Skåne", False, ""),
    "region skåne": (None, "Skåne", False, ""),
    "Skåne län": (None, "Skåne", False, ""),
    "vårdcentraler i Skåne": (VC, "Skåne", False, ""),
    "Västra Götaland": (None, "Västra Götaland", False, ""),
    "Västra Götalandsregionen": (None, "Västra Götaland", False, ""),
    "Region Jönköpings län": (None, "Jönköpings län", False, ""),
    "Jämtland Härjedalen": (None, "Jämtland Härjedalen", False, ""),
    "Gotland": (None, "Gotland", False, ""),
    "Stockholms län": (None, "Stockholm", False, ""),
    "Stockholm": (None, "Stockholm", False, ""),
    "Göteborgs stad": (None, "Göteborg", False, ""),
    "Malmö kommun": (None, "Malmö", False, ""),
    "Borås": (None, "Borås", False, ""),
    "Vara": (None, "Vara", False, ""),
    "akuten i Vara": (AKUT, "Vara", False, ""),
    "Upplands Väsby": (None, "Upplands Väsby", False, ""),
    "upplands-väsby vårdcentral": (VC, "Upplands Väsby", False, ""),
    "Handen": (None, "Handen", False, ""),
    "Hisingen tandläkare": (TAND, "Hisingen", False, ""),
    "413 01": (None, "postnummer 413 01", False, ""),
    "41301": (None, "postnummer 413 01", False, ""),
    "vårdcentral 413 01 Göteborg": (VC, "postnummer 413 01", False, ""),
    "postnummer 413 01": (None, "postnummer 413 01", False, ""),
    "SE-413 01": (None, "postnummer 413 01", False, ""),
    "s-41301 apotek": (APOTEK, "postnummer 413 01", False, ""),
    "21": (None, "postnummer 21", False, ""),
    "413": (None, "postnummer 413", False, ""),
    "apotek 2114": (APOTEK, "postnummer 211 4", False, ""),
    "bvc": (BVC, None, False, ""),
    "öppet nu": (None, None, True, ""),
    "dygnet runt apotek Lund": (APOTEK, "Lund", True, ""),
    "vård": NOTHING,
    "nära mig": NOTHING,
    "mottagning i Lund": (None, "Lund", False, ""),
    "Vårdcentralen Kronan": (VC, None, False, "Kronan"),
    "Vårdcentralen Kronan Sundbyberg": (VC, "Sundbyberg", False, "Kronan"),
    "Närhälsan Åby": (None, "Åby", False, "Närhälsan"),
    "Vårdcentralen Södra torget": (VC, None, False, "Södra torget"),
    "Capio Citykliniken Malmö": (None, "Malmö", False, "Capio Citykliniken"),
    "Skånes universitetssjukhus": (SJUKHUS, "Skånes universitetssjukhus", False, ""),
    "gotebrog": (None, None, False, "gotebrog"),
    "1177": (None, None, False, "1177"),
    "0": (None, None, False, "0"),
    "999 99": NOTHING,
    "": NOTHING,
    "   ": NOTHING,
    "!?*&|():'\"\\<>%_": NOTHING,
    "\x00": NOTHING,
    "lund\x00": (None, "Lund", False, ""),
    "😷": NOTHING,
}


@pytest.mark.parametrize(("query", "means"), QUERIES.items())
def test_what_a_query_means(query, means):
    found = understand(query)
    assert (found.kind, found.place and found.place.name, found.hours.open_now, found.name) == means


def test_there_are_many_queries_and_they_are_asked_once():
    assert len(QUERIES) >= 60


@pytest.mark.parametrize("query", QUERIES)
def test_one_question_to_the_database_at_most(query, django_assert_max_num_queries):
    with django_assert_max_num_queries(1):
        understand(query)


@pytest.mark.parametrize("kind", UnitKind)
def test_every_kind_is_known_by_its_own_name_and_in_the_plural(kind):
    assert understand(f"{kind.label} Lund").kind == kind
    assert understand(f"{PLURALS[kind]} i Lund").kind == kind


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("صيدلية Lund", UnitKind.PHARMACY),
        ("داروخانه", UnitKind.PHARMACY),
        ("apteka Lund", UnitKind.PHARMACY),
        ("apteekki", UnitKind.PHARMACY),
        ("аптека", UnitKind.PHARMACY),
        ("farmashiye", UnitKind.PHARMACY),
        ("eczane", UnitKind.PHARMACY),
        ("بیمارستان", UnitKind.HOSPITAL),
        ("лікарня", UnitKind.HOSPITAL),
        ("hastane", UnitKind.HOSPITAL),
        ("طبيب", UnitKind.PRIMARY_CARE),
        ("طبيب أسنان", UnitKind.DENTAL),
        ("зубной врач", UnitKind.DENTAL),
        ("lääkäri Lund", UnitKind.PRIMARY_CARE),
        ("barntandläkare", UnitKind.DENTAL),
        ("allergisk mot häst", None),
        ("itchy eye", None),
    ],
)
def test_a_kind_in_other_languages_which_are_not_taken_for_swedish(query, kind):
    assert understand(query).kind == kind


@pytest.mark.parametrize(
    ("query", "open_now", "evenings"),
    [
        ("öppet kvällar Lund", True, True),
        ("vårdcentral lördag", False, True),
        ("apotek i helgen", False, True),
        ("kvällsmottagning", False, False),
        ("vårdcentral", False, False),
    ],
)
def test_when(query, open_now, evenings):
    found = understand(query)
    assert (found.hours.open_now, found.hours.evenings, found.rest) == (open_now, evenings, ())


def test_a_region_is_a_region_and_a_municipality_a_point():
    assert understand("Skåne").place.is_region
    assert understand("Stockholms län").place.is_region
    assert not understand("Stockholm").place.is_region
    assert understand("Gotland").place.is_region
    assert understand("Region Gotland").place.is_region


def test_habo_and_håbo_are_told_apart_and_the_other_is_named():
    assert understand("vårdcentral Habo").place.municipality_code == "0643"
    assert understand("vårdcentral Håbo").place.municipality_code == "0305"
    assert understand("ha\u030abo").place.municipality_code == "0305"  # å as a and a ring
    assert understand("Habo").place.note == "Det finns också Håbo i Uppsala län."
    assert understand("Lund").place.note == ""


def test_words_beyond_a_sentence_are_left_out():
    assert len(understand("ord " * 100_000).rest) == MAX_WORDS
    assert understand("a" * 1_000_000).rest == ("a" * 1_000_000,)


def test_less_than_was_asked_for_can_be_asked_again():
    found = understand("Vårdcentralen Kronan i Sundbyberg öppet nu")
    assert found.query_with() == "vårdcentral Kronan Sundbyberg"
    assert found.query_with(kind=False) == "Kronan Sundbyberg"
    assert found.query_with(name=False) == "vårdcentral Sundbyberg"
    again = understand(found.query_with())
    assert (again.kind, again.place, again.name, again.hours.open_now) == (VC, found.place, "Kronan", False)


@pytest.mark.parametrize(
    ("query", "guess"),
    [
        ("gotebrog", "Göteborg"),
        ("göteborgg", "Göteborg"),
        ("stokhlom", "Stockholm"),
        ("mamlö", "Malmö"),
        ("vårdcentralen Krona", None),
        ("xyzzy", None),
        ("Lund", None),
        ("abc", None),
        ("", None),
    ],
)
def test_a_misspelling_is_guessed_but_not_taken_for_granted(query, guess):
    assert did_you_mean(understand(query)) == guess


anything = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
pieces = st.sampled_from(list(QUERIES)) | st.text(max_size=12)


@anything
@given(st.text(max_size=200) | st.lists(pieces, max_size=8).map(" ".join) | st.from_regex(r"[0-9٠-٩ ]{1,9}"))
def test_nothing_that_can_be_typed_is_an_error(query):
    found = understand(query)
    assert found.query == query
    did_you_mean(found)
    understand(found.query_with())


@pytest.mark.parametrize(
    ("query", "kind", "place", "shown"),
    [
        ("vårdcental Lund", VC, "Lund", "vårdcentral Lund"),
        ("apotk i Åre", APOTEK, "Åre", "apotek i Åre"),
        ("vårdcentral gotebrog", VC, "Göteborg", "vårdcentral Göteborg"),
        ("tandlekare stockhlom", TAND, "Stockholm", "tandvård Stockholm"),
    ],
)
def test_a_slip_is_mended_where_a_kind_of_care_is_asked_for(query, kind, place, shown):
    found = understand(query)
    assert (found.kind, found.place.name, found.interpreted_as) == (kind, place, shown)


def test_a_slip_is_left_alone_when_every_word_is_meant():
    found = understand("vårdcental Lund", mend=False)
    assert (found.kind, found.rest, found.interpreted_as) == (None, ("vardcental",), None)


def test_machines_are_told_what_was_understood(client):
    answer = client.get("/hitta-vard.json", {"q": "vardcental Hornstull"}).json()["understood"]
    assert (answer["kind"], answer["interpreted_as"]) == ("vårdcentral", "vårdcentral Hornstull")
    assert answer["place"] == {"name": "Hornstull", "municipality_code": "0180", "region_code": "01"}
    assert client.get("/hitta-vard.json", {"q": "bvc"}).json()["understood"]["kind"] == "BVC"
    literal = client.get("/hitta-vard.json", {"q": "vardcental Hornstull", "ordagrant": "1"}).json()["understood"]
    assert (literal["kind"], literal["interpreted_as"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "code"),
    [("apotek Hisingen", "1480"), ("tandläkare Götet", "1480"), ("bvc Södermalm", "0180"), ("vårdcentral Gbg", "1480"),
     ("vårdcentral Öland", "0885"), ("bvc Kronoparken", "1780"), ("pharmacy Gothenburg", "1480")],
)  # fmt: skip
def test_districts_islands_and_spoken_names(query, code):
    assert understand(query).place.municipality_code == code
