"""The house's own rules: rooms, sizes, closed doors, pages without inline code."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import URLResolver, get_resolver
from importlinter.cli import lint_imports

from accounts.middleware import is_open

ROOT = Path(settings.BASE_DIR)
ROOMS = ("vardguiden", "articles", "regions", "accounts", "language", "ui")
CODE = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts
)  # fmt: skip
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))
SAFE = {
    "templates/articles/article.html",  # JSON-LD, made safe in the view
    "templates/components/field_help.html",  # a form field's help text, our own
}
LONGEST_FILE, LONGEST_FUNCTION = 300, 50


def name(path):
    return str(path.relative_to(ROOT))


def imports(path):
    """The modules that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


# ---- the rooms ----


def test_each_room_imports_only_from_the_rows_below(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    broken = lint_imports(config_filename="pyproject.toml", no_cache=True, no_logo=True)
    assert broken == 0, capsys.readouterr().out


def test_the_contract_names_every_room():
    rooms = {path.parent.name for path in ROOT.glob("*/apps.py")}
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.importlinter]")[1]
    roots, layers = re.findall(r"(?:root_packages|layers) = \[(.*?)\]", contract, re.S)
    rooms |= {"page_memory"}  # stands outside Django, and is no app
    assert set(re.findall(r"\w+", roots)) == rooms
    assert set(re.findall(r"\w+", layers)) == rooms


def test_articles_and_eservices_never_meet():
    """Public pages are read, cached and served with no patient table in sight."""
    for room, other in (("articles", "eservices"), ("eservices", "articles"), ("regions", "eservices")):
        for path in (ROOT / room).rglob("*.py"):
            assert not [module for module in imports(path) if module.split(".")[0] == other], name(path)


def test_language_knows_no_django():
    for path in (ROOT / "language").rglob("*.py"):
        if path.name != "apps.py":
            assert not [module for module in imports(path) if module.split(".")[0] == "django"], name(path)


def test_only_tests_import_tests():
    for path in CODE:
        assert not [module for module in imports(path) if module.split(".")[0] == "tests"], name(path)


def test_no_room_for_what_has_no_name():
    vague = {"utils", "helpers", "common", "core", "misc"}
    assert [name(path) for path in CODE if vague & {path.stem, *path.parts}] == []


# ---- sizes ----


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_file_can_be_read_at_one_sitting(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", [path for path in CODE if path.stat().st_size], ids=name)
def test_a_module_says_what_it_is_and_hides_nothing(path):
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            pytest.fail(f"a bare except on line {node.lineno}")
    for word in ("TODO", "FIXME", "XXX", "breakpoint(", "pdb"):
        assert word not in text


def test_models_have_no_save_of_their_own_and_no_order():
    for path in [path for path in CODE if "models" in (path.stem, path.parent.name)]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                assert node.name not in ("save", "delete"), name(path)
            if isinstance(node, ast.ClassDef) and node.name == "Meta":
                fields = [target for each in node.body if isinstance(each, ast.Assign) for target in each.targets]
                assert "ordering" not in [target.id for target in fields], name(path)


# ---- closed doors ----


def views(patterns=None):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        else:
            yield pattern.name, pattern.callback


def test_the_doors_are_closed_unless_they_are_marked_open():
    closed = [callback for _, callback in views() if not is_open(callback)]
    assert closed
    middleware = settings.MIDDLEWARE
    assert "accounts.middleware.ClosedByDefault" in middleware
    order = [middleware.index(f"accounts.middleware.{one}") for one in ("ClosedByDefault", "StaffNeedSecondFactor")]
    assert order == sorted(order)
    assert middleware.index("django.contrib.auth.middleware.AuthenticationMiddleware") < order[0]


def test_our_own_public_views_are_marked_where_they_stand():
    public = ("articles.views", "regions.views", "vardguiden.", "ui.views")
    closed = ("articles.views.desk", "regions.views.catalogue")  # tests/test_access.py says to whom they open
    ours = [(label, callback) for label, callback in views() if callback.__module__.startswith(public)]
    own = [(label, callback) for label, callback in ours if not callback.__module__.startswith(closed)]
    assert len(own) >= 30
    assert [label for label, callback in own if not is_open(callback)] == []


def test_no_view_is_exempt_from_the_token_but_those_without_a_session():
    exempt = {label for label, callback in views() if getattr(callback, "csrf_exempt", False)}
    assert exempt == {
        "feedback",
        "translated_feedback",
        "review_by_link",
        "guarantee_answer",
        "report",
        "report_lookup",
        "confirm_by_link",
    }


def test_every_foreign_key_into_another_room_names_a_class():
    """import-linter cannot see a string."""
    for path in [path for path in CODE if "models" in (path.stem, path.parent.name)]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            if isinstance(node, ast.Call) and getattr(called, "attr", "") in ("ForeignKey", "OneToOneField"):
                to = node.args[0]
                assert not (isinstance(to, ast.Constant) and "." in str(to.value)), f"{name(path)}:{node.lineno}"


# ---- templates ----


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_inline_code_and_no_other_host(path):
    text = re.sub(r"\{% comment %\}.*?\{% endcomment %\}", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert "<style" not in text
    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"<[^>]*\son[a-z]+\s*=", text)
    assert "javascript:" not in text.lower()
    for tag in re.findall(r"<script[^>]*>", text):
        assert "src=" in tag or 'type="application/ld+json"' in tag
    for address in re.findall(r'<(?:script|img|link|iframe|source)[^>]*(?:src|href)="(https?:|//)', text):
        pytest.fail(f"asks another host: {address}")
    assert text.count("|safe") == (1 if name(path) in SAFE else 0)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_what_a_template_names_is_there(path):
    text = path.read_text(encoding="utf-8")
    for file in re.findall(r"\{% static ['\"]([^'\"]+)['\"]", text):
        assert finders.find(file), file
    for template in re.findall(r"\{% (?:include|extends) ['\"]([^'\"]+)['\"]", text):
        own = (ROOT / "templates" / template.split("#")[0]).exists()
        assert own or template.startswith(("allauth/", "admin/")), template


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_form_says_where_it_is_sent(path):
    """Else it keeps the `#field` that an error led to, and its answer opens there in place of at what it says."""
    for form in re.findall(r"<form [^>]*post[^>]*", path.read_text(encoding="utf-8")):
        assert " action=" in form


def test_what_a_stylesheet_or_script_names_is_here():
    for path in sorted((ROOT / "static").rglob("*.css")):
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", path.read_text(encoding="utf-8")):
            if not address.startswith(("data:", "#")):
                assert (path.parent / address).resolve().is_file(), f"{name(path)}: {address}"
    vendored = ROOT / "static/vendor"  # Leaflet, as its makers wrote it; fetched when a reader presses for it
    for path in sorted(path for path in (ROOT / "static").rglob("*.js") if vendored not in path.parents):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\beval\(|new Function|innerHTML|document\.write|document\.cookie", text), name(path)
        # What an editor could not save stays in the browser until it is saved. A reader's browser keeps nothing.
        may_keep, may_forget = "static/js/desk/autosave.js", "static/js/desk/forget.js"
        assert name(path) in (may_keep, may_forget) or "localStorage" not in text, name(path)
        assert name(path) == may_keep or "setItem" not in text, name(path)
        assert not re.search(r"['\"](?:https?:)?//", text), name(path)
