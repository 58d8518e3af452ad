"""Words that say nothing of which unit is asked for."""

from regions.queries.hours_said import HOUR_WORDS

FILLER = frozenset(
    "i pa vid nara naara runt omkring mig min narmast narmaste narmsta inom en ett och eller till hitta vard varden "
    "var finns ligger det som ar jag for att soker sok postnummer postnr mottagning mottagningar mottagningen "
    "vardenhet in near nearest the a find closest where is boka tid basta bast bra ny nya har hos kan man sig dig ska "
    "vill on behover oppettid oppettider telefon telefonnummer adress adressen vantetid vantetider".split()
)
UNTELLING = FILLER | HOUR_WORDS
