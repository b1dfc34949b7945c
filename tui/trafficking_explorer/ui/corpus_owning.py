"""Changes of a corpus: of the one that comes with the program, a copy is offered first."""

from collections.abc import Callable
from pathlib import Path

from textual.app import App

from trafficking_explorer.paths import is_installed


class CorpusOwning:
    """The decision of a reader about the corpus that is open.

    Attributes:
        copy: the copy to be opened when this corpus is closed; None if none was made.
        record: the record to go on at, `type/id`; None for the first.
    """

    def __init__(
        self,
        app: App[int],
        root: Path,
        *,
        is_bundled: bool,
        at: Callable[[], tuple[str, str] | None],
    ) -> None:
        """Prepare to decide.

        Args:
            at: the record under the reader's cursor.
        """
        self.copy: Path | None = None
        self.record: str | None = None
        self._app = app
        self._at = at
        self._root = root
        self._asks = is_bundled
        """True until the reader has chosen to change the corpus itself."""

    def change(self, change: Callable[[], object]) -> None:
        """Make a change, now or once the reader has chosen to change the program's own files."""
        if not self._asks:
            change()
            return
        # Imported here: the first screen needs no dialog.
        from trafficking_explorer.ui.dialogs.copy_corpus import CopyCorpusScreen

        def chosen(folder: Path | None) -> None:
            if folder == self._root:
                self._asks = False
                change()
            elif folder is not None:
                self.copy = folder
                key = self._at()
                self.record = "/".join(key) if key else None
                self._app.exit()

        dialog = CopyCorpusScreen(self._root, is_installed=is_installed(self._root))
        self._app.push_screen(dialog, chosen)
