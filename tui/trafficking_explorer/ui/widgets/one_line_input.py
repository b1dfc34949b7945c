"""A field of one line that takes pasted lines as one."""

from textual import events
from textual.widgets import Input


class OneLineInput(Input):
    """A field in which pasted lines are joined by a blank; Textual's own drops all but the first."""

    def _on_paste(self, event: events.Paste) -> None:
        # Textual calls the handler of each base class unless it is told not to.
        event.prevent_default()
        event.stop()
        if joined := join_lines(event.text):
            start, end = self.selection
            self.replace(joined, *sorted((start, end)))


def join_lines(text: str) -> str:
    """A text as one line; blanks at its ends are kept only if it was one."""
    lines = [line.strip() for line in text.splitlines()]
    return text.strip("\r\n") if len(lines) < 2 else " ".join(line for line in lines if line)
