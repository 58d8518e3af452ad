"""Components of words: as Django's templates draw them, whatever the words are."""

from typing import NamedTuple

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.template import Context
from django.template.loader import get_template
from django.urls import set_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ui.components import Hit, HitLanguage, MapDrawing, MapLand, MapMark, MapMoves, MapTown, UnitRow
from ui.drawing import drawn

COMPONENTS = {
    "components/unit_row.html": UnitRow,
    "components/county_map.html": MapDrawing,
    "components/hit.html": Hit,
    "components/hit_language.html": HitLanguage,
    "components/map_land.html": MapLand,
    "components/map_mark.html": MapMark,
    "components/map_moves.html": MapMoves,
    "components/map_town.html": MapTown,
}
texts = st.text(st.characters(blacklist_characters="\x00", blacklist_categories=["Cs"]), max_size=6) | st.sampled_from(
    ["<b>", '"&', "%s", "%", "'", "{{ x }}"]
)


def any_words(kind):
    of = {"str": texts, "bool": st.booleans(), "list[str]": st.lists(texts, max_size=3), "tuple[str, ...]": st.tuples()}
    named = {name: getattr(type_, "__name__", str(type_)) for name, type_ in kind.__annotations__.items()}
    named = {
        name: str(kind.__annotations__[name]) if "[" in str(kind.__annotations__[name]) else named[name]
        for name in named
    }
    return st.builds(kind, **{name: of[type_] for name, type_ in named.items()})


@pytest.mark.parametrize("name", COMPONENTS)
@given(st.data())
def test_filled_with_words_it_is_what_the_template_draws(name, data):
    rows = data.draw(st.lists(any_words(COMPONENTS[name]), max_size=4))
    template = get_template(name).template
    assert drawn(name, rows) == "".join(template.render(Context(row._asdict())) for row in rows)


def test_it_follows_the_language_and_what_is_drawn_already_is_not_escaped():
    row = UnitRow("/a/", "<A>")
    assert "Telefon: uppgift saknas" in drawn("components/unit_row.html", row)
    with override("en"):
        assert "Telefon" not in drawn("components/unit_row.html", row)
    assert "&lt;A&gt;" in drawn("components/unit_row.html", row)
    assert "<A>" in drawn("components/unit_row.html", row._replace(name=SafeString("<A>")))


class Word(NamedTuple):
    word: str


@pytest.mark.parametrize(
    "source", ["{{ word|upper }}", "{% if word == 'a' %}x{% endif %}", "{{ word|length }}", "{{ word.0 }}"]
)
def test_a_component_that_asks_more_of_its_words_is_refused(source, tmp_path, settings):
    (tmp_path / "asks.html").write_text(source)
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    with pytest.raises(ImproperlyConfigured, match="asks more of its words"):
        drawn("asks.html", Word("a"))


def test_links_follow_the_region(tmp_path, settings):
    (tmp_path / "link.html").write_text("{% url 'designsystem' %} {{ word }}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    try:
        assert drawn("link.html", Word("a")) == "/designsystem/ a"
        set_script_prefix("/skane/")
        assert drawn("link.html", [Word("b"), Word("c")]) == "/skane/designsystem/ b/skane/designsystem/ c"
    finally:
        set_script_prefix("/")
