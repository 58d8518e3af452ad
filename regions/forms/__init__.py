from regions.forms.finding import FindCareForm

__all__ = ["FindCareForm"]
