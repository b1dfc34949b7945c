"""A page of the manual, and the way to the others."""

from typing import ClassVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Static

from trafficking_explorer.manual.layout import plain_text
from trafficking_explorer.manual.pages import TOPICS, Page, read_page


class ManualScreen(ModalScreen[None]):
    """Shows one page at a time, laid out for the room there is."""

    CSS_PATH = "manual.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss(None)", "Close", id="manual.close"),
        Binding("j", "scroll(1)", "Down", show=False, id="manual.down"),
        Binding("k", "scroll(-1)", "Up", show=False, id="manual.up"),
        Binding("right_square_bracket", "turn(1)", "Next page", show=False, id="manual.next"),
        Binding(
            "left_square_bracket", "turn(-1)", "Previous page", show=False, id="manual.previous"
        ),
    ]

    class PageRead(Message):
        """A page has been read."""

        def __init__(self, page: Page) -> None:
            super().__init__()
            self.page = page

    def __init__(self, topic: str) -> None:
        """Prepare to show a page, by one of the names in `TOPICS`."""
        super().__init__()
        self._at = TOPICS.index(topic)
        self._page: Page | None = None

    def compose(self) -> ComposeResult:
        with Vertical(id="manual"):
            with VerticalScroll(id="manual-body"):
                yield Static(id="manual-text", markup=False)
            yield Static(id="manual-foot", markup=False)

    def on_mount(self) -> None:
        self.query_one("#manual-body").focus()
        self._read(TOPICS[self._at])

    @work(thread=True, description="", exclusive=True, group="manual")
    def _read(self, topic: str) -> None:
        # In a thread: generated parts import what they describe.
        self.post_message(self.PageRead(read_page(topic)))

    @on(PageRead)
    def _show(self, event: PageRead) -> None:
        if event.page.topic == TOPICS[self._at]:
            self._page = event.page
            self._lay_out()
            self.query_one("#manual-body").scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        self.call_after_refresh(self._lay_out)

    def _lay_out(self) -> None:
        if self._page is None:
            return
        width = self.query_one("#manual-body").scrollable_content_region.width
        lines = plain_text(self._page.text, width)
        self.query_one("#manual-text", Static).update(Text("\n".join(lines)))
        place = f"{self._page.topic} · page {self._at + 1} of {len(TOPICS)}"
        self.query_one("#manual-foot", Static).update(f"{place}   [ ] other page   esc close")

    def action_turn(self, by: int) -> None:
        self._at = (self._at + by) % len(TOPICS)
        self._read(TOPICS[self._at])

    def action_scroll(self, by: int) -> None:
        self.query_one("#manual-body").scroll_relative(y=by, animate=False)
