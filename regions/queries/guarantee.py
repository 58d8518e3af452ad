"""The limits of the care guarantee, as they are and as they were."""

from collections.abc import Iterable
from datetime import date

from regions.models import CareGuarantee, GuaranteeStep


def limits() -> list[CareGuarantee]:
    """Every limit of the care guarantee there has been, newest first. One query."""
    return list(CareGuarantee.objects.order_by("-valid_from", "pk"))


def limits_on(day: date, every: Iterable[CareGuarantee]) -> dict[GuaranteeStep, CareGuarantee]:
    """The limit of each step for a wait that begins on a day; a step that had none yet is left out."""
    found: dict[GuaranteeStep, CareGuarantee] = {}
    for limit in every:  # the newest first
        if limit.valid_from <= day:
            found.setdefault(GuaranteeStep(limit.step), limit)
    return found
