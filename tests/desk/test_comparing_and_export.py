"""Any two versions are compared, and the export holds the whole history of a text."""

import json

from django.urls import reverse

from articles.actions import reviewing
from tests.desk.version_pages import *  # noqa: F403


def test_any_two_versions_are_compared(second, see, karin):
    html = see(karin, "desk_compare", second.article_id, fran=2, till=1)
    assert "Från version 1 till version 2" in html
    assert "<ins>" in html
    for query in ({"fran": 1, "till": 1}, {"fran": 1, "till": 77}, {"fran": "x\x00", "till": 2}, {"fran": 1}):
        assert "Det är något som behöver rättas" in see(karin, "desk_compare", second.article_id, **query)
    assert "Det är något" not in see(karin, "desk_compare", second.article_id)


def test_the_export_holds_the_whole_history_and_no_address(second, changed, enter, karin, ulf, rut):
    reviewing.ask_by_link(
        by=karin, revision=second, name="Eva", email="eva@example.se", profession="läkare", workplace="X", kind="fact"
    )
    answer = enter(karin).get(reverse("desk_export", args=[second.article_id]), secure=True)
    assert answer["Content-Disposition"] == 'attachment; filename="rosslighet.json"'
    assert answer["Cache-Control"] == "private, no-store"
    assert "@" not in answer.content.decode()
    told = json.loads(answer.content)
    assert (told["slug"], told["live_version"], told["pending_version"]) == ("rosslighet", 1, 2)
    first, latest = told["versions"]
    assert first["text"]["title"] == "Rosslighet"
    assert [row["status"] for row in first["status"]] == ["submitted", "published"]
    assert [row["by"] for row in first["status"]] == ["Karin Exempel", "Ulf Exempel"]
    assert {verdict["part"] for verdict in first["reviews"][0]["verdicts"]} >= {"head", "care", "sources"}
    assert (latest["based_on"], latest["writers"], latest["reviews"]) == (1, ["Karin Exempel"], [])


def test_the_export_is_as_the_documentation_says(second, enter, karin):
    from tests.conftest import ROOT

    documented = (ROOT / "docs/desk.md").read_text()
    told = enter(karin).get(reverse("desk_export", args=[second.article_id]), secure=True).json()
    names = [*told, *told["versions"][0], *told["versions"][0]["reviews"][0], *told["versions"][0]["status"][0]]
    names += told["versions"][0]["reviews"][0]["verdicts"][0]
    assert [name for name in names if f"`{name}`" not in documented] == []
