"""Swedish alphabetical order. The embedded PostgreSQL has no ICU and would put Ä before Å."""

import unicodedata

_AFTER_Z = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})


def sort_key(text: str) -> str:
    """A string that sorts as Swedes sort `text`: å, ä, ö last, other accents as their base letter, case ignored."""
    translated = unicodedata.normalize("NFC", text.lower()).translate(_AFTER_Z)
    decomposed = unicodedata.normalize("NFKD", translated)
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def first_letter(text: str) -> str:
    """The heading in A–Ö that a title stands under: its first letter, or "0–9"."""
    letter = unicodedata.normalize("NFC", text.strip().upper())[:1]
    if letter in "ÅÄÖ" and letter:
        return letter
    base = unicodedata.normalize("NFKD", letter)[:1]
    return base if base.isalpha() else "0–9"
