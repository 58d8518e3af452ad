"""When a unit must receive visits, as people say it: "öppet nu", "sent på kvällen", "i natt", "lördagar"."""

from collections.abc import Collection
from dataclasses import dataclass

from regions.models import Day

_NOW = frozenset("oppet oppen oppna nu idag ikvall dygnet open now".split())
_WEEKEND_DAYS = {
    word: day
    for day, forms in (
        (Day.SATURDAY, "lordag lordagar lordagen lordagsoppet lordagsoppen saturday saturdays"),
        (Day.SUNDAY, "sondag sondagar sondagen sondagsoppet sondagsoppen sunday sundays"),
    )
    for word in forms.split()
}
_EVENING = frozenset("kvall kvallen kvallar kvallstid kvallsoppet kvallsoppen kvallsoppna evening evenings".split())
_EVENINGS = (
    _EVENING
    | _WEEKEND_DAYS.keys()
    | frozenset("helg helgen helger helgerna helgoppet helgoppen helgoppna weekend weekends".split())
)
_LATE = frozenset("sent senkvall senkvallen senkvallar senoppet senoppen senoppna late".split())
_LATER = frozenset({"sen", "sena"})  # late where it is said of an evening: "sen kväll", but not "sen i går"
_NIGHT = frozenset(
    "natt natten natter natterna nattetid nattid nattoppet nattoppen nattoppna nattapotek nattapoteket jourapotek "
    "jourapoteket nattjour nattjouren inatt midnatt dygnet dygnetrunt dygnetruntoppet night nights tonight".split()
)
HOUR_WORDS = _NOW | _EVENINGS | _LATE | _NIGHT


@dataclass(frozen=True, slots=True)
class HoursSaid:
    """The hours that were asked for in words."""

    open_now: bool = False
    evenings: bool = False
    late: bool = False
    night: bool = False
    weekend_day: Day | None = None

    def __bool__(self) -> bool:
        return self.open_now or self.evenings or self.late or self.night


NO_HOURS = HoursSaid()


def hours_in(typed: Collection[str]) -> tuple[HoursSaid, frozenset[str]]:
    """The hours that folded words tell, and the words that say nothing else."""
    told = frozenset(typed)
    later = told & _LATER if told & _EVENING else frozenset[str]()
    return HoursSaid(
        bool(_NOW & told),
        bool(_EVENINGS & told),
        bool(_LATE & told or later),
        bool(_NIGHT & told),
        next((day for word, day in _WEEKEND_DAYS.items() if word in told), None),
    ), HOUR_WORDS | later
