"""Which parts of a version someone fit has approved: a signature holds for a part as long as it says the same."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

from articles.models import PartVerdict, Revision, RevisionPart, Verdict


def unsigned_parts(revision: Revision) -> list[str]:
    """The parts that no fact reviewer has approved in just this form, as the database itself counts them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT articles_unsigned(%s)", [revision.pk])
        return sorted(part for (part,) in cursor.fetchall())


@dataclass(slots=True)
class SignedPart:
    """One part of a version: whether it is approved, and every signed verdict on the same words."""

    part: str
    label: str
    approved: bool
    verdicts: list[PartVerdict] = field(default_factory=list)


def signed_parts(revision: Revision) -> list[SignedPart]:
    """Every part in the reader's order with its verdicts, also those given on an earlier version that said the same.
    Three queries."""
    unsigned = set(unsigned_parts(revision))
    verdicts: dict[str, list[PartVerdict]] = defaultdict(list)
    given = PartVerdict.objects.filter(review__revision__article=revision.article_id, review__signed_on__isnull=False)
    judged = Q(revision=revision) | Q(revision__in=given.values("review__revision"))
    says = {
        (revision_id, part): content
        for revision_id, part, content in RevisionPart.objects.filter(judged).values_list(
            "revision_id", "part", "content"
        )
    }
    contents = {part: content for (revision_id, part), content in says.items() if revision_id == revision.pk}
    for verdict in given.select_related("review__revision", "taken_by").order_by("review_id"):
        if says.get((verdict.review.revision_id, verdict.part)) == contents.get(verdict.part):
            verdicts[verdict.part].append(verdict)
    labels = dict(RevisionPart.PARTS)
    return [
        SignedPart(part, str(labels[part]), part not in unsigned, verdicts[part]) for part in labels if part in contents
    ]


def open_doubts(part: SignedPart) -> list[PartVerdict]:
    """What reviewers want changed in the part and no editor has taken in."""
    return [verdict for verdict in part.verdicts if verdict.verdict == Verdict.COMMENT and verdict.taken_at is None]
