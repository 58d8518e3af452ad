"""The editor of a unit as a person uses it: opened, changed, sent."""

from django.urls import reverse

from regions.documents import documents
from tests.regions.typed_form import typed_in


def at(name, unit, *more):
    return reverse(name, args=[unit.slug, *more])


def editor(client, unit):
    response = client.get(at("catalogue_edit", unit), secure=True)
    assert response.status_code == 200
    return typed_in(response, "/andra/")


def send(client, unit, typed, **changes):
    return client.post(at("catalogue_edit", unit), typed | changes, secure=True)


def edited(client, unit, **changes):
    """Opens the editor, changes this, saves."""
    response = send(client, unit, editor(client, unit), **changes)
    assert response.status_code == 302, response.content.decode()
    return documents([unit.pk])[unit.pk]


def errors_of(response):
    assert response.status_code == 400
    return response.content.decode()
