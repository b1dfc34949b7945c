"""The table of findings: the last line stands for the routine notes."""

from rich.segment import Segment
from rich.style import Style
from textual.message import Message

from trafficking_explorer.database.read_models import FoldedNotes, ListRow
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.widgets.record_table import RecordTable
from trafficking_explorer.ui.widgets.segments import fit_cells, foreground


class FindingsTable(RecordTable):
    """Findings, and a line below them that shows or folds the notes of routine rules."""

    _folded: FoldedNotes | None = None
    _is_open = False

    class FoldChosen(Message):
        """The reader wants routine notes shown, or folded again."""

    def fold(self, notes: FoldedNotes | None, *, is_open: bool) -> None:
        """Set the line below the findings, before they are shown.

        Args:
            notes: None if there are none.
            is_open: they are among the findings.
        """
        self._folded, self._is_open = notes, is_open

    @property
    def is_at_fold(self) -> bool:
        """True if the cursor is on the line below the findings."""
        return self._folded is not None and self.cursor == self.rows.count

    @property
    def current(self) -> ListRow | None:
        return None if self.is_at_fold and not self.is_covered else super().current

    def item_count(self) -> int:
        return self.rows.count + (self._folded is not None)

    def item_heights(self, width: int) -> list[int] | int | None:
        heights = super().item_heights(width)
        if isinstance(heights, list) and self._folded is not None:
            heights.append(1)
        return heights

    def draw_item(self, index: int, line: int, width: int, style: Style) -> list[Segment]:
        if self._folded is None or index < self.rows.count:
            return super().draw_item(index, line, width, style)
        faint = style + foreground(self.get_component_rich_style("table--faint"))
        text = "" if line else f"{'▸' if index == self.cursor else ' '} {self._words()}"
        return [Segment(fit_cells(text, width)[0], faint)]

    def _words(self) -> str:
        """The line below the findings."""
        assert self._folded is not None
        notes = count_noun(self._folded.count, "note")
        does = "folds them" if self._is_open else "shows them"
        return f"{notes}: {'; '.join(self._folded.titles)} – enter {does}"

    def action_choose(self) -> None:
        if self.is_at_fold:
            self.post_message(self.FoldChosen())
        else:
            super().action_choose()
