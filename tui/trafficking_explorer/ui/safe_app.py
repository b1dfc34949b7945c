"""Textual's App made safe: harmless text, an orderly end, and the limits of secure mode."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.segment import Segment
from textual import constants, on
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.color import Color
from textual.filter import LineFilter
from textual.worker import WorkerFailed

from trafficking_explorer.errors import ExplorerError, unforeseen
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.display import harmless, sanitize, shorten_middle
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.restrictions import refuses
from trafficking_explorer.ui.shutdown import Shutdown

if TYPE_CHECKING:
    from textual.driver import Driver
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel

_MOST_SHOWN = 1_000
"""Code points of a notice to show; one that fills the screen hides the thing it is about."""


class SafeApp(App[int]):
    """An app for hostile text, shared logins and terminals that may go away."""

    def __init__(self) -> None:
        super().__init__()
        # A traceback quotes the values it is about, so colours in them would not pass.
        self.error_console = Console(
            stderr=True, color_system=None, markup=False, highlight=False, emoji=False
        )
        self.ending = Shutdown(self.exit, self.keep_at_once)
        """The end if the terminal goes, or the system asks for it."""
        self.failure: ExplorerError | None = None
        """The reason why the app had to close, for the terminal it came from."""
        self._notices: dict[str, float] = {}
        """Each notice on screen, with the time at which it goes."""

    def keep_at_once(self) -> None:
        """Keep what would be lost, and leave no process behind; in a thread, whatever the loop does."""

    def get_line_filters(self) -> "Sequence[LineFilter]":
        return [*super().get_line_filters(), HARMLESS]

    def get_driver_class(self) -> "type[Driver]":
        if sys.platform == "win32" or constants.DRIVER:
            return super().get_driver_class()
        # Not in tests, which have no terminal, nor on Windows, which lacks its modules.
        from trafficking_explorer.ui.terminal_driver import TerminalDriver

        return TerminalDriver

    def pop_screen(self) -> AwaitComplete:
        # Two keys in a row can both close a screen before the first has done so.
        return super().pop_screen() if len(self.screen_stack) > 1 else AwaitComplete()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: "SeverityLevel" = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """As in Textual, made harmless; a notice on screen is not shown a second time."""
        message, title = harmless(message), harmless(title)
        now = monotonic()
        if len(message) > _MOST_SHOWN:
            message = shorten_middle(message, _MOST_SHOWN)
        self._notices = {each: end for each, end in self._notices.items() if end > now}
        if message not in self._notices:
            self._notices[message] = now + (timeout or self.NOTIFICATION_TIMEOUT)
            super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    @on(Notice)
    def _notice(self, event: Notice) -> None:
        self.notify(event.text, severity=event.severity, markup=False, timeout=4)

    def show_error(self, error: ExplorerError) -> None:
        """Show an error that refuses one action."""
        self.notify(str(error), severity="error", markup=False, timeout=8)

    def _fatal_error(self) -> None:
        """End with a short message after an unexpected error.

        Textual would write a traceback with all of memory around it, for a minute.
        """
        error = self._exception
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self.failure is None and cause is not None:
            self.failure = unforeseen("exploring", cause)
        self._close_messages_no_wait()

    # Files that Textual itself writes, and programs that it starts.

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """As in Textual.

        Raises:
            SecureModeError: suspending is off.
        """
        require(Feature.SUSPENDING)
        with super().suspend():
            yield

    def action_suspend_process(self) -> None:
        if not refuses(self, Feature.SUSPENDING):
            super().action_suspend_process()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        if not refuses(self, Feature.LINKS):
            super().open_url(url, new_tab=new_tab)

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        if refuses(self, Feature.SCREENSHOTS):
            return None
        return super().deliver_screenshot(filename, path, time_format)


class Harmless(LineFilter):
    """Removes unprintable characters from a line, whichever widget has drawn it.

    Our widgets show such characters as marks, for which they have room. Here the width of the line
    must stay, so they are left out.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        line = "".join(segment.text for segment in segments)
        if sanitize(line) == line:
            return segments
        return [_harmless(segment) for segment in segments]


def _harmless(segment: Segment) -> Segment:
    text, style, control = segment
    kept = "".join(char for char in text if sanitize(char) == char)
    return Segment(set_cell_size(kept, cell_len(text)), style, control)


HARMLESS = Harmless()
