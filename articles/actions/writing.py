"""Drafts: begun, saved over and over, thrown away, sent to review."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from articles.actions.revisions import add_status, next_number, write_revision
from articles.limits import LONGEST_SORT_KEY
from articles.lint import Weight, lint
from articles.models import Article, ArticleKind, CareLevel, Draft, Language, Revision, Status
from articles.permissions import may_write
from articles.queries.known import known
from articles.queries.signatures import unsigned_parts
from articles.queries.texts import text_of
from articles.queries.writing import sent_back
from articles.site_pages import RESERVED_SLUGS
from articles.text import ArticleText
from language.analysis import slug as slug_of
from language.ordering import sort_key
from regions.facts import regions_by_slug
from regions.models import Region


class SavedByAnother(Refused):
    """Someone else saved the draft since it was opened; `draft` is theirs."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(
            _("%(name)s har sparat samma utkast medan du skrev. Jämför texterna nedan och välj.")
            % {"name": draft.saved_by.name}
        )
        self.draft = draft


@dataclass(frozen=True, slots=True)
class Correction:
    """That a submitted text mends a published fault, and what was wrong."""

    reason: str


def _refuse_unless_writer(user: User, article: Article | None = None) -> None:
    if not may_write(user, article):
        raise Refused(_("Bara redaktörer skriver utkast."))


@transaction.atomic
def new_article(
    *, by: User, title: str, kind: ArticleKind, language: Language = Language.SWEDISH, region: Region | None = None
) -> Article:
    """An article that no reader sees, with an empty draft: a national one, or a page of the region's own.

    Raises:
        Refused: the person may not write there, or the title gives no address, or one that is taken.
    """
    _refuse_unless_writer(by, Article(region=region))
    title = " ".join(title.split())
    slug = _free_slug(title, region)
    try:
        with transaction.atomic():
            article = Article.objects.create(
                slug=slug,
                language=language,
                kind=kind,
                region=region,
                title=title,
                sort_key=sort_key(title)[:LONGEST_SORT_KEY],
                responsible=by,
            )
    except IntegrityError as error:
        message = _("Det finns redan en artikel med adressen /%(slug)s/. Skriv i den, eller välj en annan rubrik.")
        raise Refused(message % {"slug": slug}) from error
    begin_draft(article, ArticleText.empty(kind, language, title), None, by)
    of_region = {"region_code": region.code} if region else {}
    record("region_page.created" if region else "article.created", by=by, obj=article, slug=slug, **of_region)
    return article


def _free_slug(title: str, region: Region | None) -> str:
    """The address that the title gives, where no other page has it: a region's page would hide a national one."""
    slug = slug_of(title)[:80].strip("-")
    if not slug:
        raise Refused(_("Rubriken behöver minst en bokstav eller siffra."))
    hidden = region is not None and Article.objects.national().filter(slug=slug).exists()
    if hidden or slug in RESERVED_SLUGS or slug in regions_by_slug():
        raise Refused(_("Adressen /%(slug)s/ används av en annan sida. Välj en annan rubrik.") % {"slug": slug})
    if region is None and Article.objects.pages().filter(slug=slug, region__isnull=False).exists():
        raise Refused(_("En region har redan en sida med adressen /%(slug)s/. Välj en annan rubrik.") % {"slug": slug})
    return slug


@transaction.atomic
def start_draft(*, by: User, article: Article, from_published: bool = False) -> Draft:
    """The article's draft: the one that is there, or a new one from the newest text that was submitted and not
    published, or sent back; `from_published` begins from what readers see instead of what was sent back."""
    _refuse_unless_writer(by, article)
    article = _locked(article)
    found = Draft.objects.filter(article=article).first()
    if found is not None:
        return found
    returned = None if from_published and article.live else sent_back(article)
    base = article.pending or returned or article.live or article.revisions.order_by("-number").first()
    if base is None:
        return begin_draft(
            article, ArticleText.empty(ArticleKind(article.kind), Language(article.language), ""), None, by
        )
    return begin_draft(article, text_of(base), base, by)


def _locked(article: Article) -> Article:
    return Article.objects.select_for_update(of=("self",)).select_related("pending", "live").get(pk=article.pk)


def begin_draft(
    article: Article, text: ArticleText, base: Revision | None, by: User, made_from: Revision | None = None
) -> Draft:
    is_unpublished = base is not None and base.published_on is None
    draft = Draft.objects.create(
        article=article,
        text=text.as_json() if is_unpublished else text.as_json() | {"change_note": ""},
        base=base,
        saved_at=timezone.now(),
        saved_by=by,
        made_from=made_from or (base.made_from if base else None),
    )
    # What nobody has published, or only as a correction that waits for its review, is still its writers' own.
    if base is not None and (is_unpublished or unsigned_parts(base)):
        draft.writers.set(base.writers.all())
    record("draft.started", by=by, obj=article, base=base.number if base else None)
    return draft


@transaction.atomic
def save_draft(*, by: User, draft: Draft, text: ArticleText, serial: int) -> Draft:
    """Saves what was written. `serial` is the one that the writer's form was made from.

    Raises:
        SavedByAnother: the draft was saved by someone, or in another window, since.
        Refused: it was sent to review or thrown away since, or the person may not write.
    """
    _refuse_unless_writer(by, draft.article)
    found = Draft.objects.select_for_update(of=("self",)).select_related("saved_by").filter(pk=draft.pk).first()
    if found is None:
        raise Refused(_("Utkastet har skickats in eller kastats sedan du öppnade det. Kopiera din text och börja om."))
    if found.text == text.as_json():
        return found
    if found.serial != serial:
        raise SavedByAnother(found)
    found.text, found.serial, found.saved_at, found.saved_by = text.as_json(), serial + 1, timezone.now(), by
    found.save(update_fields=["text", "serial", "saved_at", "saved_by"])
    found.writers.add(by)
    return found


@transaction.atomic
def discard_draft(*, by: User, draft: Draft, serial: int) -> None:
    """Throws the draft away; the published text is untouched. An article that never had a text goes with it.

    Raises:
        SavedByAnother: the draft was saved since the person read it.
        Refused: it was sent or thrown away since, or the person may not write.
    """
    _refuse_unless_writer(by, draft.article)
    article = _locked(draft.article)
    found = Draft.objects.select_for_update(of=("self",)).select_related("saved_by").filter(pk=draft.pk).first()
    if found is None:
        raise Refused(_("Utkastet finns inte längre: det har skickats in eller kastats."))
    if found.serial != serial:
        raise SavedByAnother(found)
    found.delete()
    record("draft.discarded", by=by, obj=article, slug=article.slug)
    if not article.revisions.exists():
        article.delete()


@transaction.atomic
def submit(*, by: User, draft: Draft, serial: int, correction: Correction | None = None) -> Revision:
    """Makes the draft a version that never changes, and that reviewers and publishers may judge.

    Raises:
        SavedByAnother: the draft was saved since the person read it.
        Refused: the text is not ready; the message says what is missing.
    """
    _refuse_unless_writer(by, draft.article)
    article = _locked(draft.article)
    found = Draft.objects.select_for_update(of=("self",)).select_related("base", "saved_by").filter(pk=draft.pk).first()
    if found is None:
        raise Refused(_("Utkastet finns inte längre: det har skickats in eller kastats."))
    if found.serial != serial:
        raise SavedByAnother(found)
    text = ArticleText.from_json(found.text)
    _refuse_unready(text, found, article, correction)
    revision = write_revision(article, text, next_number(article), found, correction.reason if correction else "")
    add_status(revision, Status.SUBMITTED, by)
    if article.pending is not None:
        add_status(article.pending, Status.REPLACED, by, _("Version %d har skickats in.") % revision.number)
        Revision.objects.filter(pk=article.pending.pk).update(publish_at=None)
    article.pending = revision
    article.save(update_fields=["pending"])
    found.delete()
    record("revision.submitted", by=by, obj=article, number=revision.number, correction=revision.is_correction)
    return revision


def _refuse_unready(text: ArticleText, draft: Draft, article: Article, correction: Correction | None) -> None:
    if correction is not None and article.live is None:
        raise Refused(_("Bara en publicerad text kan rättas."))
    if correction is not None and not correction.reason.strip():
        raise Refused(_("Skriv vad som var fel. Läsarna får se det."))
    for version in filter(None, (draft.base, article.live)):
        if text.digest == text_of(version).digest and not _says_otherwise_why(version, text, correction):
            raise Refused(_("Utkastet säger detsamma som version %d. Ändra något, eller kasta det.") % version.number)
    stops = [finding for finding in lint(text, known(article)) if finding.weight == Weight.STOP]
    if stops:
        raise Refused(_("Det här måste rättas först: %s") % " ".join(finding.message for finding in stops[:3]))
    _refuse_impossible(text)


def _says_otherwise_why(version: Revision, text: ArticleText, correction: Correction | None) -> bool:
    """Whether an unpublished version is sent in anew for what is said of the change."""
    said = (text.change_note, correction.reason if correction else "")
    return version.published_on is None and said != (version.change_note, version.correction_reason)


def _refuse_impossible(text: ArticleText) -> None:
    """What the database takes in no version, whatever the lint says."""
    for level in text.levels:
        row = CareLevel(**(asdict(level) | {"signs": list(level.signs), "heading": level.heading or level.level.label}))
        try:
            row.clean_fields(exclude=["revision", "position"])
            row.validate_constraints(exclude=["revision", "position"])
        except ValidationError as error:
            what = {"level": level.level.label, "why": " ".join(error.messages)}
            raise Refused(_("Brådskegraden ”%(level)s”: %(why)s") % what) from error
