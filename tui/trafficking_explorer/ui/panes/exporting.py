"""The way from the rows of a pane to a file."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from trafficking_explorer.secure import Feature
from trafficking_explorer.ui.messages import FileStatus, Notice
from trafficking_explorer.ui.panes.layout import ThreePartPane
from trafficking_explorer.ui.restrictions import refuses

if TYPE_CHECKING:
    from trafficking_explorer.ui.dialogs.export import Target
    from trafficking_explorer.ui.export_job import ExportJob
    from trafficking_explorer.ui.panes.row_question import RowQuestion
    from trafficking_explorer.ui.row_export import PaneRows
    from trafficking_explorer.ui.widgets.filter_bar import FilterEditor

_POLL_SECONDS = 0.1
"""While something is written; otherwise no timer does."""

# Imports inside functions: nothing on the first screen needs a dialog, or the formats.


class ExportingPane(ThreePartPane):
    """A pane whose rows can be exported."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "export", "Export", id="pane.export"),
    ]
    question: "RowQuestion"
    typed: "FilterEditor"
    _export: "ExportJob | None" = None
    _export_timer: Timer | None = None

    def action_export(self) -> None:
        """Ask for a format and a file for all rows that fit."""
        if refuses(self, Feature.EXPORTS):
            return
        listing = self.question.listing
        if self._export is not None and self._export.progress is not None:
            self.post_message(Notice("A file is being written: esc stops it."))
        elif self.store is None or listing is None or listing.count is None:
            self.post_message(Notice("The rows are not counted yet: try again in a moment."))
        elif not listing.count:
            self.post_message(Notice("There are no rows to export."))
        else:
            self._ask_for_target(listing.count)

    def _ask_for_target(self, count: int) -> None:
        from trafficking_explorer.text.file_names import file_name
        from trafficking_explorer.ui.dialogs.export import ExportScreen
        from trafficking_explorer.ui.row_export import PaneRows

        # What is on screen now, whatever is typed before the file has a name.
        keys = [self.view.columns[index].key for index in self.table.columns.shown()]
        if self.view.wraps:
            keys += [key for key in self.table.arrangement.shown() if key not in keys]
        tree, sort, view, store = self.typed.tree, self.question.sort, self.view, self.store
        assert store is not None
        rows = partial(
            PaneRows, store, view, tree, sort, tuple(keys), folded=self.question.is_narrowed
        )

        def chosen(target: "Target | None") -> None:
            if target is not None:
                self._begin_export(rows, *target)

        name = file_name(view.name, self.typed.text)
        self.app.push_screen(ExportScreen(count, name=name), chosen)

    def _begin_export(
        self, rows: "partial[PaneRows]", format_: str, path: Path | None, overwrite: bool
    ) -> None:
        from trafficking_explorer.ui.export_job import ExportJob

        if self._export is None:
            self._export = ExportJob(self, self._export_changed)
        self._export.begin(rows, format_, path, overwrite)

    def _export_changed(self) -> None:
        is_running = self._export is not None and self._export.progress is not None
        if is_running and self._export_timer is None:
            self._export_timer = self.set_interval(_POLL_SECONDS, self._show_progress)
        elif not is_running and self._export_timer is not None:
            self._export_timer.stop()
            self._export_timer = None
        self._show_progress()

    def _show_progress(self) -> None:
        progress = self._export.progress if self._export is not None else None
        self.post_message(FileStatus(progress or ""))

    def stop_export(self) -> bool:
        """Stop writing a file; False if none is being written."""
        return self._export is not None and self._export.stop()

    def action_clear(self) -> None:
        if not self.stop_export():
            super().action_clear()
