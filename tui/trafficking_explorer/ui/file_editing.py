"""Open a file of the corpus in the reader's editor, in the terminal or in a window."""

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from textual.app import SuspendNotSupported

from trafficking_explorer.errors import UsageError
from trafficking_explorer.ui.external_editor import find_editor, run_in_terminal, run_in_window
from trafficking_explorer.ui.safe_app import SafeApp
from trafficking_explorer.ui.shutdown import TERMINAL_GONE

_BUNDLED = (
    ": it belongs to the corpus that comes with the program. trafficking-explorer init DIR creates"
    " your own."
)


class FileEditing:
    """Starts the editor for an app."""

    def __init__(
        self, app: SafeApp, command: str | None, saved: Callable[[], object], *, is_bundled: bool
    ) -> None:
        """Prepare to edit.

        Args:
            command: of the editor; None if variables of the environment decide.
            saved: called when an editor in the terminal has ended.
            is_bundled: the files come with the program.
        """
        self._app = app
        self._command = command
        self._saved = saved
        self._is_bundled = is_bundled

    def edit(self, path: Path, line: int, column: int) -> None:
        """Open a file at a line and a column, counted from 1; errors become notices."""
        try:
            editor = find_editor(self._command)
            if not path.is_file():
                raise UsageError(f"{path}: the file is not there any more")
        except UsageError as error:
            self._app.show_error(error)
            return
        notes = [editor.note] if editor.note else []
        if not os.access(path, os.W_OK):
            notes.append(f"{path}: may not be written{_BUNDLED if self._is_bundled else '.'}")
        argv = editor.call(path, line, column)
        if editor.has_window:
            self._edit_in_window(argv)
        elif not self._edit_in_terminal(argv, path):
            return
        for note in notes:
            self._app.notify(note, markup=False, timeout=8)

    def _edit_in_terminal(self, argv: list[str], path: Path) -> bool:
        """Hand the terminal over until the editor has ended; False if that is not possible."""
        try:
            with self._app.suspend():
                # An exception here would leave the terminal in disorder.
                try:
                    run_in_terminal(argv, self._is_ending)
                except UsageError as error:
                    self._app.call_next(self._app.show_error, error)
        except SuspendNotSupported:
            message = f"no editor can have this terminal; open {path} elsewhere"
            self._app.show_error(UsageError(message))
            return False
        self._saved()
        return True

    def _is_ending(self) -> bool:
        """True if there is no use in waiting for an editor."""
        if not (sys.__stdin__ and sys.__stdin__.isatty()):
            self._app.ending.begin(TERMINAL_GONE)
        return self._app.ending.has_begun

    def _edit_in_window(self, argv: list[str]) -> None:
        def run() -> None:
            try:
                run_in_window(argv)
            except UsageError as error:
                with suppress(RuntimeError):  # The explorer has been closed before it.
                    self._app.call_from_thread(self._app.show_error, error)

        # No worker: the explorer can be closed while the window is open.
        threading.Thread(target=run, daemon=True).start()
