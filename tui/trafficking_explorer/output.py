"""Standard output and error, safe for a terminal."""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from shutil import get_terminal_size
from typing import IO, Any, Self, TextIO, cast

from trafficking_explorer.text.display import clean, harmless, sanitize
from trafficking_explorer.text.wrapping import wrap


class Trusted(str):
    """Text that reaches a terminal as it is: our own escape sequences among harmless words.

    Text that is added to it is made harmless; all other operations give an ordinary text.
    """

    __slots__ = ()

    def __add__(self, other: str) -> Self:
        return type(self)(f"{self}{_shown(other)}")

    def __radd__(self, other: str) -> Self:
        return type(self)(f"{_shown(other)}{self}")


class TerminalStream:
    """A text stream to a terminal that lets no control characters of foreign text pass.

    It has no `buffer`: bytes would pass unchecked.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        self._stream.write(_shown(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        if name in ("_stream", "buffer", "detach"):
            raise AttributeError(name)
        return getattr(self._stream, name)


def _shown(text: str) -> str:
    return text if isinstance(text, Trusted) else harmless(text)


def for_terminal(stream: TextIO) -> TextIO:
    """The stream, made harmless if it goes to a terminal."""
    return cast(TextIO, TerminalStream(stream)) if stream.isatty() else stream


def guard_terminal() -> None:
    """Make standard output and standard error harmless, as `for_terminal` does."""
    if sys.stdout is not None:
        sys.stdout = for_terminal(sys.stdout)
    if sys.stderr is not None:
        sys.stderr = for_terminal(sys.stderr)


_PAGE_CELLS = 100
"""Widest line of a page of text; longer ones are hard to read."""
_LEAST_WIDTH = 20
"""Cells of a line, at the least: no words fit a narrower terminal."""
_USUAL_WIDTH = 80
"""Cells of a terminal that does not know its width."""


def line_width(stream: IO[Any]) -> int | None:
    """Cells of a line of the terminal that a stream writes to; None for a pipe or a file.

    The environment variable COLUMNS has the last word, but makes no terminal of a pipe: what a
    script reads is neither wrapped nor cut.
    """
    if not stream.isatty():
        return None
    width = 0
    with suppress(ValueError):
        width = int(os.environ.get("COLUMNS", ""))
    if width <= 0:
        with suppress(OSError, ValueError):
            width = os.get_terminal_size(stream.fileno()).columns
    return max(_LEAST_WIDTH, width if width > 0 else _USUAL_WIDTH)


def page_width() -> int:
    """Cells of a line of a page that is read as a whole, such as of the manual.

    It is laid out in a pipe too, which mostly leads to a pager: as wide as COLUMNS says.
    """
    columns = get_terminal_size((_USUAL_WIDTH, 24)).columns
    return max(_LEAST_WIDTH, min(columns, _PAGE_CELLS))


def print_wrapped(line: str, stream: TextIO | None = None, hanging: int = 2) -> None:
    """Print a line, wrapped between words on a terminal.

    Args:
        stream: None for standard output.
        hanging: cells by which continuations are indented further than the line.
    """
    stream = stream or sys.stdout
    width = line_width(stream)
    shown = clean(line).replace("\n", " ") if width is None else sanitize(line)
    for part in wrap(shown, width, hanging):
        print(part, file=stream)
