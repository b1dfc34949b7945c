"""A program in a real terminal emulator: tmux, with its own server, which ends with the test.

    with TmuxSession([program], cwd=folder, env=clean_environment(home)) as session:
        session.wait_for("Operations")
        session.send("q")
        session.wait_for("ended with 0")

The program runs below a shell, which says how it ended and what the terminal's line settings are then.
"""

import os
import re
import shlex
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.terminal.pty_session import SECONDS, SessionError

HAS_TMUX = shutil.which("tmux") is not None
_COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-7]|4[0-7]|9[0-7]|10[0-7]|[34]8;[\d;]+)(?:;\d+)*m")
_SCRIPT = 'stty -a >before; printf "prompt> "; {program}; s=$?; stty -a >after; echo "ended with $s"; exec sleep 600'


class TmuxSession:
    """One program, one terminal.

    Args:
        argv: program and arguments.
        cwd: the folder it starts in; `before` and `after` in it have the line settings.
        env: its whole environment, TERM included.
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
        self.cwd = cwd
        self._size = ("-x", str(columns), "-y", str(rows))
        words = ["env", "-i", *(f"{name}={value}" for name, value in env.items())]
        program = shlex.join([*words, *map(str, argv)])
        self._script = _SCRIPT.format(program=program)
        self._socket = cwd / "tmux"
        """Its path is short and nobody else's: it names the server."""
        self._own_env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}

    def _tmux(self, *words: str) -> str:
        return subprocess.run(
            ["tmux", "-u", "-S", str(self._socket), "-f", os.devnull, *words],
            env=self._own_env | {"TERM": "xterm-256color", "SHELL": "/bin/sh"},
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=SECONDS,
            cwd=self.cwd,
        ).stdout

    def __enter__(self) -> Self:
        self._tmux("new-session", "-d", *self._size, "/bin/sh", "-c", self._script)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._tmux("kill-server")

    @property
    def text(self) -> str:
        """The screen, as a person sees it."""
        return self._tmux("capture-pane", "-p")

    @property
    def has_colours(self) -> bool:
        """True if anything on the screen has a colour."""
        return _COLOUR.search(self._tmux("capture-pane", "-p", "-e")) is not None

    @property
    def attributes(self) -> set[str]:
        """The attributes on the screen, by their numbers: 1 bold, 4 underlined, 7 reversed."""
        found = re.findall(r"\x1b\[([\d;]+)m", self._tmux("capture-pane", "-p", "-e"))
        return {number for each in found for number in each.split(";")}

    @property
    def is_alternate(self) -> bool:
        """True while the program has the screen to itself."""
        return self._ask("#{alternate_on}") == "1"

    @property
    def shows_cursor(self) -> bool:
        return self._ask("#{cursor_flag}") == "1"

    @property
    def takes_mouse(self) -> bool:
        return self._ask("#{mouse_any_flag}") == "1"

    def _ask(self, what: str) -> str:
        return self._tmux("display-message", "-p", what).strip()

    def send(self, *keys: str) -> None:
        """Press keys, as tmux names them: `j`, `Enter`, `C-p`."""
        self._tmux("send-keys", *keys)

    def wait_for(self, pattern: str) -> str:
        """Wait until a regular expression matches the screen; that screen.

        Raises:
            SessionError: it did not in time.
        """
        compiled = re.compile(pattern)
        deadline = time.perf_counter() + SECONDS
        while not compiled.search(text := self.text):
            if time.perf_counter() > deadline:
                raise SessionError(f"waited for {pattern}; on screen:\n{text}")
            time.sleep(0.1)
        return text
