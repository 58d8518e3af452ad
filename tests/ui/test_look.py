"""What the look promises in numbers: contrast in light and dark, and how little a reader has to fetch."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.BASE_DIR) / "static"
TOKENS = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
LEVELS = ("emergency", "urgent", "soon", "advice", "selfcare")

READ = [
    *[(text, ground) for text in ("ink", "ink-soft", "link") for ground in ("paper", "sand", "pine-tint")],
    *[("ink", f"{level}-tint") for level in LEVELS],
    *[("link", f"{level}-tint") for level in LEVELS],
    *[(f"{level}-ink", f"{level}-tint") for level in LEVELS],
    *[(f"{level}-ink", "paper") for level in LEVELS],
    *[("on-fill", ground) for ground in ("fill", "fill-deep", "foot", *LEVELS)],
    ("ink", "sand-deep"),
    ("ink-soft", "sand-deep"),
    ("pine-deep", "paper"),
    ("pine-deep", "pine-tint"),
]
SEEN = [("edge", "paper"), ("edge", "sand"), ("pine", "paper"), ("pine", "sand"), ("focus", "fill")]


def tokens(*, dark: bool) -> dict[str, str]:
    light_part, dark_part = TOKENS.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", light_part))
    return found | dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", dark_part)) if dark else found


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_what_is_read_has_contrast(text: str, ground: str, dark: bool) -> None:
    found = tokens(dark=dark)
    assert contrast(found[text], found[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("mark", "ground"), SEEN)
def test_what_is_seen_has_contrast(mark: str, ground: str, dark: bool) -> None:
    found = tokens(dark=dark)
    assert contrast(found[mark], found[ground]) >= 3


def test_a_reader_fetches_little() -> None:
    base = (Path(settings.BASE_DIR) / "templates/base.html").read_text(encoding="utf-8")
    names = set(re.findall(r"static '((?:css|js|fonts)/[^']+)'", base))
    size = {name: len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names}
    assert sum(size.values()) < 36_000, size
    assert sum(value for name, value in size.items() if name.endswith(".css")) < 9_500, size
    assert sum(value for name, value in size.items() if name.endswith(".js")) < 2_500, size


@pytest.mark.parametrize("path", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_every_value_that_is_used_exists(path: Path) -> None:
    css = path.read_text(encoding="utf-8")
    every = "".join(each.read_text(encoding="utf-8") for each in (STATIC / "css").glob("*.css"))
    assert set(re.findall(r"var\(--([a-z0-9-]+)", css)) <= set(re.findall(r"--([a-z0-9-]+):", every))


@pytest.mark.parametrize("path", sorted((STATIC / "css").glob("*.css")), ids=lambda path: path.name)
def test_every_rule_stands_in_a_layer(path: Path) -> None:
    depth, outside = 0, []
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    for piece in re.findall(r"[^{}]*[{}]", css):
        if piece.endswith("{"):
            head = piece[:-1].split(";")[-1].strip()
            if depth == 0 and not head.startswith(("@layer", "@font-face")):
                outside.append(head)
            depth += 1
        else:
            depth -= 1
    assert depth == 0
    assert not outside
