"""Choose the columns of a pane's table: their order, widths, and those that stay in view."""

from collections.abc import Callable, Mapping
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType

from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.ui.column_layout import ColumnLayout
from trafficking_explorer.ui.dialogs.dialog import PickerScreen

_SHOWN, _HIDDEN = "■", "□"
_STEP = 2
"""Cells by which a key makes a column wider or narrower."""


class ColumnsScreen(PickerScreen[None]):
    """A list of the columns of a view; the table follows every change at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,C", "dismiss(None)", "Close", id="columns.close"),
        Binding("space", "show_or_hide", "Show or hide", show=False, id="columns.toggle"),
        Binding("J,shift+down", "move(1)", "Move", key_display="J K", id="columns.later"),
        Binding("K,shift+up", "move(-1)", "Move earlier", show=False, id="columns.earlier"),
        Binding("plus", "resize(1)", "Width", key_display="+ -", id="columns.wider"),
        Binding("minus", "resize(-1)", "Narrower", show=False, id="columns.narrower"),
        Binding("equals_sign", "resize(0)", "Fit", key_display="=", id="columns.own-width"),
        Binding("f", "freeze", "Freeze", id="columns.freeze"),
        Binding("r", "reset", "Reset", id="columns.reset"),
    ]
    CHOICE = "Show/hide"

    def __init__(
        self,
        view: View,
        arrangement: ColumnLayout,
        changed: Callable[[ColumnLayout], None],
        *,
        cells: Mapping[str, int] | None = None,
    ) -> None:
        """List the columns as they are set.

        Args:
            changed: called after each change.
            cells: widths of the columns on screen, by key; a change of width begins there.
        """
        super().__init__()
        self.view = view
        self.arrangement = arrangement
        self._changed = changed
        self._cells = cells or {}

    @property
    def heading(self) -> str:
        return f"Columns of {self.view.title}"

    def on_mount(self) -> None:
        self.show(self._lines())

    def _lines(self) -> list[Text]:
        titles = {column.key: column.title for column in self.view.columns}
        room = max(cell_width(title) for title in titles.values())
        return [self._line(key, titles[key], room) for key in self.arrangement.order]

    def _line(self, key: str, title: str, room: int) -> Text:
        sign = _HIDDEN if key in self.arrangement.hidden else _SHOWN
        line = Text(f"{sign} {title}{' ' * (room - cell_width(title))}", no_wrap=True)
        if key == self._under:
            line.append("  under the text", "dim")
            return line
        width = self.arrangement.width(key)
        line.append(
            "  default width" if width is None else f"{width:>15}", "dim" if width is None else ""
        )
        if self.arrangement.is_frozen(key):
            line.append("  frozen", "dim")
        return line

    @property
    def _under(self) -> str | None:
        """The column that is below the text in a view of wrapped texts: it has no place."""
        return self.view.columns[-1].key if self.view.wraps else None

    @property
    def _at(self) -> str:
        """The key of the column that the cursor is on."""
        return self.arrangement.order[self.choices.highlighted or 0]

    def _change(self, arrangement: ColumnLayout) -> None:
        if arrangement == self.arrangement:
            return
        at = self._at
        self.arrangement = arrangement
        found = self.choices
        for index, line in enumerate(self._lines()):
            found.replace_option_prompt_at_index(index, line)
        found.highlighted = arrangement.order.index(at)
        self._changed(arrangement)

    def choose(self, index: int) -> None:
        self.action_show_or_hide()

    def action_show_or_hide(self) -> None:
        if self.arrangement.shown() == (self._at,):
            self.app.notify("At least one column must stay visible.", markup=False, timeout=4)
        self._change(self.arrangement.toggled(self._at))

    def action_move(self, by: int) -> None:
        moved = self.arrangement.moved(self._at, by)
        # The column below the text stays there, behind all others.
        if self._under in (None, moved.order[-1]):
            self._change(moved)

    def action_resize(self, by: int) -> None:
        key = self._at
        if key == self._under:
            return
        column = self.view.column(key)
        now = self.arrangement.width(key) or self._cells.get(key) or column.max_cells
        self._change(self.arrangement.resized(key, now + by * _STEP if by else None))

    def action_freeze(self) -> None:
        if self._at != self._under:
            self._change(self.arrangement.frozen_through(self._at))

    def action_reset(self) -> None:
        self._change(ColumnLayout.of(self.view))
