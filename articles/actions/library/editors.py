"""Which articles the editors have made their own: the library never replaces what someone has written or decided."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from articles.models import Article, Draft, Revision


def editors_own(articles: Iterable[Article]) -> dict[int, str]:
    """Why the library leaves an article alone, for those that it must. One query."""
    written = Revision.objects.filter(
        article=OuterRef("pk"), writers__isnull=False, number__gte=Coalesce(OuterRef("live__number"), 0)
    )
    found = Article.objects.filter(pk__in=[article.pk for article in articles]).annotate(
        is_written=Exists(written), is_drafted=Exists(Draft.objects.filter(article=OuterRef("pk")))
    )
    own = found.filter(
        Q(is_written=True) | Q(is_drafted=True) | Q(pending__isnull=False) | Q(withdrawn_at__isnull=False)
    )
    return {
        pk: "redaktionen har dragit tillbaka texten" if withdrawn else "redaktionen har en egen text"
        for pk, withdrawn in own.values_list("pk", "withdrawn_at")
    }
