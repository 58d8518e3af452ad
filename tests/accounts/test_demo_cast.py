import pytest
from django.core.management import CommandError, call_command

from accounts import demo, second_factor
from accounts.models import User


@pytest.fixture
def cast(db, capsys):
    call_command("demo_users")
    return capsys.readouterr().out


def test_the_cast_is_made_and_told(cast):
    assert "karin         Karin Exempel     Redaktör" in cast
    assert demo.PASSWORD in cast
    assert {user.username for user in User.objects.all()} == {member.username for member in demo.CAST}
    assert all(user.is_staff and second_factor.is_enrolled(user) for user in User.objects.all())
    assert [*User.objects.filter(is_superuser=True).values_list("username", flat=True)] == ["admin"]


def test_a_second_run_sets_right_and_makes_nothing_new(cast):
    karin = User.objects.get(username="karin")
    karin.set_password("något annat")
    karin.roles = []
    karin.save()
    demo.enrol(karin, "JBSWY3DPEHPK3PXP")
    call_command("demo_users")
    karin.refresh_from_db()
    assert User.objects.count() == len(demo.CAST)
    assert karin.check_password(demo.PASSWORD)
    assert karin.roles == ["editor"]
    assert demo.code_for(karin) is not None


def test_the_code_opens(cast, capsys, give_password, give_code):
    call_command("demo_code", "karin")
    name, code = capsys.readouterr().out.split()
    assert name == "karin"
    give_password("karin", demo.PASSWORD)
    assert give_code(code).url == "/konto/"


def test_a_used_code_is_not_shown_again(cast, capsys, give_password, give_code, client):
    karin = User.objects.get(username="karin")
    codes = []
    for _ in range(2):
        codes.append(demo.code_for(karin))
        give_password("karin", demo.PASSWORD)
        assert give_code(codes[-1]).url == "/konto/"
        client.logout()
    assert codes[0] != codes[1]
    call_command("demo_code")
    assert len(capsys.readouterr().out.splitlines()) == len(demo.CAST)


@pytest.mark.parametrize("command", ["demo_users", "demo_code"])
def test_outside_the_demo_nothing_is_made_or_shown(db, settings, command):
    settings.DEMO = False
    with pytest.raises(CommandError, match="inte demon"):
        call_command(command)
    assert not User.objects.exists()


def test_only_the_cast_has_codes_to_show(karin):
    with pytest.raises(CommandError, match="inte ett exempelkonto"):
        call_command("demo_code", "anna")
    karin.delete()
    with pytest.raises(CommandError, match="demo_users"):
        call_command("demo_code")
