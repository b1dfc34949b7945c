"""The keys of the explorer: the help screen, for the part that had the focus, and the manual."""

from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from trafficking_explorer.manual.markdown import code, table
from trafficking_explorer.text.display import cell_width
from trafficking_explorer.text.folding import fold
from trafficking_explorer.ui.dialogs.dialog import Dialog, scroll_bindings
from trafficking_explorer.ui.keys.bindings import BoundKey, all_bindings, ui_classes
from trafficking_explorer.ui.keys.legend import legend
from trafficking_explorer.ui.keys.sections import Section, all_sections
from trafficking_explorer.ui.symbols import Symbols

__all__ = [
    "BoundKey",
    "HelpScreen",
    "all_bindings",
    "key_ids",
    "keys",
    "keys_offered",
    "ui_classes",
]

_KEY_CELLS = 17
_GAP = 3
"""Cells between two signs of the legend."""
_NOTHING = "No key here has these words."


class HelpScreen(Dialog[None]):
    """The keys of the focused part, and on request all of them; `/` searches in what is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close", id="help.close"),
        Binding("question_mark,f1", "close", "Close", show=False, id="help.toggle"),
        Binding("slash", "search", "Search", key_display="/", id="help.search"),
        Binding("tab", "all", "All keys", id="help.all"),
        Binding("m", "app.manual('start')", "Manual", id="help.manual"),
        *scroll_bindings("help"),
    ]

    def __init__(
        self,
        here: Iterable[Section],
        everything: Callable[[], list[Section]],
        marks: Symbols,
        *,
        plain: bool = False,
    ) -> None:
        """Show keys.

        Args:
            here: those that worked when help was asked for.
            everything: reads all others; called in a thread.
            plain: write signs in ASCII.
        """
        super().__init__()
        self._here = list(here)
        self._everything = everything
        self._all: list[Section] = []
        self._shows_all = False
        self._marks = marks
        self._plain = plain

    @property
    def heading(self) -> str:
        if self._shows_all:
            return "Help: all keys"
        return f"Help: {self._here[0].title}" if self._here else "Help"

    def body(self) -> ComposeResult:
        search = Input(id="help-search", compact=True, placeholder="words of a key or an action")
        search.cursor_blink = False
        yield search
        with VerticalScroll(id="dialog-body"):
            yield Static(id="help-text", markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.show_heading(self.heading)
        sections = self._all if self._shows_all else self._here
        words = fold(self.query_one(Input).value).split()
        parts: list[Table | Text | Padding] = []
        if not words:
            width = self.query_one(VerticalScroll).scrollable_content_region.width
            parts.append(_legend(self._marks, width, plain=self._plain))
        found = [each for each in (_matching(section, words) for section in sections) if each]
        for section in found:
            parts += _section(section)
        if words and not found:
            parts.append(Text(_NOTHING + ("" if self._shows_all else " tab searches all keys.")))
        self.query_one("#help-text", Static).update(Group(*parts))

    def action_scroll(self, by: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_search(self) -> None:
        field = self.query_one(Input)
        field.add_class("-shown")
        field.focus()

    def action_close(self) -> None:
        """Leave the search; without one, the help."""
        field = self.query_one(Input)
        if field.has_class("-shown"):
            field.value = ""
            field.remove_class("-shown")
            self.query_one(VerticalScroll).focus()
        else:
            self.dismiss(None)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(Input.Submitted)
    def _searched(self, event: Input.Submitted) -> None:
        event.stop()
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: events.Key) -> None:
        """Scroll while the search is typed."""
        if event.key in ("down", "up") and self.focused is self.query_one(Input):
            event.stop()
            self.action_scroll(1 if event.key == "down" else -1)

    def action_all(self) -> None:
        """Change between the keys of the panel and all of them."""
        if self._shows_all or self._all:
            self._change(not self._shows_all)
        else:
            # In a thread: it imports the code of every part of the explorer.
            self.answers.ask(self._everything, self._read)

    def _read(self, sections: list[Section]) -> None:
        self._all = sections
        self._change(True)

    def _change(self, shows_all: bool) -> None:
        self._shows_all = shows_all
        self._show()
        self.query_one(VerticalScroll).scroll_home(animate=False)


def _matching(section: Section, words: list[str]) -> Section | None:
    """The lines of a section that have all words; all of it if there are none."""
    if not words:
        return section
    heading = fold(section.title)

    def has(line: tuple[str, str], word: str) -> bool:
        # A single letter is a key that is looked for.
        is_key = word in fold(line[0]).split()
        return is_key or (len(word) > 1 and word in f"{heading} {line[0]} {fold(line[1])}")

    def chosen(lines: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        return tuple(line for line in lines if all(has(line, word) for word in words))

    found = Section(section.title, "", chosen(section.lines), chosen(section.examples))
    return None if found.is_empty else found


def _section(section: Section) -> list[Table | Text | Padding]:
    parts: list[Table | Text | Padding] = [Text(f"\n{section.title}", "bold underline")]
    if section.about:
        parts.append(Text(section.about))
    lines = Table.grid(padding=(0, 2, 0, 0))
    lines.add_column(width=_KEY_CELLS, style="bold")
    lines.add_column(ratio=1)
    for shown, what in (*section.lines, *section.examples):
        lines.add_row(Text(shown), Text(what))
    parts.append(Padding(lines, (0, 0, 0, 2)))
    return parts


def _legend(marks: Symbols, width: int, *, plain: bool) -> Text:
    """The signs with their meanings, not broken between the two."""
    lines, used = Text(), 0
    for sign, meaning in legend(marks, plain=plain):
        cells = cell_width(sign) + 1 + cell_width(meaning)
        if used and used + _GAP + cells > width:
            lines.append("\n")
            used = 0
        elif used:
            lines.append(" " * _GAP)
            used += _GAP
        lines.append(sign, "bold").append(f" {meaning}")
        used += cells
    return lines


def keys_offered(
    keymap: Mapping[str, str] | None = None,
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """All keys by the part they belong to, without those that secure mode turns off."""
    return tuple(
        (section.title, (*section.lines, *section.examples))
        for section in all_sections(keymap or {})
    )


def keys() -> str:
    """The keys by their use, as the help screen lists them."""
    return "\n\n".join(
        f"### {title}\n\n{table(('key', 'action'), ((code(key), what) for key, what in lines))}"
        for title, lines in keys_offered()
    )


def key_ids() -> str:
    """The bindings with their ids, by which config.toml changes their keys."""
    rows = (
        (code(bound.binding.id or ""), code(bound.binding.key), bound.binding.description)
        for bound in sorted(all_bindings(), key=lambda bound: bound.binding.id or "")
    )
    return table(("id", "keys", "action"), rows)
