"""What an installation must say: what is missing or wrong is told in one sentence, never guessed, never a traceback."""

import os
import re
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from vardguiden import environment

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "SITE_URL": "https://vard.example",
    "OPERATOR": "Region Exempel",
    "CONTACT_EMAIL": "kontakt@vard.example",
    "SECRET_KEY": secrets.token_urlsafe(60),
    "DATABASE_URL": "postgres://vard:hemligt@db.example/vard",
    "EXAMPLE_DATA": "0",
}


def run(*command, **variables):
    """Runs a command of the project with these variables and no others."""
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | {name: value for name, value in variables.items() if value}
    return subprocess.run([sys.executable, *command], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("name", ["SITE_URL", "OPERATOR", "CONTACT_EMAIL", "SECRET_KEY", "DATABASE_URL"])
@pytest.mark.parametrize("command", [("manage.py", "migrate"), ("-m", "gunicorn", "--bind", "127.0.0.1:0")])
def test_missing_setting_is_one_sentence(name, command):
    done = run(*command, **PRODUCTION | {name: ""})
    assert done.returncode != 0
    assert done.stdout == ""
    assert re.fullmatch(rf"{name} saknas: .+ Sätt miljövariabeln {name} \(se docs/settings\.md\)\.\n", done.stderr)


@pytest.fixture
def deployed(tmp_path):
    """PRODUCTION with static files and a proxy, as docs/operate.md says."""
    (tmp_path / "staticfiles.json").write_text('{"paths": {}, "version": "1.1", "hash": ""}')
    return PRODUCTION | {"STATIC_ROOT": str(tmp_path), "TRUSTED_PROXIES": "1"}


def test_production_settings_pass_the_deployment_check(deployed):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **deployed)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("wrong", "level", "sentence"),
    [
        ({"VARDGUIDEN_DEMO": "1", "SECRET_KEY": ""}, "ERROR", "VARDGUIDEN_DEMO är på: "),
        ({"TRUSTED_PROXIES": ""}, "WARNING", "TRUSTED_PROXIES är 0: "),
        ({"STATIC_ROOT": "/finns/inte"}, "WARNING", "staticfiles.json saknas i /finns/inte: "),
    ],
)
def test_the_deployment_check_tells_of_a_site_that_is_not_for_readers(deployed, wrong, level, sentence):
    done = run("manage.py", "check", "--deploy", "--fail-level", level, **deployed | wrong)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert run("manage.py", "check", "--fail-level", "WARNING", **deployed | wrong).returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("SITE_URL", "http://vard.example", "SITE_URL måste börja med https:// utom på den egna datorn."),
        ("SECRET_KEY", "kort", "SECRET_KEY är för kort: den ska ha minst 50 slumpvisa tecken."),
        ("SECRET_KEY_FALLBACKS", "kort", "SECRET_KEY_FALLBACKS är för kort: den ska ha minst 50 slumpvisa tecken."),
        ("METRICS_TOKEN", "kort", "METRICS_TOKEN ska vara minst 20 tecken, a–z och siffror, utan mellanslag."),
        ("VARDGUIDEN_DEMO", "kanske", "VARDGUIDEN_DEMO ska vara 1 eller 0, inte 'kanske'."),
        ("DATABASE_URL", "mysql://db.example/vard", "DATABASE_URL ska peka på PostgreSQL, "),
        ("DATABASE_REPLICA_URL", "postgres://a/vard b/vard", "DATABASE_REPLICA_URL ska peka på PostgreSQL, "),
        ("REPLICA_MAX_LAG", "0", "REPLICA_MAX_LAG ska vara ett heltal som är minst 1, inte '0'."),
    ],
)
def test_wrong_setting_is_one_sentence(name, value, sentence):
    done = run("manage.py", "check", **PRODUCTION | {name: value})
    assert done.returncode == 2
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_demo_is_refused_where_the_demo_is_not_meant():
    done = run("manage.py", "demo", **PRODUCTION)
    assert done.returncode != 0
    assert "Demon körs med ”make demo”" in done.stderr


@pytest.mark.parametrize(
    "url",
    [
        "vard.example",
        "ftp://vard.example",
        "https://",
        "https://vard.example/sv",
        "https://vard.example?a=1",
        "https://anna@vard.example",
        "https://vard.example:hej",
        "https://vard.example:99999",
    ],
)
def test_site_url_is_a_bare_address(url):
    with pytest.raises(ImproperlyConfigured, match="SITE_URL ska vara en adress utan sökväg"):
        environment.site(url)


@pytest.mark.parametrize(
    "url", ["http://localhost:8000", "http://127.0.0.1", "http://[::1]:8000", "https://vard.example"]
)
def test_site_url_may_be_this_machine_or_https(url):
    assert environment.site(url).hostname


@pytest.mark.parametrize(("value", "meaning"), [("1", True), ("True", True), ("on", True), ("0", False), ("no", False)])
def test_switch_takes_yes_and_no(monkeypatch, value, meaning):
    monkeypatch.setenv("EXAMPLE_DATA", value)
    assert environment.switch("EXAMPLE_DATA", default=not meaning) is meaning


def test_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("EXAMPLE_DATA", " ")
    assert environment.switch("EXAMPLE_DATA", default=True) is True


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda name: environment.switch(name, default=False), "ja"),
        (lambda name: environment.number(name, default=2), "två"),
        (lambda name: environment.number(name, default=2), "0"),
        (lambda name: environment.number(name, default=2), "-1"),
        (lambda name: environment.log_level(name, default="INFO"), "högt"),
        (lambda name: environment.mail(name, default="consolemail://"), "hej"),
    ],
)
def test_value_that_makes_no_sense_names_its_variable(monkeypatch, read, value):
    monkeypatch.setenv("VARIABLE", value)
    with pytest.raises(ImproperlyConfigured, match=r"^VARIABLE ska vara "):
        read("VARIABLE")


def test_replicas_are_as_the_primary_but_only_read_and_not_waited_for(monkeypatch):
    monkeypatch.setenv("URLS", "postgres://läsare:hemligt@a/vard, postgres://b/vard?sslmode=require\npostgres://c/vard")
    primary = {"HOST": "p", "CONN_MAX_AGE": 9, "OPTIONS": {"options": "-c statement_timeout=9", "connect_timeout": 5}}
    found = environment.replicas("URLS", primary)
    assert {alias: made["HOST"] for alias, made in found.items()} == {"replica1": "a", "replica2": "b", "replica3": "c"}
    for made in found.values():
        assert made["OPTIONS"]["options"] == "-c statement_timeout=9 -c default_transaction_read_only=on"
        assert made["OPTIONS"]["connect_timeout"] < 5
        assert made["CONN_MAX_AGE"] == 9
    assert found["replica2"]["OPTIONS"]["sslmode"] == "require"
    assert primary["OPTIONS"]["connect_timeout"] == 5
    monkeypatch.delenv("URLS")
    assert environment.replicas("URLS", primary) == {}


def test_every_variable_that_is_read_stands_in_the_table_of_settings():
    sources = [ROOT / "vardguiden/settings.py", ROOT / "gunicorn.conf.py", *(ROOT / "vardguiden").rglob("sharing.py")]
    text = "\n".join(path.read_text() for path in sources)
    calls = r"(?:environment\.\w+|required|environ\.get)\(\s*\"([A-Z_]+)\""
    read = set(re.findall(calls, text))
    told = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/settings.md").read_text(), re.MULTILINE))
    assert {"SITE_URL", "DATABASE_URL", "WEB_THREADS", "VARDGUIDEN_DATA"} <= read
    assert read == told
