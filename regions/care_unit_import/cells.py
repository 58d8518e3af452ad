"""One cell's text, made plain before anything reads it."""

import functools
import re
import unicodedata


def clean(text: str) -> str:
    """The text in NFC without control and direction characters, each run of white space one space."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return " ".join(text.split())
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _UNWANTED)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def neutral(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: "=1+1" → "'=1+1". `restored` undoes it."""
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """What `neutral` made the cell of."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_UNWANTED = {"Cc", "Cf", "Co", "Cs", "Cn"}
_ABBREVIATIONS = {"AB", "HB", "KB", "BVC", "MVC", "BUP", "BMM", "VC", "HC", "UMO", "KBT", "ADHD", "ICA", "KRY"}
_SMALL_WORDS = {"OCH", "I", "PÅ", "VID", "FÖR"}


@functools.lru_cache(maxsize=2_000)
def clean_name(text: str) -> str:
    """A unit's name, not shouted, with a capital first: "VÅRDCENTRALEN ANKARET." → "Vårdcentralen Ankaret"."""
    name = clean(text).rstrip(" .,;:-")
    if name.isupper() and any(len(word) > 5 for word in name.split()):
        name = " ".join(_calm(word) for word in name.split())
    return name[:1].upper() + name[1:]


def _calm(word: str) -> str:
    """A shouted word in small letters, unless it is an abbreviation."""
    if word in _SMALL_WORDS:
        return word.lower()
    if word in _ABBREVIATIONS:
        return word
    return "-".join(part.capitalize() for part in word.split("-"))
