"""The buffers that are open in the SQL editor, and the file that keeps what is typed in them."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.widget import Widget

from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers
from trafficking_explorer.ui.messages import Notice

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
