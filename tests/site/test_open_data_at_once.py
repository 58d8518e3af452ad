"""All there is, as open data: to a few at a time, so that readers never wait for a thread."""

from threading import BoundedSemaphore

import pytest

from regions.open_data import answers
from regions.queries import open_data as queries

pytestmark = pytest.mark.django_db
WHOLE = [f"/oppna-data/{name}" for name in ("mottagningar.ndjson", "mottagningar.csv", "artiklar.ndjson")]


@pytest.fixture(autouse=True)
def room(monkeypatch):
    """As little as a server has."""
    monkeypatch.setattr(answers, "_room", BoundedSemaphore(answers.AT_ONCE))


@pytest.mark.parametrize("path", WHOLE)
def test_all_there_is_is_given_to_a_few_at_a_time(units, client, path):
    going_on = [client.get(path) for path in WHOLE[: answers.AT_ONCE]]
    refused = client.get(path)
    assert (refused.status_code, refused.json()["code"]) == (429, "busy")
    assert refused["Retry-After"] and refused["Cache-Control"] == "no-store"
    assert refused["Access-Control-Allow-Origin"] == "*"
    assert client.head(path).status_code == 200 and client.get(WHOLE[1], {"limit": 1}).status_code == 200
    for _ in range(3):  # never more than there is room for
        assert going_on.pop().getvalue() is not None
        going_on.append(client.get(path))
        assert going_on[-1].status_code == 200 and client.get(path).status_code == 429


def test_what_fails_on_its_way_gives_its_room_back(units, client, monkeypatch):
    def failing(units):
        yield from ()
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(queries, "every", failing)
        for _ in range(answers.AT_ONCE + 1):
            with pytest.raises(ZeroDivisionError):
                client.get(WHOLE[0])
    assert client.get(WHOLE[0]).status_code == 200
