from articles.forms.reader import CompareForm, FeedbackForm

__all__ = ["CompareForm", "FeedbackForm"]
