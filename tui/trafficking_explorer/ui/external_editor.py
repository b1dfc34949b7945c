"""The reader's own editor, opened at a line and a column of a file.

No shell is involved: the setting is split as a shell would split it, and the name of the file is one
argument whatever it contains.
"""

import os
import re
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

from textual.app import SuspendNotSupported

from trafficking_explorer.database.memory_ceiling import without_ceiling
from trafficking_explorer.errors import UsageError
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.ui.safe_app import SafeApp
from trafficking_explorer.ui.shutdown import TERMINAL_GONE

_COMMON = ("editor", "nvim", "vim", "nano", "micro", "hx", "emacs", "vi", "notepad")
"""Editors that are tried, in this order, if no setting names one."""
_LOOK_SECONDS = 0.25
"""Time between two looks whether the editor is still worth waiting for."""
_PATIENCE_SECONDS = 0.4
"""Time that an editor which is asked to end has to save what it can."""
_SETTINGS = "set EDITOR, or editor in config.toml"
_BUNDLED = (
    ": it belongs to the corpus that comes with the program. trafficking-explorer init DIR creates"
    " your own."
)

_STYLES = (
    # Not cursor(), which counts bytes.
    (("+{line}", "+normal! 0{right}", "{file}"), "vim nvim vimx", "gvim mvim nvim-qt"),
    (("+{line}", "{file}"), "vi nvi ex-vi vim.tiny joe jed mg zile", ""),
    (("+{line},{column}", "{file}"), "nano pico rnano ne", ""),
    (
        ("+{line}:{column}", "{file}"),
        "emacs emacsclient micro kak",
        "gedit gnome-text-editor xed pluma mousepad",
    ),
    (
        ("{file}:{line}:{column}",),
        "hx helix",
        "subl sublime_text zed zeditor lapce atom",
    ),
    (
        ("--goto", "{file}:{line}:{column}"),
        "",
        "code code-insiders code-oss codium vscodium cursor windsurf",
    ),
    (
        ("--line", "{line}", "--column", "{column}", "{file}"),
        "",
        "idea pycharm webstorm phpstorm goland clion rubymine rider kate",
    ),
    (("{file}",), "", "notepad"),
)
"""Arguments for a place, the editors in the terminal that take them, and those with a window."""
_KNOWN = {
    name: (arguments, has_window)
    for arguments, *editors in _STYLES
    for has_window, names in enumerate(editors)
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class Editor:
    """An editor.

    Attributes:
        command: the program and its arguments, as in the setting.
        place: arguments for a place, to be added; empty if `command` has them.
        has_window: True if it opens a window, and leaves the terminal alone.
        note: a remark on the choice for the reader; "" if it was theirs.
    """

    command: tuple[str, ...]
    place: tuple[str, ...] = ()
    has_window: bool = False
    note: str = ""

    def call(self, path: Path, line: int = 1, column: int = 1) -> list[str]:
        """The command line for a place in a file, counted from 1."""
        values = {
            "file": str(path.absolute()),
            "line": str(max(1, line)),
            "column": str(max(1, column)),
            "right": f"{column - 1}l" if column > 1 else "",
        }

        def filled(words: Sequence[str]) -> list[str]:
            pattern = r"\{(file|line|column|right)\}"
            return [re.sub(pattern, lambda match: values[match[1]], word) for word in words]

        return [*self.command, *filled(self.place)] if self.place else filled(self.command)


def find_editor(setting: str | None = None, environ: Mapping[str, str] = os.environ) -> Editor:
    """The editor of config.toml, else that of VISUAL or EDITOR, else a common one that is installed.

    Raises:
        UsageError: the setting makes no sense, or there is no editor; with what to do.
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
                raise UsageError(f"{name} is {text!r}: {error}; fix it") from error
    path = environ.get("PATH")
    for name in _COMMON:
        if shutil.which(name, path=path):
            return _editor([name], f"Neither VISUAL nor EDITOR is set: opened with {name}.")
    raise UsageError(f"there is no editor: {_SETTINGS}")


def _editor(command: Sequence[str], note: str = "") -> Editor:
    known = (_KNOWN[name] for name in _names(command[0]) if name in _KNOWN)
    place, has_window = next(known, (("{file}",), 0))
    is_template = any("{file}" in word for word in command)
    return Editor(tuple(command), () if is_template else place, bool(has_window), note)


def _names(program: str) -> Iterator[str]:
    """The names a program may be known by: its own, and that of the program a link leads to."""
    found = shutil.which(program)
    for path in (Path(program), *([Path(found).resolve()] if found else [])):
        name = path.name.lower().removesuffix(".exe").removesuffix(".cmd")
        yield name
        # As in vim.basic and emacs-nox.
        yield name.partition(".")[0]
        yield name.partition("-")[0]


def run_in_terminal(argv: Sequence[str], is_over: Callable[[], bool] = lambda: False) -> None:
    """Run an editor in the terminal; returns when it has ended.

    Args:
        is_over: asked now and then; if true, the editor is asked to end and not waited for.

    Raises:
        SecureModeError: the editor is off.
        UsageError: it cannot be started, or failed.
    """
    require(Feature.EDITOR)
    with _ignored_interrupts(), _restored_terminal():
        # The ceiling of memory is for statements, of which one may run meanwhile.
        with _start_errors(argv), without_ceiling():
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
    """Run an editor with a window; returns when it has ended. For a thread.

    Raises:
        UsageError: as `run_in_terminal`.
    """
    require(Feature.EDITOR)
    with _start_errors(argv):
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


def _ended(argv: Sequence[str], status: int) -> str:
    how = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    return f"{argv[0]} {how}; {_SETTINGS}, if it is the wrong one"


@contextmanager
def _start_errors(argv: Sequence[str]) -> Iterator[None]:
    try:
        yield
    except (OSError, ValueError) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        raise UsageError(f"{argv[0]} cannot be started: {why}; {_SETTINGS}") from error


@contextmanager
def _restored_terminal() -> Iterator[None]:
    """Restore the settings of the terminal: an editor that is killed leaves its own."""
    try:
        # Not on Windows.
        import termios
    except ImportError:
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
def _ignored_interrupts() -> Iterator[None]:
    """Ignore interrupts from the keyboard: they are meant for the editor, but reach us too."""
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    # A handler, and not SIG_IGN, which the editor would inherit.
    before = [signal.signal(number, lambda *_: None) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def edit_file(
    app: SafeApp,
    path: Path,
    line: int,
    column: int,
    *,
    setting: str | None,
    saved: Callable[[], object],
    is_bundled: bool,
) -> None:
    """Open a file in the terminal or in a window; errors become notices.

    Args:
        line, column: the place, counted from 1.
        setting: the editor; None if variables of the environment decide.
        saved: called when an editor in the terminal has ended.
        is_bundled: the file comes with the program.
    """
    try:
        editor = find_editor(setting)
        if not path.is_file():
            raise UsageError(f"{path}: the file is not there any more")
    except UsageError as error:
        app.show_error(error)
        return
    notes = [editor.note] if editor.note else []
    if not os.access(path, os.W_OK):
        notes.append(f"{path}: may not be written{_BUNDLED if is_bundled else '.'}")
    argv = editor.call(path, line, column)
    if editor.has_window:
        _edit_in_window(app, argv)
    elif edit_in_terminal(app, argv, path):
        saved()
    else:
        return
    for note in notes:
        app.notify(note, markup=False, timeout=8)


def edit_in_terminal(app: SafeApp, argv: list[str], path: Path) -> bool:
    """Hand the terminal over until the editor has ended; False if that is not possible."""

    def is_over() -> bool:
        if not (sys.__stdin__ and sys.__stdin__.isatty()):
            app.ending.begin(TERMINAL_GONE)
        return app.ending.has_begun

    try:
        with app.suspend():
            # An exception here would leave the terminal in disorder.
            try:
                run_in_terminal(argv, is_over)
            except UsageError as error:
                app.call_next(app.show_error, error)
    except SuspendNotSupported:
        message = f"no editor can have this terminal; open {path} elsewhere"
        app.show_error(UsageError(message))
        return False
    return True


def _edit_in_window(app: SafeApp, argv: list[str]) -> None:
    def run() -> None:
        try:
            run_in_window(argv)
        except UsageError as error:
            with suppress(RuntimeError):  # The explorer has been closed before it.
                app.call_from_thread(app.show_error, error)

    # No worker: the explorer can be closed while the window is open.
    threading.Thread(target=run, daemon=True).start()
