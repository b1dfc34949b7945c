"""The words of all sources side by side: claims down, sources across, and the passages below."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import ActiveBinding, Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.findings.comparison import Comparison, Saying, sign_of
from trafficking_explorer.reports.comparison_words import counts, headline, short_legend
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.messages import (
    AnswerFinding,
    EditRecord,
    Notice,
    OpenFindings,
    OpenSource,
)
from trafficking_explorer.ui.restrictions import offered
from trafficking_explorer.ui.symbols import PLAIN, Symbols
from trafficking_explorer.ui.widgets.compared_passages import ComparedPassages, Documents
from trafficking_explorer.ui.widgets.comparison_panel import SideView
from trafficking_explorer.ui.widgets.comparison_table import ComparisonTable
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.status_line import StatusLine
from trafficking_explorer.ui.widgets.wrapped_text import WrappedText

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.clipboard import Choice

# Imports inside functions: the screen is drawn before the store is asked, and a copy is rare.

_DOCUMENTS_KEPT = 16
_SHORT = 20
"""Lines of a screen below which the table has the room of facts and legend."""
_TALL = 35
_NOTHING = (
    "No source says anything of it that can be compared.",
    "Operations, agencies, statistics and findings can. Esc goes back.",
)


class CompareScreen(Screen[Message | None]):
    """A comparison; its result is where the reader wants to go, as a message for the main screen."""

    CSS_PATH = "compare.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "difference(1)", "Difference", id="compare.next"),
        Binding("N", "difference(-1)", "Previous difference", show=False, id="compare.previous"),
        Binding("y", "copy", "Copy", id="compare.copy"),
        Binding("7", "findings", "Findings", id="compare.findings"),
        Binding("A", "answer", "Answer", id="compare.answer"),
        Binding("question_mark,f1", "app.keys", "Help", key_display="?", id="compare.keys"),
        Binding(
            "escape,less_than_sign,c",
            "dismiss(None)",
            "Back",
            key_display="esc",
            id="compare.close",
        ),
        Binding("e", "edit", "Edit", id="compare.edit"),
        Binding("tab,shift+tab", "part", "Table, passages", show=False, id="compare.part"),
        Binding("q", "app.quit", "Quit", show=False, id="compare.quit"),
    ]

    def __init__(
        self,
        store: "Store",
        keys: tuple[Key, ...],
        *,
        marks: Symbols,
        corpus: Path | None = None,
    ) -> None:
        """Prepare to compare.

        Args:
            keys: the records to compare, or a finding.
            corpus: the folder that is open; None for the bundled one.
        """
        super().__init__()
        self.store = store
        self.keys = keys
        self.marks = marks
        self.corpus = corpus
        self.table = ComparisonTable(id="compare-table", marks=marks)
        self.shown: tuple[Saying, ...] = ()
        """The words whose passages are on screen, in the order of the columns."""
        self._answers = LatestAnswer(self, "compare", on_error=self._refused)
        self._texts = LatestAnswer(self, "compared texts", threads=2)
        self._copies = LatestAnswer(self, "compared copies")
        self._documents: Documents = {}

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        return offered(super().active_bindings)

    def compose(self) -> ComposeResult:
        yield StatusLine(id="compare-title")
        yield StatusLine(id="compare-facts")
        yield self.table
        yield WrappedText(id="compare-finding")
        yield ComparedPassages(id="compare-passages", marks=self.marks)
        yield StatusLine(id="compare-legend")
        yield Footer(id="compare-footer")

    def on_mount(self) -> None:
        self.query_one("#compare-title", StatusLine).text = "Compare: reading …"
        self.table.focus()
        self._ask()

    def on_unmount(self) -> None:
        # A thread cannot be killed, and the program would wait for the end of its query.
        for each in (self._answers, self._texts, self._copies):
            each.close()

    def on_resize(self, event: events.Resize) -> None:
        is_short = event.size.height < _SHORT
        self.set_class(is_short, "-short")
        self.table.set_dates(shown=not is_short)
        self.set_class(event.size.height >= _TALL, "-tall")

    def open(self, store: "Store") -> None:
        """Answer from this store from now on; the reader stays on the same row."""
        self.store = store
        self._documents = {}
        self._ask()

    # What is compared.

    def _ask(self) -> None:
        from trafficking_explorer.findings.comparison_builder import compare

        self._answers.ask(partial(compare, self.store, self.keys), self._show)

    def _refused(self, error: Foreseen) -> None:
        self._answers.report(error)
        if self.table.comparison is None:
            self.dismiss(None)

    def _show(self, comparison: Comparison | None) -> None:
        title = self.query_one("#compare-title", StatusLine)
        if comparison is None or not comparison.rows:
            title.text = f"{single_line(comparison.title)} › compare" if comparison else "Compare"
            self.table.cells.comparison = comparison
            self.table.if_empty = _NOTHING
            self.table.relayout()
            return
        before, row = self.table.comparison, self.table.row
        at, source_id = comparison.at, None
        if before is not None and row is not None:
            same = [
                each.label == row.label and each.section == row.section for each in comparison.rows
            ]
            at = same.index(True) if any(same) else min(self.table.cursor, len(same) - 1)
            stop = self.table.stop
            source_id = before.sources[stop.column].source_id if stop else None
        title.text = f"{single_line(comparison.title)} › compare · {counts(comparison)}"
        facts = headline(comparison, self.marks.resolved)
        self.query_one("#compare-facts", StatusLine).text = facts
        self.set_class(not facts, "-no-facts")
        meanings = short_legend(comparison.rows, plain=self.marks == PLAIN)
        self.query_one("#compare-legend", StatusLine).text = "   ".join(meanings)
        self.table.show_comparison(comparison, at, source_id)

    # The row under the cursor.

    @on(LineList.Highlighted)
    @on(ComparisonTable.Turned)
    def _moved(self, event: Message) -> None:
        event.stop()
        self._show_finding()
        self._show_passages()

    def _show_finding(self) -> None:
        row = self.table.row
        note = self.query_one("#compare-finding", WrappedText)
        if row is None:
            note.texts = ()
            return
        if not row.findings:
            note.texts = (f"{self._sign(row.sign)}{sign_of(row.sign).meaning}",)
            return
        first, *others = row.findings
        more = f" · {count_noun(len(others), 'more finding')}: 7" if others else ""
        answer = single_line(first.told_answer)
        note.texts = (
            f"{self._sign(first.sign)}{single_line(first.message)}",
            f"{answer[0].upper()}{answer[1:]}{more}",
        )

    def _sign(self, text: str) -> str:
        """A sign as this terminal shows it, with the blank behind it."""
        sign = sign_of(text)
        shown = sign.plain if self.marks == PLAIN else sign.text
        return f"{shown} " if shown else ""

    def _show_passages(self) -> None:
        comparison, row, stop = self.table.comparison, self.table.row, self.table.stop
        if comparison is None or row is None or stop is None:
            return
        first = stop.saying or row.sayings[0]
        other = comparison.partner(row, first)
        place = {source.source_id: at for at, source in enumerate(comparison.sources)}
        found = (first,) if other is None else (first, other)
        self.shown = tuple(sorted(found, key=lambda each: (place[each.source_id], *each.span)))
        wanted = {each.source_id for each in self.shown}
        here = stop.saying
        if wanted <= self._documents.keys():
            self._texts.begin()
            self._fill(here, {})
        else:
            question = partial(_read_documents, self.store, wanted - self._documents.keys())
            self._texts.ask(question, partial(self._fill, here))

    def _fill(self, here: Saying | None, documents: Documents) -> None:
        self._documents |= documents
        passages = self.query_one(ComparedPassages)
        passages.show_sayings(self.shown, here, self._documents)
        kept = {each.source_id for each in self.shown}
        for oldest in [id_ for id_ in self._documents if id_ not in kept][:-_DOCUMENTS_KEPT]:
            del self._documents[oldest]

    # Keys.

    def action_difference(self, by: int) -> None:
        at = self.table.next_difference(by)
        if at is None:
            where = "below" if by > 0 else "above"
            self.post_message(Notice(f"No row {where} differs."))
        else:
            self.table.go_to(at)

    def action_part(self) -> None:
        """Put the cursor into a passage, to scroll it, and back into the table."""
        sides = [side for side in self.query_one(ComparedPassages).sides if side.region.area]
        parts = [self.table, *sides]
        at = parts.index(self.focused) if self.focused in parts else 0
        parts[(at + 1) % len(parts)].focus()

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        stop = self.table.stop
        if stop is None or stop.saying is None:
            self.post_message(Notice("This source says nothing of it."))
        else:
            self._open(stop.saying.source_id, stop.saying.span)

    @on(SideView.Opened)
    def _side_chosen(self, event: SideView.Opened) -> None:
        event.stop()
        self._open(event.source_id, event.span)

    def _open(self, source_id: str, span: tuple[int, int]) -> None:
        self.dismiss(OpenSource(source_id, *span))

    def action_findings(self) -> None:
        """Show the findings about what is compared; of several claims those about the row's first."""
        comparison, row = self.table.comparison, self.table.row
        if comparison is None or row is None:
            return
        key = comparison.record
        if key is None:
            key = next(iter(sorted(row.records)), None)
        if key is None or not comparison.findings:
            self.post_message(Notice("No finding is about what is compared here."))
        else:
            self.dismiss(OpenFindings(*key))

    def action_answer(self) -> None:
        """Answer the finding that is shown about the row."""
        row = self.table.row
        if row is None or not row.findings:
            self.post_message(Notice("There is no finding about this row to answer."))
        else:
            self.post_message(AnswerFinding(row.findings[0].id))

    def action_edit(self) -> None:
        """Open the file of the record whose words are under the cursor."""
        stop = self.table.stop
        if stop is None or stop.saying is None or stop.saying.record[0] == "finding":
            self.post_message(Notice("There is no record to edit."))
        else:
            self.post_message(EditRecord(*stop.saying.record))

    def action_copy(self) -> None:
        from trafficking_explorer.ui.comparison_copies import choices_of_comparison

        comparison, row = self.table.comparison, self.table.row
        if comparison is None or row is None:
            self.post_message(Notice("There is nothing to copy."))
            return
        question = partial(
            choices_of_comparison, self.store, comparison, row, self.shown, self.keys, self.corpus
        )
        self._copies.ask(question, self._offer_copies)

    def _offer_copies(self, choices: "tuple[Choice, ...]") -> None:
        from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu

        self.app.push_screen(CopyMenu(choices))


def _read_documents(store: "Store", wanted: set[str]) -> Documents:
    """Sources by id; for a thread."""
    from trafficking_explorer.database.queries import source_document

    found = ((source_id, source_document(store, source_id)) for source_id in sorted(wanted))
    return {source_id: document for source_id, document in found if document is not None}
