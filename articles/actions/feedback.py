import re

from django.core.cache import cache
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.models import Article, Feedback

PER_HOUR = 20
# A personal identity number, an e-mail address, a Swedish phone number.
_PERSONAL = re.compile(
    r"\b(?:19|20)?\d{6}[-+ ]?\d{4}\b|[\w.+-]+@[\w-]+\.\w+"
    r"|(?:\b0|(?:\+|\b00)46[- ]?)\d{1,3}[- ]?\d{2,3}[ ]?\d{2}[ ]?\d{2}\b"
)


class FeedbackRefused(Exception):
    """The answer could not be taken; the message says why and what to do."""


def give_feedback(*, article: Article, helpful: bool, comment: str, region_code: str, address: str) -> Feedback:
    """Keeps a reader's answer. Nothing about the reader is kept: the address only counts, hashed, for an hour."""
    if _PERSONAL.search(comment):
        raise FeedbackRefused(
            _(
                "Ta bort personnummer, telefonnummer och e-postadress ur texten. "
                "Vi får inte spara sådant och kan inte svara."
            )
        )
    counter = "feedback:" + salted_hmac("feedback", address).hexdigest()[:24]
    cache.add(counter, 0, timeout=3600)
    if cache.incr(counter) > PER_HOUR:
        raise FeedbackRefused(_("Vi har fått många svar från din uppkoppling. Försök igen om en timme."))
    assert article.live is not None
    return Feedback.objects.create(
        article=article,
        revision_number=article.live.number,
        region_code=region_code,
        helpful=helpful,
        comment=comment,
    )
