"""Why a version cannot be published now."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from articles.lint import Finding, Weight, lint
from articles.models import PartVerdict, ReviewKind, Revision, Verdict
from articles.permissions import may_publish, wrote
from articles.queries.known import known
from articles.queries.signatures import unsigned_parts
from articles.queries.texts import text_of


def is_librarys_own(revision: Revision) -> bool:
    """Whether it is an example text that no person has written in: shown as an example, and never signed."""
    return revision.is_example and not revision.writers.exists()


def obstacles(by: User, revision: Revision) -> list[str]:
    """Why this person cannot publish the version now, in sentences; empty when they can."""
    findings = lint(text_of(revision), known(revision.article))
    return obstacles_seen(by, revision, wrote(by, revision), unsigned_parts(revision), findings)


def obstacles_seen(
    by: User, revision: Revision, has_written: bool, unsigned: Iterable[str], findings: Iterable[Finding]
) -> list[str]:
    """The same, from what a page has already asked for."""
    found = []
    if not may_publish(by, revision.article):
        found.append(_("Bara utgivare publicerar."))
    if has_written:
        found.append(_("Du har skrivit i texten. Någon annan måste publicera den."))
    if list(unsigned) and not is_librarys_own(revision):
        if not revision.is_correction:
            found.append(_("Alla delar är inte godkända av en faktagranskare."))
        elif revision.article.live_id is None and revision.published_on is None:
            found.append(_("Texten är tillbakadragen. Rättelsen måste granskas innan den publiceras."))
    if revision.is_correction and _is_doubted(revision):
        found.append(_("En faktagranskare vill ändra något i rättelsen. Redaktören skriver en ny version."))
    if any(finding.weight == Weight.STOP for finding in findings):
        found.append(_("Texten har fel som måste rättas före publiceringen."))
    return found


def _is_doubted(revision: Revision) -> bool:
    """Whether a fact reviewer has already answered on this very version that something must change."""
    signed = PartVerdict.objects.filter(
        review__revision=revision, review__kind=ReviewKind.FACT, review__signed_on__isnull=False
    )
    return signed.filter(verdict=Verdict.COMMENT).exists()
