from articles.lint import Known
from articles.models import Article
from articles.site_pages import RESERVED_SLUGS


def known() -> Known:
    return Known(frozenset(Article.objects.values_list("slug", flat=True)) | RESERVED_SLUGS)
