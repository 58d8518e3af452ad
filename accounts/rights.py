"""What may be done and by whom, as the page about roles tells it; each room's permissions list their own."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from accounts.models import Role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Right:
    """One thing that may be done, who may do it, and what holds besides."""

    what: "StrOrPromise"
    roles: tuple[Role, ...]
    but: "StrOrPromise" = ""
