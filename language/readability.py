"""LIX, the Swedish readability index (Björnsson 1968): mean sentence length plus the share of long words."""

import re

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
_SENTENCE_END = re.compile(r"[.!?:]+(?=\s|$)|\n+")


def lix(text: str) -> float:
    """LIX of a plain text; a line break ends a sentence, so that a list counts as its items. 0 for no text.

    Under 30 is very easy, 30–40 easy, 40–50 medium, over 50 hard.
    """
    found = _WORD.findall(text)
    if not found:
        return 0.0
    sentences = [part for part in _SENTENCE_END.split(text) if _WORD.search(part)]
    long_words = sum(len(word) > 6 for word in found)
    return len(found) / len(sentences) + 100 * long_words / len(found)
