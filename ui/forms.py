"""How forms look and what they say: one renderer for all forms, and messages that tell what to do."""

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates, TemplatesSetting
from django.template import TemplateDoesNotExist
from django.utils.translation import gettext as _


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


class PlainMessages:
    """Error messages that say what to do, in place of Django's that say what is wrong.

    A message that the field was given by hand is kept. `marks_optional` writes "(valfritt)" after the fields that may
    be left empty: few forms have more optional fields than required ones.
    """

    marks_optional = True
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = field.label or name
            for code, message in plain_messages(field, label).items():
                if field.error_messages.get(code) == djangos_message(field, code):
                    field.error_messages[code] = message


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


def djangos_message(field: forms.Field, code: str) -> Any:
    """The message that the field's class carries for the code."""
    for cls in type(field).__mro__:
        messages = getattr(cls, "default_error_messages", {})
        if code in messages:
            return messages[code]
    return None


def plain_messages(field: forms.Field, label: object) -> dict[str, str]:
    """What a person should do, for each kind of error that the field can give."""
    named = {"label": label}
    messages = {"required": _("Fyll i ”%(label)s”.") % named}
    if isinstance(field, forms.CharField):
        messages["null_characters_not_allowed"] = _("”%(label)s” har ett tecken som inte går att läsa. Skriv om.")
        messages["null_characters_not_allowed"] %= named
        if field.max_length:
            messages["max_length"] = _("Skriv högst %(most)d tecken under ”%(label)s”.")
            messages["max_length"] %= named | {"most": field.max_length}
    if isinstance(field, forms.BooleanField):
        messages["required"] = _("Kryssa i ”%(label)s” för att gå vidare.") % named
    elif isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        messages["required"] = _("Välj ett alternativ under ”%(label)s”.") % named
        messages["invalid_choice"] = _("Välj ett av alternativen under ”%(label)s”.") % named
    elif isinstance(field, forms.EmailField):
        messages["invalid"] = _("Skriv e-postadressen så här: namn@example.se.")
    elif isinstance(field, forms.DateField):
        messages["invalid"] = _("Skriv datumet så här: 2026-03-12.")
    elif isinstance(field, forms.TimeField):
        messages["invalid"] = _("Skriv klockslaget så här: 08.00.")
    elif isinstance(field, forms.IntegerField):
        messages["invalid"] = _("Skriv ett heltal med siffror, till exempel 3.")
    elif isinstance(field, forms.URLField):
        messages["invalid"] = _("Skriv hela adressen, så här: https://example.se.")
    return messages
