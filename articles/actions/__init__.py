from articles.actions.feedback import FeedbackRefused, give_feedback
from articles.actions.library import LoadReport, load_library

__all__ = ["FeedbackRefused", "LoadReport", "give_feedback", "load_library"]
