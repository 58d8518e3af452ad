"""Opening hours as people and registers write them."""

import csv

import pytest

from regions.models import Purpose
from regions.written_hours import parse_hours
from regions.written_hours.week import HoursNotUnderstood

DAYS = ("mån", "tis", "ons", "tors", "fre", "lör", "sön", "röd")


def read(text):
    """The text's spans in words, days with the same hours together, and what holds on red days."""
    hours = parse_hours(text)
    days: dict[str, list[str]] = {}
    for span in hours.spans:
        day, clock = DAYS[span.day], _clock(span)
        days.setdefault(clock, []).append(day)
    return {clock: "-".join(dict.fromkeys((names[0], names[-1]))) for clock, names in days.items()}, str(hours.red_days)


def _clock(span):
    purpose = "" if span.purpose == Purpose.VISIT else f"{Purpose(span.purpose).label.lower()} "
    return f"{purpose}{span.opens // 60:02}.{span.opens % 60:02}–{span.closes // 60:02}.{span.closes % 60:02}"


@pytest.mark.parametrize(
    ("text", "spans", "red_days"),
    [
        ("1-5#08:00#16:30", {"08.00–16.30": "mån-fre"}, "unknown"),
        ("1-1#07:00#24:00; 2-5#00:00#16:00", {"07.00–24.00": "mån", "00.00–16.00": "tis-fre"}, "unknown"),
        ("1-4#08:00#16:00,5-5#08:00#15:00", {"08.00–16.00": "mån-tors", "08.00–15.00": "fre"}, "unknown"),
        ("1-5#17:00#02:00|6#10:00#12:00", {"17.00–02.00": "mån-fre", "10.00–12.00": "lör"}, "unknown"),
        ("1-7#00:00#24:00", {"00.00–24.00": "mån-sön"}, "as_usual"),
        ("1-7#00:00#23:59", {"00.00–24.00": "mån-sön"}, "as_usual"),
        ("mån–fre 8–17", {"08.00–17.00": "mån-fre"}, "unknown"),
        (
            "Mån-Tors 08.00-16.30, fre 08.00-15.00, lunchstängt 12-13",
            {"08.00–12.00": "mån-fre", "13.00–16.30": "mån-tors", "13.00–15.00": "fre"},
            "unknown",
        ),
        ("Mo-Fr 08:00-17:00; Sa 10:00-14:00; PH off", {"08.00–17.00": "mån-fre", "10.00–14.00": "lör"}, "closed"),
        ("dygnet runt", {"00.00–24.00": "mån-sön"}, "as_usual"),
        ("Öppet dygnet runt alla dagar", {"00.00–24.00": "mån-sön"}, "as_usual"),
        ("dygnet runt, alla dagar", {"00.00–24.00": "mån-sön"}, "as_usual"),
        ("Alla vardagar 8–16. Stängt helger.", {"08.00–16.00": "mån-fre"}, "unknown"),
        ("mån–fre 8–17, stängt lör–sön", {"08.00–17.00": "mån-fre"}, "unknown"),
        ("vard 8–17, dagl 18–20", {"08.00–17.00": "mån-fre", "18.00–20.00": "mån-sön"}, "unknown"),
        ("mån–fre 8–17, stängt röda dagar", {"08.00–17.00": "mån-fre"}, "closed"),
        ("mån–fre 8–17; röda dagar som vanligt", {"08.00–17.00": "mån-fre"}, "as_usual"),
        ("24/7", {"00.00–24.00": "mån-sön"}, "as_usual"),
        ("alla dagar kl 8–20", {"08.00–20.00": "mån-sön"}, "unknown"),
        ("helgfria vardagar 9–15", {"09.00–15.00": "mån-fre"}, "closed"),
        ("mån–fre 8–17, ej röda dagar", {"08.00–17.00": "mån-fre"}, "closed"),
        ("lör, sön och helgdagar 10–16", {"10.00–16.00": "lör-röd"}, "own_hours"),
        ("Mån–fre 8–12, 13–17", {"08.00–12.00": "mån-fre", "13.00–17.00": "mån-fre"}, "unknown"),
        ("Mån,Tis Tor 8,30-16,30 ons 9,00-16,30", {"08.30–16.30": "mån-tors", "09.00–16.30": "ons"}, "unknown"),
        ("mån t.o.m. fre 0800–1630", {"08.00–16.30": "mån-fre"}, "unknown"),
        ("fredag 20–02", {"20.00–02.00": "fre"}, "unknown"),
        ("Telefontid vardagar 8–9", {"telefontider 08.00–09.00": "mån-fre"}, "unknown"),
        (
            "Drop-in mån 8–10. Telefontid tis 9–11",
            {"drop-in 08.00–10.00": "mån", "telefontider 09.00–11.00": "tis"},
            "unknown",
        ),
        ("Mån–Fre: 10–18 | Lör: 10–15 | Sön: Stängt", {"10.00–18.00": "mån-fre", "10.00–15.00": "lör"}, "unknown"),
        (
            "Telefontid vardagar 7–9. Övriga tider, skriv så ringer vi",
            {"telefontider 07.00–09.00": "mån-fre"},
            "unknown",
        ),
    ],
)
def test_understood(text, spans, red_days):
    assert read(text) == (spans, red_days)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1-7#00:00#00:00", "både dygnet runt och stängt"),
        ("5-1#08:00#16:00", "fel ordning"),
        ("8-9#08:00#16:00", "HSA"),
        ("1-5#08:00#16:00#sommar", "HSA"),
        ("1-5#08:00#25:00", "finns inte"),
        ("8–17", "dagarna saknas"),
        ("ring först", "inte bara dagar"),
        ("mån–fre 8–17, fre 8–15", "överlappar"),
        ("mån 17–16", "rimlig"),
        ("mån–fre 8–11 drop-in", "inte bara dagar"),
        ("Jan–mar mån 8–17", "inte bara dagar"),
        ("måndag 8–17. Stängt i juli", "inte bara dagar"),
        ("Hisingsakuten har öppet vardagar 17–22", "inte bara dagar"),
        ("måndag–fredag 9–17. Dag före röd dag 9–15.", "inte bara dagar"),
        ("mån–fre 8–17, lunchstängt 18–19", "utanför"),
        ("mån 8–17, mån stängt", "öppen och stängd"),
        ("mån–sön 8–17, stängt helger", "öppen och stängd"),
        ("mån–fre 8–17, stängt helger 10–14", "utanför"),
        ("mån–fre som vanligt", "inte bara dagar"),
        ("vardagar", "inte bara dagar"),
        ("mån–fre 8–17 " + "x" * 600, "för lång"),
    ],
)
def test_not_understood_is_left_out_whole(text, why):
    with pytest.raises(HoursNotUnderstood, match=why):
        parse_hours(text)


def test_prose_after_the_hours_is_handed_back():
    assert "skriv" in parse_hours("Telefontid vardagar 7–9. Övriga tider, skriv så ringer vi").rest


def test_real_strings(shared):
    """Of the strings that are a week's hours, all but two are read; no notice and no description is taken for hours."""
    with (shared / "data/opening_hours_raw.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    left = [(row["kind"], row["raw"]) for row in rows if not _understood(row["raw"])]
    prose = [row for row in rows if row["kind"] in ("vgrtempinfo", "vgrrefinfo", "free text description")]
    hours, read_hours = len(rows) - len(prose), len(rows) - len(left)
    print(f"\n{read_hours} of {hours} strings of hours understood ({read_hours / hours:.0%}); {len(prose)} are prose")
    assert [pair for pair in left if pair[1] not in {row["raw"] for row in prose}] == [
        ("hsa hour string", "1-7#00:00#00:00"),
        ("free text", next(row["raw"] for row in rows if "Dag före röd dag" in row["raw"])),
    ]
    assert len(left) == len(prose) + 2


def _understood(raw):
    try:
        return bool(parse_hours(raw))
    except HoursNotUnderstood:
        return False
