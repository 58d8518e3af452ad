"""What the documentation names exists: files, folders, links, make targets and management commands."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = [
    path for folder in (".", "docs", "locale", "regions", "static") for path in sorted((ROOT / folder).glob("*.md"))
]
DOCS += [path for folder in ("docs", "regions", "static") for path in sorted((ROOT / folder).glob("*/*.md"))]
MADE = (".venv", ".data", ".env", "staticfiles")  # there after a command, not in a clean checkout
EXAMPLE = "locale/fi/"  # a language that no one has begun on
TOP = {path.name for path in ROOT.iterdir()}


def names(doc):
    return str(doc.relative_to(ROOT))


@pytest.fixture(params=DOCS, ids=names)
def doc(request):
    return request.param


def spans(doc):
    """What stands between backticks, and the lines of code blocks."""
    text = doc.read_text()
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = [line.split(" #")[0].strip() for block in blocks for line in block.splitlines()]
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)) + lines


def test_links_lead_to_files(doc):
    links = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]*`", "", doc.read_text()))
    here = [link.split("#")[0] for link in links if "://" not in link and not link.startswith(("#", "/", "mailto:"))]
    assert [link for link in here if not (doc.parent / link).exists()] == []


def test_paths_exist(doc):
    missing = []
    for span in spans(doc):
        for word in re.findall(r"[\w.@<>*/-]+", span):
            first = word.split("/")[0]
            is_path = first in TOP and first not in MADE and not re.search(rf"[<>*]|^\.+$|^{EXAMPLE}", word)
            if is_path and not (ROOT / word).exists():
                missing.append(word)
    assert missing == []


def test_files_named_alone_exist(doc):
    folders = (ROOT, doc.parent, ROOT / "docs", ROOT / "articles/library")
    files = {path.name for folder in folders for path in folder.iterdir()}
    named = [
        span for span in spans(doc) if re.fullmatch(r"[a-z_-]+\.(md|toml|py|yaml|json|csv)|Dockerfile|LICENSE", span)
    ]
    assert [name for name in named if name not in files] == []


def test_commands_exist(doc):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    commands = set(get_commands())
    unknown = []
    for span in spans(doc):
        unknown += [f"make {name}" for name in re.findall(r"^make ([a-z-]+)", span) if name not in targets]
        unknown += [f"manage.py {name}" for name in re.findall(r"manage\.py (\w+)", span) if name not in commands]
    assert unknown == []


def test_this_test_reads_what_it_should():
    readme, operate = spans(ROOT / "README.md"), spans(ROOT / "docs/operate.md")
    assert "make demo" in readme
    assert any("manage.py migrate" in span for span in operate)
