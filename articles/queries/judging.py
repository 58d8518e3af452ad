"""A version as those who judge it read it: the text, what is new in it, who approves it and what hinders it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery, prefetch_related_objects
from django.utils.translation import override

from accounts.models import User
from articles.diff import SectionDiff, compare
from articles.lint import Finding, Weight, lint
from articles.models import PartVerdict, ReviewKind, Revision, Status, Verdict
from articles.permissions import may_publish, may_write
from articles.queries.filled import filled
from articles.queries.history import Happened, Reviewing, VersionAtDesk, version_at_desk, with_history
from articles.queries.known import known
from articles.queries.obstacles import obstacles_seen
from articles.queries.page_parts import ArticlePage
from articles.queries.signatures import SignedPart, Unconfirmed, signed_parts, unconfirmed
from articles.queries.texts import PARTS, text_of
from articles.queries.version import page_of

_BESIDE = ("article__live", "article__responsible", "article__region", "article__adds_to", "base")


@dataclass(frozen=True, slots=True)
class RevisionAtDesk:
    """All that the page of one version shows, to one person."""

    user: User
    version: VersionAtDesk
    page: ArticlePage
    other: Revision | None  # what its changes are told against
    sections: list[SectionDiff]
    parts: list[SignedPart]
    unconfirmed: list[Unconfirmed]
    findings: list[Finding]
    obstacles: list[str]

    @property
    def revision(self) -> Revision:
        return self.version.revision

    @property
    def state(self) -> Happened | None:
        return self.version.state

    @property
    def waits(self) -> bool:
        return self.revision.article.pending_id == self.revision.pk

    @property
    def is_live(self) -> bool:
        return self.revision.article.live_id == self.revision.pk

    @property
    def missed_its_hour(self) -> bool:
        """It was to be published at a time, and something hindered it."""
        return self.waits and not self.revision.publish_at and self._is(Status.SCHEDULED)

    @property
    def approved(self) -> int:
        return sum(part.approved for part in self.parts)

    @property
    def needs_signatures(self) -> bool:
        return bool(self.unsigned) and not self.revision.is_correction

    @property
    def may_take(self) -> bool:
        return may_write(self.user, self.revision.article)

    @property
    def unsigned(self) -> list[SignedPart]:
        return [part for part in self.parts if not part.approved]

    @property
    def unconfirmed_names(self) -> str:
        """Those without an account who would approve a part if someone stood for who they are."""
        unknown = (verdict for verdict in self._of_facts(Verdict.AGREE) if not verdict.is_known)  # type: ignore[attr-defined]
        return ", ".join(dict.fromkeys(verdict.review.reviewer for verdict in unknown))

    @property
    def is_doubted(self) -> bool:
        """Whether a fact reviewer wants something changed in a part that no one has approved."""
        return any(self._of_facts(Verdict.COMMENT))

    def _of_facts(self, said: Verdict) -> Iterator[PartVerdict]:
        """The fact reviewers' verdicts of that sort on the parts that no one has approved."""
        verdicts = (verdict for part in self.unsigned for verdict in part.verdicts if verdict.verdict == said)
        return (verdict for verdict in verdicts if verdict.review.kind == ReviewKind.FACT)

    @property
    def stops(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.weight == Weight.STOP]

    @property
    def hints(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.weight != Weight.STOP]

    @property
    def changed(self) -> list[SectionDiff]:
        return [section for section in self.sections if section.changed]

    @property
    def unchanged(self) -> list[SectionDiff]:
        return [section for section in self.sections if not section.changed]

    def _is(self, status: Status) -> bool:
        return self.state is not None and self.state.status == status

    @property
    def my_review(self) -> Reviewing | None:
        return self.version.asked_of(self.user.pk)

    @property
    def may_decide(self) -> bool:
        return self.waits and may_publish(self.user, self.revision.article)

    @property
    def may_ask(self) -> bool:
        return may_write(self.user, self.revision.article) and (self.waits or self.is_live)

    @property
    def may_rewrite(self) -> bool:
        return may_write(self.user, self.revision.article) and (
            self.waits or self.is_live or self.is_returned or self.revision.article.live_id is None
        )

    @property
    def is_returned(self) -> bool:
        """A publisher sent it back, and there is none newer."""
        return self._is(Status.RETURNED) and self.revision.newest == self.revision.pk  # type: ignore[attr-defined]

    @property
    def may_restore(self) -> bool:
        """It is what a publisher withdrew last."""
        article = self.revision.article
        is_last = self.revision.last_published == self.revision.pk  # type: ignore[attr-defined]
        return self._is(Status.WITHDRAWN) and is_last and article.live_id is None and may_publish(self.user, article)


def revision_at_desk(pk: int, user: User) -> RevisionAtDesk | None:
    """The version with all that is asked of it. Nine queries."""
    newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number")
    published = newest.filter(published_on__isnull=False)
    found = with_history(Revision.objects.filter(pk=pk)).select_related(*_BESIDE)
    revision = found.annotate(
        newest=Subquery(newest.values("pk")[:1]), last_published=Subquery(published.values("pk")[:1])
    ).first()
    if revision is None:
        return None
    version, other = version_at_desk(revision), _other(revision)
    prefetch_related_objects([each for each in (revision, other) if each], *PARTS)
    parts = signed_parts(revision)
    text = text_of(revision)
    findings = lint(text, known(revision.article))
    unsigned = [part.part for part in parts if not part.approved]
    return RevisionAtDesk(
        user=user,
        version=version,
        page=_page(revision),
        other=other,
        sections=compare(text_of(other), text, for_editors=True) if other else [],
        parts=parts,
        unconfirmed=unconfirmed(user, revision, parts),
        findings=findings,
        obstacles=obstacles_seen(user, revision, user.pk in version.writer_pks, unsigned, findings),
    )


def _page(revision: Revision) -> ArticlePage:
    """The version as its readers would see it, with the site's own words in their language."""
    with override(revision.article.language_tag):
        return filled(page_of(revision, related=sorted(revision.related.all(), key=lambda article: article.sort_key)))


def _other(revision: Revision) -> Revision | None:
    """The text that readers see now; for that text itself, and when they see none, the one it was written from."""
    live = revision.article.live
    other = revision.base if live is None or live.pk == revision.pk else live
    if other is not None:
        other.article = revision.article
    return other
