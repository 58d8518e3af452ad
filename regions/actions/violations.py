"""What the database refuses, in the words of the constraint that it broke."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.refusal import Refused

_TAKEN = {
    "unitaddress_never_reused": gettext_lazy("Webbadressen är eller har varit en annan mottagnings. Välj en annan."),
    "regions_careunit_hsa_id_key": gettext_lazy("HSA-id:t är redan en annan mottagnings."),
}


@contextmanager
def told_in_words() -> Iterator[None]:
    """Within it, a broken rule of the database is a `Refused` that a person can read. It must reach the end of the
    action's transaction, so that nothing is half done."""
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        raise Refused(_message(getattr(diagnosis, "constraint_name", None) or "")) from error


def _message(constraint: str) -> str:
    if constraint in _TAKEN:
        return str(_TAKEN[constraint])
    for model in apps.get_app_config("regions").get_models():
        for rule in model._meta.constraints:
            if rule.name == constraint:
                return str(rule.get_violation_error_message())
    return _("Uppgifterna går inte ihop med det som redan finns. Öppna sidan igen och försök på nytt.")
