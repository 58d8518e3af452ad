"""Writing: a new article, the draft, its preview, two writers at once, and on to review."""

from articles.views.desk.writing.begin import discard, new, translate
from articles.views.desk.writing.details import details
from articles.views.desk.writing.draft import autosave, preview, write
from articles.views.desk.writing.submit import submit

__all__ = ["autosave", "details", "discard", "new", "preview", "submit", "translate", "write"]
