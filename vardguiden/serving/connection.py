"""One reader's connection: what has come of the next request, and what has yet to leave of the answer."""

import re
import socket
import tempfile
import time
from collections.abc import Iterator
from typing import IO, Any

from vardguiden.serving.answer import Answer

HEAD_MOST = 64 * 1024  # bytes of request line and headers
BODY_MOST = 52_000_000  # a file of 50 MB (`MAX_BYTES` in regions/actions/imports), and the form around it
BODY_IN_MEMORY = 256 * 1024
PIECE = 256 * 1024
_FRAMING = re.compile(rb"\r\n(content-length|transfer-encoding|expect)[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE)


class Refused(Exception):
    """The request is not read to its end. The status says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Connection:
    """Either the worker's own loop has it, and waits for the reader, or one thread has it, and works."""

    def __init__(self, sock: socket.socket, client: Any, server: Any) -> None:
        sock.setblocking(False)
        self.socket, self.client, self.server = sock, client, server
        self.answer = Answer(sock)
        self.until = 0.0  # when it is closed, if nothing comes of what it waits for
        self.keep = False  # whether another request may follow
        self.request: Any = None  # as gunicorn's parser has read it, if it has
        self.came = 0.0  # when the request was whole
        self.began, self.thread = 0.0, 0  # when and where it is worked on
        self._came = bytearray()
        self._body: IO[bytes] | None = None  # when it is too large for memory
        self._head = self._length = self._scanned = 0

    @property
    def sock(self) -> Answer:
        """As gunicorn calls what it writes to."""
        return self.answer

    def __len__(self) -> int:
        """Bytes that it holds."""
        return len(self._came) + len(self.answer) + (self._body.tell() if self._body else 0)

    def __bool__(self) -> bool:
        return True

    @property
    def has_begun(self) -> bool:
        """Whether something of the next request has come."""
        return bool(self._came)

    @property
    def body_length(self) -> int:
        return self._length

    def receive(self) -> bool:
        """Takes what the kernel has; whether the reader is still there. Raises Refused, or OSError."""
        try:
            data = self.socket.recv(PIECE)
        except BlockingIOError:
            return True
        if self._body is None:
            self._came += data
        else:
            rest = self._length - self._body.tell()
            self._body.write(data[:rest])
            self._came += data[rest:]  # of the request after this one
        return bool(data)

    def is_whole(self) -> bool:
        """Whether a whole request has come. Raises Refused for one that will not be read."""
        if not self._head:
            end = self._came.find(b"\r\n\r\n", self._scanned)
            self._scanned = max(0, len(self._came) - 3)
            if end < 0:
                if len(self._came) > HEAD_MOST:
                    raise Refused(431)
                return False
            self._head = end + 4
            self._read_framing()
        if self._body is not None:
            return self._body.tell() >= self._length
        return len(self._came) >= self._head + self._length

    def is_plain(self) -> bool:
        """Whether the request, which is whole, asks for a page by its address alone: what a memory may hold."""
        line = self._came[: self._came.find(b"\r\n")]
        return self._length == 0 and line.startswith(b"GET ") and b"?" not in line

    def take(self) -> Iterator[bytes]:
        """The whole request, for gunicorn's parser. There is no more to read: it can wait for nothing."""
        if self._body is None:
            whole = self._head + self._length
            pieces = iter((bytes(self._came[:whole]),))
            del self._came[:whole]
        else:
            pieces = self._from_disk(bytes(self._came[: self._head]), self._body)
            del self._came[: self._head]
        self._body = None
        self._head = self._length = self._scanned = 0
        return pieces

    def begin(self, thread: int) -> None:
        self.began, self.thread = time.monotonic(), thread

    def close(self) -> None:
        self.answer.clear()
        if self._body is not None:
            self._body.close()
        self.socket.close()

    def _read_framing(self) -> None:
        """How long the body is. What is said wrongly or twice is left to gunicorn's parser, which refuses it."""
        lengths, expects = [], False
        for name, value in _FRAMING.findall(self._came, 0, self._head):
            if name.lower() == b"transfer-encoding":
                raise Refused(411)  # no browser sends it
            if name.lower() == b"expect":
                expects = True
            else:
                lengths.append(value.strip())
        if len(lengths) != 1 or not lengths[0].isdigit():
            return
        if len(lengths[0]) > 12 or int(lengths[0]) > BODY_MOST:
            raise Refused(413)
        self._length = int(lengths[0])
        if self._length > BODY_IN_MEMORY:
            self._body = tempfile.TemporaryFile(prefix="request-")  # noqa: SIM115  closed when it has been read
            self._body.write(self._came[self._head : self._head + self._length])
            del self._came[self._head : self._head + self._length]
        if expects and not self.is_whole():
            self.answer.send(b"HTTP/1.1 100 Continue\r\n\r\n")
            self.answer.flush()

    @staticmethod
    def _from_disk(head: bytes, body: IO[bytes]) -> Iterator[bytes]:
        with body:
            yield head
            body.seek(0)
            yield from iter(lambda: body.read(PIECE), b"")
