"""What the explorer is asked to open on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Start:
    """The first view.

    Attributes:
        pane: the name of a pane; None for the first.
        filter_text: a line for its filter.
        goto: `type/id` of a record.
        theme: the name of a theme.
    """

    pane: str | None = None
    filter_text: str = ""
    goto: str | None = None
    theme: str | None = None

    @property
    def goto_key(self) -> tuple[str, str] | None:
        """The record to open, as type and id."""
        if not self.goto:
            return None
        record_type, _, record_id = self.goto.partition("/")
        return record_type, record_id
