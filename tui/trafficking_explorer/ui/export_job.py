"""Writing rows to a file or to the clipboard: one export at a time, in a thread."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from textual.notifications import SeverityLevel
from textual.widget import Widget

from trafficking_explorer.errors import ExplorerError, QueryInterrupted
from trafficking_explorer.export.write_result import Batches, RowSource, write_result
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.clipboard import as_lines
from trafficking_explorer.ui.messages import Notice

_MOST_COPIED = 10_000
"""Rows that are sent to the clipboard at once: terminals take no more than some megabytes."""
BUSY = "A file is being written: esc stops it."


class ExportedRows(Protocol):
    """Rows that can be exported; asked in a thread, except for `stop`."""

    @property
    def columns(self) -> Sequence[str]:
        """The names of the columns."""

    @property
    def source(self) -> RowSource:
        """The rows."""

    @property
    def batches(self) -> Batches:
        """Gives the same rows as Arrow record batches."""

    @property
    def is_gone(self) -> bool:
        """True if the rows are no longer there."""

    def texts(self, count: int) -> list[tuple[str | None, ...]]:
        """The first rows as text."""

    def stop(self) -> None:
        """Interrupt the reading."""

    def close(self) -> None:
        """Free what has been read."""


class ExportJob:
    """Write some rows at a time."""

    def __init__(self, owner: Widget, changed: Callable[[], None]) -> None:
        """Prepare to write.

        Args:
            owner: runs the workers and posts the notices.
            changed: called when writing begins or ends.
        """
        self._owner = owner
        self._changed = changed
        self._stopping = False
        self._rows: ExportedRows | None = None
        self.progress: str | None = None
        """The progress of writing, in words; None if nothing is being written."""

    def stop(self) -> bool:
        """Stop writing; False if nothing is being written."""
        self._stopping = True
        if self._rows is not None:
            self._rows.stop()
        return self.progress is not None

    def begin(
        self,
        opened: Callable[[], ExportedRows],
        format_: str,
        path: Path | None,
        overwrite: bool,
    ) -> None:
        """Write rows to a file, or send them to the clipboard.

        Args:
            opened: gives the rows; called in a thread.
            path: None for the clipboard.
        """
        self._stopping = False
        self.progress = f"writing {path.name} …" if path else "copying …"
        write = partial(self._run, opened, format_, path, overwrite)
        self._owner.run_worker(write, thread=True, exclusive=True, group="export")
        self._changed()

    # In a thread.

    def _run(
        self,
        opened: Callable[[], ExportedRows],
        format_: str,
        path: Path | None,
        overwrite: bool,
    ) -> None:
        name = path.name if path else "the clipboard"
        severity: SeverityLevel = "information"
        rows: ExportedRows | None = None
        try:
            rows = self._rows = opened()
            if path is None:
                outcome = self._send(rows)
            else:
                outcome = self._write(rows, format_, path, overwrite)
        except QueryInterrupted:
            outcome, severity = f"{name} was not written: interrupted", "warning"
        except ExplorerError as error:
            outcome, severity = str(error), "error"
        finally:
            self._rows = None
            if rows is not None:
                rows.close()
        self._owner.app.call_from_thread(self._end, Notice(outcome, severity))

    def _write(self, rows: ExportedRows, format_: str, path: Path, overwrite: bool) -> str:
        total = rows.source.rows

        def written(count: int) -> None:
            if self._stopping or rows.is_gone:
                raise QueryInterrupted("interrupted")
            self.progress = (
                f"writing {path.name}: {count:,} of {total:,} rows · "
                f"{count / max(1, total):.0%} · esc stops"
            )

        written(0)
        write_result(
            path, format_, rows.columns, rows.source, rows.batches, written, overwrite=overwrite
        )
        return f"{count_noun(total, 'row')} written to {path}"

    def _send(self, rows: ExportedRows) -> str:
        """Send the first rows to the clipboard, as cells separated by tabs."""
        total = rows.source.rows
        count = min(total, _MOST_COPIED)
        lines = as_lines(rows.texts(count), rows.columns)
        of_all = "" if count == total else f", the first of {total:,},"
        self._owner.app.call_from_thread(self._owner.app.copy_to_clipboard, lines)
        return f"{count_noun(count, 'row')}{of_all} sent to the clipboard."

    def _end(self, outcome: Notice) -> None:
        self.progress = None
        self._owner.post_message(outcome)
        self._changed()
