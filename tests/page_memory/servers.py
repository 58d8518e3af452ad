"""gunicorn as it is run, in processes of its own, on a database of the test's own."""

import time

from tests.running_parts import Gunicorn, until


class Server(Gunicorn):
    """One gunicorn with one worker, which shares its folder of copies with others."""

    def __init__(self, database_url, folder):
        super().__init__(DATABASE_URL=database_url, PAGE_COPIES_DIR=str(folder / "copies"))

    def text(self, path):
        return self.client.get(path).text

    def until(self, condition):
        """Waits for it, and returns how long that took, in seconds."""
        begun = time.monotonic()
        until(condition, self.printed)
        return time.monotonic() - begun
