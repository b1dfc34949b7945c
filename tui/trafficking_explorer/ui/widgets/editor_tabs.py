"""The upper half of the SQL pane: buffers under their names, each in its editor, kept in a file."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from trafficking_explorer.console.completion import Completer
from trafficking_explorer.console.formatter import format_sql
from trafficking_explorer.console.tokenizer import statement_at
from trafficking_explorer.errors import QueryError
from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers
from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.widgets.title_tabs import BufferTabs

if TYPE_CHECKING:
    from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

_KEEP_SECONDS = 0.5
"""The longest time between a change and its writing."""


class OpenBuffers:
    """Buffers with their editors, one of them on screen. Empty until they have been read."""

    def __init__(self, buffers: Iterable[Buffer] = (), active: int = 0) -> None:
        self._buffers = list(buffers)
        """Their state at the last change that their editors told of."""
        self.editors: list[SqlEditor | None] = [None] * len(self._buffers)
        """For each buffer its editor, made when it is first shown."""
        self.active = active

    def __len__(self) -> int:
        return len(self._buffers)

    @property
    def names(self) -> list[str]:
        """The name of each buffer."""
        return [buffer.name for buffer in self._buffers]

    @property
    def buffer(self) -> Buffer:
        """The buffer on screen; an empty one before they have been read."""
        return self._buffers[self.active] if self._buffers else Buffer()

    @property
    def editor(self) -> "SqlEditor | None":
        """The editor on screen; None until it has been made."""
        return self.editors[self.active] if self.editors else None

    @editor.setter
    def editor(self, editor: "SqlEditor") -> None:
        self.editors[self.active] = editor

    def add(self, buffer: Buffer) -> None:
        """Make a buffer the active one; reuse one that has this text or is empty."""
        texts = [each.text for each in self._buffers]
        if buffer.text in texts:
            self.active = texts.index(buffer.text)
        elif self._buffers and not self.buffer.text.strip():
            if self.editor is not None:
                self.editor.text = buffer.text
            self._buffers[self.active] = buffer
        else:
            self.active = len(self._buffers)
            self._buffers.append(buffer)
            self.editors.append(None)

    def add_empty(self) -> None:
        """Make a further, empty buffer the active one."""
        self.active = len(self._buffers)
        self._buffers.append(Buffer())
        self.editors.append(None)

    def turn(self, by: int) -> None:
        """Go to another buffer; after the last comes the first."""
        self.active = (self.active + by) % len(self._buffers)

    def close(self) -> "tuple[Buffer, SqlEditor | None]":
        """Close the active buffer; an empty one takes the place of the last."""
        closed = self._buffers.pop(self.active), self.editors.pop(self.active)
        if not self._buffers:
            self._buffers.append(Buffer())
            self.editors.append(None)
        self.active = min(self.active, len(self._buffers) - 1)
        return closed

    def keep_as(self, sql: str, query: str) -> None:
        """Note that the active buffer is kept as a query with a name, with this text."""
        self._buffers[self.active] = replace(self.buffer, text=sql, query=query)

    def update(self, editor: "SqlEditor", *, is_edited: bool) -> bool:
        """Note the cursor of an editor, and its text if that was edited.

        Returns:
            True if the name of the buffer changed.
        """
        if editor not in self.editors:
            return False
        at = self.editors.index(editor)
        before = self._buffers[at]
        text = editor.text if is_edited else before.text
        self._buffers[at] = replace(before, text=text, cursor=editor.cursor)
        return is_edited and self._buffers[at].name != before.name

    def as_noted(self) -> tuple[Buffer, ...]:
        """The buffers as they were at the last change."""
        return tuple(self._buffers)

    def as_typed(self) -> list[Buffer]:
        """The buffers with the text of their editors, which may not have told of it yet."""
        return [
            replace(buffer, text=editor.text)
            if editor is not None and editor.text_input
            else buffer
            for buffer, editor in zip(self._buffers, self.editors, strict=False)
        ]


class BufferKeeper:
    """Write the open buffers to a file soon after each change."""

    def __init__(self, owner: Widget, files: EditorBuffers) -> None:
        """Prepare to write.

        Args:
            owner: has the timer and the worker, and tells of a problem.
        """
        self.buffers = OpenBuffers()
        self._owner = owner
        self._files = files
        self._state = 0
        """The number of the newest state of the buffers."""
        self._timer: Timer | None = None
        self._has_told_problem = False

    def soon(self) -> None:
        """Write within half a second."""
        if self._timer is None:
            self._timer = self._owner.set_timer(_KEEP_SECONDS, self._begin)

    def now(self) -> None:
        """Write the buffers as they are typed; from any thread."""
        if self.buffers:
            self._files.write(self.buffers.as_typed(), self.buffers.active, self._state + 1)

    def close(self) -> None:
        """Write for the last time and release the file."""
        self.now()
        self._files.close()

    def _begin(self) -> None:
        self._timer = None
        self._state += 1
        write = partial(
            self._write, self.buffers.as_noted(), self.buffers.active, state=self._state
        )
        self._owner.run_worker(write, thread=True, group="buffers")

    def _write(self, buffers: tuple[Buffer, ...], active: int, *, state: int) -> None:
        self._files.write(buffers, active, state)
        if self._files.problem and not self._has_told_problem:
            self._has_told_problem = True
            text = f"What is typed here will be gone after a crash: {self._files.problem}"
            self._owner.post_message(Notice(text, "warning"))


class EditorTabs(Vertical):
    """Buffers that outlive the explorer, and their layout."""

    DEFAULT_CSS = """
    EditorTabs {
        & > #sql-editors { height: 1fr; }
        & .loading { padding: 1 2; color: $text-muted; }
    }
    """

    completer: reactive[Completer | None] = reactive(None, init=False)
    """Completes statements; None until the catalog has been read."""

    @dataclass
    class Ready(Message):
        """There is an editor."""

    @dataclass
    class Shown(Message):
        """Another buffer is on screen."""

    @dataclass
    class Closed(Message):
        """A buffer that had a text is gone."""

        buffer: Buffer

    @dataclass
    class Status(Message):
        """Something to show below the text."""

        text: str
        error: bool = False

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._files = EditorBuffers()
        self._keeper = BufferKeeper(self, self._files)
        self._note = ""
        self._handed_over: list[Buffer] = []
        """Buffers to open as soon as there is an editor."""
        self._opening = LatestAnswer(self, "buffers")
        self._layouts = LatestAnswer(self, "layout")

    def compose(self) -> ComposeResult:
        yield BufferTabs(id="sql-buffers")
        with ContentSwitcher(id="sql-editors"):
            yield Static("opening the editor …", classes="loading", markup=False)

    def on_mount(self) -> None:
        self._opening.ask(self._read_buffers, self._opened)

    def on_unmount(self) -> None:
        self._opening.close()
        self._layouts.close()
        self._keeper.close()

    def _read_buffers(self) -> OpenBuffers:
        # 0.2 s of imports that only this pane needs.
        import textual_textarea  # noqa: F401

        buffers, active = self._files.open()
        return OpenBuffers(buffers or [Buffer()], active)

    async def _opened(self, buffers: OpenBuffers) -> None:
        self._keeper.buffers = buffers
        for buffer in self._handed_over:
            buffers.add(buffer)
        await self._show()
        self.post_message(self.Ready())

    # For the pane.

    @property
    def buffers(self) -> OpenBuffers:
        """The open buffers."""
        return self._keeper.buffers

    @property
    def editor(self) -> "SqlEditor | None":
        """The editor on screen; None until there is one."""
        return self.buffers.editor

    async def take_up(self, sql: str, query: str = "") -> None:
        """Put a query into its own buffer.

        Args:
            query: the name of the file it is kept in.
        """
        buffer = Buffer(sql.replace("\r\n", "\n"), query=query)
        if not self.buffers:
            self._handed_over.append(buffer)
            return
        self.buffers.add(buffer)
        await self._go()

    def kept_as(self, sql: str, query: str) -> None:
        """Note that the buffer on screen is kept as a query with a name, with this text."""
        editor = self.editor
        if editor is not None and editor.text != sql:
            editor.replace_all(sql)
        self.buffers.keep_as(sql, query)
        self._name_tabs()
        self._keeper.soon()

    def note(self, note: str) -> None:
        """Show a remark beside the names."""
        self._note = note
        self._name_tabs()

    def keep(self) -> None:
        """Write the buffers as they are; from any thread."""
        self._keeper.now()

    def watch_completer(self, completer: Completer | None) -> None:
        for editor in self.buffers.editors:
            if editor is not None:
                editor.completer = completer

    # Buffers.

    async def _show(self) -> None:
        """Bring the active buffer to the front."""
        # Its library has been imported in a thread by now.
        from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

        switcher = self.query_one("#sql-editors", ContentSwitcher)
        editor = self.editor
        if editor is None:
            buffer = self.buffers.buffer
            editor = self.buffers.editor = SqlEditor(buffer.text, buffer.cursor)
            editor.id = f"sql-editor-{id(editor)}"
            editor.completer = self.completer
            await switcher.add_content(editor)
        switcher.current = editor.id
        await switcher.remove_children(".loading")
        self._name_tabs()

    def _name_tabs(self) -> None:
        self.query_one(BufferTabs).show(self.buffers.names, self.buffers.active, self._note)

    async def _go(self) -> None:
        """Show the active buffer, and let the reader type there."""
        await self._show()
        if self.editor is not None:
            self.editor.focus()
        self._keeper.soon()
        self.post_message(self.Shown())

    async def open_empty(self) -> None:
        """Open a further buffer."""
        if self.buffers:
            self.buffers.add_empty()
            await self._go()

    async def turn(self, by: int) -> None:
        """Go to another buffer."""
        if len(self.buffers) > 1:
            self.buffers.turn(by)
            await self._go()
        elif self.buffers:
            self.post_message(self.Status("there is one buffer: ctrl+t opens another"))

    async def close_buffer(self) -> None:
        """Close the buffer on screen."""
        if not self.buffers:
            return
        buffer, editor = self.buffers.close()
        if buffer.text.strip():
            self.post_message(self.Closed(buffer))
        await self._go()
        if editor is not None:
            await editor.remove()

    @on(BufferTabs.Chosen)
    async def _tab_chosen(self, event: BufferTabs.Chosen) -> None:
        event.stop()
        self.buffers.active = event.index
        await self._go()

    # Messages of editors go by name, as these are imported late.

    def on_sql_editor_changed(self, event: "SqlEditor.Changed") -> None:
        event.stop()
        if self.buffers.update(event.editor, is_edited=event.is_edited):
            self._name_tabs()
        self._keeper.soon()

    def on_sql_editor_nothing_follows(self, event: "SqlEditor.NothingFollows") -> None:
        event.stop()
        self.post_message(self.Status("no completions here"))

    # Layout.

    def lay_out(self) -> None:
        """Format the statement under the cursor; if something is selected, all of them."""
        editor = self.editor
        if editor is not None:
            place = None if editor.selected is not None else editor.place
            text = editor.text
            self._layouts.ask(partial(_format, text, place), partial(self._laid_out, editor, text))

    def _laid_out(
        self, editor: "SqlEditor", before: str, found: tuple[str, tuple[QueryError, ...]]
    ) -> None:
        after, problems = found
        if editor.text != before:
            return  # It was typed on.
        if after != before:
            editor.replace_all(after)
        said = "already formatted" if after == before else "formatted"
        if problems:
            error = problems[0]
            said = f"line {error.line}: {error}" if error.line else str(error)
        self.post_message(self.Status(said, error=bool(problems)))


def _format(text: str, place: int | None) -> tuple[str, tuple[QueryError, ...]]:
    """Format the statement at a place, or all of them; for a thread."""
    statement = None if place is None else statement_at(text, place)
    return format_sql(text, statement.start if statement else None)
