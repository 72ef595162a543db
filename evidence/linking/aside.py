"""A second process that reads a part of the text while this one reads another. It knows no database, and needs none."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
WORTHWHILE = 1_000_000  # characters to read; a process takes as long to start as some hundred thousand take to read


class Aside:
    """Answers functions of plain records. Without a second process, or should it die, they are answered here.

    The process is started anew and not forked: it holds no connection to a database, and it ends when this one does.
    """

    def __init__(self, characters: int) -> None:
        self._ours: Connection | None = None
        if characters < WORTHWHILE or (os.cpu_count() or 1) < 2 or multiprocessing.current_process().daemon:
            return
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_answer, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()  # or a process that died would be waited for
        self._asking = ThreadPoolExecutor(1)  # what is asked is more than a pipe holds: somebody has to wait with it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._ours is None:
            return
        if kind is not None:
            self._process.kill()  # nobody waits for its answers any more
        self._asking.shutdown()
        self._ours.close()
        self._process.join()

    def ask(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> Callable[[], T]:
        """Asks for the function, and returns what gives its answer: read here if it has not been begun there by then.

        So nobody waits for a process that has no time: at most for what it is reading at the moment.
        """
        if self._ours is None:
            return lambda: function(*args, **kwargs)
        asked = self._asking.submit(_asked, self._ours, function, args, kwargs)
        return lambda: _answered(asked, function, *args, **kwargs)


def _asked(connection: Connection, function: Callable[..., Any], args: Any, kwargs: Any) -> Any:
    connection.send((function, args, kwargs))
    return connection.recv()


def _answered(asked: Future[T], function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    if asked.cancel():
        return function(*args, **kwargs)
    try:
        return asked.result()
    except (EOFError, OSError):  # the process is gone; if the function itself was at fault, it will say so here
        return function(*args, **kwargs)


def _answer(connection: Connection) -> None:
    """The second process: until there is nobody to answer."""
    try:
        while True:
            function, args, kwargs = connection.recv()
            connection.send(function(*args, **kwargs))
    except (EOFError, OSError):
        return
