"""What someone says of the doubtful rows of a preview."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.utils.translation import gettext as _

from accounts.audit import record
from accounts.models import User
from accounts.refusal import Refused
from regions.actions.imports.asking import locked_own
from regions.actions.imports.entries import recount
from regions.models import Choice, ImportState, Outcome, UnitImport, UnitImportRow

_OUTCOME = {Choice.SAME: F("proposed"), Choice.NEW: Value(Outcome.NEW.value), Choice.SKIP: Value(Outcome.SKIPPED.value)}


@transaction.atomic
def choose(*, by: User, unit_import: UnitImport, choices: Mapping[int, Choice]) -> int:
    """Says what each of these rows is, by its number; gives how many of them could be chosen for.

    Raises:
        Refused: the person may not, or the preview is no more.
    """
    kept = _preview(by, unit_import)
    doubtful = kept.entries.exclude(proposed="").filter(number__in=choices)
    whens = [When(number=number, then=Value(choice.value)) for number, choice in choices.items()]
    doubtful.update(choice=Case(*whens, default=F("choice")))
    count = sum(_set_outcomes(doubtful, choice) for choice in set(choices.values()))
    return _keep(by, kept, count)


@transaction.atomic
def choose_the_rest(*, by: User, unit_import: UnitImport, choice: Choice) -> int:
    """Says the same of every doubtful row that nobody has chosen for; gives how many they were.

    Raises:
        Refused: the person may not, or the preview is no more.
    """
    kept = _preview(by, unit_import)
    count = kept.entries.filter(outcome=Outcome.DOUBTFUL).update(choice=choice, outcome=_OUTCOME[choice])
    return _keep(by, kept, count)


def _preview(by: User, unit_import: UnitImport) -> UnitImport:
    kept = locked_own(by, unit_import)
    if kept.state != ImportState.PREVIEW:
        raise Refused(_("Importen har hunnit längre sedan du öppnade sidan. Titta igen."))
    return kept


def _set_outcomes(doubtful: "QuerySet[UnitImportRow]", choice: Choice) -> int:
    return doubtful.filter(choice=choice).update(outcome=_OUTCOME[choice])


def _keep(by: User, kept: UnitImport, count: int) -> int:
    recount(kept)
    kept.save(update_fields=["counts", "rows"])
    record("unit_import.chosen", by=by, obj=kept, region_code=kept.region_id, rows=count)
    return count
