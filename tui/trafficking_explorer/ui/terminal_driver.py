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
"""So often the parser may find that an escape is a key, and the thread that it is to end."""
_MOST_BYTES = 2**12
_MODES_OFF = (
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"  # the mouse
    "\x1b[?2004l\x1b[?2048l\x1b[?1004l\x1b[?7h"  # pasting, sizes, focus, wrapping
    "\x1b[<u\x1b[?1049l\x1b[?25h"  # keys, the other screen, the cursor
)


class TerminalGone(Exception):
    """There is nothing to read from any more."""


class TerminalOutput:
    """A terminal to write to, which drops everything once it has gone."""

    def __init__(self, file: TextIO, gone: Callable[[], object]) -> None:
        """Write to a file.

        Args:
            gone: called when it has gone.
        """
        self._file = file
        self._gone = gone
        self._waiting: list[str] = []
        self._is_there = True

    def fileno(self) -> int:
        """The file's number."""
        return self._file.fileno()

    def write(self, text: str) -> int:
        """Take a text; `flush` writes it."""
        self._waiting.append(text)
        return len(text)

    def flush(self) -> None:
        """Write what has been taken."""
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
    """Write to a file, however little it takes at once.

    Raises:
        OSError: it cannot be written to.
    """
    left = memoryview(data)
    while left:
        try:
            left = left[os.write(file, left) :]
        except BlockingIOError:
            # Other programs on the terminal may have told it to take only what it has room for.
            select.select([], [file], [])


def read_text(file: int, is_over: Callable[[], bool]) -> Iterator[str]:
    """Read text as it is typed, until that is over.

    Yields:
        What has been typed, and "" where nothing was for a moment.

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
    """Textual's driver, which ends the explorer when its terminal has gone."""

    def __init__(
        self,
        app: Any,
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """As in the base class; the app has an `ending`."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._ending: Shutdown = app.ending
        self._screen = _screen()
        self._file = cast(Any, TerminalOutput(self._screen, self._say_gone))
        self._ending.start(self.give_back)

    def run_input_thread(self) -> None:
        """Hand over what is typed until input is disabled, or the terminal has gone."""
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
        """Leave the terminal as it was found where the event loop cannot; from any thread."""
        if self.attrs_before is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        with suppress(OSError):
            write_all(self._screen.fileno(), _MODES_OFF.encode())

    def _say_gone(self) -> None:
        self._ending.begin(TERMINAL_GONE)


def _screen() -> TextIO:
    """Standard error, as Textual has it; standard output where that is no terminal."""
    error, output = sys.__stderr__, sys.__stdout__
    assert output is not None
    return error if error is not None and error.isatty() else output
