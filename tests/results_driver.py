"""A results view, alone in an app, for tests."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from tests.waiting import has_more_to_do, until
from trafficking_explorer.console.query_result import QueryResult
from trafficking_explorer.console.session import Console
from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.ui.dialogs.cell_viewer import CellViewer
from trafficking_explorer.ui.dialogs.export import ExportScreen, Target
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import (
    EditRecord,
    Notice,
    OpenCell,
    OpenCopy,
    OpenExport,
    OpenRecord,
    OpenSource,
)
from trafficking_explorer.ui.widgets.result_table import ResultTable
from trafficking_explorer.ui.widgets.results_view import ResultsView


class Host(App[None]):
    """Shows results, and keeps what they say to a pane."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        yield ResultsView()

    @on(Notice)
    @on(OpenCopy)
    @on(EditRecord)
    @on(OpenRecord)
    @on(OpenSource)
    def keep(self, event: Message) -> None:
        self.said.append(event)

    @on(OpenCell)
    def open_cell(self, event: OpenCell) -> None:
        self.push_screen(CellViewer(event.title, event.type, event.value, event.text))

    @on(OpenExport)
    def open_export(self, event: OpenExport) -> None:
        def chosen(target: Target | None) -> None:
            if target is not None:
                event.chosen(*target)

        self.push_screen(ExportScreen(event.rows), chosen)


class Results:
    """An open part, and what a test asks of it."""

    def __init__(self, app: Host, pilot: Pilot[None], console: Console) -> None:
        self.app = app
        self.pilot = pilot
        self.console = console

    @property
    def part(self) -> ResultsView:
        return self.app.screen_stack[0].query_one(ResultsView)

    @property
    def table(self) -> ResultTable:
        return self.part.table

    @property
    def status(self) -> str:
        return self.part.status

    @property
    def focused(self) -> str | None:
        """The id of what has the focus."""
        return None if self.app.focused is None else self.app.focused.id

    def start(self, sql: str) -> QueryResult:
        """Run a script as a pane does, but for the last statement's end."""
        self.part.clear_runs()
        found = self.console.read(sql)
        for statement in found:
            result = self.console.start(statement)
            self.part.show_run(f"{statement.number} {statement.text}", result)
            if statement is not found[-1]:
                result.finish()
        self.part.focus_rows()
        return result

    async def run(self, sql: str) -> str:
        """Run a script to its end, and return what is said of its last result."""
        result = self.start(sql)
        with suppress(ExplorerError):
            result.finish()
        await self.settle()
        return self.status

    async def settle(self) -> None:
        """Come back when nothing is under way."""
        while True:
            await self.until(self._is_through)
            await self.pilot.pause()
            if self._is_through() and not has_more_to_do(self.app):
                return

    async def until(self, holds: Callable[[], bool]) -> None:
        """Come back when something holds."""
        await until(holds, lambda: f"said is {self.status!r}")

    def _is_through(self) -> bool:
        """True if nothing waits for a thread."""
        run = self.part.run
        return (
            not LatestAnswer.is_any_busy()
            and all(worker.is_finished for worker in self.app.workers)
            and (run is None or not run.running)
        )

    async def press(self, *keys: str) -> None:
        """Press keys, waiting after each for what it sets off."""
        for key in keys:
            await self.pilot.press(key)
            with suppress(WorkerCancelled):
                await self.settle()

    async def enter(self, text: str) -> None:
        """Type into the line that has the focus, and send it."""
        await self.pilot.press(*(_KEYS.get(char, char) for char in text))
        await self.press("enter")

    def said(self, kind: type[Message] = Notice) -> Any:
        """The last message of a kind."""
        return [each for each in self.app.said if isinstance(each, kind)][-1]

    def rows(self) -> list[tuple[str | None, ...]]:
        """The rows that the table has read, in its order."""
        found = sorted(self.table.rows.items())
        return [row.cells for _, row in found]

    def column(self, index: int = 0) -> list[str | None]:
        """One column of those."""
        return [row[index] for row in self.rows()]

    def text(self) -> str:
        """All that is on the screen below the rule with the title, a line a row."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips[1:])


_KEYS = {" ": "space", "=": "equals_sign", ">": "greater_than_sign", "<": "less_than_sign"}


@asynccontextmanager
async def results(console: Console, size: tuple[int, int] = (100, 24)) -> AsyncIterator[Results]:
    """A results view, alone on a screen."""
    app = Host()
    async with app.run_test(size=size) as pilot:
        found = Results(app, pilot, console)
        await pilot.pause()
        yield found
