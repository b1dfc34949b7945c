"""The tree of tables and columns, with their rows, types and meanings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static, Tree
from textual.widgets.tree import TreeNode

from trafficking_explorer.console.catalog import Catalog, CatalogColumn, CatalogTable
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.symbols import marks_of
from trafficking_explorer.ui.widgets.panel_rule import PanelRule

_INNER = "internal tables"
_OWN = "your tables"


@dataclass(frozen=True, slots=True)
class SchemaItem:
    """The data of a line of the tree.

    Attributes:
        key: identifies it, also after the tree has been filled again.
        sql: inserted into a statement; empty if nothing is.
        table: its name after FROM.
        meaning: a sentence on it.
    """

    key: tuple[str, ...]
    sql: str = ""
    table: str = ""
    meaning: str = ""


class SchemaTree(Tree[SchemaItem]):
    """Tables and columns under a cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "insert", "Insert the name", id="schema.insert"),
        Binding("p", "preview", "Preview", id="schema.preview"),
        Binding("space,right,l", "open", "Columns", id="schema.open"),
        Binding("left,h", "shut", "Back to the table", show=False, id="schema.shut"),
        Binding("down,j", "cursor_down", "Down", show=False, id="schema.down"),
        Binding("up,k", "cursor_up", "Up", show=False, id="schema.up"),
        Binding("home,g", "scroll_home", "First", show=False, id="schema.first"),
        Binding("end,G", "scroll_end", "Last", show=False, id="schema.last"),
    ]

    @dataclass
    class Wanted(Message):
        """The reader wants a name in the editor, or the rows of a table."""

        named: SchemaItem
        preview: bool

    def __init__(self, *, id: str) -> None:
        super().__init__("", id=id)
        self.show_root = False
        self.auto_expand = False
        self.guide_depth = 2
        self._catalog: Catalog | None = None

    def fill(self, catalog: Catalog) -> None:
        """Show a catalog; open lines stay open, and the cursor stays where it was."""
        open_ = {node.data.key for node in self._branches() if node.data and node.is_expanded}
        at = self.cursor_node.data.key if self.cursor_node and self.cursor_node.data else None
        self._catalog = catalog
        self.clear()
        tables = catalog.tables
        corpus = [table for table in tables if table.is_of_corpus and table.is_public]
        own = [table for table in tables if not table.is_of_corpus]
        inner = [table for table in tables if table.is_of_corpus and not table.is_public]
        self._add(self.root, catalog, corpus)
        if own:
            node = self.root.add(Text(_OWN, "italic"), SchemaItem((_OWN,)), expand=True)
            self._add(node, catalog, own)
        if inner:
            node = self.root.add(Text(_INNER, "dim italic"), SchemaItem((_INNER,)))
            self._add(node, catalog, inner)
        for node in self._branches():
            if node.data is not None and node.data.key in open_:
                self._add_columns(node)
                node.expand()
        self._at(at)

    def _add(
        self, parent: TreeNode[SchemaItem], catalog: Catalog, tables: Sequence[CatalogTable]
    ) -> None:
        for table in tables:
            name = catalog.reference(table)
            label = Text(single_line(table.name))
            label.append(" view" if table.rows is None else f" {table.rows:,}", "dim")
            parent.add(label, SchemaItem(table.key, name, name, table.comment))

    @on(Tree.NodeExpanded)
    def _expanded(self, event: Tree.NodeExpanded[SchemaItem]) -> None:
        self._add_columns(event.node)

    def _add_columns(self, node: TreeNode[SchemaItem]) -> None:
        """Add the columns of a table when it is opened: there may be a thousand tables."""
        named = node.data
        if self._catalog is None or named is None or not named.table or node.children:
            return
        table = next((each for each in self._catalog.tables if each.key == named.key), None)
        for column in table.columns if table else ():
            sql = self._catalog.identifier(column.name)
            data = SchemaItem((*named.key, column.name), sql, named.table, _meaning(column))
            node.add_leaf(_column(column), data)

    def _branches(self) -> list[TreeNode[SchemaItem]]:
        """All lines below the root, from top to bottom."""
        found: list[TreeNode[SchemaItem]] = []
        left = list(reversed(self.root.children))
        while left:
            node = left.pop()
            found.append(node)
            left.extend(reversed(node.children))
        return found

    def _at(self, key: tuple[str, ...] | None) -> None:
        nodes = self._branches()
        node = next((node for node in nodes if node.data and node.data.key == key), None)
        if node is not None or nodes:
            # Lines have no numbers before the tree has been laid out.
            self.call_after_refresh(self.move_cursor, node or nodes[0])

    def render_label(self, node: TreeNode[SchemaItem], base_style: Style, style: Style) -> Text:
        label = node._label.copy()
        label.stylize_before(style)
        if not node.allow_expand:
            return label
        return Text.assemble(("▾ " if node.is_expanded else "▸ ", base_style), label)

    def action_insert(self) -> None:
        node = self.cursor_node
        if node is None or node.data is None:
            return
        if node.data.sql:
            self.post_message(self.Wanted(node.data, preview=False))
        else:
            node.toggle()

    def action_preview(self) -> None:
        node = self.cursor_node
        if node is not None and node.data is not None and node.data.table:
            self.post_message(self.Wanted(node.data, preview=True))

    def action_open(self) -> None:
        if self.cursor_node is not None and self.cursor_node.allow_expand:
            self.cursor_node.toggle()

    def action_shut(self) -> None:
        node = self.cursor_node
        if node is None:
            return
        if node.is_expanded:
            node.collapse()
        elif node.parent is not None and node.parent is not self.root:
            self.move_cursor(node.parent)


class SchemaPanel(Vertical):
    """The tree, and below it the meaning of the line under the cursor."""

    DEFAULT_CSS = """
    SchemaPanel {
        width: 36; max-width: 45%; border-right: solid $panel;
        & > SchemaTree { height: 1fr; background: $background; padding: 0; scrollbar-size: 1 1; }
        & > SchemaTree > .tree--cursor { background: $panel; color: $foreground; text-style: none; }
        & > SchemaTree:focus > .tree--cursor {
            background: $primary-muted; color: $foreground; text-style: bold;
        }
        & > #schema-meaning {
            height: auto; max-height: 7; padding: 0 1; background: $surface; color: $text-muted;
        }
    }
    """

    def compose(self) -> ComposeResult:
        yield PanelRule("Tables", id="schema-rule", marks=marks_of(self), movable=False)
        yield SchemaTree(id="schema")
        yield Static("", id="schema-meaning", markup=False)

    @property
    def schema(self) -> SchemaTree:
        """The tree."""
        return self.query_one(SchemaTree)

    @on(Tree.NodeHighlighted)
    def _moved(self, event: Tree.NodeHighlighted[SchemaItem]) -> None:
        event.stop()
        named = event.node.data
        meaning = single_line(named.meaning) if named else ""
        self.query_one("#schema-meaning", Static).update(Text(meaning))

    @on(Tree.NodeSelected)
    def _selected(self, event: Tree.NodeSelected[SchemaItem]) -> None:
        # A click opens a table; a name is inserted by its key, so that looking changes nothing.
        event.stop()
        event.node.toggle()


def _column(column: CatalogColumn) -> Text:
    label = Text(single_line(column.name))
    label.append(f" {single_line(column.type)}", "dim")
    return label


def _meaning(column: CatalogColumn) -> str:
    return f"{column.name} {column.type}: {column.comment}" if column.comment else ""
