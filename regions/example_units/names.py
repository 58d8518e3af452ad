"""Names of the example units: each begins with "Exempel", ends with its town, and is used once."""

from regions.facts import MunicipalityFact


def _words(text: str) -> list[str]:
    return text.split()


# Malmö's code is divisible by the length of each list of words, so that Malmö takes them from the beginning.
_PLACES = _words(
    "Linden Bokskogen Hamnen Kvarnen Eken Björken Solgläntan Ängen Bäcken Höjden Lunden Ekorren Tallen Fyren Almen "
    "Källan Åsen Granen Strömmen Parken Rönnen Slussen Hasseln Viken Berget Kastanjen Torget Lönnen Dungen Udden Aspen "
    "Gläntan Åkern Backen Enen Klockan Syrenen Bron Sälgen Hagen"
)
_ANIMALS = _words(
    "Svalan Igelkotten Tranan Uttern Lärkan Räven Älgen Talgoxen Bävern Haren Ugglan Hermelinen Göken Lodjuret Storken "
    "Grävlingen Steglitsen Renen Koltrasten Sädesärlan"
)
_FLOWERS = _words(
    "Blåsippan Vallmon Smultronet Linnean Gullvivan Klövern Blåklinten Tussilagon Prästkragen Vitsippan Liljekonvaljen "
    "Lupinen Hallonet Backsippan Ljungen Lingonet Förgätmigejen Rosen Tusenskönan Maskrosen"
)

_NAMES: dict[str, tuple[str, list[str]]] = {
    "primary_care": ("Exempelvårdcentralen {word}, {town}", _PLACES),
    "hospital": ("Exempelsjukhuset {town}", []),
    "emergency": ("Exempelakuten {town}", []),
    "radiology": ("Exempelröntgen {town}", []),
    "gynaecology": ("Exempelgynekologen {town}", []),
    "psychiatric_emergency": ("Exempelpsykiatriska akuten {town}", []),
    "urgent_care": ("Exempelnärakuten {word}, {town}", _PLACES[2:] + _PLACES[:2]),
    "out_of_hours": ("Exempeljouren {town}", []),
    "child_health": ("Exempel-BVC {word}, {town}", _FLOWERS),
    "midwifery": ("Exempelbarnmorskorna {word}, {town}", _FLOWERS[3:] + _FLOWERS[:3]),
    "youth": ("Exempelungdomsmottagningen {town}", []),
    "psychiatry": ("Exempelpsykiatrin {word}, {town}", _PLACES[6:] + _PLACES[:6]),
    "child_psychiatry": ("Exempelpsykiatrin för barn och unga, {town}", []),
    "dental": ("Exempeltandvården {word}, {town}", _PLACES[8:] + _PLACES[:8]),
    "emergency_dental": ("Exempeltandvårdens jour, {town}", []),
    "pharmacy": ("Exempelapoteket {word}, {town}", _ANIMALS),
    "night_pharmacy": ("Exempelapoteket Nattugglan, {town}", []),
    "rehabilitation": ("Exempelrehab {word}, {town}", _PLACES[12:] + _PLACES[:12]),
    "vaccination": ("Exempelvaccinationen {word}, {town}", _PLACES[16:] + _PLACES[:16]),
    "eye": ("Exempelögonmottagningen {town}", []),
    "dermatology": ("Exempelhudmottagningen {town}", []),
    "specialist": ("Exempelspecialisterna {town}", []),
}

# Where people say hälsocentral.
_HEALTH_CENTRE_REGIONS = frozenset({"08", "21", "22", "23", "24", "25"})


def name_of(sort: str, municipality: MunicipalityFact, n: int) -> str:
    """The name of a municipality's nth unit of a sort, counted from 0."""
    template, words = _NAMES[sort]
    if sort == "primary_care" and municipality.region_code in _HEALTH_CENTRE_REGIONS:
        template = "Exempelhälsocentralen {word}, {town}"
    word = words[(int(municipality.code) + n) % len(words)] if words else ""
    return template.format(word=word, town=municipality.seat)
