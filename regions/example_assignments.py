"""Which of the example cast works for one region, in the demo."""

from accounts.demo import require_demo
from accounts.models import Role, User
from regions.models import Assignment

SKANE = "12"
ASSIGNED = {
    "maj": (Role.REGIONAL_EDITOR, Role.REGIONAL_ADMIN),
    "ronja": (Role.FACT_REVIEWER,),
    "ulla": (Role.PUBLISHER,),
}


def load_assignments() -> None:
    """Gives the example cast their regions, or sets them right again."""
    require_demo()
    people = User.objects.in_bulk(list(ASSIGNED), field_name="username")
    for username, roles in ASSIGNED.items():
        Assignment.objects.filter(user=people[username]).exclude(region_id=SKANE, role__in=roles).delete()
        for role in roles:
            Assignment.objects.get_or_create(user=people[username], region_id=SKANE, role=role)
