"""Every address of the catalogue against every role, each with an object of the own region or unit and of another's."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import demo
from accounts.models import Role, User
from regions.models import Assignment, UnitImport, UnitReport
from tests.cast import person, staff
from tests.regions.local import a_fee, a_notice, kept
from tests.regions.made_units import make_unit

# name → arguments (<unit> and <region> are Skåne's), the method, and whether a unit's manager may too.
CATALOGUE = {
    "catalogue": ([], "get", True),
    "catalogue_export_csv": ([], "get", True),
    "catalogue_export_xlsx": ([], "get", True),
    "catalogue_imports": ([], "get", False),
    "catalogue_import_example_csv": ([], "get", False),
    "catalogue_import_example_xlsx": ([], "get", False),
    "catalogue_import": (["<import>"], "get", False),
    "catalogue_import_report": (["<import>"], "get", False),
    "catalogue_import_choose": (["<import>"], "post", False),
    "catalogue_import_apply": (["<import>"], "post", False),
    "catalogue_import_discard": (["<import>"], "post", False),
    "catalogue_import_again": (["<import>"], "post", False),
    "catalogue_import_undo": (["<import>"], "get", False),
    "freshness": ([], "get", True),
    "freshness_remind": ([], "post", False),
    "freshness_switch": (["<region>"], "post", False),
    "unit_contact": (["<unit>"], "get", True),
    "unit_links_revoke": (["<unit>"], "post", True),
    "reports": ([], "get", True),
    "report_answer": (["<report>"], "get", True),
    "report_reopen": (["<report>"], "post", True),
    "catalogue_region": (["<region>"], "get", False),
    "catalogue_region_confirm": (["<region>"], "post", False),
    "catalogue_menu": (["<region>"], "post", False),
    "catalogue_fact_new": (["<region>", "kontakter"], "get", False),
    "catalogue_fact": (["<region>", "avgifter", "<fee>"], "get", False),
    "catalogue_fact_move": (["<region>", "avgifter", "<fee>"], "post", False),
    "catalogue_fact_remove": (["<region>", "avgifter", "<fee>"], "post", False),
    "catalogue_notices": (["<region>"], "get", False),
    "catalogue_notice_new": (["<region>"], "get", False),
    "catalogue_notice": (["<region>", "<notice>"], "get", False),
    "catalogue_notice_end": (["<region>", "<notice>"], "post", False),
    "catalogue_several": ([], "post", True),
    "catalogue_new": (["<region>"], "get", False),
    "catalogue_unit": (["<unit>"], "get", True),
    "catalogue_day": (["<unit>"], "post", True),
    "catalogue_confirm": (["<unit>"], "post", True),
    "catalogue_edit": (["<unit>"], "get", True),
    "catalogue_preview": (["<unit>"], "post", True),
    "catalogue_history": (["<unit>"], "get", True),
    "catalogue_restore": (["<unit>", "<version>"], "get", True),
    "catalogue_move": (["<unit>"], "get", True),
    "catalogue_close": (["<unit>"], "get", False),
    "catalogue_address": (["<unit>"], "get", False),
}


@pytest.fixture
def places(db):
    fee, notice = kept(a_fee()), kept(a_notice())
    unit = make_unit("Mottagningen Min")
    imported = UnitImport.objects.create(region_id="12", by_name="Maj Exempel", file_name="min.csv", state="preview")
    return {
        "<unit>": unit.slug,
        "<version>": unit.versions.get().pk,
        "<region>": "skane",
        "<import>": imported.pk,
        "<fee>": fee.pk,
        "<notice>": notice.pk,
        "<report>": UnitReport.objects.create(unit=unit, part="hours", text="Stängt på fredag.").pk,
    }


@pytest.fixture
def ask(places):
    """The status of an address's answer to a user."""

    def asked(user, name):
        arguments, method, _ = CATALOGUE[name]
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        answer = getattr(client, method)(reverse(name, args=[places.get(a, a) for a in arguments]), secure=True)
        if answer.streaming:
            b"".join(answer)  # a file that is begun on and not read would stay open
        assert user is None or "no-store" in answer["Cache-Control"]
        return answer

    return asked


def assigned(username, role, **where):
    user = staff(username)
    Assignment.objects.create(user=user, role=role, **where)
    return user


@pytest.mark.parametrize("name", CATALOGUE)
def test_strangers_log_in(name, ask):
    assert ask(None, name)["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", CATALOGUE)
def test_no_role_that_stands_on_the_account_opens_it(name, ask):
    assert ask(person("anna"), name).status_code == 403
    for role in Role:
        assert ask(staff(f"roll-{role.value}", role), name).status_code == 403, role
    chief = User.objects.create_superuser("chief", password="x", name="Chef Exempel", is_staff=True)
    demo.enrol(chief, demo.secret_of("chief"))
    assert ask(chief, name).status_code == 403


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_admin_of_the_region_and_no_others(name, ask):
    assert ask(assigned("maj", Role.REGIONAL_ADMIN, region_id="12"), name).status_code in (200, 302, 400)
    other = ask(assigned("hanna", Role.REGIONAL_ADMIN, region_id="13"), name).status_code
    assert other == 404 if CATALOGUE[name][0] else other in (200, 302, 400)
    for role in (Role.REGIONAL_EDITOR, Role.FACT_REVIEWER, Role.PUBLISHER):
        assert ask(assigned(f"lokal-{role.value}", role, region_id="12"), name).status_code == 403, role


@pytest.mark.parametrize(
    ("checked", "name", "sent"),
    [
        ("freshness.own_unit", "unit_contact", {"email": "linden@example.org"}),
        ("life.own_unit", "catalogue_move", {"gor": "avbryt"}),
        ("life._own_to_administer", "catalogue_close", {"gor": "oppna"}),
    ],
)
def test_a_right_that_is_lost_meanwhile_is_told(checked, name, sent, places, monkeypatch):
    unit = Assignment._meta.get_field("unit").related_model.objects.get(slug=places["<unit>"])
    monkeypatch.setattr(f"regions.views.catalogue.{checked}", lambda asks, slug: unit)  # as it was a moment ago
    client = Client()
    client.force_login(
        assigned("hanna", Role.REGIONAL_ADMIN, region_id="13"), backend="django.contrib.auth.backends.ModelBackend"
    )
    told = client.post(reverse(name, args=[unit.slug]), sent, secure=True, follow=True)
    assert told.redirect_chain == [(reverse("catalogue"), 302)]
    assert "Du får inte ändra den här mottagningen." in told.content.decode()


@pytest.mark.parametrize("name", CATALOGUE)
def test_the_manager_of_the_unit_and_no_others(name, ask, places):
    arguments, _, manager = CATALOGUE[name]
    own = Assignment._meta.get_field("unit").related_model.objects.get(slug=places["<unit>"])
    answer = ask(assigned("mona", Role.UNIT_MANAGER, unit=own), name).status_code
    assert answer in ((200, 302, 400) if manager else (403, 404))
    other = ask(assigned("moa", Role.UNIT_MANAGER, unit=make_unit("Mottagningen Annan")), name).status_code
    assert other in ((403, 404) if arguments or not manager else (200, 302, 400))
