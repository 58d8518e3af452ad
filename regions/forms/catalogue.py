from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import FilterForm


class OwnUnitsForm(FilterForm):
    """Which of my units to list."""

    q = forms.CharField(label=_("Namn, typ av vård eller ort"), required=False, max_length=100)
