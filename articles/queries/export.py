"""An article with its whole history, as plain values for a file. What each means: docs/desk.md."""

from typing import Any

from django.db.models import Prefetch

from articles.models import Article, Confirmation, PartVerdict, Review, Revision, StatusChange
from articles.queries.signatures import answers
from articles.queries.texts import text_of

FORMAT = 1


def exported(article: Article) -> dict[str, Any]:
    """Everything that the article has said, who wrote, judged and published it, and when. It names people as they
    signed, and holds no e-mail address."""
    versions = list(_versions(article))
    for version in versions:
        version.article = article
    return {
        "format": FORMAT,
        "slug": article.slug,
        "language": article.language,
        "kind": article.kind,
        "title": article.title,
        "topic_areas": [area.slug for area in article.topic_areas.order_by("position")],
        "synonyms": list(article.synonyms.order_by("pk").values("text", "kind", "language")),
        "responsible": article.responsible.name if article.responsible else None,
        "live_version": article.live.number if article.live else None,
        "pending_version": article.pending.number if article.pending else None,
        "withdrawn_at": article.withdrawn_at,
        "corrections": [
            {"version": version.number, "published_on": version.published_on, "reason": version.correction_reason}
            for version in versions
            if version.is_correction and version.published_on
        ],
        "versions": [_version(version) for version in versions],
    }


def _versions(article: Article) -> Any:
    judged = PartVerdict.objects.select_related("taken_by").prefetch_related(answers())
    verdicts = Prefetch("verdicts", judged.order_by("pk"))
    signed = Review.objects.filter(signed_on__isnull=False).order_by("signed_on", "pk")
    confirmed = Prefetch("confirmations", Confirmation.objects.select_related("by").order_by("pk"))
    signed = signed.prefetch_related(verdicts, confirmed)
    return (
        article.revisions.select_related("base", "made_from")
        .prefetch_related("chapters", "care_levels", "sources", "related", "writers")
        .prefetch_related(Prefetch("status_changes", StatusChange.objects.order_by("pk")), Prefetch("reviews", signed))
        .order_by("number")
    )


def _version(version: Revision) -> dict[str, Any]:
    text = text_of(version).as_json()
    for of_the_article in ("kind", "language"):
        del text[of_the_article]
    return {
        "number": version.number,
        "text": text,
        "writers": sorted(writer.name for writer in version.writers.all()),
        "based_on": version.base.number if version.base else None,
        "made_from": version.made_from.number if version.made_from else None,
        "correction": version.correction_reason or None,
        "example": version.is_example,
        "submitted_at": version.submitted_at,
        "publish_at": version.publish_at,
        "published_on": version.published_on,
        "review_due": version.review_due,
        "status": [
            {"status": change.status, "at": change.at, "by": change.by_name, "reason": change.reason or None}
            for change in version.status_changes.all()
        ],
        "reviews": [_review(review) for review in version.reviews.all()],
    }


def _review(review: Review) -> dict[str, Any]:
    return {
        "kind": review.kind,
        "reviewer": review.reviewer,
        "profession": review.profession,
        "workplace": review.workplace,
        "conflict_of_interest": review.conflict_of_interest,
        "signed_on": review.signed_on,
        "asked_name": review.asked_name or None,
        "by_link": review.reviewer_user_id is None and review.asked_by_id is not None,
        "confirmed": [{"by": given.by.name, "at": given.at} for given in review.confirmations.all()],
        "verdicts": [
            {
                "part": verdict.part,
                "verdict": verdict.verdict,
                "comment": verdict.comment or None,
                "suggestion": verdict.suggestion or None,
                "taken_at": verdict.taken_at,
                "taken_by": verdict.taken_by.name if verdict.taken_by else None,
                "answers": [{"text": each.text, "by": each.by.name, "at": each.at} for each in verdict.answers.all()],
            }
            for verdict in review.verdicts.all()
        ],
    }
