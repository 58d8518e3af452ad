"""What pages outside the desk ask about it."""

from django import template

from accounts.models import User
from articles.permissions import may_open_desk
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
