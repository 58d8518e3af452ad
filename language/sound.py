"""How a Swedish word sounds, roughly: words that are spelt by ear meet here ("klamydja", "blinntarm", "sjelva")."""

import functools
import re

from language.analysis import fold

_RULES = [
    (r"ph", "f"),
    (r"ck|qu|q", "k"),
    (r"x", "ks"),
    (r"z|ç", "s"),
    (r"w", "v"),
    (r"th", "t"),
    (r"ssion|tion|t?sjon|tjon|schon|shon", "Son"),
    (r"ch(?=[aou])|ch$", "k"),
    (r"sch|skj|stj|sj|ch|sh|sk(?=[eiy])", "S"),
    (r"tj|kj|k(?=[eiy])", "C"),
    (r"dj|gj|hj|lj|g(?=[eiy])", "j"),
    (r"rg$|lg$", "rj"),
    (r"c(?=[eiy])", "s"),
    (r"c", "k"),
    (r"ij|ii|iy|yj", "i"),
    (r"y", "i"),
    (r"dt|tt", "t"),
    (r"(?<=[aeiouyO])j(?=[ao])", ""),
    (r"(?<=[a-zSC])h(?=[a-z])", ""),
    (r"gn", "ngn"),
    (r"nk", "ngk"),
    (r"(.)\1+", r"\1"),
]
_COMPILED = [(re.compile(pattern), put) for pattern, put in _RULES]


@functools.lru_cache(maxsize=5_000)
def sound(word: str) -> str:
    """The key of one word as it is written, å ä ö and all; two words of the same key sound much alike."""
    word = fold(word.lower().replace("ä", "e").replace("å", "o")).replace("ö", "o")
    for pattern, put in _COMPILED:
        word = pattern.sub(put, word)
    return word
