"""Which of the example cast works for one region or one care unit, in the demo."""

from accounts.demo import require_demo
from accounts.models import Role, User
from regions.kinds import UnitKind
from regions.models import Assignment, CareUnit

SKANE = "12"
ASSIGNED = {
    "maj": (Role.REGIONAL_EDITOR, Role.REGIONAL_ADMIN),
    "ronja": (Role.FACT_REVIEWER,),
    "ulla": (Role.PUBLISHER,),
}


def load_assignments() -> None:
    """Gives the example cast their regions, or sets them right again."""
    require_demo()
    people = User.objects.in_bulk([*ASSIGNED, "mona"], field_name="username")
    for username, roles in ASSIGNED.items():
        Assignment.objects.filter(user=people[username]).exclude(region_id=SKANE, role__in=roles).delete()
        for role in roles:
            Assignment.objects.get_or_create(user=people[username], region_id=SKANE, role=role)
    _load_manager(people["mona"])


def _load_manager(mona: User) -> None:
    """Mona manages one of Skåne's example vårdcentraler: the first by name."""
    unit = (
        CareUnit.objects.filter(is_example=True, region_id=SKANE)
        .of_kind(UnitKind.PRIMARY_CARE)
        .order_by("name")
        .first()
    )
    Assignment.objects.filter(user=mona).exclude(unit=unit).delete()
    if unit is not None:
        Assignment.objects.get_or_create(user=mona, unit=unit, role=Role.UNIT_MANAGER)
