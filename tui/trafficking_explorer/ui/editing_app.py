"""The app's part in changes of the corpus: records in an editor, answers to findings, and who may."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on

from trafficking_explorer.config import Config
from trafficking_explorer.secure import Feature
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.corpus_owning import CorpusOwning
from trafficking_explorer.ui.guided_app import GuidedApp
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import (
    AnswerFinding,
    ChangeCorpus,
    EditFile,
    EditRecord,
    Notice,
)
from trafficking_explorer.ui.restrictions import refuses

if TYPE_CHECKING:
    from trafficking_explorer.database.cache import StoreLocation
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.reader_choices import ReaderChoices

# Imports inside functions: the first rows are on screen before anything that they do not need.

BUNDLED = "bundled"
"""Name of the corpus that comes with the program."""


class EditingApp(GuidedApp):
    """An app over one corpus, which the reader may change."""

    def __init__(
        self,
        place: "StoreLocation",
        config: Config,
        name: str,
        choices: "ReaderChoices | None" = None,
        *,
        theme: str | None = None,
        has_lines: bool = True,
        has_colours: bool = True,
    ) -> None:
        """Prepare for changes; the other arguments are those of `GuidedApp`.

        Args:
            name: of the corpus.
        """
        super().__init__(config, choices, theme=theme, has_lines=has_lines, has_colours=has_colours)
        self.place = place
        self.corpus_name = name
        self.store: Store | None = None
        self.owning = CorpusOwning(
            self, place.root, is_bundled=name == BUNDLED, at=lambda: self.record_at
        )
        self._edits = LatestAnswer(self, "edit")

    @property
    def record_at(self) -> tuple[str, str] | None:
        """The record under the reader's cursor."""
        raise NotImplementedError

    def action_refresh(self) -> None:
        """Read the files if they have changed."""
        raise NotImplementedError

    @on(EditRecord)
    def _edit_record(self, event: EditRecord) -> None:
        if self.store is not None:
            key = (event.record_type, event.record_id)
            self._edits.ask(partial(_place_of, self.store, *key), self.post_message)

    @on(EditFile)
    def _edit_file(self, event: EditFile) -> None:
        if refuses(self, Feature.EDITOR):
            return
        if event.path.is_absolute() and not event.path.is_relative_to(self.place.root):
            self._open_editor(event)
        else:
            self.owning.change(partial(self._open_editor, event))

    def _open_editor(self, event: EditFile) -> None:
        from trafficking_explorer.ui.external_editor import edit_file

        edit_file(
            self,
            self.place.root / event.path,
            event.line,
            event.column,
            setting=self.config.editor,
            saved=self.action_refresh,
            is_bundled=self.corpus_name == BUNDLED,
        )

    @on(ChangeCorpus)
    def _change_corpus(self, event: ChangeCorpus) -> None:
        self.owning.change(event.change)

    def action_undo_write(self) -> None:
        """Undo the last write to the corpus, by this program in any of its runs."""
        if refuses(self, Feature.CURATION):
            return

        def undone(what: str) -> None:
            self.notify(f"Undone: {what}.", markup=False, timeout=4)
            self.action_refresh()

        self._edits.ask(partial(_undo_write, self.place.root), undone)

    @on(AnswerFinding)
    def _answer_finding(self, event: AnswerFinding) -> None:
        if refuses(self, Feature.CURATION) or self.store is None:
            return
        from trafficking_explorer.ui.dialogs.answer import AnswerScreen

        def closed(is_written: bool | None) -> None:
            if is_written:
                self.action_refresh()

        dialog = AnswerScreen(self.store, self.place.root, event.finding_id)
        self.owning.change(lambda: self.push_screen(dialog, closed))


def _undo_write(root: Path) -> str:
    """Undo the last write to a corpus; the write in a few words, printable. For a thread."""
    from trafficking_explorer.curation.write_journal import WriteJournal

    return single_line(WriteJournal(root).undo().what)


def _place_of(store: "Store", record_type: str, record_id: str) -> EditFile | Notice:
    """The place of a record in its file, or the notice that it has none; for a thread."""
    from trafficking_explorer.database.queries import detail

    record = detail(store, record_type, record_id)
    if record is None or not record.file:
        name = single_line(f"{record_type}/{record_id}")
        return Notice(f"There is no record {name} to edit.", "warning")
    return EditFile(Path(record.file), max(1, record.line))
