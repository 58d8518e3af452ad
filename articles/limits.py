"""What a text may hold, how long it may be, and what a step of the care ladder must have: for the library's files and
the lint alike."""

import re

from django.utils.translation import gettext_lazy as _

from articles.models.choices import Level

LONGEST_TITLE, LONGEST_SORT_KEY, LONGEST_SUMMARY, LONGEST_NOTE = 120, 160, 1_000, 300
LONGEST_REASON = 2_000  # of a step in a version's life
LONGEST_SYNONYM, LONGEST_SOURCE, LONGEST_OWNER = 80, 200, 120
LONGEST_HEADING, LONGEST_SIGN, LONGEST_ADVICE = 120, 240, 2_000
LONGEST_CHAPTER = 20_000  # some 3 000 words; a whole article has a third of that
MOST_MONTHS = 60
LEAST_RELATED, MOST_RELATED = 2, 6

STANDARD_HEADINGS = frozenset([Level.EMERGENCY, Level.URGENT, Level.ADVICE])  # have a text of their own
EXAMPLE_HEADINGS = {  # of those that have none
    Level.SOON: _("Kontakta en vårdcentral inom en vecka"),
    Level.SELFCARE: _("Det här kan du oftast sköta hemma"),
}
NEEDS_UNIT = frozenset([Level.URGENT, Level.SOON])  # say where to go, and what to do when it is closed

HTML = re.compile(r"<[a-zA-Z/!]")
INTERNAL_LINK = re.compile(r"/(?P<slug>[a-z0-9-]+)/(?:#[\w-]+)?")  # /feber/ and /feber/#egenvard
