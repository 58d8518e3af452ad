"""How forms look and what they say: one renderer for all forms, and messages that tell what to do."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Renderer(TemplatesSetting):
    """Forms with our own templates; Django's own for the widgets that we have no reason to change."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
    _djangos = DjangoTemplates()

    def get_template(self, template_name: str) -> Any:
        try:
            return super().get_template(template_name)
        except TemplateDoesNotExist:
            return self._djangos.get_template(template_name)


class Unchanging(dict[str, forms.Field]):
    """The fields of a form that never changes them: Django copies the fields for each form that is made."""

    def __deepcopy__(self, memo: object) -> "Unchanging":
        return self


class PlainMessages:
    """Error messages that say what to do, in place of Django's that say what is wrong.

    A message that the field was given by hand is kept. `marks_optional` writes "(valfritt)" after the fields that may
    be left empty: few forms have more optional fields than required ones.
    """

    marks_optional = True
    changes_its_fields = True  # a form that does not, and is made on each page, is spared a copy of them all
    fields: dict[str, forms.Field]
    base_fields: dict[str, forms.Field]
    said_plainly: frozenset[str]  # the fields of the class itself, whose copies every form of it begins with

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own = type(self)
        if "said_plainly" not in own.__dict__:
            _say_plainly(own.base_fields)
            own.said_plainly = frozenset(own.base_fields)
            if not own.changes_its_fields:
                own.base_fields = Unchanging(own.base_fields)
        super().__init__(*args, **kwargs)
        _say_plainly({name: field for name, field in self.fields.items() if name not in own.said_plainly})


class Form(PlainMessages, forms.Form):
    """A form in the look and the language of the guide."""


class ModelForm(PlainMessages, forms.ModelForm):
    """The same, for a model."""


class FilterForm(Form):
    """A form that only narrows down a list: nothing in it is required, so nothing is marked as optional."""

    marks_optional = False


class LongText(forms.CharField):
    """A text in rows, however the browser ends them."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n")


def _say_plainly(fields: dict[str, forms.Field]) -> None:
    for name, field in fields.items():
        field.widget.attrs.pop("maxlength", None)  # a browser cuts what is pasted, and says nothing
        for code, message in plain_messages(field, field.label or name).items():
            if field.error_messages.get(code) == djangos_message(field, code):
                field.error_messages[code] = message


def djangos_message(field: forms.Field, code: str) -> Any:
    """The message that the field's class carries for the code."""
    for cls in type(field).__mro__:
        messages = getattr(cls, "default_error_messages", {})
        if code in messages:
            return messages[code]
    return None


def _in_words(text: str, **named: object) -> str:
    return gettext(text) % named


_said = lazy(_in_words, str)  # when it is read, in the reader's language


def plain_messages(field: forms.Field, label: object) -> "dict[str, StrOrPromise]":
    """What a person should do, for each kind of error that the field can give."""
    messages: dict[str, StrOrPromise] = {"required": _said(_("Fyll i ”%(label)s”."), label=label)}
    if isinstance(field, forms.CharField):
        unreadable = _("”%(label)s” har ett tecken som inte går att läsa. Skriv om.")
        messages["null_characters_not_allowed"] = _said(unreadable, label=label)
        if field.max_length:
            most = _("Skriv högst %(most)d tecken under ”%(label)s”.")
            messages["max_length"] = _said(most, label=label, most=field.max_length)
    if isinstance(field, forms.BooleanField):
        messages["required"] = _said(_("Kryssa i ”%(label)s” för att gå vidare."), label=label)
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        messages["required"] = _said(_("Välj ett alternativ under ”%(label)s”."), label=label)
        messages["invalid_choice"] = _said(_("Välj ett av alternativen under ”%(label)s”."), label=label)
    elif isinstance(field, forms.EmailField):
        messages["invalid"] = _said(_("Skriv e-postadressen så här: namn@example.se."))
    elif isinstance(field, forms.DateField):
        messages["invalid"] = _said(_("Skriv datumet så här: 2026-03-12."))
    elif isinstance(field, forms.TimeField):
        messages["invalid"] = _said(_("Skriv klockslaget så här: 08.00."))
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = _said(_("Skriv ett heltal med siffror, till exempel 3."))
    elif isinstance(field, forms.URLField):
        messages["invalid"] = _said(_("Skriv hela adressen, så här: https://example.se."))
    return messages
