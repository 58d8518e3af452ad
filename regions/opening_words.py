"""How opening hours are said in words."""

from datetime import datetime, time, timedelta

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.translation import gettext as _

NIGHT_ENDS = time(6, 0)


def hours_label(spans: list[tuple[time, time]]) -> str:
    """A day's hours: "08.00–12.00 och 13.00–16.00", or "Stängt"."""
    *first, last = [span_label(*span) for span in sorted(spans)] or [_("Stängt")]
    return _("%(first)s och %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def span_label(opens: time, closes: time) -> str:
    """ "08.00–17.00", or "Dygnet runt"."""
    if opens == closes == time(0):
        return _("Dygnet runt")
    if opens == closes:
        return _("%(hours)s nästa dag") % {"hours": f"{opens:%H.%M}–{closes:%H.%M}"}
    return f"{opens:%H.%M}–{'24.00' if closes == time(0) else f'{closes:%H.%M}'}"


def opening_words(moment: datetime, now: datetime) -> str:
    """When something opens: "08.00", "i morgon 08.00", "på måndag 08.00"."""
    days = (moment.date() - now.date()).days
    clock = f"{moment:%H.%M}"
    if days == 0:
        return clock
    if days == 1 and moment.time() == time(0):
        return _("vid midnatt")
    if days == 1:
        return _("i morgon %(time)s") % {"time": clock}
    if days < 7:
        return _("på %(weekday)s %(time)s") % {"weekday": WEEKDAYS[moment.weekday()], "time": clock}
    return f"{date_format(moment, 'MONTH_DAY_FORMAT')} {clock}"


def closing_words(moment: datetime, now: datetime) -> str:
    """As one says when something closes: midnight ends a day, and the small hours belong to the coming night."""
    day, clock = moment.date(), f"{moment:%H.%M}"
    if moment.time() == time(0):
        day, clock = day - timedelta(days=1), "24.00"
    days = (day - now.date()).days
    if days == 0:
        return clock
    if days == 1 and moment.time() <= NIGHT_ENDS and clock != "24.00":
        return _("%(time)s i natt") % {"time": clock}
    if days == 1:
        return _("i morgon %(time)s") % {"time": clock}
    if days < 7:
        return f"{WEEKDAYS[day.weekday()]} {clock}"
    return f"{date_format(day, 'MONTH_DAY_FORMAT')} {clock}"
