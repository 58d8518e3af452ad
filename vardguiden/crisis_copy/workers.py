"""The same work for many things, in as many processes as one likes."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, TypeVar

from django.db import connections

from vardguiden.crisis_copy.asking import CopyFailed

Thing = TypeVar("Thing")
Result = TypeVar("Result")


def each(things: Sequence[Thing], work: Callable[[Thing], Result], jobs: int) -> Iterator[Result]:
    """The results, in any order. The first failure ends it all, and so does the end of this process."""
    if jobs == 1:
        yield from map(work, things)
        return
    connections.close_all()  # each process has a connection of its own
    forks = multiprocessing.get_context("fork")
    ends: list[Connection] = []
    processes = []
    for number in range(jobs):
        here, there = forks.Pipe(duplex=False)
        arguments = (things[number::jobs], work, there, os.getpid())
        process = forks.Process(target=_work, args=arguments, daemon=True)
        process.start()
        there.close()
        ends.append(here)
        processes.append(process)
    try:
        yield from _results(ends)
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _results(ends: list[Connection]) -> Iterator[Any]:
    while ends:
        for end in wait(ends):
            assert isinstance(end, Connection)
            result = _received(end)
            if result is None:
                ends.remove(end)
            elif isinstance(result, CopyFailed):
                raise result
            else:
                yield result


def _received(end: Connection) -> object:
    try:
        return end.recv()
    except EOFError as error:
        raise CopyFailed("En av processerna som gör kopian tog slut för tidigt.") from error


def _work(things: Sequence[Thing], work: Callable[[Thing], object], end: Connection, parent: int) -> None:
    """One process: sends each result, or why it failed, and None when all is done."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the first process, which ends this one
    try:
        for thing in things:
            end.send(work(thing))
            if os.getppid() != parent:  # it was killed: nobody puts the copy in place
                return
        end.send(None)
    except CopyFailed as failure:
        end.send(failure)
