"""The sentence over the list."""

from django.utils.translation import gettext as _

from regions.kinds import NEUTER, PLURALS, singular
from regions.queries.find_care.asked import CareSearch, UnitsPage, When, Wishes
from regions.queries.find_care.matching import NEAR
from regions.queries.gazetteer import Place
from ui.text import distance, number


def heading(search: CareSearch, page: UnitsPage) -> str:
    """The sentence over the list: "14 vårdcentraler är öppna nu inom 20 km från Malmö"."""
    one = page.near == 1
    if one:
        noun = singular(search.kind) if search.kind else _("mottagning")
    else:
        noun = str(PLURALS[search.kind]) if search.kind else _("mottagningar")
    if search.understood.rest:
        noun = _("%(units)s som stämmer med ”%(name)s”") % {"units": noun, "name": search.understood.name}
    if search.wishes != Wishes() and not search.untold:
        noun = _("%(units)s som passar dina val") % {"units": noun}
    if search.untold:
        found = _("%(units)s kan stämma, men har inte sagt allt")
    elif search.when == When.NOW and one:
        found = _("%(units)s är öppet nu") if search.kind in NEUTER else _("%(units)s är öppen nu")
    elif search.when == When.NOW:
        found = _("%(units)s är öppna nu")
    elif search.when == When.EVENINGS:
        found = _("%(units)s har öppet kvällar eller helger")
    elif search.when == When.LATE:
        found = _("%(units)s har öppet efter klockan 20")
    elif search.when == When.NIGHT:
        found = _("%(units)s har öppet efter klockan 23")
    elif search.when == When.SATURDAY:
        found = _("%(units)s har öppet på lördagar")
    elif search.when == When.SUNDAY:
        found = _("%(units)s har öppet på söndagar")
    else:
        found = _("%(units)s finns")
    how_many = number(page.near) if page.near else _("Inga")
    units, where = f"{how_many} {noun}", f" {_where(search.place)}" if search.place else ""
    return found % {"units": units + where} if search.untold else found % {"units": units} + where


def _where(place: Place) -> str:
    if place.is_region:
        return place.where
    return _("inom %(distance)s från %(place)s") % {"distance": distance(NEAR), "place": place.name}
