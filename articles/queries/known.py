"""What the lint must know of the rest of the site, in one query."""

from articles.lint import Known
from articles.models import Article, Language
from articles.site_pages import RESERVED_SLUGS


def known() -> Known:
    published = Article.objects.filter(language=Language.SWEDISH, live__isnull=False)
    return Known(slugs=RESERVED_SLUGS.union(published.values_list("slug", flat=True)))
