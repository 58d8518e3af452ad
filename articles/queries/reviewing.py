"""What a reviewer reads and judges: the text part by part, what has changed since someone last signed it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from articles.diff import ITEM, Piece, plain, word_diff
from articles.models import Article, Level, PartVerdict, Review, ReviewKind, Revision, RevisionPart, Source, Verdict
from articles.permissions import may_review, reviewers, wrote
from articles.queries.page_parts import Ladder
from articles.queries.signatures import (
    NOT_REWORDED,
    approvals,
    contents_of,
    is_known,
    parts_to_judge,
    read_answers,
    rewordable_text,
    suggested_changes,
)
from articles.queries.unsigned import LeftUnsigned, left_unsigned
from regions.kinds import UnitKind

Content = list[Any]
LABELS = dict(RevisionPart.PARTS)


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """One part of the text as its reviewer meets it."""

    part: str
    label: str  # what kind of part it is
    heading: str  # what readers see above it
    content: Content  # as the database reads it: see migration 0006
    needed: bool
    approved: list[PartVerdict]
    is_new: bool  # nobody who signed an earlier version saw such a part
    lines: list[list[Piece]]  # what changed since the last signed version; none where nothing did
    remarks: list["Remark"]  # what is to be changed in it, as earlier reviewers say
    left: PartVerdict | None  # what the reviewer said of other words in it, and did not sign
    removed: list[tuple[str, str]] = field(default_factory=list)  # with the head: chapters that were taken away
    sources: list[Source] = field(default_factory=list)  # with their languages, which no one signs

    @property
    def text(self) -> str:
        """A chapter's Markdown, or the summary."""
        return "" if self.part in NOT_REWORDED else str(self.content[1])

    @property
    def rewordable(self) -> bool:
        return self.part not in NOT_REWORDED

    @property
    def ladder(self) -> list[Ladder]:
        return [Ladder(Level(level), *rest) for level, *rest in self.content] if self.part == "care" else []

    @property
    def signs(self) -> list[str]:
        return self.ladder[0].signs[:5] if self.ladder and self.ladder[0].level == Level.EMERGENCY else []

    @property
    def last_approval(self) -> PartVerdict:
        return self.approved[-1]


@dataclass(frozen=True, slots=True)
class Remark:
    """What a reviewer has wanted changed in a part, with what editors have answered."""

    verdict: PartVerdict
    lines: list[list[Piece]]  # the suggestion, as changes to what the reviewer read

    @property
    def number(self) -> int:
        """Of the version that it was said of."""
        return self.verdict.review.revision.number


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All of the text in the reader's order, and what the reviewer has said so far, or before of the same words."""

    review: Review
    parts: list[ReviewPart]
    said: dict[str, PartVerdict]
    since: Revision | None  # what changes are shown from: the last signed version; else the one that readers have
    is_since_signed: bool
    left: LeftUnsigned  # what the reviewer said of an earlier version

    @property
    def is_begun(self) -> bool:
        """Whether some part is approved already, and some is not."""
        return 0 < len(self.needed) < len(self.parts)

    @property
    def is_filled_in(self) -> bool:
        """Whether what stands in the form was said of an earlier version."""
        return any(verdict.review_id != self.review.pk for verdict in self.said.values())

    @property
    def has_answers(self) -> bool:
        return any(remark.verdict.answers.all() for part in self.parts for remark in part.remarks)

    @property
    def needed(self) -> list[ReviewPart]:
        return [part for part in self.parts if part.needed]


def review_page(review: Review) -> ReviewPage:
    """Eleven queries, and one more where nobody has signed an earlier version, where something was to be changed, and
    where the reviewer left something unsigned."""
    revision = review.revision
    told = contents_of(revision)
    contents = {part: json.loads(content) for part, content in told.items()}
    signed = (
        Revision.objects.filter(
            article=revision.article_id,
            number__lt=revision.number,
            reviews__kind=review.kind,
            reviews__signed_on__isnull=False,
        )
        .order_by("-number")
        .first()
    )
    since = signed or _live_before(revision)
    told_before = contents_of(since) if since else {}
    before = {part: json.loads(content) for part, content in told_before.items()}
    needed, approved = set(parts_to_judge(review)), approvals(review)
    remarks = _remarks(review, {revision.pk: told} | ({signed.pk: told_before} if signed else {}))
    sources = list(revision.sources.order_by("position", "pk"))
    left = left_unsigned(review, {revision.pk: told} | ({since.pk: told_before} if since else {}))
    return ReviewPage(
        review=review,
        parts=[
            ReviewPart(
                part=part,
                label=str(LABELS[part]),
                heading=_heading(part, contents[part]),
                content=contents[part],
                needed=part in needed,
                approved=approved[part],
                is_new=since is not None and part not in before,
                lines=_changes(part, before.get(part), contents[part]),
                remarks=remarks.get(part, []),
                left=left.other.get(part),
                removed=_removed(before, contents) if part == "head" else [],
                sources=sources if part == "sources" else [],
            )
            for part in _in_readers_order(revision, contents)
        ],
        said={verdict.part: verdict for verdict in review.verdicts.all()} or left.same,
        since=since,
        is_since_signed=signed is not None,
        left=left,
    )


def _remarks(review: Review, read: dict[int, dict[str, str]]) -> dict[str, list[Remark]]:
    """What reviewers of the same thing have wanted changed in each part of these versions, oldest first."""
    given = PartVerdict.objects.filter(review__revision__in=read, review__kind=review.kind, verdict=Verdict.COMMENT)
    given = given.filter(review__signed_on__isnull=False).select_related("review__revision", "taken_by")
    found = list(given.order_by("review_id"))
    read_answers(found)
    remarks: dict[str, list[Remark]] = {}
    for verdict in found:
        remarks.setdefault(verdict.part, []).append(_remark(verdict, read[verdict.review.revision_id]))
    return remarks


def _remark(verdict: PartVerdict, contents: dict[str, str]) -> Remark:
    content = contents.get(verdict.part)
    return Remark(verdict, suggested_changes(verdict, rewordable_text(verdict.part, content)) if content else [])


def remark_of(verdict: PartVerdict) -> Remark:
    """What the one who signed wants changed, as the one who answers reads it. Two queries."""
    read_answers([verdict])
    return _remark(verdict, contents_of(verdict.review.revision))


def _live_before(revision: Revision) -> Revision | None:
    live = Article.objects.filter(pk=revision.article_id).values("live")
    return Revision.objects.filter(pk__in=live, number__lt=revision.number).first()


def _in_readers_order(revision: Revision, contents: dict[str, Content]) -> list[str]:
    chapters = revision.chapters.order_by("position").values_list("kind", flat=True)
    return [part for part in ("head", "care", *chapters, "sources") if part in contents]


def _heading(part: str, content: Content) -> str:
    own = "" if part in ("head", "care", "sources") else str(content[0])
    return own or str(LABELS[part])


def _changes(part: str, before: Content | None, after: Content) -> list[list[Piece]]:
    if before is None or before == after:
        return []
    if part not in ("head", *NOT_REWORDED) and before[0] == after[0]:  # the chapter's heading stands above it anyway
        return word_diff(plain(before[1]), plain(after[1]))
    return word_diff(_words(part, before), _words(part, after))


def _words(part: str, content: Content) -> str:
    """The part as running text, with all that a signature holds for."""
    if part == "head":
        title, summary, life_threatening, parts = content
        box = _("Med rutan Ring 112.") if life_threatening else _("Utan rutan Ring 112.")
        named = ", ".join(str(label) for name, label in RevisionPart.PARTS if name in (parts or ()))
        return "\n".join([title, summary, box, _("Delar: %s") % named])
    if part == "care":
        return "\n".join(_level_words(*level) for level in content)
    if part == "sources":
        return "\n".join(f"{owner}: {title}" for title, owner in content)
    return f"{content[0]}\n{plain(content[1])}"


def _level_words(level: str, heading: str, signs: list[str], where: str, if_closed: str, unit_kind: str) -> str:
    closed = f"{_('Om det är stängt:')} {if_closed}" if if_closed else ""
    kind = f"{_('Typ av vård:')} {UnitKind(unit_kind).label}" if unit_kind else ""
    lines = [f"{Level(level).label}: {heading}", *(f"{ITEM}{sign}" for sign in signs), where, closed]
    return "\n".join(line for line in [*lines, kind] if line)


def _removed(before: dict[str, Content], after: dict[str, Content]) -> list[tuple[str, str]]:
    """(label, words) of the parts that readers will no longer find."""
    return [(str(LABELS[part]), _words(part, content)) for part, content in before.items() if part not in after]


@dataclass(frozen=True, slots=True)
class AskedReviewer:
    """Someone who was asked to review a version, and how it went."""

    review: Review
    state: str  # "signed", "unconfirmed", "revoked", "unsent", "expired" or "waiting"

    @property
    def is_open(self) -> bool:
        return self.state not in ("signed", "unconfirmed", "revoked")


def asked(revision: Revision, now: datetime) -> list[AskedReviewer]:
    """Everyone who has been asked to review the version, in that order."""
    reviews = revision.reviews.select_related("asked_by").annotate(is_known=is_known(F("pk"), F("revision")))
    reviews = reviews.order_by("asked_at", "pk")
    return [AskedReviewer(review, _state(review, now)) for review in reviews]


def _state(review: Review, now: datetime) -> str:
    if review.signed_on is not None:
        return "signed" if review.is_known else "unconfirmed"  # type: ignore[attr-defined]
    if review.revoked_at is not None:
        return "revoked"
    if review.reviewer_user_id is not None:
        return "waiting"
    if not review.link_digest:
        return "unsent"
    return "expired" if review.link_expires_at is not None and review.link_expires_at < now else "waiting"


def people_to_ask(revision: Revision) -> dict[ReviewKind, list[User]]:
    """Who may be asked for each kind of review: those who review it and have not written in the version. One query for
    each kind."""
    writers = revision.writers.values("pk")
    return {
        kind: list(reviewers(kind, revision.article).exclude(pk__in=writers).order_by("name", "pk"))
        for kind in ReviewKind
    }


def can_be_asked_again(review: Review) -> bool:
    """Whether the one who signed can be asked about the same version once more, when editors have answered: not if they
    have been asked since."""
    person, revision = review.reviewer_user, review.revision
    if person is None or revision.pk not in (revision.article.pending_id, revision.article.live_id):
        return False
    later = revision.reviews.filter(reviewer_user=person, kind=review.kind, revoked_at__isnull=True, pk__gt=review.pk)
    return not later.exists() and may_review(person, review.kind, revision.article) and not wrote(person, revision)
