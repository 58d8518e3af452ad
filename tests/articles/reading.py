"""Looking into the page of an article."""

import re
from datetime import date

from articles.models import Review


def part(html, beginning, end):
    start = html.index(beginning)
    return html[start : html.index(end, start + len(beginning))]


def plain(html):
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?a\b[^>]*>", "", html)).split())


def reviewed(revision, **fields):
    details = {"reviewer": "Rut Exempel", "profession": "allmänläkare", "workplace": "Exempelkliniken"}
    details |= {"conflict_of_interest": "Inga", "signed_on": date(2026, 3, 12)} | fields
    return Review.objects.create(revision=revision, **details)
