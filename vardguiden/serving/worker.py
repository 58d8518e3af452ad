"""gunicorn's threaded worker, whose threads never wait for a reader.

A request is read to its end by the worker's own loop, and only then handed to a thread. What the thread answers is sent
by the loop as fast as the reader takes it. So whoever sends nothing, or a byte a second, or reads one a second, costs
some memory for some seconds; when there are too many of them, those who have waited longest go first.
"""

import os
import selectors
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, NoReturn

from gunicorn.http import RequestParser, errors
from gunicorn.workers.gthread import ThreadWorker

from vardguiden.serving.connection import Connection, Refused
from vardguiden.serving.refusals import STATUSES, short_answer
from vardguiden.serving.threads import Threads

HEAD_SECONDS = 10  # for the request line and headers to come
GRACE = 10  # seconds more than the slowest speed gives, for a body to come or an answer to be taken
SLOWEST = 4_000  # bytes a second
QUEUE_SECONDS = 10  # a request that no thread had time for by then is turned away: its reader has given up
LINGER = 2  # seconds: a reader gets the end of an answer before the connection is closed
HELD_MOST = 512 * 1024 * 1024  # bytes of requests and answers that wait, on disk and in memory


class _Later(BaseException):
    """What is asked for is not in memory. No Exception, which gunicorn would take for a fault."""


class Worker(ThreadWorker):
    """The loop owns the connections in `waiting`, oldest first; the threads those in `working`.

    An application may have `from_memory`, which answers as a WSGI application does, at once and without waiting for
    anything, or gives None. The loop asks it itself: such a page comes though every thread waits for the database.
    """

    wsgi: Any
    from_memory: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.max_keepalived = sys.maxsize  # the loop makes room itself
        self.waiting: dict[Connection, Callable[[Connection], None]] = {}
        self.working: dict[Connection, None] = {}
        self.next_sweep = 0.0

    @classmethod
    def check_config(cls, cfg: Any, log: Any) -> None:
        if cfg.is_ssl:
            raise RuntimeError("This worker speaks plain HTTP: let a proxy in front of it end TLS.")

    def get_thread_pool(self) -> Threads:
        return Threads(self.cfg.threads)

    # ---- the loop ----

    def run(self) -> None:
        self.application, self.loop = self.wsgi, threading.get_ident()
        self.from_memory = getattr(self.application, "from_memory", None)
        self.wsgi = self.asked
        self.poller.register(self.method_queue.fileno(), selectors.EVENT_READ, self.method_queue.run_callbacks)
        self.set_accept_enabled(True)
        while self.alive and self.is_parent_alive():
            self.turn()
        self.set_accept_enabled(False)
        self.finish()

    def turn(self) -> None:
        self.notify()
        self.wait_for_and_dispatch_events(timeout=1.0)
        now = time.monotonic()
        if now >= self.next_sweep:
            self.next_sweep = now + 1
            self.sweep(now)

    def finish(self) -> None:
        """Lets what goes on come to its end, for a while; idle connections get a moment, as their next request may be
        on its way."""
        end = time.monotonic() + self.cfg.graceful_timeout
        for connection, then in self.waiting.items():
            if then == self.read and not connection.has_begun:
                connection.until = min(connection.until, time.monotonic() + LINGER)
        while (self.waiting or self.working) and time.monotonic() < end:
            self.next_sweep = 0.0
            self.turn()
        for connection in list(self.waiting):
            self.drop(connection)
        self.tpool.shutdown(wait=False)
        for listener in self.sockets:
            listener.close()
        if self.working:  # Python would wait for its threads for ever
            os._exit(0)

    def sweep(self, now: float) -> None:
        """Once a second: closes what has waited too long, makes room, and sees whether a thread has been lost."""
        for connection in list(self.waiting):
            if connection.until <= now:
                self.drop(connection)
        held = sum(map(len, self.waiting))
        for connection in list(self.waiting):
            if held <= HELD_MOST:
                break
            held -= len(connection)
            self.drop(connection)
        for connection in self.working:
            if connection.began and now - connection.began > self.cfg.timeout and self.alive:
                self.give_up(connection)

    def give_up(self, connection: Connection) -> None:
        """A thread cannot be ended, and a process can: another worker takes its place when the rest is answered."""
        frame = sys._current_frames().get(connection.thread)
        where = "".join(traceback.format_stack(frame)[-5:]) if frame else ""
        self.log.error("A request has taken over %d s: the worker is replaced. It was at\n%s", self.cfg.timeout, where)
        self.alive = False

    # ---- the reader's side, in the loop ----

    def accept(self, listener: Any) -> None:
        if len(self.waiting) + len(self.working) >= self.worker_connections:
            self.make_room()
        try:
            sock, client = listener.accept()
        except (BlockingIOError, ConnectionAbortedError):
            return
        except OSError:  # no more file descriptors
            self.make_room()
            return
        self.read(Connection(sock, client, listener.getsockname()))  # most have sent their request by now

    def make_room(self) -> None:
        """Whoever sends a request at once never waits here: it is those who do not that are closed."""
        if self.waiting:
            self.drop(next(iter(self.waiting)))

    def wait(self, connection: Connection, then: Callable[[Connection], None], seconds: float) -> None:
        """Goes on when the reader has sent something, or can take more of the answer."""
        self.unwatch(connection)
        connection.until = time.monotonic() + seconds
        event = selectors.EVENT_WRITE if then == self.leave else selectors.EVENT_READ
        self.poller.register(connection.socket, event, partial(self.go_on, connection, then))
        self.waiting[connection] = then

    def go_on(self, connection: Connection, then: Callable[[Connection], None], _socket: Any) -> None:
        if connection in self.waiting:  # it may have been closed in this very turn
            then(connection)

    def unwatch(self, connection: Connection) -> None:
        if self.waiting.pop(connection, None):
            self.poller.unregister(connection.socket)

    def read(self, connection: Connection, *, at_once: bool = True) -> None:
        had_begun, knew_length = connection.has_begun, connection.body_length
        try:
            is_there = connection.receive()
            if connection.is_whole():
                self.unwatch(connection)
                connection.came = time.monotonic()
                if at_once and self.from_memory and connection.is_plain() and self.is_answered_at_once(connection):
                    self.leave(connection)
                    return
                self.working[connection] = None
                self.enqueue_req(connection)
            elif not is_there:
                self.drop(connection)
            elif connection.body_length and not knew_length:
                self.wait(connection, self.read, GRACE + connection.body_length / SLOWEST)
            elif connection not in self.waiting or (connection.has_begun and not had_begun):
                self.wait(connection, self.read, HEAD_SECONDS)
        except Refused as refused:
            self.refuse(connection, refused.status)
            self.leave(connection)
        except OSError:
            self.drop(connection)

    def finish_request(self, connection: Connection, future: "Future[bool]") -> None:
        """The thread is done."""
        del self.working[connection]
        self.leave(connection)

    def leave(self, connection: Connection) -> None:
        """Sends the answer, or what is left of it."""
        try:
            if not connection.answer.flush():
                if self.waiting.get(connection) != self.leave:
                    self.wait(connection, self.leave, GRACE + len(connection.answer) / SLOWEST)
            elif not connection.keep:
                connection.socket.shutdown(socket.SHUT_WR)
                self.wait(connection, self.linger, LINGER)
            elif connection.has_begun:  # the next request came with this one
                self.read(connection, at_once=False)  # else a reader who sends very many would be served in a chain
            else:
                self.wait(connection, self.read, self.cfg.keepalive if self.alive else LINGER)
        except OSError:
            self.drop(connection)

    def linger(self, connection: Connection) -> None:
        """What still comes is passed over: to close with bytes unread may cost the reader the end of the answer."""
        try:
            if connection.socket.recv(65536):
                return
        except OSError:
            pass
        self.drop(connection)

    def drop(self, connection: Connection) -> None:
        self.unwatch(connection)
        connection.close()

    # ---- the work, in a thread; in the loop what is in memory ----

    def handle(self, connection: Connection) -> None:
        connection.begin(threading.get_ident())
        if connection.began - connection.came > QUEUE_SECONDS:
            self.refuse(connection, 503)
        else:
            self.work(connection)
        connection.began = 0.0
        try:
            connection.answer.flush()
        except OSError:
            connection.answer.clear()
            connection.keep = False

    def is_answered_at_once(self, connection: Connection) -> bool:
        try:
            self.work(connection)
        except _Later:
            self.nr -= 1  # it is counted again
            return False
        return True

    def asked(self, environ: Any, start_response: Any) -> Any:
        """The application, as gunicorn asks it."""
        if threading.get_ident() != self.loop:
            return self.application(environ, start_response)
        answer = self.from_memory(environ, start_response)
        if answer is None:
            raise _Later
        return answer

    def work(self, connection: Connection) -> None:
        connection.keep = False
        try:
            if connection.request is None:
                connection.request = next(RequestParser(self.cfg, connection.take(), connection.client))
                connection.request._expected_100_continue = False  # the loop has said it
            connection.keep = self.handle_request(connection.request, connection)
            connection.request = None
        except (StopIteration, ConnectionError):  # the reader has gone, or the answer was given up half way
            connection.answer.clear()
        except (errors.ParseException, errors.NoMoreData) as error:
            self.refuse(connection, STATUSES.get(type(error), 400))
        except Exception as error:  # not from Django, which answers for its own
            where = "".join(traceback.format_tb(error.__traceback__))
            self.log.error("%s in a request, at\n%s", type(error).__name__, where)
            connection.answer.clear()
            self.refuse(connection, 500)

    def refuse(self, connection: Connection, status: int) -> None:
        """The log is not told: neither who asked nor for what is anyone's business."""
        connection.keep = False
        connection.answer.sendall(short_answer(status))

    def handle_quit(self, sig: int, frame: Any) -> NoReturn:
        os._exit(0)
