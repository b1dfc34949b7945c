"""The keys of the explorer: the help screen, by the part of the screen they belong to, and the manual."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.dom import DOMNode
from textual.widgets import Static

from trafficking_explorer import ui
from trafficking_explorer.manual.markdown import code, table
from trafficking_explorer.secure import is_secure
from trafficking_explorer.ui.dialogs.dialog import ScrollDialog, scroll_bindings
from trafficking_explorer.ui.panes.registry import PANES

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Panes",
        (
            ("tab  shift+tab", "next and previous panel: table, card, source"),
            ("z", "zoom this panel to the whole screen, and back"),
        ),
    ),
    (
        "Table and card",
        (
            ("/", "filter: records that have every word, also in their passages"),
            ("f", "facets: narrow the rows by their values; space ⏎ include, - exclude"),
            ("esc", "back: leave zoom, then panel; clear marks; in the filter, clear it"),
            ("↑ ↓  j k", "move;  g G  first and last;  page keys"),
            ("← →  h l", "choose a column of the table"),
            ("s  S", "sort by that column: ascending, descending, original; S adds a second one"),
            ("c", "columns: show, hide, move, widen, freeze"),
            ("space  J K", "mark the row; mark down, up;  shift+↓ shift+↑ likewise"),
            ("Q", "show this table's SQL; ⏎ opens it in the SQL pane"),
            ("b  B", "bookmark the record, or remove the bookmark;  B  write a note on it"),
            ("y", "copy: cell, row, marked rows, quote with citation, command …"),
            ("o", "the cell in full"),
            ("⏎", "into the card; on the card, open what the line refers to"),
            ("<  >", "back and forward through the records you have seen"),
            ("e", "edit: the record's file in your editor, where it begins; saved, it is shown"),
        ),
    ),
    (
        "Columns (c)",
        (
            ("space ⏎", "show or hide;  J K  later, earlier"),
            ("+ - =", "wider, narrower, as wide as its content"),
            ("f  r", "freeze to here;  reset all"),
        ),
    ),
    (
        "Filter",
        (
            ("mali girl", 'all the words;  "nearly 500" in this order;  -word without it'),
            ("a or b", "either;  ( ) group"),
            ("agency:interpol", "a field has the value;  country:mali,niger either"),
            ("arrests>=100", "also < <= > = and rescued:100..700"),
            (
                "year:2016..2019",
                "also date<2018-06; dates without a month count if any part of them matches",
            ),
            ("has:note", "has a field;  is:resolved inferred in part"),
            ("severity:error", "findings; also rule: answer: is:answered record:operation/weka-ii"),
            ("source:002", "also type: kind: operation: form: speaker: measure: led_by: …"),
            ("~interpool", "a slip or two;  /weka|nawa/ a regular expression"),
            ("→", "at the end of the line: take the completion"),
        ),
    ),
    (
        "Source",
        (
            ("n  N", "next and previous passage of the record"),
            ("[  ]", "previous and next source of the record"),
            ("w", "two sources of the record side by side, and back"),
            ("⏎", "in the source: the records that use the marked passage"),
            ("o", "in the source: show page furniture outside the article, and back"),
            ("u  U", "next, previous item without a record;  ⏎  make a record of it"),
            ("space", "in the source: select words; the mouse does it too"),
        ),
    ),
    (
        "Words selected (space)",
        (
            ("w  b", "word by word, on and back;  ← → h l  by character;  ↑ ↓ j k  by line"),
            (")  (", "to the end of the sentence, to its beginning;  $ 0  of the line"),
            ("o", "let the other end move;  esc  leave"),
            ("⏎", "what they could be: a record, or further evidence of one"),
            ("y", "copy them, with source and line"),
        ),
    ),
    (
        "What words could be (⏎)",
        (
            ("⏎  w", "write it and open the editor there; write it"),
            ("f  tab", "the file it goes into"),
            ("a", "further evidence of a record;  /  find one by name"),
            ("↑ ↓  j k", "move;  g G  first and last"),
            ("J  K", "scroll the YAML;  esc  back"),
        ),
    ),
    (
        "Findings",
        (
            ("n  N", "next and previous pair of passages"),
            ("[  ]", "over to the other side;  w  one above the other, and back"),
            ("⏎", "in a side: the passage in its source; on the card: the record"),
            ("o", "on the card: the page of the rule"),
        ),
    ),
    (
        "SQL",
        (
            ("ctrl+r  f5", "run the statement at the cursor, or what is selected;  ctrl+e  all"),
            ("esc", "interrupt what runs; out of the editor;  i ⏎  back into it"),
            ("ctrl+k", "complete; typing shows the list too: tab accepts, ↓ ↑ choose"),
            ("ctrl+o", "saved queries;  ctrl+s  save one of your own"),
            ("u", "outside the editor: earlier queries, with their outcome"),
            ("ctrl+d", "tables;  ⏎ inserts a name,  p shows rows,  space → l  columns"),
            ("ctrl+t", "new buffer;  ctrl+n ctrl+b  next, previous;  ctrl+w  close"),
            ("ctrl+l", "format the statement, or all where something is selected"),
            ("ctrl+underscore", "comment (also ctrl+/);  tab shift+tab  indent what is selected"),
            ("ctrl+f  ctrl+g", "find; go to a line;  ctrl+z ctrl+y  undo, redo"),
        ),
    ),
    (
        "SQL results",
        (
            (
                "← →  h l",
                "the column;  0 $  first and last;  g G  first and last row;  :  row by number",
            ),
            (
                "s  S",
                "sort by the column: ascending, descending, original; S adds a second one; nothing runs again",
            ),
            ("/", "filter: words; = 5, > 5, is null of the column; name = value"),
            ("esc", "back: file being written, chart, filter, order, marks"),
            ("o", "the cell in full: nested values as a tree, blobs in hex;  j k"),
            ("⏎", "open the record or the passage that the row names"),
            ("e", "edit: the file of the record that the row names, where it begins"),
            ("space  J K", "mark the row; mark down, up;  shift+↓ shift+↑ likewise"),
            ("y  x", "copy cell, rows, Markdown;  export to a file or the clipboard"),
            ("[  ]", "result of the statement before, of the next"),
            ("v", "chart, and back;  t T  chart type;  ← →  x-axis;  ↑ ↓  y-axis"),
        ),
    ),
    (
        "Problems (!)",
        (
            ("⏎  e", "open the file in your editor, at the place; saved, it is read again"),
            ("↑ ↓  j k", "move;  g G  first and last;  page keys"),
            ("esc  q  !", "back;  where the explorer opens on them,  q  quits"),
        ),
    ),
    (
        "All kinds (a)",
        (
            ("tab  /", "from the filter to the hits and back;  ↓ ↑ j k  move"),
            ("⏎", "open the record, or the source at the sentence"),
            ("e", "edit: the file of the record; of a sentence that of its source"),
            ("b  B", "bookmark the record;  B  write a note on it"),
            ("esc", "back to where you were"),
        ),
    ),
    (
        "Bookmarks and notes (')",
        (
            ("⏎", "open the record;  b  bookmark it, or not;  B  its note"),
            ("m", "move the note to the record that has another id now"),
            ("ctrl+s", "in a note: save it; without any words it is deleted;  esc  cancel"),
            ("esc  q  '", "back"),
        ),
    ),
    (
        "Everywhere",
        (
            ("a", "search all kinds, and the sentences of the sources;  ⏎ opens,  / the line"),
            ("ctrl+p", "palette: records by name, filters, panes, themes, the manual"),
            ("!", "problems in the files, with their places;  ⏎ e  edit there"),
            ("'", "bookmarks and notes, also those of records that are gone"),
            ("?", "this list;  m  opens the manual"),
            ("q", "quit"),
        ),
    ),
    (
        "Signs",
        (
            ("◆ ◇", "in the text; inferred by the curator, with the reason"),
            (
                "underlined",
                "in findings: words that the other side lacks; bold: the figures",
            ),
            ("★ ✎", "bookmarked; with a note of yours"),
            ("▌", "the passage you are at;  ▏ other passages of the record;  ┊ not curated yet"),
            ("≥ > ~ ≈ ≤", "at least, more than, nearly, around, at most"),
        ),
    ),
)


_Line = tuple[str, str]
_IN_SECURE_MODE: Mapping[_Line, _Line | None] = {
    ("Table and card", "e"): None,
    ("Table and card", "b  B"): None,
    ("All kinds (a)", "b  B"): None,
    ("Everywhere", "'"): None,
    ("Source", "u  U"): None,
    ("Words selected (space)", "⏎"): None,
    ("SQL", "ctrl+o"): ("ctrl+o", "saved queries"),
    ("SQL results", "e"): None,
    ("SQL results", "y  x"): ("y", "copy cell, rows, Markdown"),
    ("Problems (!)", "⏎  e"): None,
    ("All kinds (a)", "e"): None,
    ("Everywhere", "!"): ("!", "problems in the files, with their places"),
}
"""Lines that secure mode changes, by title and keys; None removes the line."""
_NOT_IN_SECURE_MODE = ("What words could be (⏎)", "Bookmarks and notes (')")

_KEY_CELLS = 17


def keys_offered() -> tuple[tuple[str, tuple[_Line, ...]], ...]:
    """The keys by title, without those that secure mode turns off."""
    (panes, lines), *others = KEYS
    keys = ((panes, (*PANES.key_lines(), *lines)), *others)
    if not is_secure():
        return keys
    return tuple(
        (title, tuple(_lines_in_secure_mode(title, lines)))
        for title, lines in keys
        if title not in _NOT_IN_SECURE_MODE
    )


def _lines_in_secure_mode(title: str, lines: tuple[_Line, ...]) -> Iterator[_Line]:
    for line in lines:
        left = _IN_SECURE_MODE.get((title, line[0]), line)
        if left is not None:
            yield left


class HelpScreen(ScrollDialog[None]):
    """All keys, or those of one screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark", "dismiss", "Close", id="help.close"),
        Binding("m", "app.manual('start')", "Manual", show=False, id="help.manual"),
        *scroll_bindings("help"),
    ]

    def __init__(self, part: str = "") -> None:
        """Show keys.

        Args:
            part: the title in `KEYS` to show; all if empty.
        """
        super().__init__(classes="-part" if part else None)
        self._keys = tuple(each for each in keys_offered() if part in ("", each[0]))

    def compose(self) -> ComposeResult:
        # The box itself scrolls, so that it has room for more keys.
        with VerticalScroll(id="dialog"):
            yield Static(self._text(), id="help-text")

    def _text(self) -> Group:
        parts: list[Table | Text] = []
        for title, keys in self._keys:
            table = Table.grid(padding=(0, 2, 0, 0))
            table.add_column(width=_KEY_CELLS, no_wrap=True, style="bold")
            table.add_column(ratio=1)
            for key, what in keys:
                table.add_row(Text(f"  {key}"), Text(what))
            parts += [Text(f"\n{title}", "bold underline"), table]
        note = "\nKeys can be changed in config.toml, under [keys]; the manual (m) lists their ids."
        return Group(*parts, Text(note))


@dataclass(frozen=True)
class BoundKey:
    """A binding as a class of ours declares it."""

    owner: str
    binding: Binding

    @property
    def keys(self) -> list[str]:
        """The keys that trigger it."""
        return [key.strip() for key in self.binding.key.split(",")]


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


def all_bindings() -> list[BoundKey]:
    """Every binding of the user interface, in the order of the modules."""
    found = []
    for owner in ui_classes():
        declared: list[BindingType] = vars(owner).get("BINDINGS", [])
        inherited = [each for base in owner.__mro__[1:] for each in vars(base).get("BINDINGS", [])]
        for binding in declared:
            if any(binding is each for each in inherited):
                continue
            assert isinstance(binding, Binding), f"{owner.__name__}: {binding} is not a Binding"
            found.append(BoundKey(owner.__name__, binding))
    return found


def ui_classes() -> Iterator[type[DOMNode]]:
    """Every widget, screen and app of the user interface."""
    for module_info in pkgutil.walk_packages(ui.__path__, ui.__name__ + "."):
        module = importlib.import_module(module_info.name)
        for value in vars(module).values():
            if (
                isinstance(value, type)
                and issubclass(value, DOMNode)
                and value.__module__ == module.__name__
            ):
                yield value
