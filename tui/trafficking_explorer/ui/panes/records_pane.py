"""The panes that list records, told apart from the others without loading them."""

from typing import TYPE_CHECKING, cast

from textual.widget import Widget

if TYPE_CHECKING:
    from trafficking_explorer.ui.panes.records import RecordsPane


def records_pane(pane: Widget) -> "RecordsPane | None":
    """A pane as one that lists records; None if it is another."""
    return cast("RecordsPane", pane) if getattr(pane, "LISTS_RECORDS", False) else None
