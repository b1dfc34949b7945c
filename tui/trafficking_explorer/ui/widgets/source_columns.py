"""The columns of a source panel: one text, or two beside each other, or a message in their place."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from trafficking_explorer.database.read_models import Detail, SourceDocument
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.mixins import (
    ResizeMixin,
    TransparentHorizontal,
    TransparentVertical,
)
from trafficking_explorer.ui.widgets.panel_rule import PanelRule
from trafficking_explorer.ui.widgets.passage_view import PassageView
from trafficking_explorer.ui.widgets.selectable_source import SelectableSource
from trafficking_explorer.ui.widgets.status_line import StatusLine


class SourceColumns(ResizeMixin, Vertical):
    """The views of a source panel, and the titles for the rule above it."""

    DEFAULT_CSS = """
    SourceColumns {
        & .source-foot { height: 1; color: $text-muted; }
        &.-short .source-foot { display: none; }
        & #second-head { display: none; }
        & .source-empty { height: 1fr; padding: 1 3; color: $text-muted; display: none; }
        & .source-column { width: 1fr; height: 1fr; }
        & #second-column { display: none; border-left: solid $panel; }
        &.-two #second-column { display: block; }
        &.-empty .source-empty { display: block; }
        &.-empty #columns { display: none; }
    }
    """

    VIEW: ClassVar[type[PassageView]] = SelectableSource
    """The widget that shows a source."""

    @dataclass
    class Titled(Message):
        """Another source, or passage of it, is on show.

        Attributes:
            second: the title of the source beside the first; empty if there is none.
            note: the passage in words.
            at_second: true if the second has the focus.
        """

        title: str
        second: str
        note: str
        at_second: bool = False

    def __init__(self, *, id: str | None = None, marks: Symbols) -> None:
        super().__init__(id=id)
        self.marks = marks
        self.record: Detail | None = None
        self.documents: dict[str, SourceDocument] = {}
        self.source_id: str | None = None
        """The source in the first column."""
        self._titles = ["", ""]

    def compose(self) -> ComposeResult:
        with TransparentHorizontal(id="columns"):
            with TransparentVertical(classes="source-column"):
                yield self.VIEW(id="first-source", marks=self.marks)
                yield StatusLine(id="first-foot", classes="source-foot", at_right=True)
            with Vertical(classes="source-column", id="second-column"):
                yield PanelRule(id="second-head", marks=self.marks, movable=False)
                yield self.VIEW(id="second-source", marks=self.marks)
                yield StatusLine(id="second-foot", classes="source-foot", at_right=True)
        empty = Static(classes="source-empty", id="source-empty", markup=False)
        # `tab` goes through here too.
        empty.can_focus = True
        yield empty

    @property
    def first(self) -> PassageView:
        """The view in the first column."""
        return self.query_one("#first-source", PassageView)

    @property
    def second(self) -> PassageView:
        """The view in the second column, which may be hidden."""
        return self.query_one("#second-source", PassageView)

    def focus_text(self) -> None:
        """Focus the text, or the message in its place."""
        self.screen.set_focus(self.first if self.documents else self.query_one("#source-empty"))

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The ids of the sources that have a text."""
        return tuple(self.documents)

    def _set_empty(self, is_empty: bool) -> None:
        """Show the message in place of the texts, or the texts; the focus stays in what is shown."""
        if is_empty:
            self.query_one("#source-empty", Static).update(self._empty_text())
        if is_empty != self.has_class("-empty"):
            focused = self.screen.focused
            was_here = focused is not None and self in focused.ancestors
            self.set_class(is_empty, "-empty")
            if was_here:
                self.query_one("#source-empty" if is_empty else "#first-source").focus()

    def _empty_text(self) -> str:
        if self.record is None:
            return ""
        return (
            "No passage supports this record.\n"
            f"To give it one, add a quote to it in {self.record.file}, line {self.record.line}."
        )

    def _tell(self, note: str) -> None:
        """Tell of the sources on screen."""
        first, second = self._titles if self.source_id is not None else ("Source", "")
        second = second if self.has_class("-two") else ""
        self.post_message(self.Titled(first, second, note, at_second=self.second.has_focus))

    def on_descendant_focus(self) -> None:
        self.focus_moved()

    def focus_moved(self) -> None:
        """Say which column has the focus."""
        raise NotImplementedError
