from django.conf import settings
from django.urls import get_script_prefix

from articles.models import Article


def lasting_address(article: Article, path: str) -> str:
    """The whole address of one of the article's pages, the same for everyone: without the reader's region, unless the
    article is that region's own."""
    if article.region_id is None:
        path = "/" + path.removeprefix(get_script_prefix())
    return settings.SITE_URL + path
