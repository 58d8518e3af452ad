"""How easy a Swedish text is to read: its sentences, and LIX (Björnsson 1968): mean sentence length plus the share of
long words."""

import re

from language.analysis import words

LONGEST_SENTENCE = 22  # words
EASY, EASY_READ = 40, 25  # LIX that a text should not pass, and one in easy Swedish (lättläst)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+")
# The look behind makes the search begin once in a run of marks: a page of "!!!!" would else take seconds.
_SENTENCE_END = re.compile(r"(?<![.!?:])[.!?:]+(?=\s|$)|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a plain text; a line break ends one, so that a list counts as its items."""
    return [sentence for part in _SENTENCE_END.split(text) if (sentence := part.strip())]


def long_sentences(text: str) -> list[str]:
    """The sentences of more than LONGEST_SENTENCE words."""
    return [sentence for sentence in sentences(text) if len(words(sentence)) > LONGEST_SENTENCE]


def lix(text: str) -> float:
    """LIX of a plain text; 0 for no text.

    Under 30 is very easy, 30–40 easy, 40–50 medium, over 50 hard.
    """
    found = _WORD.findall(text)
    if not found:
        return 0.0
    number = sum(1 for sentence in sentences(text) if _WORD.search(sentence))
    long_words = sum(len(word) > 6 for word in found)
    return len(found) / number + 100 * long_words / len(found)
