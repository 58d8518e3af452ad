from regions.forms.finding import SORTS, FindCareForm

__all__ = ["SORTS", "FindCareForm"]
