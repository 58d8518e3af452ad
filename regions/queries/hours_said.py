"""When a unit must receive visits, as people say it: "öppet nu", "sent på kvällen", "i natt", "lördagar"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from regions.models import Day

_NOW = frozenset("nu idag ikvall dygnet now".split())
_OPEN = frozenset("oppet oppen oppna open".split())  # now, where no other time is said
_TODAY = re.compile(r"\bi dag\b")
# What there is no choice for: days by their names and dates.
_ANOTHER_DAY = re.compile(
    r"\b(?:i ?morgon|i ?overmorgon|tomorrow|(?:man|tis|ons|tors|fre)dag(?:ar|en|arna)?|rod(?:a)? dag(?:ar|en|arna)?"
    r"|helgdag(?:ar|en|arna)?|jul(?:en|afton|aftonen|dagen|helgen)?|annandag(?:en)?(?: jul| pask)?|mellandag(?:ar|arna)"
    r"|nyar(?:safton|sdagen|shelgen)?|trettonda(?:g|gen|fton|gsafton)|skartorsdag(?:en)?|langfredag(?:en)?"
    r"|pask(?:en|afton|dagen|helgen)?|valborg(?:smassoafton)?|forsta maj|kristi himmelsfardsdag(?:en)?"
    r"|pingst(?:en|afton|dagen)?|nationaldagen|midsommar(?:en|afton|dagen|helgen)?|alla helgons dag"
    r"|allhelgona(?:helgen)?|christmas(?: eve| day)?"
    r"|[0-3]?[0-9] (?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*)\b"
)
_CLOCK = re.compile(
    r"\b(?:(?P<until>fram till|till|until)|(?P<after>efter|fran|after))?"
    r" ?\b(?P<clock>(?:kl|klockan) ?)?(?P<hour>[01]?[0-9]|2[0-4])(?: [0-5][0-9])?\b"
)
_EVENING_FROM, _LATE_FROM, _NIGHT_FROM = 16, 20, 23  # hours that the choices of evening, late and night come nearest to
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
HOUR_WORDS = _NOW | _OPEN | _EVENINGS | _LATE | _NIGHT


@dataclass(frozen=True, slots=True)
class HoursSaid:
    """The hours that were asked for in words. `another_time` is one that there is no choice for: another day, or in the
    daytime."""

    open_now: bool = False
    evenings: bool = False
    late: bool = False
    night: bool = False
    weekend_day: Day | None = None
    another_time: bool = False

    def __bool__(self) -> bool:
        return self.open_now or self.evenings or self.late or self.night


NO_HOURS = HoursSaid()


def hours_in(typed: Sequence[str]) -> tuple[HoursSaid, frozenset[str]]:
    """The hours that folded words tell, and the words that say nothing else."""
    told, text = frozenset(typed), " ".join(typed)
    later = told & _LATER if told & _EVENING else frozenset[str]()
    clocks = [found for found in _CLOCK.finditer(text) if _is_clock(found, told)]
    hours = [_last_hour(found) for found in clocks]
    days, today = list(_ANOTHER_DAY.finditer(text)), list(_TODAY.finditer(text))
    phrases = {word for found in (*clocks, *days, *today) for word in found[0].split()}
    return HoursSaid(
        open_now=bool(_NOW & told or today or (_OPEN & told and not days and not hours)),
        evenings=bool(_EVENINGS & told) or any(_EVENING_FROM <= hour < _LATE_FROM for hour in hours),
        late=bool(_LATE & told or later) or any(_LATE_FROM <= hour < _NIGHT_FROM for hour in hours),
        night=bool(_NIGHT & told) or any(hour >= _NIGHT_FROM for hour in hours),
        weekend_day=next((day for word, day in _WEEKEND_DAYS.items() if word in told), None),
        another_time=bool(days) or any(hour < _EVENING_FROM for hour in hours),
    ), HOUR_WORDS | later | phrases


def _is_clock(found: re.Match[str], told: frozenset[str]) -> bool:
    """Whether a number is the time of day: "kl 18", or "till 22" where something is to be open."""
    return bool(found["clock"] or ((found["until"] or found["after"]) and told & _OPEN))


def _last_hour(found: re.Match[str]) -> int:
    """The hour in which it is to be open; midnight is the end of the day."""
    return (int(found["hour"]) or 24) - bool(found["until"])
