"""The end of the program, which waits for no thread that ignores it."""

import atexit
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import NoReturn

from trafficking_explorer.cli_errors import INTERRUPTED, close_output, print_error

_ends: list[Callable[[], bool]] = []


def ask_at_end(end: Callable[[], bool]) -> None:
    """Register a function that ends threads, and returns False if some go on."""
    _ends.append(end)


def run_and_end(run: Callable[[], None]) -> NoReturn:
    """Run the program and end the process with its status."""
    status = 0
    try:
        run()
    except SystemExit as asked:
        status = asked.code if isinstance(asked.code, int) else int(asked.code is not None)
    except KeyboardInterrupt:
        status = INTERRUPTED
    end(status)


def end(status: int) -> NoReturn:
    """End the process, in order if no thread goes on."""
    with suppress(ValueError):
        # All is done; an interrupt now would only show a traceback.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # All are called, also after one whose threads go on.
    ended = [each() for each in _ends]
    if all(ended):
        status = _flush(status)
        if "duckdb" not in sys.modules:
            sys.exit(status)
    # A thread of DuckDB, or one that returns from it, into an interpreter that is being taken apart
    # would abort the process: the interpreter is left whole. A thread that goes on may hold
    # standard output too, which is then incomplete.
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)


def _flush(status: int) -> int:
    """Write the rest of the output; return the exit status, 1 if that fails."""
    try:
        sys.stdout.flush()
    except OSError as error:
        close_output()
        if not status and not isinstance(error, BrokenPipeError):
            print_error(str(error))
            return 1
    return status
