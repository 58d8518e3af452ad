"""Which parts of a version someone fit has approved: a signature holds for a part as long as it says the same."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import (
    BooleanField,
    CharField,
    F,
    Func,
    JSONField,
    OuterRef,
    Prefetch,
    Value,
    prefetch_related_objects,
)

from accounts.models import User
from articles.diff import Piece, word_diff
from articles.models import PartVerdict, RemarkAnswer, Review, ReviewKind, Revision, RevisionPart, Verdict
from articles.permissions import may_confirm, wrote

NOT_REWORDED = ("care", "sources")  # parts that are rows, for which a reviewer suggests no wording


def unsigned_parts(revision: Revision) -> list[str]:
    """The parts that no fact reviewer has approved in just this form, as the database itself counts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT articles_unsigned(%s)", [revision.pk])
        return sorted(part for (part,) in cursor.fetchall())


def parts_to_judge(review: Review) -> list[str]:
    """The parts that a reviewer must say something of before signing: those that no one who reviews the same thing has
    approved in just this form."""
    if review.kind == ReviewKind.FACT:
        return unsigned_parts(review.revision)
    return sorted(part for part, verdicts in approvals(review).items() if not verdicts)


def approvals(review: Review) -> dict[str, list[PartVerdict]]:
    """Who has approved each part of the review's version in just this form, in a review of the same kind."""
    return {
        part: [
            verdict
            for verdict in verdicts
            if verdict.verdict == Verdict.AGREE and verdict.review.kind == review.kind and verdict.is_known  # type: ignore[attr-defined]
        ]
        for part, verdicts in said_of(review.revision)[1].items()
    }


@dataclass(slots=True)
class SignedPart:
    """One part of a version: whether it is approved, and every signed verdict on the same words."""

    part: str
    label: str
    approved: bool
    verdicts: list[PartVerdict] = field(default_factory=list)
    text: str = ""  # what a suggestion would replace; empty for parts that are rows
    number: int = 0  # of the version

    @property
    def said(self) -> list[tuple[PartVerdict, list[list[Piece]]]]:
        """Each verdict, with its suggestion as changes to the text; no lines where nothing is suggested."""
        return [(verdict, suggested_changes(verdict, self.text)) for verdict in self.verdicts]


def suggested_changes(verdict: PartVerdict, text: str) -> list[list[Piece]]:
    """The reviewer's wording as changes to the text that it would replace; none where nothing is suggested."""
    return word_diff(text, verdict.suggestion) if verdict.suggestion else []


def rewordable_text(part: str, content: str) -> str:
    """The words of a part that a suggestion would replace: a chapter's text, or the summary."""
    return "" if part in NOT_REWORDED else str(json.loads(content)[1])


def contents_of(revision: Revision) -> dict[str, str]:
    """What each part of the version says, as the database reads it."""
    return dict(RevisionPart.objects.filter(revision=revision).values_list("part", "content"))


def signed_parts(revision: Revision) -> list[SignedPart]:
    """Every part in the reader's order with its verdicts, also those given on an earlier version that said the same.
    Three queries, and one more where something is to be changed."""
    unsigned = set(unsigned_parts(revision))
    contents, verdicts = said_of(revision)
    read_answers(verdict for each in verdicts.values() for verdict in each)
    return [
        SignedPart(
            part,
            str(label),
            part not in unsigned,
            verdicts[part],
            rewordable_text(part, contents[part]),
            revision.number,
        )
        for part, label in RevisionPart.PARTS
        if part in contents
    ]


def said_of(revision: Revision) -> tuple[dict[str, str], dict[str, list[PartVerdict]]]:
    """What each part says, and the signed verdicts of both kinds on those words, oldest first, with whether it is known
    who gave them. Two queries."""
    given = PartVerdict.objects.filter(review__revision__article=revision.article_id, review__signed_on__isnull=False)
    given = given.annotate(is_known=is_known(F("review"), Value(revision.pk)))
    found = list(given.select_related("review__revision", "review__asked_by", "taken_by").order_by("review_id"))
    # By number, not as a subquery: the view is then read for these versions alone.
    read = RevisionPart.objects.filter(revision__in={revision.pk, *(verdict.review.revision_id for verdict in found)})
    seen = {(version, part): content for version, part, content in read.values_list("revision_id", "part", "content")}
    contents = {part: content for (version, part), content in seen.items() if version == revision.pk}
    verdicts: dict[str, list[PartVerdict]] = {part: [] for part in contents}
    for verdict in found:
        content = seen.get((verdict.review.revision_id, verdict.part))
        if content is not None and content == contents.get(verdict.part):
            verdicts[verdict.part].append(verdict)
    return contents, verdicts


def read_answers(verdicts: Iterable[PartVerdict]) -> None:
    """What editors have answered those who want something changed, oldest first. One query, none without such."""
    prefetch_related_objects([verdict for verdict in verdicts if verdict.verdict == Verdict.COMMENT], answers())


def answers() -> "Prefetch[str]":
    """What editors have answered to verdicts, oldest first, with who did."""
    return Prefetch("answers", RemarkAnswer.objects.select_related("by").order_by("pk"))


def remarks_on(revision: Revision) -> list[SignedPart]:
    """The parts in which reviewers want something changed, each with those verdicts alone; of a text that readers have
    seen, the parts that nobody has approved since. Four queries."""
    return [
        replace(part, verdicts=doubts)
        for part in signed_parts(revision)
        if (doubts := [verdict for verdict in part.verdicts if verdict.verdict == Verdict.COMMENT])
        and not (part.approved and revision.published_on)
    ]


def is_known(review: F, version: F | OuterRef | Value) -> Func:
    """Whether it is known who the reviewer is: someone with an account, or someone whom another than the writers of the
    version stands for (migrations 0014 and 0027)."""
    return Func(review, version, function="articles_is_known", output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class Unconfirmed:
    """A signature that does not count yet, and whether the one who looks may say who gave it."""

    review: Review
    may_confirm: bool


def unconfirmed(user: User, revision: Revision, parts: Iterable[SignedPart]) -> list[Unconfirmed]:
    """The signatures on the version's words that wait until someone stands for who gave them."""
    verdicts = (verdict for part in parts for verdict in part.verdicts if not verdict.is_known)  # type: ignore[attr-defined]
    reviews = {verdict.review_id: verdict.review for verdict in verdicts}.values()
    may = bool(reviews) and may_confirm(user, revision.article) and not wrote(user, revision)
    return [Unconfirmed(review, may and not wrote(user, review.revision)) for review in reviews]


def reviews_that_hold(revision: F) -> Func:
    """As plain dicts, the first signed first: the fact reviews that approved something which the version still says in
    just those words, by someone who is known and has not written in it (migration 0018)."""
    return Func(revision, function="articles_reviews_that_hold", output_field=JSONField())


def is_whole(revision: F) -> Func:
    """Whether fact reviewers have approved every part."""
    return Func(
        revision,
        template="NOT EXISTS (SELECT articles_unsigned(%(expressions)s))",
        output_field=BooleanField(),
    )


def unsigned_of(revision: F) -> Func:
    """The parts that no fact reviewer has approved; see `unsigned_parts`."""
    return Func(
        revision,
        template="ARRAY(SELECT articles_unsigned(%(expressions)s))",
        output_field=ArrayField(CharField()),
    )
