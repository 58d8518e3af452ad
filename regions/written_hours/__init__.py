"""Opening hours as text → the week's spans: HSA's form here, what people write in `text`.

Hours are understood whole or not at all: half-read hours would send someone to a closed door.
"""

import functools
import re

from regions.models import Purpose
from regions.written_hours.text import parse_text
from regions.written_hours.week import Hours, HoursNotUnderstood, WeekSpan, minutes, settle

LONGEST_TEXT = 500


@functools.lru_cache(maxsize=2_000)
def parse_hours(raw: str) -> Hours:
    """The hours that a cell states, in HSA's form, OpenStreetMap's simple form or plain Swedish."""
    if len(raw) > LONGEST_TEXT:
        raise HoursNotUnderstood("texten är för lång för att vara öppettider")
    if "#" in raw:
        return _parse_hsa(raw)
    return parse_text(raw)


_HSA = re.compile(r"([1-7])(?:-([1-7]))?#(\d\d):(\d\d)#(\d\d):(\d\d)")


def _parse_hsa(raw: str) -> Hours:
    """`1-5#08:00#16:30`: Monday is 1; several are parted by ; , | $ or white space."""
    if re.sub(r"[\s;,|$]+", "", _HSA.sub("", raw)):
        raise HoursNotUnderstood("inte den form som HSA använder")
    spans = []
    for first, last, *clock in _HSA.findall(raw):
        opens, closes = minutes(clock[0], clock[1]), minutes(clock[2], clock[3], closing=True)
        if opens == 0 and clock[2:] == ["00", "00"]:
            raise HoursNotUnderstood("00:00–00:00 kan betyda både dygnet runt och stängt")
        if int(last or first) < int(first):
            raise HoursNotUnderstood("dagarna står i fel ordning")
        spans += [WeekSpan(Purpose.VISIT, day - 1, opens, closes) for day in range(int(first), int(last or first) + 1)]
    return settle(spans)
