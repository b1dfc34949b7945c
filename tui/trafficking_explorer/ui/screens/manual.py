"""Read the manual, page by page."""

from functools import partial
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import Static

from trafficking_explorer.manual.markdown import plain_text
from trafficking_explorer.manual.pages import TOPICS, Page, read_page
from trafficking_explorer.ui.dialogs.dialog import ScrollDialog, scroll_bindings


class ManualScreen(ScrollDialog[None]):
    """One page at a time, laid out for the width of the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="manual.close"),
        *scroll_bindings("manual"),
        Binding("right_square_bracket", "turn(1)", "Next page", id="manual.next"),
        Binding("left_square_bracket", "turn(-1)", "Previous page", id="manual.previous"),
    ]

    def __init__(self, topic: str) -> None:
        """Prepare to show a page, by one of the names in `TOPICS`."""
        super().__init__()
        self._at = TOPICS.index(topic)
        self._page: Page | None = None

    def content(self) -> Static:
        return Static(id="manual-text", markup=False)

    def on_mount(self) -> None:
        self._read()

    def _read(self) -> None:
        # In a thread: generated parts import the code they describe.
        self.answers.ask(partial(read_page, TOPICS[self._at]), self._show)

    def _show(self, page: Page) -> None:
        self._page = page
        self._lay_out()
        self.scroller.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        if self._page is None:
            return
        width = self.scroller.scrollable_content_region.width
        lines = plain_text(self._page.text, width)
        self.query_one("#manual-text", Static).update(Text("\n".join(lines)))
        self.show_foot(f"{self._page.topic} · page {self._at + 1} of {len(TOPICS)}")

    def action_turn(self, by: int) -> None:
        self._at = (self._at + by) % len(TOPICS)
        self._read()
