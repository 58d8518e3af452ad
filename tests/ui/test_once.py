"""What is drawn once in each process: the same for all who may have the same, and never another's."""

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.urls import set_script_prefix
from django.utils.translation import override

from ui.forms import FilterForm
from ui.templatetags.once import once


class Filter(FilterForm):
    place = forms.CharField(label="Plats", required=False)
    kind = forms.ChoiceField(label="Typ", required=False, choices=[("", "Alla"), ("bvc", "BVC")])


@pytest.fixture
def in_region():
    yield lambda: set_script_prefix("/skane/")
    set_script_prefix("/")


def test_a_part_is_drawn_once_for_each_value():
    drawn = []
    part = Template("{% once section %}{{ section }}{{ note }}{% endonce %}")

    def draw(section):
        return part.render(Context({"section": section, "note": lambda: drawn.append(section) or ""}))

    assert [draw("a"), draw("b"), draw("a"), draw(None)] == ["a", "b", "a", "None"]
    assert drawn == ["a", "b", None]


def test_a_part_follows_the_region_and_the_language(in_region):
    part = Template("{% once %}{% url 'designsystem' %} {% translate 'Sök' %}{% endonce %}")
    assert part.render(Context()) == "/designsystem/ Sök"
    with override("en"):
        assert part.render(Context()) == "/designsystem/ Search"
    in_region()
    assert part.render(Context()) == "/skane/designsystem/ Sök"


def test_a_gap_is_filled_each_time_and_escaped():
    part = Template('{% once section around address %}<a href="/skane{{ address }}">{{ section }}</a>{% endonce %}')
    drawn = [part.render(Context({"section": "a", "address": address})) for address in ("/sok/?q=<b>", "/", "/x/")]
    assert drawn[0] == '<a href="/skane/sok/?q=&lt;b&gt;">a</a>'
    assert drawn[1:] == ['<a href="/skane/">a</a>', '<a href="/skane/x/">a</a>']
    assert Template("{% once around address %}[{{ address }}]{% endonce %}").render(Context()) == "[]"


def test_a_part_that_never_ends_is_an_error_for_the_developer():
    with pytest.raises(TemplateSyntaxError, match="endonce"):
        Template("{% once %}a")


def test_fixed_words_follow_the_language_each_time():
    words = Template('{% translate "Sök" %}')
    said = []
    for language in ("sv", "en", "sv", "en"):
        with override(language):
            said.append(words.render(Context()))
    assert said == ["Sök", "Search", "Sök", "Search"]


def test_words_that_are_given_or_kept_are_djangos_own_work():
    given = Template("{% translate word %}")
    assert [given.render(Context({"word": word})) for word in ("<a>", "Sök")] == ["&lt;a&gt;", "Sök"]
    assert Template('{% translate "Sök" as kept %}[{{ kept }}]').render(Context()) == "[Sök]"
    with override("en"):
        assert Template('{% translate "Sök" noop %}').render(Context()) == "Sök"


def test_a_field_is_drawn_for_its_value_and_never_with_what_another_typed():
    assert "selected" in once(Filter({"kind": "bvc"})["kind"])
    assert 'value="bvc" selected' not in once(Filter({})["kind"])
    assert 'value="Lund"' in once(Filter({"place": "Lund"})["place"])
    assert "Lund" not in once(Filter({})["place"])
    typed = once(Filter({"place": '<Ö> & "A"'})["place"])
    assert typed == Filter({"place": '<Ö> & "A"'})["place"].as_field_group()
    assert "error" in once(Filter({"kind": "finns inte"})["kind"])
    assert "error" not in once(Filter({"kind": "bvc"})["kind"])
