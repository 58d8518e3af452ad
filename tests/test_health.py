"""/healthz and /readyz, which load balancers ask."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_answers_ok_to_any_host_and_is_never_kept(client, path):
    response = client.get(path, headers={"host": "10.0.0.7:8000"})
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_only_the_health_pages_answer_any_host(client):
    assert client.get("/", headers={"host": "10.0.0.7:8000"}).status_code == 400


def test_not_ready_while_a_migration_is_missing(client):
    MigrationRecorder(connection).record_unapplied("regions", "0001_initial")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "1 migreringar saknas" in response.content.decode()
    assert client.get("/healthz").status_code == 200


def test_not_ready_before_the_first_migration(client):
    MigrationRecorder.Migration.objects.all().delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert "migreringar saknas" in response.content.decode()


def test_not_ready_when_the_database_is_gone_but_alive(client, settings):
    connection.close()
    host = connection.settings_dict["HOST"]
    connection.settings_dict["HOST"] = "/nowhere"
    try:
        ready, alive = client.get("/readyz"), client.get("/healthz")
    finally:
        connection.close()
        connection.settings_dict["HOST"] = host
    assert (ready.status_code, alive.status_code) == (503, 200)
    assert ready.content.decode() == "Databasen svarar inte.\n"
