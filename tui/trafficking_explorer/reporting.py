"""Errors as a message and an exit status; a person sees no traceback."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any

from trafficking_explorer.errors import ExplorerError, FilterError, QueryError, QueryInterrupted
from trafficking_explorer.locate import APP
from trafficking_explorer.terminal import printable

INTERRUPTED = 130


def reports_errors(command: Callable[..., None]) -> Callable[..., None]:
    """Turn what we foresaw into a message and an exit status."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except QueryInterrupted as error:
            complain(str(error))
            sys.exit(error.exit_status)
        except QueryError as error:
            where = f"line {error.line}, column {error.column}: " if error.column else ""
            complain(f"{where}{error}")
            sys.exit(error.exit_status)
        except FilterError as error:
            complain(f"column {error.start + 1}: {error}")
            sys.exit(error.exit_status)
        except ExplorerError as error:
            complain(str(error))
            sys.exit(error.exit_status)
        except BrokenPipeError:
            # The reader of the pipe has seen enough.
            close_output()
        except OSError as error:
            # Such as a disk that is full.
            close_output()
            complain(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)

    return run


def complain(message: str) -> None:
    """Say on standard error what went wrong; words of a text in it are just words."""
    lines = "\n".join(map(printable, message.split("\n")))
    print(f"{APP}: {lines}", file=sys.stderr)


def close_output() -> None:
    """Let nothing more be flushed into standard output at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
