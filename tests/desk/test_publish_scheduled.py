"""`manage.py publish_scheduled`: at the hour, whatever else fails, until it is told to stop."""

import io
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.management import recurring
from articles.actions import publishing
from articles.management.commands import publish_scheduled as command
from articles.models import Article, Revision
from tests.conftest import ROOT


@pytest.fixture
def due(submitted, reviewed, ulf):
    """Makes a version whose hour has come."""

    def make(**changes):
        revision = submitted(**changes)
        reviewed(revision)
        publishing.schedule(by=ulf, revision=revision, at=timezone.now() + timedelta(hours=1))
        Revision.objects.filter(pk=revision.pk).update(publish_at=timezone.now() - timedelta(minutes=1))
        return revision

    return make


def live(revision):
    return Article.objects.get(pk=revision.article_id).live


def run():
    out = io.StringIO()
    call_command("publish_scheduled", stdout=out)
    return out.getvalue()


def test_it_publishes_what_is_due_once(due):
    revision = due()
    assert run() == "Publicerad: Rosslighet, version 1\n"
    assert live(revision) == revision
    assert run() == ""


def test_a_fault_with_one_text_is_logged_and_hinders_no_other(due, monkeypatch, caplog):
    first, second = due(), due(title="Hesighet igen")
    publish = publishing._publish

    def breaks(article, revision, by):
        if revision == first:
            raise RuntimeError("disk full")
        return publish(article, revision, by)

    monkeypatch.setattr(publishing, "_publish", breaks)
    with caplog.at_level(logging.ERROR):
        run()
    assert (live(first), live(second)) == (None, second)
    assert "could not be published" in caplog.text
    monkeypatch.undo()
    run()
    assert live(first) == first, "It is tried again."


def test_what_was_replaced_is_not_looked_at_for_ever(due, changed, karin):
    from articles.actions import writing

    revision = due()
    draft = changed(Article.objects.get(pk=revision.article_id), summary="Nytt.")
    writing.submit(by=karin, draft=draft, serial=draft.serial)
    assert run() == ""
    revision.refresh_from_db()
    assert (revision.publish_at, live(revision)) == (None, None)


def test_the_loop_goes_on_after_a_fault_and_ends_when_told(monkeypatch, caplog):
    rounds = []

    def look(now):
        rounds.append(now)
        if len(rounds) == 2:
            os.kill(os.getpid(), signal.SIGTERM)
        raise RuntimeError("the database is away")

    monkeypatch.setattr(command, "publish_scheduled", look)
    monkeypatch.setattr(recurring, "connection", type("Connection", (), {"close": lambda self: None})())
    monkeypatch.setattr(threading.Event, "wait", lambda self, timeout=None: None)
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        with caplog.at_level(logging.ERROR):
            call_command("publish_scheduled", every=1)
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])
    assert len(rounds) == 2
    assert caplog.text.count("could not be looked for") == 2


def test_sigterm_ends_it_at_once_without_a_database():
    """A database that never answers is logged and waited for; the process still ends in good order."""
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "VARDGUIDEN_DEMO": "1"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    process = subprocess.Popen(
        [sys.executable, "manage.py", "publish_scheduled", "--every", "600"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    line = process.stderr.readline()
    assert "could not be looked for" in line
    began = time.monotonic()
    process.terminate()
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert time.monotonic() - began < 30
