"""The diagram in the documentation is the one that the code draws."""

import re

from articles.models import Status
from articles.workflow import TRANSITIONS, diagram, may_follow
from tests.conftest import ROOT


def test_the_diagram_is_drawn_from_the_code():
    [drawn] = re.findall(r"```mermaid\n(.*?)\n```", (ROOT / "docs/workflow.md").read_text(), re.DOTALL)
    assert drawn == diagram(), f"Put this in the mermaid block of docs/workflow.md:\n{diagram()}"


def test_every_status_has_its_place():
    assert {status for status in TRANSITIONS if status} == set(Status)
    assert may_follow(None, Status.SUBMITTED)
    assert not may_follow(None, Status.PUBLISHED)
    assert not may_follow(Status.RETURNED, Status.PUBLISHED)
