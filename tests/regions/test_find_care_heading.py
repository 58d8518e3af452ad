"""The sentence over the list, word by word."""

import pytest

from regions.kinds import UnitKind
from regions.queries import CareSearch, Place, Understood, UnitsPage, When
from regions.queries.find_care import heading
from regions.queries.gazetteer import region_place
from regions.queries.understanding import understand

LUND = Place("Lund", 386_000, 6_174_000, "12", "1281")
SKANE, GOTLAND, KALMAR = (region_place(code) for code in ("12", "09", "08"))
NO_NAME, KRONAN = Understood(""), Understood("Kronan", rest=("kronan",))


def said(number, kind=None, place=None, when=When.ANY, understood=NO_NAME, untold=False):
    """The heading, with its no-break spaces as spaces."""
    search = CareSearch(understood, place, kind, when, untold=untold)
    return heading(search, UnitsPage([], number, 1, False)).replace("\N{NO-BREAK SPACE}", " ")


K = UnitKind
SENTENCES = [
    (said(14, K.PRIMARY_CARE, LUND, When.NOW), "14 vårdcentraler är öppna nu inom 20 km från Lund"),
    (said(1, K.PRIMARY_CARE, LUND, When.NOW), "1 vårdcentral är öppen nu inom 20 km från Lund"),
    (said(0, K.PRIMARY_CARE, LUND, When.NOW), "Inga vårdcentraler är öppna nu inom 20 km från Lund"),
    (said(2, K.PRIMARY_CARE, SKANE), "2 vårdcentraler finns i Skåne"),
    (said(1, K.PRIMARY_CARE, GOTLAND), "1 vårdcentral finns på Gotland"),
    (said(0, K.PRIMARY_CARE, KALMAR), "Inga vårdcentraler finns i Kalmar län"),
    (said(1, K.HOSPITAL, LUND, When.NOW), "1 sjukhus är öppet nu inom 20 km från Lund"),
    (said(2, K.HOSPITAL, LUND, When.NOW), "2 sjukhus är öppna nu inom 20 km från Lund"),
    (said(0, K.HOSPITAL, LUND), "Inga sjukhus finns inom 20 km från Lund"),
    (said(1, K.PHARMACY, SKANE, When.NOW), "1 apotek är öppet nu i Skåne"),
    (said(0, K.PHARMACY, SKANE, When.NOW), "Inga apotek är öppna nu i Skåne"),
    (said(1, K.CHILD_HEALTH, LUND, When.NOW), "1 BVC är öppen nu inom 20 km från Lund"),
    (said(3, K.CHILD_HEALTH, LUND), "3 BVC-mottagningar finns inom 20 km från Lund"),
    (said(1, K.PSYCHIATRY, LUND), "1 psykiatrisk mottagning finns inom 20 km från Lund"),
    (said(0, K.PSYCHIATRY, SKANE, When.EVENINGS),
     "Inga psykiatriska mottagningar har öppet kvällar eller helger i Skåne"),
    (said(1, K.DENTAL, LUND, When.NOW), "1 tandvårdsmottagning är öppen nu inom 20 km från Lund"),
    (said(1, K.REHABILITATION, LUND), "1 rehabmottagning finns inom 20 km från Lund"),
    (said(1, K.RADIOLOGY, LUND), "1 röntgenmottagning finns inom 20 km från Lund"),
    (said(1, K.EYE, LUND, When.EVENINGS), "1 ögonmottagning har öppet kvällar eller helger inom 20 km från Lund"),
    (said(1, K.PHARMACY, LUND, When.SUNDAY), "1 apotek har öppet på söndagar inom 20 km från Lund"),
    (said(0, None, SKANE, When.SATURDAY), "Inga mottagningar har öppet på lördagar i Skåne"),
    (said(1_234, None, SKANE), "1 234 mottagningar finns i Skåne"),
    (said(1, None, LUND, When.NOW), "1 mottagning är öppen nu inom 20 km från Lund"),
    (said(0, None, LUND, When.EVENINGS), "Inga mottagningar har öppet kvällar eller helger inom 20 km från Lund"),
    (said(2, understood=KRONAN), "2 mottagningar som stämmer med ”Kronan” finns"),
    (said(0, understood=KRONAN), "Inga mottagningar som stämmer med ”Kronan” finns"),
    (said(1, K.PHARMACY, understood=KRONAN), "1 apotek som stämmer med ”Kronan” finns"),
    (said(2, K.PRIMARY_CARE, LUND, When.NOW, KRONAN),
     "2 vårdcentraler som stämmer med ”Kronan” är öppna nu inom 20 km från Lund"),
    (said(0, None, SKANE, When.EVENINGS, KRONAN),
     "Inga mottagningar som stämmer med ”Kronan” har öppet kvällar eller helger i Skåne"),
    (said(3, None, Place("postnummer 413 01", 1, 1, "14")), "3 mottagningar finns inom 20 km från postnummer 413 01"),
    (said(5, None, LUND, When.NOW, untold=True),
     "5 mottagningar inom 20 km från Lund kan stämma, men har inte sagt allt"),
    (said(1, K.PHARMACY, SKANE, untold=True), "1 apotek i Skåne kan stämma, men har inte sagt allt"),
    (said(2, understood=KRONAN, untold=True),
     "2 mottagningar som stämmer med ”Kronan” kan stämma, men har inte sagt allt"),
    (said(2, understood=Understood("100%s %(units)s", rest=("100", "s", "units", "s"))),
     "2 mottagningar som stämmer med ”100 s units s” finns"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "right"), SENTENCES)
def test_a_sentence(sentence, right):
    assert sentence == right


@pytest.mark.parametrize("when", When)
@pytest.mark.parametrize("kind", [None, *UnitKind])
def test_every_combination_agrees_in_number_and_gender(kind, when):
    neuter = kind in (UnitKind.HOSPITAL, UnitKind.PHARMACY)
    for place in (None, LUND, SKANE):
        none, one, many = (said(number, kind, place, when, KRONAN) for number in (0, 1, 7))
        assert many == none.replace("Inga ", "7 ", 1)
        assert one.startswith("1 ")
        if when == When.NOW:
            assert ("är öppet nu" if neuter else "är öppen nu") in one
            assert "är öppna nu" in many
        for sentence in (none, one, many):
            assert "  " not in sentence
            assert not sentence.endswith((" ", "."))
        if not neuter:
            assert one != many.replace("7 ", "1 ", 1)


@pytest.mark.django_db
def test_the_name_is_written_as_it_was_typed():
    typed = understand("Åsbo Läkargrupp i Lund")
    assert said(2, None, typed.place, understood=typed) == (
        "2 mottagningar som stämmer med ”Åsbo Läkargrupp” finns inom 20 km från Lund"
    )


def test_choices_are_told_in_the_heading(client, units):
    page = client.get("/hitta-vard/", {"q": "vårdcentral Lund", "sprak": "se"}, secure=True).content.decode()
    assert "Inga vårdcentraler som passar dina val finns inom 20\u00a0km från Lund" in page
