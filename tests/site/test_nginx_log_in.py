"""deploy/nginx.conf in a real nginx: whoever sends log-ins without end waits, and nobody else."""

import pytest

from tests.nginx import Nginx, readable_folder
from tests.running_demo import free_port
from tests.site.test_nginx import answering

AT_ONCE = 31  # the first, and a burst of 30
HOSPITAL, HOME = "192.0.2.10", "198.51.100.7"
FROM = "X-From"  # in these tests alone a client may say what address it comes from
TRUSTING = ("limit_req_status 429;", f"limit_req_status 429; set_real_ip_from 127.0.0.1; real_ip_header {FROM};")


@pytest.fixture
def nginx():
    port = free_port()
    with (
        readable_folder() as folder,
        answering(port),
        Nginx(folder, folder / "none", port, free_port(), TRUSTING) as nginx,
    ):
        yield nginx


def statuses(nginx, times, address=HOSPITAL, path="/logga-in/", method="POST"):
    return [nginx.ask(path, method, "login=karin", **{FROM: address})[0] for _ in range(times)]


def test_log_ins_without_end_wait_and_are_told_so_in_plain_words(nginx):
    assert 429 not in statuses(nginx, AT_ONCE)
    assert 429 in statuses(nginx, 5)
    status, headers, body = nginx.ask("/skane/logga-in/", "POST", "login=karin", **{FROM: HOSPITAL})
    assert (status, headers["retry-after"], headers["cache-control"]) == (429, "60", "no-store")
    assert headers["content-type"] == "text/html; charset=utf-8" and "Vänta en minut" in body.decode()


def test_no_one_else_waits_and_nothing_else_does(nginx):
    statuses(nginx, AT_ONCE + 5)
    assert statuses(nginx, 1, HOME) == [200]
    for path, method in (("/logga-in/", "GET"), ("/logga-in/kod/", "POST"), ("/halsfluss/svar/", "POST")):
        assert statuses(nginx, AT_ONCE + 5, path=path, method=method) == [200] * (AT_ONCE + 5)


def test_all_addresses_of_one_ipv6_line_are_one(nginx):
    for number in range(AT_ONCE + 5):
        statuses(nginx, 1, f"2001:db8:0:a0a::{number:x}:a")
    assert statuses(nginx, 1, "2001:db8:0:a0a:ffff::1") == [429]
    assert statuses(nginx, 1, "2001:db8:0:a0b::1") == [200]
