"""What has yet to leave of an answer."""

import socket
import tempfile
from typing import IO, BinaryIO

IN_MEMORY = 1_000_000  # bytes of an answer; what is more waits on disk
PIECE = 256 * 1024
MOST = 512 * 1024 * 1024


class Answer:
    """Stands where gunicorn expects the socket. It takes all that is written, at once, and sends what the kernel takes;
    the rest waits here, and the thread that made it is free."""

    __slots__ = ("_file", "_read", "_socket", "_waiting", "_written")

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._waiting = bytearray()
        self._file: IO[bytes] | None = None
        self._written = self._read = 0

    def __len__(self) -> int:
        """Bytes that wait."""
        return len(self._waiting) + self._written - self._read

    def sendall(self, data: bytes) -> None:
        if self._file is not None:
            self._store(data)
            self.flush()
            return
        self._waiting += data
        if len(self._waiting) >= PIECE and not self.flush() and len(self._waiting) > IN_MEMORY:
            self._file = tempfile.TemporaryFile(prefix="answer-")  # noqa: SIM115  closed with the connection
            rest, self._waiting = self._waiting, bytearray()
            self._store(rest)

    send = sendall

    def sendfile(self, file: BinaryIO, offset: int, count: int) -> None:
        file.seek(offset)
        while count > 0 and (piece := file.read(min(PIECE, count))):
            self.sendall(piece)
            count -= len(piece)

    def flush(self) -> bool:
        """Sends what the kernel takes now; whether all has left. Raises OSError when the reader has gone."""
        while self._waiting or self._fetch():
            try:
                sent = self._socket.send(self._waiting)
            except BlockingIOError:
                return False
            del self._waiting[:sent]
        return True

    def clear(self) -> None:
        self._waiting.clear()
        if self._file is not None:
            self._file.close()
        self._file, self._written, self._read = None, 0, 0

    close = clear

    def gettimeout(self) -> float:
        return 0.0  # writing never waits

    def setblocking(self, flag: bool) -> None:
        """The socket never blocks, whatever gunicorn asks."""

    def shutdown(self, how: int) -> None:
        """gunicorn gives up an answer that it has begun: the reader must not take it for a whole one."""
        self.clear()
        raise OSError("given up")

    def _store(self, data: bytes | bytearray) -> None:
        assert self._file is not None
        if len(self) + len(data) > MOST:
            raise ConnectionAbortedError("the answer is too large for a reader who is this slow")
        self._file.seek(self._written)
        self._file.write(data)
        self._written += len(data)

    def _fetch(self) -> bool:
        """Brings the next piece in from disk."""
        if self._file is None:
            return False
        if self._read == self._written:
            self.clear()
            return False
        self._file.seek(self._read)
        self._waiting += self._file.read(PIECE)
        self._read += len(self._waiting)
        return True
