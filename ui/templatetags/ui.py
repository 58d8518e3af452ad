"""What every template may use without loading it: icons, links out of the region, and Swedish readings of values."""

from decimal import Decimal

from django import template
from django.forms.utils import flatatt
from django.urls import get_script_prefix, reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ui import text
from ui.calls import Call, calls_for_advice, calls_named, with_calls
from ui.icons import icon_svg
from ui.swedish_words import marked

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline icon by its Lucide name, or by a care level's code (`emergency`, `urgent` …)."""
    return mark_safe(icon_svg(name))  # noqa: S308  the set's own drawing


@register.simple_tag
def national_url(name: str, *args: object, **kwargs: object) -> str:
    """The address of a page that is not read in a region: `{% url %}` would keep the reader's region before it."""
    return "/" + reverse(name, args=args, kwargs=kwargs).removeprefix(get_script_prefix())


@register.filter
def attributes(values: dict[str, object]) -> SafeString:
    """The attributes of a form's widget as HTML, each with a space before it; those that are False are left out."""
    return flatatt(values)


@register.filter
def phone(value: str | None) -> str:
    return text.phone(str(value)) if value else ""


@register.filter
def km(metres: float | None) -> str:
    return "" if metres is None else text.distance(metres)


@register.filter
def number(value: int | float | Decimal | None) -> str:
    return "" if value is None else text.number(value)


@register.filter
def markdown(value: str | None, top: int = 3) -> SafeString:
    """Markdown without HTML; its first heading level is `top` (`{{ text|markdown:2 }}`)."""
    return mark_safe(text.markdown(value or "", get_script_prefix(), top))  # noqa: S308  cleaned by nh3


@register.simple_tag
def markdown_with(ways: text.Ways | None, value: str, top: int = 3) -> SafeString:
    """The same of a text whose links lead the `ways` of its language."""
    return _in_language(text.markdown(value, get_script_prefix(), top, ways))


@register.filter
def calls(value: str | None) -> SafeString:
    """A line of plain text in which the telephone numbers are links."""
    return _in_language(with_calls(conditional_escape(value or "")))


@register.filter
def swedish_words(value: str | None) -> SafeString:
    """A line of plain text of the page; in an English one the Swedish names of care are told to be Swedish."""
    return _in_language(conditional_escape(value or ""))


def _in_language(html: str) -> SafeString:
    return mark_safe(marked(html) if get_language() == "en" else html)  # noqa: S308  escaped by the caller


@register.filter
def advice_calls(value: str | None) -> list[Call]:
    """What the step "Ring för råd" dials: the numbers that its text names, and 1177."""
    return calls_for_advice(value or "")


@register.filter
def named_calls(value: str | None) -> list[Call]:
    """What any other step dials: the numbers that its text names, but for 112 and 1177."""
    return calls_named(value or "")
