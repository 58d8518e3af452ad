"""What stands in the library beside the articles: topic areas, and the signs that many articles share."""

import functools
import tomllib
from pathlib import Path

LIBRARY = Path(__file__).parent.parent / "library"


@functools.cache
def topic_areas() -> dict[str, dict[str, str]]:
    """The topic areas, by slug, in the order of topic_areas.toml."""
    return tomllib.loads((LIBRARY / "topic_areas.toml").read_text(encoding="utf-8"))


@functools.cache
def shared_signs() -> dict[str, str]:
    """Sign → its one level."""
    levels = tomllib.loads((LIBRARY / "signs.toml").read_text(encoding="utf-8"))
    return {sign: level for level, signs in levels.items() for sign in signs}
