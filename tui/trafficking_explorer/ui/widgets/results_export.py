"""Export of a result to a file or to the clipboard, with its progress."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from textual.message import Message
from textual.notifications import SeverityLevel
from textual.widget import Widget

from trafficking_explorer.errors import ExplorerError, QueryInterrupted
from trafficking_explorer.export.write_result import write_result
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.clipboard import as_lines
from trafficking_explorer.ui.messages import Notice, OpenExport
from trafficking_explorer.ui.widgets.result_run import ResultRun

_MOST_COPIED = 10_000
"""Rows that are sent to the clipboard at once: terminals take no more than some megabytes."""


class ResultExport:
    """Write one result at a time."""

    def __init__(self, owner: Widget, changed: Callable[[], None]) -> None:
        """Prepare to write.

        Args:
            owner: runs the workers and posts the notices.
            changed: called when writing begins or ends.
        """
        self._owner = owner
        self._changed = changed
        self._stopping = False
        self.progress: str | None = None
        """The progress of writing, in words; None if nothing is being written."""

    def request(self, run: ResultRun | None) -> Message:
        """Ask for a format and a file, or say why there is nothing to write."""
        if self.progress is not None:
            return Notice("A file is being written: esc stops it.")
        if run is None or not run.has_table:
            return Notice("There is no result to export.")
        if run.running:
            return Notice(
                "The result is not complete: wait for its end, or esc takes what there is."
            )
        return OpenExport(run.rows.rows, partial(self._begin, run))

    def stop(self) -> bool:
        """Stop writing; False if nothing is being written."""
        self._stopping = True
        return self.progress is not None

    def _begin(self, run: ResultRun, format_: str, path: Path | None, overwrite: bool) -> None:
        if run.closed:
            self._owner.post_message(
                Notice("The result is gone: another query has run since.", "warning")
            )
            return
        self._stopping = False
        work: Callable[[], None]
        if path is None:
            work = partial(self._send, run)
        else:
            self.progress = f"writing {path.name} …"
            work = partial(self._write, run, format_, path, overwrite)
        self._owner.run_worker(work, thread=True, exclusive=True, group="result-out")
        self._changed()

    def _write(self, run: ResultRun, format_: str, path: Path, overwrite: bool) -> None:
        total = run.rows.rows

        def written(rows: int) -> None:
            if self._stopping or run.closed:
                raise QueryInterrupted("interrupted")
            self.progress = (
                f"writing {path.name}: {rows:,} of {total:,} rows · "
                f"{rows / max(1, total):.0%} · esc stops"
            )

        source, columns = run.rows, run.result.columns
        outcome = f"{count_noun(total, 'row')} written to {path}"
        severity: SeverityLevel = "information"
        try:
            write_result(
                path, format_, columns, source, source.batches, written, overwrite=overwrite
            )
        except QueryInterrupted:
            outcome, severity = f"{path.name} was not written: interrupted", "warning"
        except ExplorerError as error:
            outcome, severity = str(error), "error"
        self._owner.app.call_from_thread(self._end, Notice(outcome, severity))

    def _end(self, outcome: Notice) -> None:
        self.progress = None
        self._owner.post_message(outcome)
        self._changed()

    def _send(self, run: ResultRun) -> None:
        """Send all rows on show to the clipboard, as cells separated by tabs."""
        count = min(run.rows.rows, _MOST_COPIED)
        try:
            texts = run.result.texts(run.rows.numbers(0, count))
        except ExplorerError as error:
            self._owner.post_message(Notice(str(error), "error"))
            return
        lines = as_lines(texts, run.result.columns)
        of_all = "" if count == run.rows.rows else f", the first of {run.rows.rows:,},"
        self._owner.app.call_from_thread(self._owner.app.copy_to_clipboard, lines)
        self._owner.post_message(
            Notice(f"{count_noun(count, 'row')}{of_all} sent to the clipboard.")
        )
