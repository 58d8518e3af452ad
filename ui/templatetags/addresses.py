"""`{% url %}`, with the addresses that are put together once in each process (`ui.addresses`)."""

from typing import Any

from django import template
from django.template.base import Node, Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as djangos_url
from django.utils.html import conditional_escape

from ui.addresses import address_of

register = template.Library()


@register.tag
def url(parser: Parser, token: Token) -> Node:
    """Django's own tag. Addresses with named values, or kept in a variable, or of an app in a namespace are rare, and
    left to it."""
    node: URLNode = djangos_url(parser, token)
    name: Any = node.view_name.var  # a string when it is written out
    is_plain = isinstance(name, str) and ":" not in name and not node.view_name.filters
    return Address(name, node.args) if is_plain and not (node.kwargs or node.asvar) else node


class Address(Node):
    """The address of a page that is named in the template."""

    child_nodelists = ()

    def __init__(self, name: str, values: list[Any]) -> None:
        self.name, self.values = name, values

    def render(self, context: Context) -> str:
        found = address_of(self.name, *(value.resolve(context) for value in self.values))
        return conditional_escape(found) if context.autoescape else found
