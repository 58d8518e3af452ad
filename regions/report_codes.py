"""The code that a reader gets for a report: 59 bits, short enough to read aloud, and kept here as a digest alone."""

import secrets
from hashlib import sha256

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another: no 0 or O, no 1, I or L, no U beside V
LENGTH, GROUP = 12, 4


def new_code() -> str:
    """ "K7QM-3XTR-9WNH"."""
    return written("".join(secrets.choice(LETTERS) for _ in range(LENGTH)))


def digest_of(code: str) -> str:
    """The digest to look for, of a code as someone wrote it; "" for what can be no code."""
    letters = _letters(code)
    if len(letters) != LENGTH or not set(letters) <= set(LETTERS):
        return ""
    return sha256(letters.encode()).hexdigest()


def written(code: str) -> str:
    """A code in groups, however someone wrote it."""
    letters = _letters(code)
    return "-".join(letters[start : start + GROUP] for start in range(0, len(letters), GROUP))


def _letters(code: str) -> str:
    """Without what people write between the groups."""
    return "".join(letter for letter in code.upper() if letter.isalnum())
