"""Those who make the rules of the search, what they send to the desk, and whether a search then shows its box."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from accounts import demo
from accounts.models import Role, User
from articles.models import SearchRule
from articles.queries import rule_changes
from articles.queries.search import is_emergency
from articles.queries.search.lexicon import Lexicon
from articles.queries.search.rules import Rules, rules_of
from tests.cast import client_of

KIND = SearchRule.Kind
WHY = "Läsare söker så."


def rules():
    return rules_of(rule_changes.rules_in_force().order_by("pk").values_list("kind", "text"))


def is_box_shown(query):
    """By the rules that are in force now; that the search follows them at once: tests/articles/test_search_rules.py."""
    return is_emergency(query, rules())


@pytest.fixture(autouse=True)
def few_names(monkeypatch):
    """To read all names after each change takes seconds, and the preview is about rules."""
    monkeypatch.setattr(rule_changes, "lexicon_at_hand", lambda: Lexicon(0, Rules()))


@pytest.fixture
def people(db):
    made = {}
    for name, roles in {"karin": [Role.EDITOR], "rut": [Role.FACT_REVIEWER], "ada": []}.items():
        made[name] = User.objects.create_user(
            name, password="x", name=f"{name.title()} Exempel", roles=roles, is_staff=True, is_superuser=name == "ada"
        )
        demo.enrol(made[name], demo.secret_of(name))
    return SimpleNamespace(**made)


def send(user, name, *arguments, **said):
    return client_of(user).post(reverse(name, args=arguments), said, secure=True)
