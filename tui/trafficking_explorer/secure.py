"""Secure mode: nothing is written and no other program is started, whatever a visitor does.

For shared logins, and for an explorer that is served in a browser. One environment variable
decides: `--secure` sets it, nothing unsets it, and the processes that we start inherit it.

There are three layers. The explorer offers no action that is off. Everything that writes asks
`require` or `is_secure` before it begins. And an audit hook refuses the operations of the
interpreter that write or start something, so that libraries and future code are covered too.
"""

import errno
import os
import signal
import sys
from contextlib import suppress
from enum import StrEnum
from typing import Any

from trafficking_explorer.errors import SecureModeError

VARIABLE = "TRAFFICKING_EXPLORER_SECURE"
_NOT_SECURE = ("", "0", "false", "no")
_TEXTUAL = (
    "TEXTUAL",
    "TEXTUAL_ALLOW_SIGNALS",
    "TEXTUAL_DEBUG",
    "TEXTUAL_LOG",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
)
"""Variables by which Textual writes logs and pictures, or leaves signals to the terminal."""

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_DEVICES = (os.devnull, "/dev/tty")
_CHANGES = frozenset(
    (
        *("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink"),
        *("os.truncate", "os.chmod", "os.chown", "os.utime", "os.setxattr", "os.removexattr"),
        "sqlite3.connect",
    )
)
_PROGRAMS = frozenset(
    (
        *("subprocess.Popen", "pty.spawn", "webbrowser.open"),
        *("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile"),
    )
)
"""Events of the interpreter; see the table of audit events in Python's documentation."""


class Feature(StrEnum):
    """Something that secure mode turns off, as the end of a sentence that says so."""

    EDITOR = "the editor is off"
    EXPORTS = "exports are off"
    CURATION = "curation is off"
    SAVING_QUERIES = "saving queries is off"
    SQL_FILES = "reading files with SQL is off"
    WRITING = "writing files is off"
    PROGRAMS = "starting programs is off"
    SCREENSHOTS = "saving screenshots is off"
    NOTES = "bookmarks and notes are off"
    LINKS = "opening a browser is off"
    SUSPENDING = "suspending is off"


def is_secure() -> bool:
    """True if the program runs in secure mode."""
    return os.environ.get(VARIABLE, "").strip().lower() not in _NOT_SECURE


def refusal(feature: Feature) -> str:
    """The message of a refused action."""
    return f"The explorer runs in secure mode: {feature}."


def require(feature: Feature) -> None:
    """Refuse a feature that secure mode turns off.

    Raises:
        SecureModeError: the program runs in secure mode.
    """
    if is_secure():
        raise SecureModeError(refusal(feature))


def enter() -> None:
    """Switch secure mode on, for good. Called before Textual is imported."""
    os.environ[VARIABLE] = "1"
    for name in _TEXTUAL:
        os.environ.pop(name, None)
    # Python would write compiled modules beside the program.
    sys.dont_write_bytecode = True
    ignore_suspending()
    sys.addaudithook(_watch)


def ignore_suspending() -> None:
    """Let no key and no signal lead back to the shell that started the program."""
    with suppress(AttributeError, ValueError):  # Windows; a thread.
        signal.signal(signal.SIGTSTP, signal.SIG_IGN)


def _watch(event: str, args: tuple[Any, ...]) -> None:
    """Refuse an operation of the interpreter, as a read-only file system would."""
    if event == "open":
        path, _, flags = args
        # A number is a file that is open already, such as a pipe.
        if flags and flags & _WRITING and not isinstance(path, int) and path not in _DEVICES:
            raise _not_permitted(Feature.WRITING, path)
    elif event in _CHANGES:
        raise _not_permitted(Feature.WRITING, args[0])
    elif event in _PROGRAMS:
        raise _not_permitted(Feature.PROGRAMS, args[0] if args else None)


def _not_permitted(feature: Feature, path: object) -> PermissionError:
    # An OSError: code that can cope with a read-only disk copes with this.
    return PermissionError(errno.EPERM, refusal(feature), path)
