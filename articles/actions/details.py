"""What is said of an article beside its text, in effect at once."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.models import Article, TopicArea
from articles.permissions import may_write
from articles.search_index import index_articles, is_searched


@transaction.atomic
def describe_article(
    *, by: User, article: Article, topic_areas: Iterable[TopicArea], responsible: User | None
) -> Article:
    """Sets where the article is found and who answers for it.

    Raises:
        Refused: the person does not write, or nor does the one who should answer for it.
    """
    if not may_write(by, article):
        raise Refused(_("Bara redaktörer ändrar det som gäller artikeln."))
    if responsible is not None and responsible != article.responsible and not may_write(responsible, article):
        raise Refused(_("%(name)s är inte redaktör. Välj någon annan.") % {"name": responsible.name})
    article = Article.objects.select_for_update(of=("self",)).select_related("live").get(pk=article.pk)
    article.topic_areas.set(topic_areas)
    article.responsible = responsible
    article.save(update_fields=["responsible"])
    if is_searched(article):
        index_articles([article])
    areas = sorted(article.topic_areas.values_list("slug", flat=True))
    record("article.described", by=by, obj=article, areas=areas, responsible=responsible and responsible.pk)
    return article
