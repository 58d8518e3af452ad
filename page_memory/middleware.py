"""Takes down which tables a page reads while the door has it built."""

from collections.abc import Callable
from contextlib import ExitStack

from django.db import connections
from django.http import HttpRequest, HttpResponse

from page_memory import shown
from page_memory.door import SHOWN


class TakeDownWhatIsShown:
    """Watches every statement of a request that the door has asked for; does nothing for others."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        being_built = request.META.get(SHOWN)
        if being_built is None:
            return self.get_response(request)
        end = shown.begin(being_built)
        with ExitStack() as watched:
            watched.callback(end)
            for connection in connections.all():
                watched.enter_context(connection.execute_wrapper(being_built.watch))
            return self.get_response(request)
