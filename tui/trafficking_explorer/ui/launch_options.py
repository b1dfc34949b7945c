"""Options of a call: the first view of the explorer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LaunchOptions:
    """The first view.

    Attributes:
        pane: the name of a pane; None for the first.
        filter_text: a line for its filter.
        goto: `type/id` of a record.
        theme: the name of a theme.
        sort: columns to sort by, as `--sort` takes them.
        columns: those to show, as `--columns` takes them.
    """

    pane: str | None = None
    filter_text: str = ""
    goto: str | None = None
    theme: str | None = None
    sort: str = ""
    columns: str = ""

    @property
    def is_view(self) -> bool:
        """True if the call asks for a view, instead of the one that was kept."""
        return bool(self.pane or self.filter_text or self.goto or self.sort or self.columns)

    @property
    def goto_key(self) -> tuple[str, str] | None:
        """The record to open, as type and id."""
        if not self.goto:
            return None
        record_type, _, record_id = self.goto.partition("/")
        return record_type, record_id
