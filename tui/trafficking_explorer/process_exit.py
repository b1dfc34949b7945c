"""The end of the program, which waits for no thread that does not listen."""

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
    """Have this called at the end: it ends threads, and says whether all of them did."""
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
    """End the process: in order, where no thread is left that does not listen."""
    with suppress(ValueError):
        # All is done; an interrupt now could only show where in the end it came.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    # All are asked, also after one that has not ended.
    ended = [each() for each in _ends]
    if all(ended):
        status = _flush(status)
        if "duckdb" not in sys.modules:
            sys.exit(status)
    # A thread of DuckDB, or one that comes back from it, into an interpreter that is being taken
    # apart would end the process in its own way: the interpreter is left whole. A thread that has
    # not ended may hold standard output too, which is then not complete.
    atexit._run_exitfuncs()
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    os._exit(status)


def _flush(status: int) -> int:
    """Write what is left of the output; the exit status, which tells of a failure of that too."""
    try:
        sys.stdout.flush()
    except OSError as error:
        close_output()
        if not status and not isinstance(error, BrokenPipeError):
            print_error(str(error))
            return 1
    return status
