"""Translations: begun from the Swedish text, and brought in line with it again."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.writing import begin_draft
from articles.models import Article, Draft, Language
from articles.permissions import may_write
from articles.queries.texts import text_of
from articles.text import ArticleText


@transaction.atomic
def new_translation(*, by: User, article: Article, language: Language) -> Article:
    """The article in another language, with a draft that holds the Swedish text to write over.

    Raises:
        Refused: the person may not, the Swedish text is not published, or the translation is there already.
    """
    if not may_write(by):
        raise Refused(_("Bara redaktörer skriver utkast."))
    article = Article.objects.select_related("live__article").get(pk=article.pk)
    if article.language != Language.SWEDISH or article.region_id or article.live is None:
        raise Refused(_("Översättningar görs av publicerade nationella texter på svenska."))
    try:
        with transaction.atomic():
            translation = Article.objects.create(
                slug=article.slug,
                language=language,
                kind=article.kind,
                title=article.title,
                sort_key=article.sort_key,
                responsible=by,
            )
    except IntegrityError as error:
        raise Refused(_("Översättningen finns redan. Skriv i den.")) from error
    text = ArticleText.from_json(text_of(article.live).as_json() | {"language": language.value})
    begin_draft(translation, text, None, by, made_from=article.live)
    record("article.created", by=by, obj=translation, slug=article.slug, language=language.value)
    return translation


@transaction.atomic
def follow_original(*, by: User, draft: Draft) -> Draft:
    """Says that the draft of a translation now follows the Swedish text as it is published.

    Raises:
        Refused: the person may not, or there is no Swedish text to follow.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("article").get(pk=draft.pk)
    if not may_write(by, draft.article):
        raise Refused(_("Bara redaktörer skriver utkast."))
    swedish = Article.objects.national().filter(slug=draft.article.slug, language=Language.SWEDISH).first()
    if draft.article.language == Language.SWEDISH or swedish is None or swedish.live_id is None:
        raise Refused(_("Det finns ingen publicerad svensk text att följa."))
    draft.made_from_id = swedish.live_id
    draft.save(update_fields=["made_from"])
    return draft
