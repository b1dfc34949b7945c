"""The pane of findings: a list, the two passages of the finding under the cursor, and its card."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from trafficking_explorer.database.read_models import Detail, FindingDetail, Listing
from trafficking_explorer.database.views import View
from trafficking_explorer.ui.messages import AnswerFinding, EditRecord, Notice, OpenText
from trafficking_explorer.ui.panes.findings_question import FindingsQuestion
from trafficking_explorer.ui.panes.panel_layout import FINDING_PLANS
from trafficking_explorer.ui.panes.records import RecordsPane
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.view_state import PaneState
from trafficking_explorer.ui.widgets.findings_table import FindingsTable

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store
    from trafficking_explorer.ui.widgets.source_panel import SourcePanel


class FindingsPane(RecordsPane):
    """Findings instead of records: below the list their passages, below these the card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("A", "answer", "Answer", id="finding.answer"),
        Binding("o", "rule", "Rule", id="finding.rule"),
        Binding(
            "right_square_bracket,left_square_bracket",
            "turn(1)",
            "Other side",
            key_display="[ ]",
            id="finding.other-side",
        ),
    ]
    PARTS = ("table", "source", "card")
    TABLE = FindingsTable
    QUESTION = FindingsQuestion
    PLANS = FINDING_PLANS
    ROW = "finding"
    ALONE = "This finding has only one side."

    def __init__(
        self,
        view: View,
        *,
        marks: Symbols,
        first: Listing | None = None,
        memory: PaneState | None = None,
    ) -> None:
        super().__init__(view, marks=marks, first=first, memory=memory)
        if memory is not None and isinstance(self.question, FindingsQuestion):
            self.question.is_unfolded = memory.is_unfolded

    @property
    def memory(self) -> PaneState:
        question = self.question
        unfolded = isinstance(question, FindingsQuestion) and question.is_unfolded
        return replace(super().memory, is_unfolded=unfolded)

    @on(FindingsTable.FoldChosen)
    def _fold(self, event: FindingsTable.FoldChosen) -> None:
        event.stop()
        if isinstance(self.question, FindingsQuestion):
            self.question.toggle()

    # Imports in functions: the first rows need not wait for them.

    def make_sources(self) -> "SourcePanel":
        from trafficking_explorer.ui.widgets.comparison_panel import ComparisonPanel

        return ComparisonPanel(id="source", marks=self.marks)

    async def mount_details(self) -> None:
        await super().mount_details()
        self._show_order()

    def _rows_shown(self, listing: Listing) -> None:
        super()._rows_shown(listing)
        if self.is_furnished:
            self._show_order()

    def _show_order(self) -> None:
        """Name the order of the rows in the empty filter line, unless a column shows it."""
        self.bar.field.show_hint("" if self.question.sort else self.view.order)

    def read_record(self, store: "Store", key: tuple[str, str]) -> Detail | None:
        from trafficking_explorer.findings.queries import finding_detail

        return finding_detail(store, key[1])

    def action_edit(self) -> None:
        """Open the file of the record on the reader's side of the finding."""
        record = self.card.record if self.is_furnished else None
        passage = self.sources.passage if record is not None else None
        targets = [key for field in record.fields for key in field.targets] if record else []
        key = (passage.record_type, passage.record_id) if passage else next(iter(targets), None)
        self.post_message(EditRecord(*key) if key else Notice("There is no record to edit."))

    def action_answer(self) -> None:
        """Answer the finding under the cursor."""
        row = self.table.current
        if row is None:
            self.post_message(Notice("There is no finding to answer."))
        else:
            self.post_message(AnswerFinding(row.record_id))

    def action_rule(self) -> None:
        """Show the page of the rule that made the finding."""
        from trafficking_explorer.findings.queries import explanation

        record = self.card.record if self.is_furnished else None
        page = explanation(record.rule) if isinstance(record, FindingDetail) else None
        if page is None:
            self.post_message(Notice("There is no finding with a rule to show."))
        else:
            self.post_message(OpenText(*page))
