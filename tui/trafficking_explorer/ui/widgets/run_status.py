"""The lines below the SQL editor: a hint, a remark, or the progress and the outcome of a run."""

from collections.abc import Callable

from rich.text import Text
from textual.timer import Timer
from textual.widgets import Static

from trafficking_explorer.text.display import sanitize, truncate

_LINES = 5
_LINE = 240
"""Code points of a line: the beginning of a message says what is wrong."""
_TICK_SECONDS = 0.1


class RunStatus(Static):
    """A few lines of text; a long one is cut, with a sign."""

    DEFAULT_CSS = """
    RunStatus {
        height: auto; max-height: 8; padding: 0 1; background: $surface; color: $text-muted;
        &.-error { color: $text-error; }
    }
    """

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id, markup=False)
        self._timer: Timer | None = None
        self._has_followed = False

    def say(self, text: str, *, error: bool = False) -> None:
        """Show a message; it ends the progress."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._show(text, error=error)

    def remark(self, text: str, *, error: bool = False) -> None:
        """Show a message unless there is progress to show."""
        if self._timer is None:
            self._show(text, error=error)

    def hint(self, text: str) -> None:
        """Show a message unless there has been any progress."""
        if not self._has_followed:
            self._show(text)

    def follow(self, progress: Callable[[], str]) -> None:
        """Show the progress of a run until its outcome is said."""
        self.say("running … esc interrupts")
        self._has_followed = True
        self._timer = self.set_interval(_TICK_SECONDS, lambda: self._show(progress()))

    def _show(self, text: str, *, error: bool = False) -> None:
        lines = [truncate(sanitize(line), _LINE) for line in text.splitlines()]
        if len(lines) > _LINES:
            lines = [*lines[: _LINES - 1], "…"]
        self.set_class(error, "-error")
        self.update(Text("\n".join(lines)))
