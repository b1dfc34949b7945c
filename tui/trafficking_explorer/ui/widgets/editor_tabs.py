"""The upper half of the SQL pane: buffers under their names, each in an editor of its own."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import ContentSwitcher, Static

from trafficking_explorer.errors import QueryError
from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers
from trafficking_explorer.ui.messages import Notice
from trafficking_explorer.ui.widgets.buffer_tabs import BufferTabs

if TYPE_CHECKING:
    from trafficking_explorer.console.completion import Completer, CompletionList
    from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

_KEEP_SECONDS = 0.5
"""So long after a change, at the latest, the buffers are written."""
_FIRST_QUERY = """\
-- Claims about operations
select operation_id, measure, display, population, source_id
from statistics
where operation_id is not null
order by operation_id, measure;
"""


class EditorTabs(Vertical):
    """Buffers that outlive the explorer, what can follow in them, and their layout."""

    DEFAULT_CSS = """
    EditorTabs {
        & > #sql-editors { height: 1fr; }
        & .loading { padding: 1 2; color: $text-muted; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "lay_out", "Format", show=False, id="sql.format"),
        Binding("ctrl+t", "new_buffer", "New", id="sql.new"),
        Binding("ctrl+n", "buffer(1)", "Next", show=False, id="sql.next-buffer"),
        Binding("ctrl+b", "buffer(-1)", "Previous", show=False, id="sql.previous-buffer"),
        Binding("ctrl+w", "close_buffer", "Close", show=False, id="sql.close-buffer"),
    ]

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
        """Something to be said below the text."""

        text: str
        error: bool = False

    @dataclass
    class _Opened(Message):
        """What editors are made of has been imported, and the buffers are read."""

        buffers: tuple[Buffer, ...]
        active: int

    @dataclass
    class _Offered(Message):
        """The answer to a question of an editor's."""

        editor: "SqlEditor"
        number: int
        completion: "CompletionList"
        expressly: bool

    @dataclass
    class _LaidOut(Message):
        """Statements have been set out."""

        editor: "SqlEditor"
        before: str
        after: str
        problems: tuple[QueryError, ...]

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.completer: Completer | None = None
        """Knows what can follow; None until that can be known."""
        self._files = EditorBuffers()
        self._buffers: list[Buffer] = []
        """What the buffers were when their editors were last asked."""
        self._editors: list[SqlEditor | None] = []
        """For each buffer its editor, made when it is first shown."""
        self._active = 0
        self._note = ""
        self._handed_over: list[Buffer] = []
        """What was to be taken up before there was an editor."""
        self._asked: SqlEditor.Asked | None = None
        """The newest question that nobody has begun to answer."""
        self._answering = False
        self._state = 0
        """The number of the newest state of the buffers."""
        self._keeping: Timer | None = None
        self._has_told_problem = False

    def compose(self) -> ComposeResult:
        yield BufferTabs(id="sql-buffers")
        with ContentSwitcher(id="sql-editors"):
            yield Static("opening the editor …", classes="loading", markup=False)

    def on_mount(self) -> None:
        self._open()

    def on_unmount(self) -> None:
        self.keep()
        self._files.close()

    @work(thread=True, description="", group="editor")
    def _open(self) -> None:
        # 0.2 s of imports that only this pane needs.
        import textual_textarea  # noqa: F401

        self.post_message(self._Opened(*self._files.open()))

    @on(_Opened)
    async def _opened(self, event: _Opened) -> None:
        event.stop()
        self._buffers = list(event.buffers) or [Buffer(_FIRST_QUERY)]
        self._editors = [None] * len(self._buffers)
        self._active = event.active
        for buffer in self._handed_over:
            self._add(buffer)
        await self._show()
        self.post_message(self.Ready())

    # What others ask of it.

    @property
    def editor(self) -> "SqlEditor | None":
        """The editor on screen, None until there is one."""
        return self._editors[self._active] if self._editors else None

    @property
    def buffer(self) -> Buffer:
        """The buffer on screen."""
        return self._buffers[self._active] if self._buffers else Buffer()

    def holds(self, editor: "SqlEditor") -> bool:
        """Whether an editor's buffer is still there."""
        return editor in self._editors

    async def take_up(self, sql: str, query: str = "") -> None:
        """Put a query into a buffer of its own.

        Args:
            query: the name of the file it is kept in.
        """
        buffer = Buffer(sql.replace("\r\n", "\n"), query=query)
        if not self._editors:
            self._handed_over.append(buffer)
            return
        self._add(buffer)
        await self._go()

    def kept_as(self, sql: str, query: str) -> None:
        """The buffer on screen is now kept as a query of the reader's, with this text."""
        editor = self.editor
        if editor is not None and editor.text != sql:
            editor.replace_all(sql)
        self._buffers[self._active] = replace(self.buffer, text=sql, query=query)
        self._name_tabs()
        self._keep_soon()

    def note(self, note: str) -> None:
        """Say something beside the names."""
        self._note = note
        self._name_tabs()

    # Buffers.

    async def _show(self) -> None:
        """Bring the active buffer to the front."""
        from trafficking_explorer.ui.widgets.sql_editor import SqlEditor

        switcher = self.query_one("#sql-editors", ContentSwitcher)
        editor = self._editors[self._active]
        if editor is None:
            buffer = self.buffer
            editor = self._editors[self._active] = SqlEditor(buffer.text, buffer.cursor)
            editor.id = f"sql-editor-{id(editor)}"
            await switcher.add_content(editor)
        switcher.current = editor.id
        await switcher.remove_children(".loading")
        self._name_tabs()

    def _name_tabs(self) -> None:
        names = [buffer.name for buffer in self._buffers]
        self.query_one(BufferTabs).show(names, self._active, self._note)

    def _add(self, buffer: Buffer) -> None:
        """Make a buffer the active one; one that has this text, or is empty, is taken for it."""
        texts = [each.text for each in self._buffers]
        if buffer.text in texts:
            self._active = texts.index(buffer.text)
        elif not self.buffer.text.strip():
            editor = self.editor
            if editor is not None:
                editor.text = buffer.text
            self._buffers[self._active] = buffer
        else:
            self._active = len(self._buffers)
            self._buffers.append(buffer)
            self._editors.append(None)

    async def _go(self) -> None:
        """Show the active buffer, and let the reader type there."""
        await self._show()
        if self.editor is not None:
            self.editor.focus()
        self._keep_soon()
        self.post_message(self.Shown())

    async def action_new_buffer(self) -> None:
        if self._editors:
            self._add(Buffer())
            await self._go()

    async def action_buffer(self, by: int) -> None:
        if len(self._buffers) > 1:
            self._active = (self._active + by) % len(self._buffers)
            await self._go()
        elif self._editors:
            self.post_message(self.Status("there is one buffer: ctrl+t makes another one"))

    async def action_close_buffer(self) -> None:
        if not self._editors:
            return
        buffer, editor = self._buffers.pop(self._active), self._editors.pop(self._active)
        if buffer.text.strip():
            self.post_message(self.Closed(buffer))
        if not self._buffers:
            self._buffers.append(Buffer())
            self._editors.append(None)
        self._active = min(self._active, len(self._buffers) - 1)
        await self._go()
        if editor is not None:
            await editor.remove()

    @on(BufferTabs.Chosen)
    async def _tab_chosen(self, event: BufferTabs.Chosen) -> None:
        event.stop()
        self._active = event.index
        await self._go()

    # Keeping them.

    def keep(self) -> None:
        """Write the buffers as they are; from any thread."""
        if self._editors:
            self._files.write(self._as_typed(), self._active, self._state + 1)

    def _as_typed(self) -> list[Buffer]:
        """The buffers with what their editors hold, which may not have told of it yet."""
        return [
            replace(buffer, text=editor.text)
            if editor is not None and editor.text_input
            else buffer
            for buffer, editor in zip(self._buffers, self._editors, strict=False)
        ]

    def _keep_soon(self) -> None:
        if self._keeping is None:
            self._keeping = self.set_timer(_KEEP_SECONDS, self._keep)

    def _keep(self) -> None:
        self._keeping = None
        self._state += 1
        self._write(tuple(self._buffers), self._active, self._state)

    @work(thread=True, description="", group="buffers")
    def _write(self, buffers: tuple[Buffer, ...], active: int, state: int) -> None:
        self._files.write(buffers, active, state)
        if self._files.problem and not self._has_told_problem:
            self._has_told_problem = True
            text = f"What is typed here will be gone after a crash: {self._files.problem}"
            self.post_message(Notice(text, "warning"))

    # What editors say; their messages go by name, as they are imported late.

    def on_sql_editor_edited(self, event: "SqlEditor.Edited") -> None:
        event.stop()
        editor = event.editor
        if editor in self._editors:
            at = self._editors.index(editor)
            before = self._buffers[at]
            self._buffers[at] = replace(before, text=editor.text, cursor=editor.cursor)
            self._keep_soon()
            if self._buffers[at].name != before.name:
                self._name_tabs()

    def on_sql_editor_moved(self, event: "SqlEditor.Moved") -> None:
        event.stop()
        editor = event.editor
        if editor in self._editors:
            at = self._editors.index(editor)
            self._buffers[at] = replace(self._buffers[at], cursor=editor.cursor)
            self._keep_soon()

    # What can follow.

    def on_sql_editor_asked(self, event: "SqlEditor.Asked") -> None:
        event.stop()
        self._asked = event
        if not self._answering and self.completer is not None:
            self._answering = True
            self._answer(self.completer)

    @work(thread=True, description="", group="completion")
    def _answer(self, completer: "Completer") -> None:
        """Answer the newest question, until there is none; those in between are not worth it."""
        try:
            while (asked := self._asked) is not None:
                self._asked = None
                completion = completer.complete(asked.text, asked.place)
                self.post_message(
                    self._Offered(asked.editor, asked.number, completion, asked.expressly)
                )
        finally:
            self._answering = False

    @on(_Offered)
    def _offered(self, event: _Offered) -> None:
        event.stop()
        event.editor.offer(event.number, event.completion, expressly=event.expressly)
        if event.expressly and not event.completion.offers:
            self.post_message(self.Status("nothing is known that could follow here"))

    # Layout.

    def action_lay_out(self) -> None:
        """Set out the statement under the cursor; with something selected, all of them."""
        editor = self.editor
        if editor is not None:
            self._lay_out(editor, editor.text, editor.place, all_=editor.selected is not None)

    @work(thread=True, description="", group="layout", exclusive=True)
    def _lay_out(self, editor: "SqlEditor", text: str, place: int, *, all_: bool) -> None:
        from trafficking_explorer.console.formatter import format_sql
        from trafficking_explorer.console.tokenizer import statement_at

        statement = None if all_ else statement_at(text, place)
        after, problems = format_sql(text, statement.start if statement else None)
        self.post_message(self._LaidOut(editor, text, after, problems))

    @on(_LaidOut)
    def _laid_out(self, event: _LaidOut) -> None:
        event.stop()
        if event.editor.text != event.before:
            return  # It was typed on.
        if event.after != event.before:
            event.editor.replace_all(event.after)
        said = "it is set out so already" if event.after == event.before else "set out"
        if event.problems:
            error = event.problems[0]
            said = f"line {error.line}: {error}" if error.line else str(error)
        self.post_message(self.Status(said, error=bool(event.problems)))
