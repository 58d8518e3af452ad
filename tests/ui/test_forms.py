"""Forms: each field says what it is, what is wrong and what to do, also to a screen reader."""

from django import forms
from django.template.loader import render_to_string

from ui.examples import ExampleFilter, ExampleForm
from ui.forms import Form


def test_a_field_has_its_label_and_its_help() -> None:
    html = ExampleForm()["name"].as_field_group()
    assert '<label for="id_name">Vad heter mottagningen?</label>' in html
    assert 'id="id_name_helptext"' in html
    assert 'aria-describedby="id_name_helptext"' in html
    assert "aria-invalid" not in html
    assert "style=" not in html


def test_an_error_is_tied_to_its_field() -> None:
    html = ExampleForm({})["name"].as_field_group()
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert "Fyll i ”Vad heter mottagningen?”." in html


def test_what_may_be_left_empty_says_so_but_not_in_a_filter() -> None:
    assert "(valfritt)" in ExampleForm()["email"].as_field_group()
    assert "(valfritt)" not in ExampleForm()["name"].as_field_group()
    assert "(valfritt)" not in ExampleFilter()["place"].as_field_group()


def test_choices_that_belong_together_are_a_fieldset_with_a_legend() -> None:
    for name in ("open_when", "access"):
        html = ExampleForm()[name].as_field_group()
        assert html.count("<fieldset") == 1
        assert "<legend>" in html
    wrong = ExampleForm({})["open_when"].as_field_group()
    assert '<fieldset aria-describedby="id_open_when_error">' in wrong


def test_a_single_checkbox_has_its_words_beside_it() -> None:
    html = ExampleForm()["agree"].as_field_group()
    assert html.index("<input") < html.index("Uppgifterna stämmer i dag")
    assert html.count("<label") == 1


def test_the_summary_links_to_each_field() -> None:
    html = render_to_string("components/error_summary.html", {"form": ExampleForm({"email": "x"})})
    for target in ("#id_name", "#id_email", "#id_open_when_0", "#id_agree"):
        assert f'href="{target}"' in html
    assert "Det är något som behöver rättas" in html
    assert "autofocus" in html


def test_the_summary_says_nothing_when_nothing_is_wrong() -> None:
    assert render_to_string("components/error_summary.html", {"form": ExampleForm()}).strip() == ""


def test_errors_of_the_whole_form_stand_in_the_summary() -> None:
    form = ExampleForm({})
    form.add_error(None, "Något stämmer inte ihop.")
    assert "Något stämmer inte ihop." in render_to_string("components/error_summary.html", {"form": form})


def test_a_whole_form_is_summary_and_fields() -> None:
    html = str(ExampleForm({}))
    assert html.count('class="field ') == len(ExampleForm.base_fields)
    assert html.count('class="error-summary') == 1


def test_messages_say_what_to_do() -> None:
    errors = ExampleForm({"email": "x", "kind": "finns inte"}).errors
    assert errors["email"] == ["Skriv e-postadressen så här: namn@example.se."]
    assert errors["kind"] == ["Välj ett av alternativen under ”Typ av vård”."]
    assert errors["open_when"] == ["Välj ett alternativ under ”När har ni öppet?”."]
    assert errors["agree"] == ["Kryssa i ”Uppgifterna stämmer i dag” för att gå vidare."]


def test_a_message_written_for_the_field_is_kept() -> None:
    class Own(Form):
        name = forms.CharField(error_messages={"required": "Skriv ditt namn."})

    assert Own({}).errors["name"] == ["Skriv ditt namn."]


def test_what_a_person_wrote_is_escaped() -> None:
    html = str(ExampleForm({"name": "<script>", "email": '"><script>'}))
    assert "<script>" not in html
