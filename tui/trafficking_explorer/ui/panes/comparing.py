"""The way from records to the comparison of what the sources say of them."""

from trafficking_explorer.ui.messages import Notice, OpenComparison
from trafficking_explorer.ui.panes.layout import ThreePartPane

_NOT_SOURCES = "Compare an operation, an agency, a statistic or a finding: sources are the columns."


class ComparingPane(ThreePartPane):
    """A pane whose records can be compared."""

    def action_compare(self) -> None:
        """Compare what the sources say of the marked records, or of the one under the cursor."""
        row = self.table.current
        rows = self.table.marked_rows or ([row] if row is not None else [])
        keys = tuple(each.key for each in rows if each.record_type != "source")
        if not rows:
            self.post_message(Notice("There is no record to compare."))
        elif not keys:
            self.post_message(Notice(_NOT_SOURCES))
        else:
            self.post_message(OpenComparison(keys))
