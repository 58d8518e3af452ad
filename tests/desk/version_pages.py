"""A version that is ready, published or followed by another, and what its pages at the desk say."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions import publishing, writing
from articles.models import Article


@pytest.fixture
def see(enter):
    """What someone sees at an address of the desk."""

    def see(user, name, pk, status=200, **query):
        answer = enter(user).get(reverse(name, args=[pk]), query, secure=True)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return see


@pytest.fixture
def press(enter):
    """What someone sees after a press on a button, wherever it led."""

    def press(user, name, pk, status=200, **data):
        answer = enter(user).post(reverse(name, args=[pk]), data, secure=True, follow=True)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return press


@pytest.fixture
def ready(submitted, reviewed):
    """A version that every part of is approved."""
    revision = submitted()
    reviewed(revision)
    return revision


@pytest.fixture
def published(ready, ulf):
    return publishing.publish(by=ulf, revision=ready)


@pytest.fixture
def second(published, changed, karin):
    """Version 2, with another summary, that waits."""
    draft = changed(Article.objects.get(pk=published.article_id), summary="Det går över på tre veckor.")
    return writing.submit(by=karin, draft=draft, serial=draft.serial)


def live(revision):
    return Article.objects.get(pk=revision.article_id).live


def hour(at):
    local = timezone.localtime(at)
    return {"day": f"{local:%Y-%m-%d}", "time": f"{local:%H:%M}"}
