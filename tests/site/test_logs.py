"""No search term is ever kept: not in our logs, not in a traceback, not in the database's own log."""

import copy
import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client

from tests.typed_paths import ANSWER_WHAT_IS_TYPED
from vardguiden.logs import WithoutQuery

SECRET = "hemligåkomma"
FOLDED = "hemligakomm"  # its stem
NAMES = (
    None,
    "django",
    "django.request",
    "django.server",
    "django.security",
    "django.security.csrf",
    "django.db.backends",
    "axes",
)


@pytest.fixture
def logged():
    """All that the site's own logging prints, at the most talkative level."""
    stream = io.StringIO()
    loggers = [logging.getLogger(name) for name in NAMES]
    before = [(logger, logger.handlers[:], logger.level, logger.propagate) for logger in loggers]
    config = copy.deepcopy(settings.LOGGING)
    config["handlers"]["console"]["stream"] = stream
    logging.config.dictConfig(config)
    for name in NAMES[:-2]:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield stream.getvalue
    for logger, handlers, level, propagate in before:
        logger.handlers[:], logger.propagate = handlers, propagate
        logger.setLevel(level)  # which also has every logger look anew at what it lets through


def no_trace(text):
    for word in (SECRET, FOLDED, "hemlig%C3%A5komma", "hemlig", SECRET.upper()):
        assert word not in text, text[:2000]
    return text


@pytest.mark.parametrize(
    "path",
    ANSWER_WHAT_IS_TYPED,
)
@pytest.mark.django_db
def test_a_search_leaves_no_trace(logged, client, path):
    assert client.get(path, {"q": SECRET}).status_code == 200
    no_trace(logged())


@pytest.mark.django_db
def test_nor_does_a_page_that_does_not_exist(logged, client):
    assert client.get("/finns-inte/", {"q": SECRET}).status_code == 404
    assert "/finns-inte/" in no_trace(logged())


@pytest.mark.django_db
def test_nor_a_wrong_method_or_a_bad_request(logged, client):
    assert client.post(f"/sok/?q={SECRET}", {"q": SECRET}).status_code == 405
    assert client.get(f"/hitta-vard/?q={SECRET}&typ={SECRET}").status_code == 400
    assert client.get(f"/sok/?q={SECRET}", headers={"host": "evil.example"}).status_code == 400
    assert "Method Not Allowed" in no_trace(logged())


@pytest.mark.parametrize("level", ["DEBUG", "WARNING"])
@pytest.mark.django_db
def test_what_is_not_there_or_not_allowed_is_no_line(logged, level):
    """The address tells what someone read, and a robot could fill the log."""
    for name in NAMES:
        logging.getLogger(name).setLevel(settings.LOGGING["loggers"].get(name, {}).get("level", level))
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/gotland/finns-inte/5/").status_code == 404
    assert Client().post("/halsfluss/").status_code == 405
    assert strict.post("/logga-in/", {"login": "karin"}).status_code == 403
    assert strict.get("/hitta-vard/", {"typ": SECRET}).status_code == 400
    assert not [line for line in logged().splitlines() if '"warning"' in line or '"error"' in line]


@pytest.mark.parametrize("method", ["get", "post", "delete"])
@pytest.mark.django_db
def test_nor_does_a_link_to_review(logged, client, method):
    getattr(client, method)(f"/granska/12.{SECRET}:{SECRET}/")
    assert "/granska/…/" in no_trace(logged())


@pytest.mark.django_db
def test_nor_a_fault_of_ours(logged):
    client = Client(raise_request_exception=False)
    assert client.get("/test-500/", {"q": SECRET}).status_code == 500
    text = no_trace(logged())
    assert "/test-500/" in text
    assert "RuntimeError" in text
    assert "fail_on_purpose" in text  # where it happened is told


@pytest.mark.django_db
def test_nor_what_the_database_says_of_a_statement_that_failed(logged, rf):
    request = rf.get("/sok/", {"q": SECRET})
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT to_tsquery('simple', %s)", [f"{FOLDED} & & {SECRET}"])
    except DatabaseError:
        logging.getLogger("django.request").exception("Internal Server Error: /sok/", extra={"request": request})
        logging.getLogger("articles").exception("Det gick inte")
    text = no_trace(logged())
    assert "SyntaxError" in text
    assert "test_logs.py" in text


@pytest.mark.django_db
def test_nor_an_exception_that_repeats_what_was_typed(logged, rf):
    request = rf.post("/halsfluss/svar/", {"comment": f"Jag har {SECRET}."})
    try:
        raise ValueError(f"Kunde inte spara: Jag har {SECRET}.")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error", extra={"request": request})
    assert "ValueError: Kunde inte spara: …" in no_trace(logged())


def line(message, *args):
    record = logging.LogRecord("x", logging.INFO, "", 0, message, args, None)
    WithoutQuery().filter(record)
    return record.getMessage()


@pytest.mark.parametrize(
    ("message", "args", "says"),
    [
        ('"GET %s HTTP/1.1" %s', ("/sok/?q=hosta&x=1", 200), '"GET /sok/?… HTTP/1.1" 200'),
        ("Not Found: /sok/?q=hosta", (), "Not Found: /sok/?…"),
        ("<WSGIRequest: GET '/sok/?q=hosta'>", (), "<WSGIRequest: GET '/sok/?…'>"),
        ("Referer: http://x/sok/?q=ont+i+halsen slut", (), "Referer: http://x/sok/?… slut"),
        ("100 % klart", (), "100 % klart"),
        ("Gone: /granska/12.aB-c_d:eF/", (), "Gone: /granska/…/"),
        ("<WSGIRequest: POST '/granska/12.aB:c/?tack=1'>", (), "<WSGIRequest: POST '/granska/…/?…'>"),
        ("http://x/granska/12.aB%3Ac", (), "http://x/granska/…"),
        ("Not Found: /bekrafta/12.aB-c_d:eF:gH/", (), "Not Found: /bekrafta/…/"),
        ("Not Found: /skane/fel/K7QM-3XTR-9WNH/", (), "Not Found: /skane/fel/…/"),
        ("Klart", (), "Klart"),
    ],
)
def test_the_query_is_cut_out_of_any_line(message, args, says):
    assert line(message, *args) == says


def test_every_handler_that_prints_has_the_filter():
    for name, handler in settings.LOGGING["handlers"].items():
        assert "no_query" in handler["filters"], name
    assert settings.LOGGING["loggers"]["django.server"] == {
        "handlers": ["console"],
        "level": "INFO",
        "propagate": False,
    }
    for name in ("django.template", "django.db.backends"):  # at DEBUG they write what a page and a statement hold
        assert settings.LOGGING["loggers"][name] == {"level": "INFO"}
    assert settings.LOGGING["loggers"]["django"] == {"handlers": []}  # no report of a fault is mailed


@pytest.mark.django_db
def test_the_embedded_database_does_not_log_statements():
    if not settings.DATABASES["default"]["HOST"].startswith("/"):
        pytest.skip("the database is not the embedded one")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name IN "
            "('log_min_error_statement', 'log_statement', 'log_min_duration_statement', 'log_duration')"
        )
        assert dict(cursor.fetchall()) == {
            "log_min_error_statement": "panic",
            "log_statement": "none",
            "log_min_duration_statement": "-1",
            "log_duration": "off",
        }
