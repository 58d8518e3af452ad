"""Words that belong together: parts of the body, machines that tear, what poisons. A search rule names a group instead
of all its words; `groups.toml` has them."""

import functools
import re
import tomllib
from pathlib import Path

from language.analysis import fold

_GROUP = re.compile(r"<([^<>\s]+)>")


@functools.cache
def groups() -> dict[str, str]:
    """Folded name → the words, folded, with a bar between. A group may name those above it."""
    data = tomllib.loads((Path(__file__).parent / "groups.toml").read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for name, texts in data.items():
        written = _GROUP.sub(lambda group: found[group[1]], fold("|".join(texts)))
        found[fold(name)] = "|".join(dict.fromkeys(written.split("|")))
    return found


def written_out(text: str) -> str:
    """A folded text with the words of each group that it names: "<machine>" is "saw|mill"; other names stand."""
    return _GROUP.sub(lambda group: groups().get(group[1], group[1]), text)
