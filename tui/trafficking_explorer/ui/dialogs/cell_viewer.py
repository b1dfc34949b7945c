"""Read one value of a result: text wrapped, nested values as a tree, blobs as size and head."""

from collections.abc import Iterator
from decimal import Decimal
from json import JSONDecodeError, loads
from typing import Any, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static, Tree
from textual.widgets.tree import TreeNode

from trafficking_explorer.text.display import sanitize, shorten_middle, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.widgets.long_text import text_to_read

_MOST_TYPE = 600
"""Code points of a type to show."""
_MOST_CHILDREN = 500
"""Members of a list or an object to show at once; the last line shows as many more."""
_MOST_OPEN = 40
"""A value with no more members is open from the start."""
_LABEL = 500
_HEAD = 1_024
"""Bytes of a blob to show."""
_BYTES_A_LINE = 16


class CellViewer(Dialog[None]):
    """The value of a cell."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,o", "dismiss(None)", "Close", id="cell.close"),
        Binding("y", "copy", "Copy", id="cell.copy"),
        Binding("j", "move(1)", "Down", show=False, id="cell.down"),
        Binding("k", "move(-1)", "Up", show=False, id="cell.up"),
    ]

    def __init__(self, title: str, type_: str, value: Any, text: str | None) -> None:
        super().__init__()
        self._title = title
        self._type = type_
        self._value = value
        self._text = text
        self._nested = nested_value(type_, value)

    @property
    def heading(self) -> str:
        return shorten_middle(self._title)

    @property
    def foot(self) -> str:
        return "enter opens and closes a part" if self._nested is not None else ""

    def body(self) -> ComposeResult:
        yield Static(shorten_middle(self._type, _MOST_TYPE), id="cell-type", markup=False)
        if self._nested is not None:
            tree: Tree[Any] = Tree(_label("", self._nested), self._nested, id="cell-tree")
            tree.show_root = False
            yield tree
            return
        with VerticalScroll(id="dialog-body"):
            yield self._shown()

    def on_mount(self) -> None:
        self.query_one("#dialog").set_class(self._nested is not None, "-tree")
        trees = self.query(Tree)
        if trees:
            tree = trees.first()
            fill(tree.root)
            tree.root.expand()
            if len(tree.root.children) <= _MOST_OPEN:
                for node in tree.root.children:
                    node.expand()
            tree.focus()
            self.call_after_refresh(tree.move_cursor_to_line, 0)
        else:
            self.query_one("#dialog-body").focus()

    @on(Tree.NodeExpanded)
    def _expanded(self, event: Tree.NodeExpanded[Any]) -> None:
        fill(event.node)

    @on(Tree.NodeSelected)
    def _selected(self, event: Tree.NodeSelected[Any]) -> None:
        if isinstance(event.node.data, _More):
            _show_more(event.node)

    def _shown(self) -> Static:
        if self._text is None:
            return Static(Text("NULL: this cell is empty.", "dim"))
        if not self._text:
            return Static(Text("An empty text.", "dim"))
        if isinstance(self._value, bytes):
            return Static(Text("\n".join(hex_lines(self._value))))
        return text_to_read(self._text)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._text or "")
        self.app.notify("Copied the full text.", timeout=2)

    def action_move(self, by: int) -> None:
        trees = self.query(Tree)
        if not trees:
            self.query_one("#dialog-body", VerticalScroll).scroll_relative(y=by, animate=False)
        elif by > 0:
            trees.first().action_cursor_down()
        else:
            trees.first().action_cursor_up()


class _More:
    """The members of a value that are not shown yet."""

    def __init__(self, rest: list[tuple[str, Any]]) -> None:
        self.rest = rest


def nested_value(type_: str, value: Any) -> Any:
    """A value that is a tree, JSON read as one; None for any other."""
    if isinstance(value, str) and (type_ == "JSON" or value.lstrip()[:1] in ("{", "[")):
        try:
            value = loads(value, parse_float=Decimal, object_pairs_hook=_Pairs)
        except (JSONDecodeError, RecursionError, ValueError):
            return None
    return value if isinstance(value, dict | list | tuple) and value else None


class _Pairs(list[tuple[str, Any]]):
    """The members of a JSON object, of which two may have one name."""


def _members(value: Any) -> list[tuple[str, Any]]:
    """The members of a value, each with its name or its number."""
    if isinstance(value, _Pairs):
        return list(value)
    if isinstance(value, dict):
        return [(str(key), each) for key, each in value.items()]
    if isinstance(value, list | tuple):
        return [(str(i), each) for i, each in enumerate(value, start=1)]
    return []


def fill(node: TreeNode[Any]) -> None:
    """Add the members of a value; once, when it is opened."""
    if not node.children and not isinstance(node.data, _More):
        _add(node, _members(node.data))


def _add(node: TreeNode[Any], members: list[tuple[str, Any]]) -> None:
    for name, value in members[:_MOST_CHILDREN]:
        if _members(value):
            node.add(_label(name, value), value)
        else:
            node.add_leaf(_label(name, value), value)
    if rest := members[_MOST_CHILDREN:]:
        node.add_leaf(Text(f"… {len(rest):,} more: ⏎ to show", "dim"), _More(rest))


def _show_more(node: TreeNode[Any]) -> None:
    parent, rest = node.parent, node.data.rest if isinstance(node.data, _More) else []
    node.remove()
    if parent is not None:
        _add(parent, rest)


def _label(name: str, value: Any) -> Text:
    text = Text(no_wrap=True)
    text.append(f"{single_line(name[:_LABEL])}  " if name else "", "bold")
    if members := _members(value):
        is_list = isinstance(value, list | tuple) and not isinstance(value, _Pairs)
        sign = f"[{len(members):,}]" if is_list else f"{{{len(members):,}}}"
        return text.append(sign, "dim")
    match value:
        case None:
            text.append("NULL", "dim italic")
        case "":
            text.append('""', "dim italic")
        case str():
            text.append(sanitize(value[:_LABEL].replace("\n", "↵")))
            text.append("…" if len(value) > _LABEL else "", "dim")
        case bytes():
            text.append(f"{len(value):,} bytes {value[:_BYTES_A_LINE].hex(' ')}")
        case bool():
            text.append(str(value).lower())
        case list() | tuple() | dict():
            text.append("{}" if isinstance(value, dict | _Pairs) else "[]", "dim")
        case _:
            text.append(single_line(str(value)))
    return text


def hex_lines(value: bytes) -> Iterator[str]:
    """A blob as its size and its head: offset, bytes, and these as ASCII."""
    size = len(value)
    cut = f", the first {_HEAD:,} shown" if size > _HEAD else ""
    yield f"{count_noun(size, 'byte')}{cut}"
    yield ""
    head = value[:_HEAD]
    for start in range(0, len(head), _BYTES_A_LINE):
        piece = head[start : start + _BYTES_A_LINE]
        text = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in piece)
        yield f"{start:08x}  {piece.hex(' '):<{3 * _BYTES_A_LINE}} {text}"
