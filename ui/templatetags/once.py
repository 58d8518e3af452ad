"""What is drawn once in each process, since nothing but the program itself can change it: words, forms' choices, and
the parts of the frame that are the same on every page (docs/adr/0024-lean.md)."""

from typing import Any

from django import template
from django.forms import BoundField, CharField
from django.template.base import FilterExpression, Node, NodeList, Parser, Token, render_value_in_context
from django.template.context import Context
from django.templatetags import i18n
from django.urls import get_script_prefix
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ui.drawing import drawn

register = template.Library()
GAP = "\x00"  # stands in no text of ours
MOST_DRAWN = 1_000  # fields, or pictures of one part
_fields: dict[tuple[object, ...], SafeString] = {}


@register.filter
def once(field: BoundField) -> SafeString:
    """A form's field in its look, drawn once for each value: for fields whose choices never change. What someone has
    typed is not kept, but put each time where it belongs."""
    if field.errors:
        return field.as_field_group()
    typed = str(field.value() or "") if isinstance(field.field, CharField) else ""
    value = GAP if typed else str(field.value())
    which = (type(field.form), field.html_name, field.auto_id, value, get_language())
    look = _fields.get(which)
    if look is None:
        look = (_Typed(field.form, field.field, field.name) if typed else field).as_field_group()
        if len(_fields) < MOST_DRAWN:
            _fields[which] = look
    return mark_safe(look.replace(GAP, escape(typed))) if typed else look  # noqa: S308  both have been escaped


class _Typed(BoundField):
    """The field with a gap where what was typed goes."""

    def value(self) -> str:
        return GAP


@register.tag("once")
def once_part(parser: Parser, token: Token) -> "Once":
    """`{% once section %}…{% endonce %}`: a part that depends on nothing but the language, the region that links lead
    to, and the values that are named. Not for anything that is read from the database, or that someone has typed.

    `{% once section around address %}` leaves a gap in the drawing for a variable that is only written out: its value
    is put there each time, escaped."""
    names = token.split_contents()[1:]
    gap = names.pop() if names[-2:-1] == ["around"] else None
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return Once(nodes, [parser.compile_filter(name) for name in names if name != "around"], gap)


class Once(Node):
    """Keeps what it drew for each combination of values."""

    def __init__(self, nodelist: NodeList, values: list[FilterExpression], gap: str | None) -> None:
        self.nodelist, self.values, self.gap = nodelist, values, gap
        self._drawn: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        which = (get_language(), get_script_prefix(), *(value.resolve(context, True) for value in self.values))
        drawn = self._drawn.get(which)
        if drawn is None:
            drawn = self._draw(context)
            if len(self._drawn) < MOST_DRAWN:
                self._drawn[which] = drawn
        if self.gap is None:
            return drawn
        value = render_value_in_context(context.get(self.gap, ""), context)
        return mark_safe(drawn.replace(GAP, value))  # noqa: S308  both have been escaped

    def _draw(self, context: Context) -> SafeString:
        if self.gap is None:
            return self.nodelist.render(context)
        with context.push(**{self.gap: SafeString(GAP)}):
            return self.nodelist.render(context)


@register.simple_tag(name="drawn")
def drawn_tag(name: str, given: Any) -> SafeString:
    """`{% drawn "components/unit_row.html" rows %}`: a component of words (`ui/drawing.py`), once for each row."""
    return drawn(name, given)


@register.tag("translate")
def translate(parser: Parser, token: Token) -> Node:
    """Django's own tag. Of fixed words it looks up the translation once for each language: pages hold hundreds."""
    node = i18n.do_translate(parser, token)
    words = node.filter_expression
    is_fixed = isinstance(getattr(words.var, "literal", None), str) and not words.filters
    return Words(node) if is_fixed and not (node.noop or node.asvar or node.message_context) else node


class Words(Node):
    """Fixed words in the reader's language."""

    def __init__(self, node: i18n.TranslateNode) -> None:
        self.node = node
        self._said: dict[str | None, Any] = {}

    def render(self, context: Context) -> Any:
        language = get_language()
        if language not in self._said:
            self._said[language] = self.node.render(context)
        return self._said[language]
