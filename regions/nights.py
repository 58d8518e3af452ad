"""Hours past midnight where nobody is expected at night: as often as not typed the wrong way round ("17–8")."""

from collections.abc import Iterable
from datetime import time

from django.utils.translation import gettext as _

from regions.kinds import OPEN_AT_NIGHT
from regions.opening_words import NIGHT_ENDS, span_label
from regions.written_hours.day import Clocks


def unlikely_nights(kinds: Iterable[str], spans: Iterable[Clocks]) -> list[Clocks]:
    """The spans that pass midnight, at a unit of kinds that close for the night."""
    if not OPEN_AT_NIGHT.isdisjoint(kinds):
        return []
    return [span for span in spans if time(0) < span[1] <= span[0]]


def turned(opens: time, closes: time) -> str:
    """The same hours the other way round, where those are a day's: "08.00–17.00" of "17–8"."""
    return span_label(closes, opens) if closes >= NIGHT_ENDS else ""


def night_question(opens: time, closes: time) -> str:
    """Whether it is meant, said to whoever typed it."""
    said = _("%(hours)s är öppet över natten, till dagen efter.") % {"hours": span_label(opens, closes)}
    day = turned(opens, closes)
    return said + " " + (_("Menar du %(hours)s?") % {"hours": day} if day else _("Stämmer det?"))
