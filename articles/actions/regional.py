"""What a region adds to national articles."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import Role, User
from accounts.refusal import Refused
from articles.actions.writing import begin_draft
from articles.models import CARE, Article, ArticleKind, Language, RegionalAddition, addition_slug
from articles.permissions import may_write
from articles.text import ArticleText
from language.ordering import sort_key
from regions.assignments import regions_where
from regions.models import Region


def _refuse_unless_of_region(by: User, region: Region) -> None:
    if region.code not in regions_where(by, Role.REGIONAL_EDITOR):
        raise Refused(_("Du skriver inte för %(region)s.") % {"region": region.name})


@transaction.atomic
def new_addition(*, by: User, region: Region, article: Article, anchor: str) -> Article:
    """An addition to one chapter (or the care ladder) of a published national article, with an empty draft.

    Raises:
        Refused: the person does not write for the region, the article has no such chapter, or the addition is there.
    """
    _refuse_unless_of_region(by, region)
    if article.region_id is not None or article.language != Language.SWEDISH or article.live is None:
        raise Refused(_("Tillägg skrivs till publicerade nationella texter på svenska."))
    if anchor != CARE and not article.live.chapters.filter(kind=anchor).exists():
        raise Refused(_("Texten har inget sådant kapitel. Välj ett som finns."))
    try:
        with transaction.atomic():
            addition = Article.objects.create(
                slug=addition_slug(article, anchor),
                kind=ArticleKind.TILLAGG,
                region=region,
                adds_to=article,
                anchor=anchor,
                title=article.title,
                sort_key=sort_key(article.title),
                responsible=by,
            )
    except IntegrityError as error:
        raise Refused(_("Regionen har redan ett tillägg till det kapitlet. Skriv i det.")) from error
    begin_draft(addition, ArticleText.empty(ArticleKind.TILLAGG, Language.SWEDISH, ""), None, by)
    record("addition.created", by=by, obj=addition, region_code=region.code, to=article.slug, chapter=anchor)
    return addition


@transaction.atomic
def confirm_addition(*, by: User, addition: Article) -> Article:
    """Says that the addition still holds, read against the national text as it is now.

    Raises:
        Refused: the person does not write for the region, or there is nothing to confirm.
    """
    found = RegionalAddition.objects.select_for_update(of=("self",)).select_related("adds_to").get(pk=addition.pk)
    if not may_write(by, found):
        raise Refused(_("Bara regionens redaktörer bekräftar tillägget."))
    if found.live_id is None or found.adds_to is None or found.adds_to.live_id is None:
        raise Refused(_("Det finns inget publicerat att bekräfta."))
    found.confirmed_against_id = found.adds_to.live_id
    found.save(update_fields=["confirmed_against"])
    record("addition.confirmed", by=by, obj=Article(pk=found.pk), region_code=found.region_id or "")
    return found
