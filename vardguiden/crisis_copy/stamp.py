"""When a page was saved, as it stands in the page: so that whether it has changed can be seen without regard to it."""

import re
from datetime import datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import override

from regions.opening import SWEDEN

OLDEST = timedelta(days=1)  # a page that stays the same is stamped anew, so that none seems older than the copy is
_MARK, _MARK_IN_WORDS = b"@saved@", b"@saved-in-words@"
_SAVED = re.compile(rb'<time datetime="([^"]+)" data-saved>')


def stamped(page: bytes, moment: datetime) -> bytes:
    """The page with the moment where it says when it was saved."""
    here = moment.astimezone(SWEDEN).replace(second=0, microsecond=0)
    with override("en" if b'<html lang="en"' in page[:200] else "sv"):
        words = date_format(here, "DATETIME_FORMAT")
    return page.replace(_MARK, here.isoformat(timespec="minutes").encode()).replace(_MARK_IN_WORDS, words.encode())


def with_its_old_stamp(page: bytes, old: bytes, now: datetime) -> bytes:
    """The page as it would have been at the time when the old one was saved; of one that is too old, as it is now."""
    saved = _SAVED.search(old)
    if saved is None:
        return stamped(page, now)
    moment = datetime.fromisoformat(saved[1].decode())
    return stamped(page, moment if now - moment < OLDEST else now)
