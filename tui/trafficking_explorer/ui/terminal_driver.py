"""Textual's driver for a terminal that may go away at any moment. POSIX only.

Textual's own thread for output dies when the terminal has gone, and with it the event loop that
waits for it; its thread for input reads the end of the file again and again.
"""

import os
import select
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any, TextIO, cast

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from trafficking_explorer.ui.shutdown import TERMINAL_GONE, Shutdown

_TICK_SECONDS = 0.1
"""Interval at which the parser may take an escape for a key, and the thread may end."""
_MOST_BYTES = 2**12
_MODES_OFF = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l\x1b[?7h"  # pasting, sizes, focus, wrapping
    "\x1b[<u\x1b[?1049l\x1b[?25h"  # keys, the other screen, the cursor
)


class TerminalGone(Exception):
    """The terminal cannot be read any more."""


class TerminalOutput:
    """A terminal to write to, which drops everything once it has gone."""

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        """Write to a file.

        Args:
            gone: called when the terminal has gone.
        """
        self._file = file
        self._gone = gone
        self._waiting: list[str] = []
        self._is_there = True

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()

    def write(self, text: str) -> int:
        """Add a text; `flush` writes it."""
        self._waiting.append(text)
        return len(text)

    def flush(self) -> None:
        """Write the texts that were added."""
        text = "".join(self._waiting)
        self._waiting.clear()
        if not self._is_there:
            return
        try:
            write_all(self.fileno(), text.encode(self._file.encoding, "replace"))
        except OSError:
            self._is_there = False
            self._gone()


def write_all(file: int, data: bytes) -> None:
    """Write all of `data` to a file, in as many steps as that needs.

    Raises:
        OSError: it cannot be written to.
    """
    left = memoryview(data)
    while left:
        try:
            left = left[os.write(file, left) :]
        except BlockingIOError:
            # Other programs on the terminal may have made it non-blocking.
            select.select([], [file], [])


def read_text(file: int, is_over: Callable[[], bool]) -> Iterator[str]:
    """Read text as it is typed, until `is_over`.

    Yields:
        The text, or "" after a moment without any.

    Raises:
        TerminalGone: nothing more can come.
    """
    decode = getincrementaldecoder("utf-8")("replace").decode
    while not is_over():
        try:
            is_ready = select.select([file], [], [], _TICK_SECONDS)[0]
            data = os.read(file, _MOST_BYTES) if is_ready else None
        except BlockingIOError:
            data = None  # Another program has read it.
        except OSError as error:
            raise TerminalGone from error
        if data == b"":
            raise TerminalGone
        yield decode(data or b"")


class TerminalDriver(LinuxDriver):
    """Textual's driver, extended to end the explorer when its terminal has gone."""

    def __init__(
        self,
        app: Any,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Prepare for an app that has an `ending`."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._ending: Shutdown = app.ending
        self._screen = _screen()
        self._file = cast(Any, TerminalOutput(self._screen, self._say_gone))
        self._ending.start(self.give_back)

    def run_input_thread(self) -> None:
        """Pass on what is typed until input is disabled, or the terminal has gone."""
        parser = XTermParser(self._debug)
        try:
            for text in read_text(self.fileno, self.exit_event.is_set):
                for message in parser.feed(text) if text else ():
                    self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)
        except TerminalGone:
            self._say_gone()

    def give_back(self) -> None:
        """Restore the terminal in place of the event loop; from any thread."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError):
            write_all(self._screen.fileno(), _MODES_OFF.encode())

    def _say_gone(self) -> None:
        self._ending.begin(TERMINAL_GONE)


def _screen() -> TextIO:
    """Standard error, as in Textual; standard output if that is not a terminal."""
    error, output = sys.__stderr__, sys.__stdout__
    assert output is not None
    return error if error is not None and error.isatty() else output
