"""`python -m vardguiden.restoring.pages`: whether the site runs on the database of DATABASE_URL. Prints what it read.

In a process of its own, since a site has one database.
"""

import sys

import django
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.html import escape


def read() -> list[str]:
    """The pages that were read. An article and a unit are looked for by their names.

    Raises:
        RuntimeError: a page was not as it should be.
    """
    from articles.queries import all_titles
    from regions.models import CareUnit

    client = Client(headers={"host": settings.ALLOWED_HOSTS[0]}, raise_request_exception=False)
    wanted = [("/readyz", "ok"), ("/", "<main")]  # not ready while a migration is missing
    wanted += [(each.get_absolute_url(), escape(each.title)) for each in list(all_titles())[:1]]
    units = CareUnit.objects.in_use(timezone.localdate()).order_by("pk")[:1]
    wanted += [(each.get_absolute_url(), escape(each.name)) for each in units]
    for path, words in wanted:
        answer = client.get(path, secure=True)
        if answer.status_code != 200 or words not in answer.content.decode():
            raise RuntimeError(f"{path} svarar {answer.status_code}, och inte med {words}.")
    return [path for path, _words in wanted]


if __name__ == "__main__":
    django.setup()
    try:
        sys.stdout.write(" ".join(read()))
    except RuntimeError as error:
        sys.exit(str(error))
