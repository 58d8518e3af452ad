"""How old someone is, as it is typed: "6 åring", "bebis 3 veckor", "2 month old baby"."""

import re

GROWING_UP = 13  # years: one of as many is asked for as adults are, or by another word than "barn"
YOUNGEST = {"v": 12, "w": 12, "m": 2}  # weeks and months under three months, when a fever is for a hospital at once
_COUNTS = {"en": 1, "ett": 1, "one": 1, "två": 2, "tva": 2, "two": 2, "tre": 3, "three": 3, "fyra": 4, "fem": 5}
_COUNTS |= {"sex": 6, "sju": 7, "åtta": 8, "atta": 8, "nio": 9, "tio": 10, "elva": 11, "tolv": 12}
_COUNT = rf"\b(\d{{1,3}}|{'|'.join(_COUNTS)})"
_OLD = re.compile(  # in years: "6 åring", "tvååriga", "3 år gammalt"
    rf"{_COUNT}(?:[- ]?(?:år|ar)(?:ing|ig)\w*|[- ]?(?:år|ar)s? gam\w+)", re.IGNORECASE
)
_YOUNG = re.compile(  # in weeks or months, also of a fever that nobody has for months
    rf"{_COUNT}[- ]?(veck\w*|v\b|weeks?\b|mån(?:ad\w*)?\b|man(?:ad\w*)?\b|months?\b)(?:[- ](?:gam\w+|old))?",
    re.IGNORECASE,
)
_BABY = r"(?:be?bis|bäbis|baby|spädb|spadb|nyfödd|nyfodd|newborn|infant)\w*"
_IS_BABY = re.compile(rf"\b{_BABY}", re.IGNORECASE)
_BESIDE_BABY = re.compile(rf"\b{_BABY}(?: (?:som|är|ar|på|pa|bara|ca|is))* $", re.IGNORECASE)
_BEFORE_BABY = re.compile(rf"^ (?:\w+ )?{_BABY}", re.IGNORECASE)
_TOLD_OLD = re.compile(r"[- ](?:gam\w+|old)$", re.IGNORECASE)
_HOT = re.compile(r"\b(?:feber|febrig|fever|hög temp|hog temp|3[89]|4[01])\b", re.IGNORECASE)
_COOL = re.compile(r"\b(?:ingen|utan|inte|ej|no|without) (?:\w+ )?(?:feber|temp|fever)", re.IGNORECASE)


def without_ages(query: str) -> str:
    """The query with a child instead of its age; how old an adult is tells little of what is wrong."""
    query = _OLD.sub(lambda found: "" if _count(found) >= GROWING_UP else "barn", query)
    return _YOUNG.sub(lambda found: "barn" if _is_age(found) else found[0], query)


def is_fever_in_the_youngest(query: str) -> bool:
    """Whether it tells of a fever in a child under three months: of its weeks or months, not of how long it lasts."""
    ages = (found for found in _YOUNG.finditer(query) if _is_age(found))
    young = any(0 < _count(found) <= YOUNGEST[found[2][0].lower()] for found in ages)
    return young and bool(_HOT.search(query)) and not _COOL.search(query)


def _count(found: re.Match[str]) -> int:
    if found[1].isdigit():
        return int(found[1])
    # As it was found: some letters that look like others, "ſ" and "ı", are those only when capitals do not matter.
    return next(count for word, count in _COUNTS.items() if re.fullmatch(word, found[1], re.IGNORECASE))


def _is_age(found: re.Match[str]) -> bool:
    """Whether weeks or months are someone's age: of a baby that is named beside them, or told to be so old. A fever
    lasts for days, so that months beside it are the baby's, also where nothing else is said."""
    query = found.string
    if _BESIDE_BABY.search(query[: found.start()]) or _BEFORE_BABY.search(query[found.end() :]):
        return True
    if not _HOT.search(query):
        return False
    is_month = found[2][0].lower() == "m"
    is_all = not _HOT.sub("", query[: found.start()] + query[found.end() :]).strip(" .,!?0123456789")
    return (is_month and (is_all or bool(_IS_BABY.search(query)))) or bool(_TOLD_OLD.search(found[0]))
