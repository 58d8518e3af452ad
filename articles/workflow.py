"""What may follow what in the life of a version. One dict; docs/workflow.md is drawn from it."""

from articles.models.choices import Status

# A draft has no status: the first row is that it was submitted.
TRANSITIONS: dict[Status | None, frozenset[Status]] = {
    None: frozenset([Status.SUBMITTED]),
    Status.SUBMITTED: frozenset([Status.RETURNED, Status.REPLACED, Status.SCHEDULED, Status.PUBLISHED]),
    Status.SCHEDULED: frozenset([Status.RETURNED, Status.REPLACED, Status.SCHEDULED, Status.PUBLISHED]),
    Status.PUBLISHED: frozenset([Status.WITHDRAWN]),
    Status.WITHDRAWN: frozenset([Status.PUBLISHED]),
    Status.RETURNED: frozenset(),
    Status.REPLACED: frozenset(),
}


def may_follow(before: Status | None, after: Status) -> bool:
    return after in TRANSITIONS[before]


def diagram() -> str:
    """The transitions as a Mermaid state diagram."""
    name: dict[Status | None, str] = {None: "Utkast"} | {status: str(status.label) for status in Status}
    lines = ["stateDiagram-v2", f"    [*] --> {_id(name[None])}"]
    for before, afters in TRANSITIONS.items():
        lines += [f"    {_id(name[before])} --> {_id(name[after])}" for after in Status if after in afters]
    return "\n".join(lines)


def _id(label: str) -> str:
    return label.replace(" ", "_")
