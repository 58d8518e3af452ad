"""The tags and filters that every template may use."""

import pytest
from django.template import Context, Template
from django.urls import NoReverseMatch, reverse, set_script_prefix, set_urlconf
from django.utils.html import conditional_escape

from ui.addresses import address_of, addresses_of
from ui.icons import CARE_LEVEL_ICONS, icon_svg


def render(template: str, **context: object) -> str:
    return Template(template).render(Context(context))


def test_an_icon_is_one_line_of_svg_that_screen_readers_skip() -> None:
    svg = render('{% icon "phone" %}')
    assert svg.startswith("<svg")
    assert svg.endswith("</svg>")
    assert "\n" not in svg
    assert 'aria-hidden="true"' in svg
    assert 'stroke="currentColor"' in svg
    assert "style=" not in svg


def test_each_care_level_has_an_icon_of_its_own() -> None:
    drawings = {level: icon_svg(level) for level in CARE_LEVEL_ICONS}
    assert set(drawings) == {"emergency", "urgent", "soon", "advice", "selfcare"}
    assert len(set(drawings.values())) == 5


def test_an_unknown_icon_is_an_error_for_the_developer() -> None:
    with pytest.raises(Exception, match="finns-inte"):
        icon_svg("finns-inte")


def test_a_national_address_leaves_the_region() -> None:
    set_script_prefix("/skane/")
    try:
        both = render("{% url 'designsystem' %} {% national_url 'designsystem' %}")
        assert both == "/skane/designsystem/ /designsystem/"
    finally:
        set_script_prefix("/")
    assert render("{% national_url 'designsystem' %}") == "/designsystem/"


def test_filters_say_nothing_about_nothing() -> None:
    assert render("[{{ x|phone }}{{ x|km }}{{ x|number }}{{ x|markdown }}]", x=None) == "[]"


def test_markdown_in_a_template_follows_the_region() -> None:
    set_script_prefix("/skane/")
    try:
        assert 'href="/skane/feber/"' in render("{{ text|markdown }}", text="[x](/feber/)")
    finally:
        set_script_prefix("/")
    assert 'href="/feber/"' in render("{{ text|markdown }}", text="[x](/feber/)")


def test_markdown_takes_the_first_heading_level() -> None:
    assert "<h4>A</h4>" in render("{{ text|markdown:4 }}", text="# A")


def test_an_address_follows_the_region_each_time() -> None:
    link = Template("{% url 'designsystem' %}")
    assert link.render(Context()) == link.render(Context()) == "/designsystem/"
    set_script_prefix("/skane/")
    try:
        assert link.render(Context()) == reverse("designsystem") == "/skane/designsystem/"
        assert address_of("unit", "a") == reverse("unit", args=["a"]) == "/skane/mottagning/a/"
    finally:
        set_script_prefix("/")
    assert link.render(Context()) == "/designsystem/"


@pytest.mark.parametrize("value", ["a", 1, "1", "é & <b>", "a%2", True])
def test_an_address_is_the_one_that_django_gives(value: object) -> None:
    path = "{% url 'report_outcome' value %}"
    assert render(path, value=value) == conditional_escape(reverse("report_outcome", args=[value]))


def test_an_address_in_another_urlconf_is_that_ones() -> None:
    assert address_of("search") == "/sok/"
    set_urlconf("allauth.account.urls")
    try:
        assert address_of("account_login") == "/login/"
        with pytest.raises(NoReverseMatch):
            address_of("search")
    finally:
        set_urlconf(None)
    assert address_of("account_login") == "/logga-in/"


def test_what_is_not_plain_is_left_to_django() -> None:
    assert render("{% url 'unit' slug='a' %}") == "/mottagning/a/"
    assert render("{% url 'unit' 'a' as there %}[{{ there }}]") == "[/mottagning/a/]"
    assert render("{% url 'nowhere' as there %}[{{ there }}]") == "[]"
    assert render("{% url name %}", name="search") == "/sok/"
    with pytest.raises(NoReverseMatch, match="nowhere"):
        render("{% url 'nowhere' %}")


@pytest.mark.parametrize("prefix", ["/", "/skane/"])
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("unit", ["vardcentralen-linden"]),
        ("article", ["halsfluss"]),
        ("unit", ["Åsa"]),  # no slug, and quoted
        ("translations", ["lattlast"]),  # not any slug will do
        ("municipality", ["skane", "lund"]),
        ("home", []),
    ],
)
def test_an_address_is_what_django_says(prefix, name, values):
    set_script_prefix(prefix)
    try:
        for _ in range(2):
            try:
                expected = reverse(name, args=values)
            except NoReverseMatch:
                with pytest.raises(NoReverseMatch):
                    address_of(name, *values)
            else:
                assert address_of(name, *values) == expected
                assert len(values) != 1 or addresses_of(name)(*values) == expected
    finally:
        set_script_prefix("/")
