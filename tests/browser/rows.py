"""What the rows of units say, read as a person reads them."""

import re

WEEKDAY = "(måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)"
MONTH = "(jan|feb|mars|april|maj|juni|juli|aug|sep|okt|nov|dec)"
CLOCK = r"\d\d\.\d\d"
WHEN = rf"((i morgon |på {WEEKDAY} |\d\d? {MONTH} )?{CLOCK})"
# Everything that may stand where a unit says whether it is open. The hour of the test decides which.
OPENING = re.compile(
    rf"^\s*(Öppet till {WHEN}( i natt)?|Öppet dygnet runt|Stängt|Stängt, öppnar {WHEN}"
    r"|Öppettid: uppgift saknas|[A-ZÅÄÖ][\wåäö ]+: öppettid saknas, ring först)\s*$"
)
OPEN = re.compile(rf"^\s*Öppet (till {WHEN}( i natt)?|dygnet runt)\s*$")


def heading(page):
    """The sentence over the list, which a screen reader is told when it changes."""
    return page.get_by_role("main").get_by_role("status")


def rows(page):
    return page.locator("ol.units > li")


def distances(page):
    """Metres to each row, as the row says it ("800 m", "2,9 km", "24 km")."""
    found = []
    for text in rows(page).locator(".facts").all_inner_texts():
        number, unit = re.search(r"(\d+(?:,\d+)?)\s(km|m)\b", text).groups()
        found.append(float(number.replace(",", ".")) * (1000 if unit == "km" else 1))
    return found


def names(page):
    return rows(page).locator("h3 a").all_inner_texts()
