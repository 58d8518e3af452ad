from articles.actions.feedback import FeedbackRefused, give_feedback
from articles.actions.library import LoadReport, load_library
from articles.actions.misses import note_miss
from articles.actions.search import SearchChangeRefused, add_synonym, remove_synonym

__all__ = [
    "FeedbackRefused",
    "LoadReport",
    "SearchChangeRefused",
    "add_synonym",
    "give_feedback",
    "load_library",
    "note_miss",
    "remove_synonym",
]
