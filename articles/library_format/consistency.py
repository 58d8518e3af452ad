"""What can be found mechanically wrong in texts taken together: the same sign at two levels, and sentences too long."""

from collections.abc import Iterable

from articles.library_format.article import ArticleFile
from articles.signs import Contradiction, Sign, much_alike, same_words, sign_key
from language import readability

__all__ = ["Contradiction", "Sign", "contradictions", "long_sentences", "sign_key", "signs"]


def signs(texts: Iterable[ArticleFile]) -> list[Sign]:
    return [Sign(text.slug, level.level, sign) for text in texts for level in text.care_levels for sign in level.signs]


def contradictions(texts: Iterable[ArticleFile]) -> list[Contradiction]:
    """Signs of the same words at different levels, and signs much alike whose levels are far apart."""
    all_signs = signs(texts)
    found = list(same_words(all_signs))
    known = {frozenset([pair.first.text, pair.second.text]) for pair in found}
    alike = much_alike(all_signs)
    return [*found, *(pair for pair in alike if frozenset([pair.first.text, pair.second.text]) not in known)]


def long_sentences(text: ArticleFile) -> list[str]:
    """The sentences of more words than a reader takes in at once."""
    return readability.long_sentences(text.plain_text)
