"""The reader's own editor, opened at a line and a column of a file.

No shell is involved: the setting is split as a shell would split it, and the file's name is one
argument whatever it holds.
"""

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.database.memory_ceiling import without_ceiling
from trafficking_explorer.errors import UsageError
from trafficking_explorer.secure import Feature, require

_COMMON = ("editor", "nvim", "vim", "nano", "micro", "hx", "emacs", "vi", "notepad")
"""What is tried, in this order, where the reader has named none."""
_LOOK_SECONDS = 0.25
"""So often we look whether there is still a use in waiting for the editor."""
_PATIENCE_SECONDS = 0.4
"""So long an editor that is asked to end may write what it rescues."""
_SETTINGS = "set EDITOR, or editor in config.toml"

_Place = Callable[[str, int, int], list[str]]
"""File, line and column, from 1, as the arguments that lead an editor there."""


def _vim(file: str, line: int, column: int) -> list[str]:
    # Not cursor(), which counts bytes.
    right = f"{column - 1}l" if column > 1 else ""
    return [f"+{line}", f"+normal! 0{right}", file]


def _line_only(file: str, line: int, column: int) -> list[str]:
    return [f"+{line}", file]


def _comma(file: str, line: int, column: int) -> list[str]:
    return [f"+{line},{column}", file]


def _colon(file: str, line: int, column: int) -> list[str]:
    return [f"+{line}:{column}", file]


def _behind(file: str, line: int, column: int) -> list[str]:
    return [f"{file}:{line}:{column}"]


def _goto(file: str, line: int, column: int) -> list[str]:
    return ["--goto", f"{file}:{line}:{column}"]


def _options(file: str, line: int, column: int) -> list[str]:
    return ["--line", str(line), "--column", str(column), file]


def _file_alone(file: str, line: int, column: int) -> list[str]:
    return [file]


_TERMINAL: Mapping[str, _Place] = {
    **dict.fromkeys(("vim", "nvim", "vimx"), _vim),
    **dict.fromkeys(("vi", "nvi", "ex-vi", "vim.tiny", "joe", "jed", "mg", "zile"), _line_only),
    **dict.fromkeys(("nano", "pico", "rnano", "ne"), _comma),
    **dict.fromkeys(("emacs", "emacsclient", "micro", "kak"), _colon),
    **dict.fromkeys(("hx", "helix"), _behind),
}
_WINDOW: Mapping[str, _Place] = {
    **dict.fromkeys(("gvim", "mvim", "nvim-qt"), _vim),
    **dict.fromkeys(
        ("code", "code-insiders", "code-oss", "codium", "vscodium", "cursor", "windsurf"), _goto
    ),
    **dict.fromkeys(("subl", "sublime_text", "zed", "zeditor", "lapce", "atom"), _behind),
    **dict.fromkeys(
        ("idea", "pycharm", "webstorm", "phpstorm", "goland", "clion", "rubymine", "rider", "kate"),
        _options,
    ),
    **dict.fromkeys(("gedit", "gnome-text-editor", "xed", "pluma", "mousepad"), _colon),
    "notepad": _file_alone,
}


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor.

    Attributes:
        command: the program and its arguments, before those for the place.
        has_window: whether it opens a window of its own, and leaves the terminal alone.
        note: what the reader is to know of the choice; "" where it was theirs.
    """

    command: tuple[str, ...]
    has_window: bool = False
    note: str = ""

    def call(self, path: Path, line: int = 1, column: int = 1) -> list[str]:
        """Its whole command line for a place of a file, counted from 1."""
        file = str(path.absolute())
        line, column = max(1, line), max(1, column)
        if any("{file}" in word for word in self.command):
            values = {"{file}": file, "{line}": str(line), "{column}": str(column)}
            return [_filled(word, values) for word in self.command]
        place = next(
            (
                known[name]
                for name in _names(self.command[0])
                for known in (_TERMINAL, _WINDOW)
                if name in known
            ),
            _file_alone,
        )
        return [*self.command, *place(file, line, column)]


def find_editor(setting: str | None = None, environ: Mapping[str, str] = os.environ) -> Editor:
    """The editor of config.toml, else that of VISUAL or EDITOR, else a common one that is there.

    Raises:
        UsageError: the setting makes no sense, or there is none at all; with what to do.
    """
    for name, text in (
        ("editor in config.toml", setting),
        ("VISUAL", environ.get("VISUAL")),
        ("EDITOR", environ.get("EDITOR")),
    ):
        if text and text.strip():
            try:
                return _editor(shlex.split(text))
            except ValueError as error:
                raise UsageError(f"{name} is {text!r}: {error}; mend it") from error
    path = environ.get("PATH")
    for name in _COMMON:
        if shutil.which(name, path=path):
            return _editor([name], f"Neither VISUAL nor EDITOR is set: opened with {name}.")
    raise UsageError(f"there is no editor: {_SETTINGS}")


def run_in_terminal(argv: Sequence[str], is_over: Callable[[], bool] = lambda: False) -> None:
    """Run an editor that has the terminal, and come back when it has ended.

    Args:
        is_over: asked now and then; where it is, the editor is asked to end and not waited for.

    Raises:
        SecureModeError: the editor is off.
        UsageError: it cannot be started, or says that it failed.
    """
    require(Feature.EDITOR)
    with _interrupts_are_the_editors(), _terminal_as_it_is():
        # The ceiling of memory is for statements, of which one may run meanwhile.
        with _refusals(argv), without_ceiling():
            process = subprocess.Popen(argv)
        # In a thread, so that its end is seen at once, and signals are answered meanwhile.
        waiting = threading.Thread(target=process.wait, daemon=True)
        waiting.start()
        while waiting.is_alive() and not is_over():
            waiting.join(_LOOK_SECONDS)
        if waiting.is_alive():
            process.terminate()
            waiting.join(_PATIENCE_SECONDS)
            return
    if process.returncode:
        raise UsageError(_ended(argv, process.returncode))


def run_in_window(argv: Sequence[str]) -> None:
    """Run an editor that has a window, and come back when it has ended. For a thread.

    Raises:
        UsageError: as `run_in_terminal`.
    """
    require(Feature.EDITOR)
    with _refusals(argv):
        with without_ceiling():
            process = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                start_new_session=True,
            )
        with process:
            _, complaint = process.communicate()
    if process.returncode:
        said = complaint.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(": ".join([_ended(argv, process.returncode), *said[:1]]))


def _editor(command: Sequence[str], note: str = "") -> Editor:
    has_window = any(name in _WINDOW for name in _names(command[0]))
    return Editor(tuple(command), has_window, note)


def _names(program: str) -> Iterator[str]:
    """What a program may be known as: by its own name, and that of what a link leads to."""
    found = shutil.which(program)
    for path in (Path(program), *([Path(found).resolve()] if found else [])):
        name = path.name.lower().removesuffix(".exe").removesuffix(".cmd")
        yield name
        # As in vim.basic, emacs-nox, python3.
        yield name.partition(".")[0]
        yield name.partition("-")[0]


def _filled(word: str, values: Mapping[str, str]) -> str:
    """A word of a template. What stands in a file's name is not filled in again."""
    pieces = []
    while word:
        place, mark = min(
            ((at, mark) for mark in values if (at := word.find(mark)) >= 0), default=(-1, "")
        )
        if not mark:
            break
        pieces += [word[:place], values[mark]]
        word = word[place + len(mark) :]
    return "".join([*pieces, word])


def _ended(argv: Sequence[str], status: int) -> str:
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"{argv[0]} {how}; {_SETTINGS}, if it is the wrong one"


@contextmanager
def _refusals(argv: Sequence[str]) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        raise UsageError(f"{argv[0]} cannot be started: {why}; {_SETTINGS}") from error


@contextmanager
def _terminal_as_it_is() -> Iterator[None]:
    """An editor that is killed, or is careless, leaves the terminal set up for itself."""
    try:
        import termios
    except ImportError:  # Windows
        yield
        return
    file = sys.__stdin__.fileno() if sys.__stdin__ else -1
    before = None
    with suppress(termios.error, ValueError):
        before = termios.tcgetattr(file)
    try:
        yield
    finally:
        if before is not None:
            with suppress(termios.error):
                termios.tcsetattr(file, termios.TCSANOW, before)


@contextmanager
def _interrupts_are_the_editors() -> Iterator[None]:
    """Interrupts from the keyboard reach the explorer too, whose business they are not."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    # A handler, and not SIG_IGN: that would be handed on to the editor.
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
