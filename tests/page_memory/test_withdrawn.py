"""A text that has been withdrawn comes back in no outage, at no address, in no process, whether it was heard or not."""

import pytest

from page_memory.shown import CHANNEL
from tests.page_memory.servers import Server
from tests.running_parts import end, until

pytestmark = pytest.mark.django_db
WITHDRAW = "UPDATE articles_article SET live_id = NULL, withdrawn_at = now() WHERE slug = '{}'"
PLACES = ("/migran/", "/skane/migran/", "/gotland/migran/", "/migran.json")


@pytest.fixture
def server(postgres, tmp_path):
    tmp_path.chmod(0o700)
    server = Server(postgres.url, tmp_path)
    yield server
    server.stop()


def restart(server):
    server.client.close()
    end(server.process)
    server.start()


def statuses(server, *paths):
    return [server.status(path) for path in paths]


def is_copied(server, path):
    """Whether the page is answered in the outage that has begun."""
    return until(lambda: (answer := server.client.get(path)).status_code == 200 and "Age" in answer.headers, path)


def test_a_withdrawn_text_is_in_no_copy(postgres, server):
    assert statuses(server, *PLACES, "/skane/halsfluss/", "/skane/forkylning/", "/om-oss/") == [200] * 7
    postgres.sql(WITHDRAW.format("migran"))
    server.until(lambda: server.status("/migran/") == 410)  # nobody asks for the other addresses
    postgres.stop()
    is_copied(server, "/skane/halsfluss/")
    assert statuses(server, *PLACES) == [503] * 4
    restart(server)  # in the outage
    is_copied(server, "/skane/halsfluss/")
    assert statuses(server, *PLACES, "/skane/forkylning/") == [503] * 4 + [200]

    server.client.close()
    end(server.process)
    postgres.start()
    postgres.sql(WITHDRAW.format("forkylning"))  # while no process listens
    server.start()
    server.until(lambda: server.status("/forkylning/") == 410)
    postgres.stop()
    is_copied(server, "/om-oss/")
    assert statuses(server, *PLACES, "/skane/forkylning/") == [503] * 5


def test_the_database_tells_of_a_withdrawal_by_any_road(own_database):
    with own_database.connect() as line:
        line.execute(f"LISTEN {CHANNEL}")
        told = lambda: [n.payload for n in line.notifies(timeout=0.1) if n.payload.startswith("withdrawn")]  # noqa: E731
        row = "SELECT id, live_id FROM articles_article WHERE slug = 'migran' AND region_id IS NULL AND language = 'sv'"
        article, live = line.execute(row).fetchone()
        line.execute("UPDATE articles_article SET responsible_id = NULL WHERE id = %s", [article])
        assert told() == []
        line.execute("UPDATE articles_article SET live_id = NULL, withdrawn_at = now() WHERE id = %s", [article])
        [payload] = told()
        assert str(article) in payload.removeprefix("withdrawn article:").split(",")
        line.execute("UPDATE articles_article SET live_id = %s, withdrawn_at = NULL WHERE id = %s", [live, article])
        assert told() == []
        line.execute("UPDATE articles_article SET live_id = NULL")
        assert told() == ["withdrawn article"]
