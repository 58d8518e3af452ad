"""Icons as inline SVG from one set, Lucide (ISC licence)."""

import functools
import re

from lucide.templatetags.lucide import lucide

# Urgency is always colour + icon + words, and always the same icon.
CARE_LEVEL_ICONS = {
    "emergency": "triangle-alert",
    "urgent": "hospital",
    "soon": "clock",
    "advice": "phone",
    "selfcare": "house",
}


@functools.cache
def icon_svg(name: str) -> str:
    """The icon's SVG on one line. It is decoration: words beside it say the same, so screen readers skip it."""
    svg = str(lucide(CARE_LEVEL_ICONS.get(name, name), size=24, aria_hidden="true", **{"class": "icon"}))
    return re.sub(r"\s*\n\s*", " ", svg).replace(" />", "/>").replace("> <", "><").replace(" >", ">").strip()
