from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui import examples


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """The design system: every component in every state, with the values that they share."""
    return render(request, "ui/gallery.html", examples.gallery())
