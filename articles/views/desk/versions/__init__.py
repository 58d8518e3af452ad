"""Versions at the desk: reading and comparing them, publishing and withdrawing."""

from articles.views.desk.versions.deciding import publish, restore, schedule, send_back, withdraw
from articles.views.desk.versions.reading import article, compare, export, revision

__all__ = ["article", "compare", "export", "publish", "restore", "revision", "schedule", "send_back", "withdraw"]
