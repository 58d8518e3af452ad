"""A page's form as a browser would send it, so that a test says only what a person changes."""

import html5lib

_XHTML = "{http://www.w3.org/1999/xhtml}"


def typed_in(response, action_end=""):
    """What the form whose address ends so holds: name → list of values."""
    document = html5lib.parse(response.content.decode(), namespaceHTMLElements=True)
    forms = [each for each in document.iter(f"{_XHTML}form") if (each.get("action") or "").endswith(action_end)]
    found = {}
    for each in forms[-1].iter():
        name = each.get("name")
        value = _value(each)
        if name and value is not None:
            found.setdefault(name, []).append(value)
    return found


def _value(each):
    tag = each.tag.removeprefix(_XHTML)
    if tag == "input":
        if each.get("type") in ("checkbox", "radio"):
            return each.get("value", "on") if each.get("checked") is not None else None
        return None if each.get("type") == "submit" else each.get("value", "")
    if tag == "textarea":
        return "".join(each.itertext()).replace("\n", "\r\n")
    if tag == "select":
        options = list(each.iter(f"{_XHTML}option"))
        chosen = [option.get("value") for option in options if option.get("selected") is not None]
        return chosen[0] if chosen else options[0].get("value")
    return None
