"""Postcodes as people write them."""

import re

_POSTCODE = re.compile(r"(?:SE?-?)?([1-9]\d\d)[ -]?(\d\d)", re.IGNORECASE)


def five_digits(text: str) -> str:
    """ "SE-413 45" → "41345"; nothing when it is no postcode."""
    match = _POSTCODE.fullmatch(text)
    return match[1] + match[2] if match else ""
