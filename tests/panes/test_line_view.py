"""Views that draw their own lines, within Textual's layout."""

from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widgets import Static

from tests.waiting import until
from trafficking_explorer.ui.widgets.line_list import LineView


class Sized(LineView):
    """A view that notes the sizes it was told."""

    DEFAULT_CSS = "Sized { height: 5; }"

    def on_mount(self) -> None:
        self.told: list[Size] = []

    def on_resize(self) -> None:
        self.told.append(self.size)


class Host(App[None]):
    """A hidden view below something that scrolls."""

    def compose(self) -> ComposeResult:
        with VerticalScroll():
            yield Static("a line\n" * 50)
        view = Sized()
        view.display = False
        yield view


async def test_a_view_that_appears_while_another_scrolls_is_told_its_size() -> None:
    """Textual takes it for one that was there before, if somebody asks for a region meanwhile."""
    async with Host().run_test(size=(40, 20)) as pilot:
        view, scroll = pilot.app.query_one(Sized), pilot.app.query_one(VerticalScroll)
        await pilot.pause()
        scroll.scroll_to(y=3, animate=False, immediate=True)
        await pilot.pause()
        view.display = True
        assert scroll.region
        await until(lambda: view.size.height == 5)
        await pilot.pause()
        assert view.told[-1:] == [(40, 5)]


async def test_a_size_is_told_once() -> None:
    """Textual's own event and ours are one."""
    async with Host().run_test(size=(40, 20)) as pilot:
        view = pilot.app.query_one(Sized)
        view.display = True
        await pilot.pause()
        await pilot.resize_terminal(30, 20)
        await pilot.pause()
        assert view.told == [(40, 5), (30, 5)]
