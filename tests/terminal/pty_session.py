"""A program on its own pseudo-terminal, and the screen that a person would see.

    with PtySession([program], cwd=folder, env=clean_environment(home)) as session:
        session.wait_for("Epervier")
        session.send("q")
        assert session.wait_exit() == 0

Every wait looks at the screen, as a terminal emulator draws it, until it is as wanted; none counts on
the program being quick. Needs a POSIX system and pyte.
"""

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sysconfig
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyte

SECONDS = 180.0
"""Time limit of a wait; long, since a slow machine is not a fault."""

_START = 'exec "$@" <"$0" >"$0" 2>&1'
"""Opening a terminal makes it the controlling one of a session that has none yet."""

_QUERY = re.compile(rb"\x1b\[(?:\?(?P<mode>\d+)\$p|(?P<device>0?c)|(?P<place>6n))")
_LONGEST_QUERY = 16
# pyte takes the last letter of these for text: key protocols, and colours in underlines.
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<=>][\d;]*[a-zA-Z]")
_UNFINISHED = re.compile(rb"\x1b(?:\[[^\x1b@-~]*)?\Z")


class SessionError(AssertionError):
    """The screen did not become what was waited for."""


class _Screen(pyte.Screen):
    """A screen that takes the private forms of sequences, and leaves answering to the session."""

    def report_device_status(self, *args: Any, **kwargs: Any) -> None:
        pass

    def report_device_attributes(self, *args: Any, **kwargs: Any) -> None:
        pass

    def select_graphic_rendition(self, *args: Any, **kwargs: Any) -> None:
        if not kwargs.get("private"):
            super().select_graphic_rendition(*args)

    def set_margins(self, *args: Any, **kwargs: Any) -> None:
        if not kwargs.get("private"):
            super().set_margins(*args)


def installed_program() -> Path:
    """The console script of the environment this runs in, or the one the environment names.

    Raises:
        SessionError: it is not installed.
    """
    named = os.environ.get("TRAFFICKING_EXPLORER_PROGRAM")
    scripts = sysconfig.get_path("scripts")
    program = Path(named) if named else Path(scripts) / "trafficking-explorer"
    if not program.is_file():
        raise SessionError(f"{program} is missing; run pip install -e . in this environment")
    return program.absolute()


def clean_environment(home: Path) -> dict[str, str]:
    """An environment in which nothing of this machine's user is left but PATH.

    Args:
        home: becomes HOME, and holds the cache, settings and data folders.
    """
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_STATE_HOME": str(home / "state"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
    }


class PtySession:
    """One program, one terminal.

    Args:
        argv: program and arguments.
        cwd: the folder it starts in.
        env: its whole environment.
        columns, rows: the terminal's size in cells.
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        *,
        cwd: Path,
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
    ) -> None:
        self.argv = [str(part) for part in argv]
        self.cwd = cwd
        self.env = dict(env)
        self.columns, self.rows = columns, rows
        self.raw = bytearray()
        """Every byte the program wrote to its terminal."""
        self.last_output = 0.0
        """When it last wrote, on the clock of `time.perf_counter`."""
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = 0
        self._answered = 0

    def __enter__(self) -> Self:
        # The other end stays open here too: its last words can be read when the program has gone.
        self._master, self._slave = os.openpty()
        self._is_there = True
        try:
            self._set_size()
            self._cooked = termios.tcgetattr(self._master)
            self.started = time.perf_counter()
            """When the program was started, on the clock of `time.perf_counter`."""
            self._process = subprocess.Popen(
                ["/bin/sh", "-c", _START, os.ttyname(self._slave), *self.argv],
                cwd=self.cwd,
                env=self.env,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is not None:
                break
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, number)
            with suppress(SessionError):
                self.wait_exit(5)
        self._process.wait()
        self._close()

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        # Drawn when looked at: the emulator is slower than what it shows, and would be in its way.
        data = bytes(self.raw[self._drawn :])
        cut = _UNFINISHED.search(data)
        data = data[: cut.start() if cut else len(data)]
        self._drawn += len(data)
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))
        return list(self._screen.display)

    @property
    def text(self) -> str:
        """The screen, with a line break after each line."""
        return "\n".join(self.lines)

    def send(self, keys: str) -> float:
        """Type; the moment after it, on the clock of `time.perf_counter`."""
        os.write(self._master, keys.encode())
        return time.perf_counter()

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal larger or smaller, as if its window was dragged."""
        self.columns, self.rows = columns, rows
        self._screen.resize(rows, columns)
        self._set_size()

    def _set_size(self) -> None:
        size = struct.pack("HHHH", self.rows, self.columns, 0, 0)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def press(self, keys: str) -> None:
        """Type when the screen is quiet, and wait for it to change.

        For keys that set off an action: what is typed right behind them may overtake it.
        """
        self.settle(0.2)
        written = len(self.raw)
        self.send(keys)
        self.wait_until(lambda: len(self.raw) > written, f"an answer to {keys!r}")

    def wait_for(self, pattern: str, *, seconds: float = SECONDS) -> float:
        """Wait until a regular expression matches the screen; when what it matches was written.

        Raises:
            SessionError: it did not in time, or the program ended.
        """
        compiled = re.compile(pattern)
        return self.wait_until(lambda: bool(compiled.search(self.text)), pattern, seconds=seconds)

    def wait_gone(self, pattern: str, *, seconds: float = SECONDS) -> float:
        """Wait until a regular expression no longer matches the screen."""
        compiled = re.compile(pattern)
        return self.wait_until(
            lambda: not compiled.search(self.text), f"no {pattern}", seconds=seconds
        )

    def wait_until(
        self, ready: Callable[[], bool], what: str, *, seconds: float = SECONDS
    ) -> float:
        """Wait until something holds of the screen; when the program last wrote.

        Raises:
            SessionError: it did not in time, or the program ended; with what was on the screen.
        """
        deadline = time.perf_counter() + seconds
        while not ready():
            if time.perf_counter() > deadline:
                raise SessionError(f"waited {seconds:g} s for {what}; on screen:\n{self.text}")
            if not self._pump(0.2) and self._process.poll() is not None:
                while self._pump(0):
                    pass
                if ready():
                    break
                raise SessionError(
                    f"ended with {self._process.returncode} before {what}; on screen:\n{self.text}"
                )
        return self.last_output

    def settle(self, quiet: float = 0.5) -> None:
        """Wait until the program has written nothing for some seconds, and is at nothing.

        One that is given no processor writes nothing either.
        """
        deadline = time.perf_counter() + SECONDS
        while self._pump(quiet) or self._is_at_work():
            if time.perf_counter() > deadline:
                raise SessionError(f"never quiet; on screen:\n{self.text}")

    def watch(self, seconds: float) -> None:
        """Take what the program writes for so long."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._pump(left)

    def wait_exit(self, seconds: float = SECONDS) -> int:
        """Wait until the program has ended; its status, negative for a signal's number.

        Raises:
            SessionError: it goes on.
        """
        deadline = time.perf_counter() + seconds
        while self._process.poll() is None:
            if time.perf_counter() > deadline:
                raise SessionError(f"still runs after {seconds:g} s; on screen:\n{self.text}")
            self._pump(0.02)
        while self._pump(0):
            pass
        return self._process.returncode

    def modes_left_on(self) -> list[str]:
        """Modes that the program switched on in the terminal and did not switch off again."""
        on: dict[str, bool] = {"?25": True}
        for match in re.finditer(rb"\x1b\[\?([\d;]+)([hl])", self.raw):
            for number in match[1].decode().split(";"):
                on[f"?{number}"] = match[2] == b"h"
        at_start = {"?25": True, "?7": True}
        left = [f"mode {mode}" for mode, is_on in on.items() if is_on != at_start.get(mode, False)]
        if termios.tcgetattr(self._master) != self._cooked:
            left.append("line settings")
        return left

    def hang_up(self) -> None:
        """Close the terminal, as if its window was closed: nothing is typed or read any more."""
        self._close()

    def _is_at_work(self) -> bool:
        """True if a thread of the program runs, or would if it was let; known on Linux."""
        for status in Path(f"/proc/{self._process.pid}/task").glob("*/stat"):
            with suppress(OSError):
                # The name of the thread, before it, may have blanks and parentheses.
                if status.read_text().rpartition(")")[2].split()[0] in "RD":
                    return True
        return False

    def _close(self) -> None:
        if self._is_there:
            os.close(self._master)
            os.close(self._slave)
        self._is_there = False

    def _pump(self, seconds: float) -> bool:
        """Take what the program has written, waiting at most so long; whether there was anything."""
        if not self._is_there:
            time.sleep(seconds)
            return False
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        data = os.read(self._master, 1 << 16)
        self.last_output = time.perf_counter()
        self.raw += data
        self._answer()
        return True

    def _answer(self) -> None:
        """Answer what the program asks its terminal, as xterm does."""
        for match in _QUERY.finditer(self.raw, self._answered):
            os.write(self._master, _reply(match))
            self._answered = match.end()
        self._answered = max(self._answered, len(self.raw) - _LONGEST_QUERY)


def _reply(query: re.Match[bytes]) -> bytes:
    if query["mode"]:
        # 2026: draws updates at once. 0: never heard of it.
        known = b"2" if query["mode"] == b"2026" else b"0"
        return b"\x1b[?" + query["mode"] + b";" + known + b"$y"
    return b"\x1b[1;1R" if query["place"] else b"\x1b[?62;22c"


def escapes(raw: bytes) -> Iterator[bytes]:
    """Every escape sequence and control character but line ends, in order."""
    pattern = rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P^_X].*?(?:\x07|\x1b\\)|\x1b.?|[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]"
    for match in re.finditer(pattern, raw, re.DOTALL):
        yield match[0]
