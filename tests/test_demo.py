"""The demo as a newcomer meets it: `make demo` starts the whole site, Ctrl-C ends all of it, the data stays.

A start takes seconds: what needs a demo that runs stands before what needs none.
"""

import os
import signal
import socket

import pytest

from accounts.demo import CAST, PASSWORD
from tests.running_demo import Demo, House, free_port

pytestmark = pytest.mark.xdist_group("demo")  # one demo at a time: the machine may have two cores


ANNA = "from accounts.models import User; "


@pytest.fixture(scope="module")
def house():
    house = House()
    yield house
    house.remove()


@pytest.fixture
def demo(house):
    """The running demo: the first start loads the example data, each later one finds it there."""
    return house.running_demo()


def test_serves_the_site_and_says_how_to_come_in(demo):
    for path in ("/healthz", "/readyz", "/", "/halsfluss/", "/skane/hitta-vard/"):
        assert demo.status(path) == 200, path
    printed = demo.printed()
    assert demo.url in printed
    assert PASSWORD in printed
    assert all(member.username in printed for member in CAST)


def test_taken_port_is_said_in_one_sentence_and_the_demo_that_runs_goes_on(house, demo):
    refused = house.run(house.make("demo", f"PORT={demo.port}"))
    assert refused.returncode != 0
    assert f"Port {demo.port} används redan" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert demo.status("/readyz") == 200


def test_reset_refuses_while_a_demo_runs(house, demo):
    refused = house.run(house.make("demo-reset", f"PORT={free_port()}"))
    assert refused.returncode != 0
    assert "Stoppa demon först" in refused.stderr
    assert demo.status("/readyz") == 200


def test_ctrl_c_ends_all_of_it_and_the_second_start_keeps_the_data(house, demo):
    house.manage("shell", "-c", ANNA + "User.objects.create_user('anna', name='Anna Exempel')")
    before = demo.printed()
    demo.press_ctrl_c()
    assert demo.left_behind() == []
    assert house.postgres() == []
    assert demo.status("/healthz") == 0
    assert demo.printed() == before

    again = house.running_demo()
    assert "Exempeldata" not in again.printed(), "Nothing has changed, so that nothing is loaded."
    assert "Anna Exempel" in house.manage("shell", "-c", ANNA + "print(User.objects.get(username='anna').name)")


def test_starts_after_everything_was_killed(house, demo):
    (postmaster,) = house.postgres()
    os.kill(postmaster, signal.SIGKILL)
    demo.end(signal.SIGKILL)
    for pid, _ in demo.left_behind():
        os.kill(pid, signal.SIGKILL)
    assert (house.data / "postgres" / "postmaster.pid").exists()
    house.running_demo()


def test_two_beside_each_other_share_the_database_until_the_last_one_ends(house, demo):
    beside = Demo(house).start().wait()
    assert len(house.postgres()) == 1
    beside.press_ctrl_c()
    assert demo.status("/readyz") == 200
    demo.end(signal.SIGHUP)
    assert demo.left_behind() == [], "A closed window ends all of it too."
    assert house.postgres() == []


def test_port_taken_by_another_program_leaves_nothing_running(house):
    house.stop()
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        refused = house.run(house.make("demo", f"PORT={other.getsockname()[1]}"))
    assert refused.returncode != 0
    assert "används redan" in refused.stderr
    assert house.postgres() == []


def test_starts_though_another_program_has_the_number_of_a_server_that_died(house):
    if not (house.data / "postgres").exists():
        house.running_demo()
    house.stop()
    (house.data / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{house.data}\n1\n5432\n/nowhere\n\n")
    house.running_demo().press_ctrl_c()
    assert house.postgres() == []


def test_reset_deletes_only_what_the_demo_made(house):
    house.stop()
    mine = house.data / "mitt eget.txt"
    mine.write_text("låt den ligga")
    house.run([".venv/bin/python", "-m", "vardguiden.embedded_postgres", "reset"])
    assert mine.exists()
    assert not (house.data / "postgres").exists()
