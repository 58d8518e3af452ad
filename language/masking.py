"""Takes personal numbers, phone numbers and e-mail addresses out of what the public writes, before it is stored.

It errs toward taking away too much: a masked dose is a nuisance, a stored personal number is a fault. Names cannot be
found by a machine; the form asks readers not to write them.
"""

import re
import unicodedata
from collections.abc import Container, Iterator

PERSONAL_NUMBER, PHONE, EMAIL = "[personnummer]", "[telefonnummer]", "[e-post]"

_JOIN = r"[ ./,·_-]{0,3}"  # what people write between the parts of a number
_CENTURY = r"(?:(?:18|19|20) ?)?"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])"  # a samordningsnummer has day + 60
_BORN = rf"(?<!\d){_CENTURY}\d\d{_JOIN}{_MONTH}{_JOIN}{_DAY}"
_ISO_DATE = rf"(?:18|19|20)\d\d-{_MONTH}-(?:0[1-9]|[12]\d|3[01])"
_TEN_DIGITS = re.compile(rf"\d\d{_MONTH}{_DAY}\d{{4}}")
_HOUR = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"

# A number for someone without one has letters among its last four: 20001212-TF12.
_WITH_LETTERS = re.compile(
    rf"{_BORN}(?:[+-]|{_JOIN}(?=[A-ZÅÄÖ]))(?=[^\W_]{{0,3}}\d)(?=\d{{0,3}}[^\W\d_])[^\W_]{{4}}(?![^\W_])"
)
# Dates, hours and spans of them, unless the last four of a personal number follow.
_NO_NUMBER = re.compile(
    rf"(?<!\d){_ISO_DATE}(?: (?:kl\.? ?)?{_HOUR})?(?!\d)(?!(?:{_JOIN}|\+)\d(?: ?\d){{3}}(?!\d|-\d\d-\d\d(?!\d)))"
    rf"|(?<![\d.,:-]){_HOUR} ?- ?{_HOUR}(?![\d.:-])"
    r"|(?<![\d./-])[0-3]?\d[./-][01]?\d[./-](?:19|20)\d\d(?!\d)(?![+ -]{1,3}\d{4}(?!\d))"
)
_NUMBERS = (
    (re.compile(r"(?:\+ ?|(?<!\d)(?<!\d[.,:])00 ?\(?)[1-9](?:[ ()./-]{0,3}\d){6,14}(?!\d)"), PHONE),
    (re.compile(r"(?<!\d)07[02369]\d{7}(?!\d)"), PHONE),  # some are also the shape of a personal number
    (re.compile(rf"(?<!\d)0(?:{_JOIN}\d){{10}}(?!{_JOIN}\d)"), PHONE),  # eleven: more than a personal number has
    (re.compile(rf"{_BORN}(?:{_JOIN}|\+)\d\d[ -]?\d\d(?!\d)"), PERSONAL_NUMBER),
    (re.compile(r"(?<!\d)\d(?:[ .-]{1,3}\d){9}(?:[ .-]{1,3}\d[ .-]{1,3}\d)?(?![ .-]{0,3}\d)"), PERSONAL_NUMBER),
    (re.compile(r"(?<!\d)(?:\d\d)?\d{6}[-+ ]?\d{4}(?!\d)"), PERSONAL_NUMBER),  # also with a slip in the date
    (re.compile(r"(?<!\d)(?<!\d[.,:/-])(?:\((?=0\d{1,3}\)))?0(?:[ ()./-]{0,3}\d){7,11}(?!\d)"), PHONE),
    (re.compile(r"(?<!\d)0\d{1,3} ?- ?\d(?: ?\d){4,8}(?!\d)"), PHONE),
    (re.compile(r"(?<![\d.,])\d{3}[ -]\d\d[ -]\d\d(?!\d)"), PHONE),  # without its area code
    (re.compile(r"\d{9,}"), PHONE),
    (
        re.compile(
            r"(?i)\b(?:ring|nås|tel|tfn|tlf|telefon|mobil|nummer|nr|sms(?::a)?)\w*"
            r"[^\w\n]{0,3}(?:mig |på |är |:|nummer |nr )*"
            r"(?P<number>\(?\d(?:[ ()/.-]{0,2}\d){5,14})(?!\d)"
        ),
        PHONE,
    ),
)
_EVERYONES = re.compile(r"(?:(?:112|1177|113 ?13|114 ?14|116 ?\d{3}|90 ?101)(?: |$))+")  # may stand after "ring"

_DOT = r"(?:\.|\s*[(\[{]\s*(?:dot|punkt|\.)\s*[)\]}]\s*|\s(?:dot|punkt)\s)"
_DOMAIN = rf"[^\W_][\w-]*(?:{_DOT}[^\W_][\w-]*)"
_LOCAL = r"[^\s@<>()\[\]{},;:\"]{1,64}"
_EMAILS = (
    re.compile(rf"{_LOCAL}\s{{0,2}}(?:@|[(\[{{<]\s*(?:at|a|@|snabel-?a)\s*[)\]}}>])\s{{0,2}}{_DOMAIN}+", re.I),
    re.compile(rf"{_LOCAL}\s(?:at|snabel-?a)\s{_DOMAIN}+", re.I),
    re.compile(rf"{_LOCAL}@[^\W_](?:[\w.-]*[^\W_])?"),
)


def mask(text: str, keep: Container[str] = ()) -> str:
    """The text with what could lead to a person replaced by words that say what it was. `keep` is what stays where it
    leads to no person (PHONE, EMAIL): a care unit's own."""
    for pattern in () if EMAIL in keep else _EMAILS:
        text = _replaced(text, ((*match.span(), EMAIL) for match in pattern.finditer(_plain(text))))
    text = _replaced(text, ((*match.span(), PERSONAL_NUMBER) for match in _WITH_LETTERS.finditer(_plain(text))))
    for pattern, words in _NUMBERS:
        if words in keep:
            continue
        seen = _NO_NUMBER.sub(lambda match: "x" * len(match[0]), _plain(text))
        text = _replaced(text, _numbers(pattern, seen, words, phones_stay=PHONE in keep))
    return text


def _numbers(pattern: re.Pattern[str], seen: str, words: str, *, phones_stay: bool) -> Iterator[tuple[int, int, str]]:
    for match in pattern.finditer(seen):
        group = "number" if "number" in pattern.groupindex else 0
        if not (_EVERYONES.fullmatch(match[group]) or (phones_stay and _is_phone(match))):
            yield (*match.span(group), words)


def _is_phone(match: re.Match[str]) -> bool:
    """Whether what has the shape of a personal number is a phone number (0406280477 is both): it begins as one, and
    neither is written as a personal number nor holds a day of birth and a check digit."""
    number, digits = match[0], re.sub(r"\D", "", match[0])
    begins_as_phone = digits.startswith("0") or match.string[: match.start()].endswith("+")
    if number[-5] in "-+" or not begins_as_phone:
        return False
    return not (_TEN_DIGITS.fullmatch(digits) and _checks(digits))


def _checks(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it (Luhn)."""
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(digits))
    return sum(each // 10 + each % 10 for each in doubled) % 10 == 0


def _plain(text: str) -> str:
    """The same text, letter for letter, with every kind of digit, space and dash as the common one."""
    return "".join(map(_plain_character, text))


def _plain_character(character: str) -> str:
    if character.isascii():
        return " " if character.isspace() else character
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    kind = unicodedata.category(character)
    if kind == "Pd" or character == "\N{MINUS SIGN}":
        return "-"
    if kind[0] in "ZCM":
        return " "
    return {"＠": "@", "﹫": "@", "．": ".", "＋": "+"}.get(character, character)


def _replaced(text: str, spans: Iterator[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, words in spans:
        parts += [text[at:start], words]
        at = end
    return "".join([*parts, text[at:]])
