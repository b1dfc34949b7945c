"""Errors as messages and exit statuses; a reader sees no traceback."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any

from trafficking_explorer.errors import (
    ExplorerError,
    FilterError,
    QueryError,
    QueryInterrupted,
    UnforeseenError,
    unforeseen,
)
from trafficking_explorer.output import line_width
from trafficking_explorer.paths import APP
from trafficking_explorer.text.display import sanitize
from trafficking_explorer.text.wrapping import wrap_text

INTERRUPTED = 130
DEBUG = "TRAFFICKING_EXPLORER_DEBUG"
"""The environment variable that shows the traceback of a bug."""


def exit_on_error(command: Callable[..., None]) -> Callable[..., None]:
    """Turn every error into a message and an exit status."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
            sys.stdout.flush()
        except QueryInterrupted as error:
            print_error(str(error))
            sys.exit(error.exit_status)
        except QueryError as error:
            where = f"line {error.line}, column {error.column}: " if error.column else ""
            print_error(f"{where}{error}")
            sys.exit(error.exit_status)
        except FilterError as error:
            print_error(f"column {error.start + 1}: {error}")
            sys.exit(error.exit_status)
        except UnforeseenError as error:
            confess(error)
            sys.exit(error.exit_status)
        except ExplorerError as error:
            print_error(str(error))
            sys.exit(error.exit_status)
        except BrokenPipeError:
            # The reader of the pipe has seen enough.
            close_output()
        except OSError as error:
            # Such as a disk that is full.
            close_output()
            print_error(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            sys.exit(INTERRUPTED)
        except MemoryError:
            print_error("there is not enough memory: free some and start again")
            sys.exit(1)
        except Exception as error:
            fault = unforeseen(f"running {APP}", error)
            confess(fault)
            sys.exit(fault.exit_status)

    return run


def print_errors(root: Path, count: int, first: Sequence[str]) -> None:
    """Print on standard error that the answer leaves out records with errors in their files.

    Args:
        count: of all errors.
        first: some of them, a line each.
    """
    from shlex import quote  # only loaded for a corpus with errors

    if not count:
        return
    errors = "1 error" if count == 1 else f"{count:,} errors"
    more = [f"all of them: {APP} check {quote(str(root))}"] if count > len(first) else []
    said = f"the files of the corpus have {errors}, and what is wrong is left out:"
    print_error("\n".join((said, *(f"  {line}" for line in (*first, *more)))))


def confess(error: UnforeseenError) -> None:
    """Print on standard error that the program has a bug, and the way to report it."""
    if os.environ.get(DEBUG):
        print_error(error.trace)
    print_error(
        f"{error}\nThis is a bug in the program. Please report it, with its output when it is run "
        f"with {DEBUG}=1."
    )


def print_error(message: str) -> None:
    """Print an error on standard error; control characters in it are made harmless."""
    lines = "\n".join(map(sanitize, message.split("\n")))
    print("\n".join(wrap_text(f"{APP}: {lines}", line_width(sys.stderr))), file=sys.stderr)


def close_output() -> None:
    """Let nothing more be flushed into standard output at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
