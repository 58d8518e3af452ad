"""What pages outside the desk ask about it."""

from django import template

from accounts.models import Role, User
from articles.permissions import may_open_desk
from regions.assignments import own_assignments
from regions.models import Assignment
from regions.permissions import may_open_catalogue

register = template.Library()


@register.filter
def opens_desk(user: User) -> bool:
    """Whether the person works at the editors' desk."""
    return may_open_desk(user)


@register.filter
def opens_catalogue(user: User) -> bool:
    """Whether the person looks after care units."""
    return may_open_catalogue(user)


@register.filter
def roles_of(user: User) -> list[tuple[str, Assignment | None]]:
    """The person's roles, each with the assignment that says where it holds; without one where it holds everywhere."""
    own = list(own_assignments(user))
    placed = {each.role for each in own}
    everywhere = [role for role in Role if role in user.roles and role not in placed]
    return [*((str(role.label), None) for role in everywhere), *((each.get_role_display(), each) for each in own)]
