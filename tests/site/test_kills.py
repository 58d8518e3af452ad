"""kill -9 under writing load, the short form of benchmarks/kills.py; and that its judge sees what is wrong."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from accounts.audit import record
from accounts.models import Role
from articles.actions.feedback import give_feedback
from articles.actions.writing import new_article
from articles.models import Article, ArticleKind, Draft
from benchmarks.killing.truth import truths
from benchmarks.killing.writers import Writer, mark_of
from language.masking import mask
from tests.cast import staff

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 240  # seconds, on a machine that does much else


def test_what_was_acknowledged_survives_kills():
    command = [sys.executable, "benchmarks/kills.py", "--kills", "4", "--seed", "6", "--within", "90"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        printed, _ = running.communicate(timeout=PATIENCE)
    finally:
        if running.poll() is None:
            running.send_signal(signal.SIGTERM)  # it ends what it has started
            running.wait(timeout=60)
    assert running.returncode == 0, printed
    assert re.findall(r"(?m)^(\w+) +1 kills", printed) == ["worker", "master", "backend", "postmaster"]
    acknowledged = re.findall(r"(\d+) acknowledged of \d+ sent: 0 lost, 0 doubled, 0 half", printed)
    assert len(acknowledged) == 2, printed
    assert all(int(count) for count in acknowledged), printed


@pytest.fixture
def writer(library):
    """One who has written a comment and an article, both of which are there."""
    writer = Writer(port=0, slug="halsfluss", staff={})
    comment, title = f"saknas {mark_of(1)}", f"Prov {mark_of(2)}"
    answer(comment)
    new_article(by=staff("karin", Role.EDITOR), title=title, kind=ArticleKind.SJUKDOM)
    writer.comments.sent.add(comment)
    writer.articles.sent.add(title)
    return writer


def answer(comment):
    article = Article.objects.get(slug="halsfluss", language="sv", region=None)
    give_feedback(article=article, helpful=False, comment=comment, region_code="", address=comment)


def faults(writer):
    return [(truth.lost, truth.doubled, truth.half) for truth in truths([writer])]


def test_what_is_there_once_and_whole_is_well(writer, uncounted):
    writer.comments.acknowledged, writer.articles.acknowledged = writer.comments.sent, writer.articles.sent
    assert faults(writer) == [([], [], []), ([], [], [])]


def test_what_was_acknowledged_and_is_not_there_is_lost(writer, uncounted):
    writer.comments.acknowledged.add("saknas qzq")
    assert faults(writer)[0] == (["saknas qzq"], [], [])


def test_what_was_sent_once_and_is_there_twice_is_doubled(writer, uncounted):
    (comment,) = writer.comments.sent
    answer(comment)
    assert faults(writer)[0] == ([], [comment], [])


def test_an_article_without_its_draft_is_half(writer, uncounted):
    (title,) = writer.articles.sent
    Draft.objects.filter(article__title=title).delete()
    assert faults(writer)[1] == ([], [], [title])


def test_an_event_of_something_that_is_not_there_is_half(writer, uncounted):
    gone = Article(pk=10**9)
    record("article.created", by=None, obj=gone)
    assert faults(writer)[1] == ([], [], ["an event of article 1000000000, which is not there"])


def test_no_mark_is_masked():
    assert [mask(mark_of(number)) for number in range(1, 5000)] == [mark_of(number) for number in range(1, 5000)]
