"""Edits of a YAML document, by the trails of its values, on the nodes of ruamel.yaml."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.error import CommentMark
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.tokens import CommentToken

from trafficking_explorer.curation.yaml_nodes import (
    LAYOUTS,
    Layout,
    children,
    compose,
    dump,
    give_tail,
    is_block,
    take_tail,
    wrap,
)
from trafficking_explorer.curation.yaml_style import (
    Value,
    as_mapping,
    block_lines,
    flow_style,
    key_text,
)
from trafficking_explorer.records.evidence import TextQuote, YamlPath

_PLACE = {"id": 0, "quote": 1, "evidence": 3, "resolved": 4, "note": 4, "links": 4}
"""The order of the keys of a record."""
_OTHERS = 2


@dataclass(frozen=True, slots=True)
class SetValue:
    """A value for a key of a mapping, which may be new, or for an item of a list."""

    trail: YamlPath
    value: Value


@dataclass(frozen=True, slots=True)
class AppendItem:
    """An item at the end of a list; of a file that may not have the list yet."""

    trail: YamlPath
    value: Value


@dataclass(frozen=True, slots=True)
class WrapValue:
    """A value that becomes the only item of a list, or of a mapping if a key is given."""

    trail: YamlPath
    key: str | None = None


@dataclass(frozen=True, slots=True)
class RemoveValue:
    """A key of a mapping, or an item of a list, that goes."""

    trail: YamlPath


Edit = SetValue | AppendItem | WrapValue | RemoveValue


def plain_value(value: Any) -> Any:
    """A value of a file or of an edit as dicts, lists and texts."""
    if isinstance(value, TextQuote):
        value = as_mapping(value)
    if isinstance(value, dict):
        return {str(key): plain_value(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain_value(each) for each in value]
    return value


def changed_value(value: Any, edits: Sequence[Edit]) -> Any:
    """The value of a file as it has to read after some edits."""
    value = plain_value(value) or {}
    for edit in edits:
        *above, step = edit.trail
        parent = value
        for each in above:
            parent = parent[each]
        old = parent.get(step) if isinstance(parent, dict) else parent[step]
        match edit:
            case SetValue():
                parent[step] = plain_value(edit.value)
            case AppendItem():
                parent[step] = [*(old or ()), plain_value(edit.value)]
            case WrapValue():
                parent[step] = [old] if edit.key is None else {edit.key: old}
            case RemoveValue():
                del parent[step]
    return value


class NotEditable(Exception):
    """A document cannot take an edit.

    Attributes:
        before: its lines before the one that it is about; None where it is about the edit.
    """

    def __init__(self, message: str, before: str | None = None) -> None:
        super().__init__(message)
        self.before = before


class YamlTree:
    """The document of a curated file, with or without placeholders for records.

    Args:
        gap: blank lines between records.

    Raises:
        NotEditable: it would not come back byte for byte.
    """

    def __init__(self, text: str, gap: int) -> None:
        self._before, self._gap = text, gap
        self._only_adds = True
        self._layout, self._shift, root = _read(text)
        self._head = text if root is None else ""
        if root is None or (isinstance(root, MappingNode) and not root.value):
            root = MappingNode(BaseResolver.DEFAULT_MAPPING_TAG, [], flow_style=False)
        self._root: Node = root

    def text(self) -> str:
        """The document as it is now; it can be asked for once.

        Raises:
            NotEditable: something else would be lost, a comment for example.
        """
        text = self._head + _shifted(dump(self._root, self._layout), -self._shift)
        rest = iter(text)
        if self._only_adds and not all(char in rest for char in self._before):
            raise NotEditable("would lose something else")
        return text

    def apply(self, edit: Edit) -> None:
        """Make an edit.

        Raises:
            NotEditable: the document cannot take it.
        """
        *above, step = edit.trail
        parent, column = self._find(tuple(above))
        at, in_flow = _index(parent, step), not is_block(parent)
        child = None if at is None else _child(parent, at)
        if isinstance(edit, AppendItem) and (child is None or _is_empty(child)):
            edit = SetValue(edit.trail, (edit.value,))
        if at is None or child is None:
            if not isinstance(edit, SetValue) or not isinstance(parent, MappingNode):
                raise NotEditable(f"has no place for {_dotted(edit.trail)}")
            self._insert(parent, column, str(step), edit.value)
            return
        match edit:
            case RemoveValue():
                self._remove(parent, column, at)
            case SetValue():
                self._replace(parent, column, at, edit.value)
            case WrapValue():
                key = None if edit.key is None else _pair(edit.key, "", column, in_flow=in_flow)[0]
                _put(parent, at, wrap(child, key, in_flow=in_flow))
            case AppendItem():
                if not isinstance(child, SequenceNode):
                    raise NotEditable(f"{step} is not a list with a dash before each item")
                dash = column + self._layout.dash
                item = _item(edit.value, dash, in_flow=in_flow or not is_block(child))
                self._append(child, dash, item, self._gap if parent is self._root else 0)

    def _find(self, trail: YamlPath) -> tuple[Node, int]:
        """A node, and the column of its keys or dashes."""
        node, column = self._root, -self._shift if trail else 0
        for step in trail:
            at = _index(node, step)
            if at is None:
                raise NotEditable(f"has no place for {_dotted(trail)}")
            is_item, node = isinstance(node, SequenceNode), _child(node, at)
            if is_item:
                column += self._layout.sequence - self._layout.dash
            else:
                is_list = isinstance(node, SequenceNode)
                column += self._layout.dash if is_list else self._layout.mapping
        return node, column

    def _replace(self, parent: Node, column: int, at: int, value: Value) -> None:
        self._only_adds = False
        old = _child(parent, at)
        is_flow = isinstance(old, CollectionNode) and not is_block(old) and not _is_empty(old)
        in_flow = is_flow or not is_block(parent) or value == ()
        if isinstance(parent, MappingNode):
            _, new = _pair(parent.value[at][0].value, value, column, in_flow=in_flow)
        else:
            new = _item(value, column, in_flow=in_flow)
        tail = take_tail(old, column)
        new.comment = [old.comment[0], None] if old.comment else None
        give_tail(new, tail)
        _put(parent, at, new)

    def _remove(self, parent: Node, column: int, at: int) -> None:
        """Take out a pair or an item; the blank lines and comments after it stay."""
        self._only_adds = False
        if len(parent.value) == 1:
            raise NotEditable("would be empty")
        tail = take_tail(_child(parent, at), column) if is_block(parent) else ""
        del parent.value[at]
        if tail and at:
            before = _child(parent, at - 1)
            give_tail(before, take_tail(before, column) + tail)

    def _insert(self, parent: MappingNode, column: int, key: str, value: Value) -> None:
        """Insert a key in the usual order."""
        pairs, in_flow = parent.value, not is_block(parent)
        pair = _pair(key, value, column, in_flow=in_flow)
        if parent is self._root and not in_flow:
            if self._before.strip() and not self._before.endswith("\n\n"):
                pair[0].comment = [None, [CommentToken("\n", CommentMark(0))]]
            pairs.append(pair)
            return
        place = _PLACE.get(key, _OTHERS)
        places = [_PLACE.get(name.value, _OTHERS) for name, _ in pairs]
        at = next((i for i, each in enumerate(places) if each > place), len(pairs))
        if at and not in_flow:
            give_tail(pair[1], take_tail(pairs[at - 1][1], column))
        pairs.insert(at, pair)

    def _append(self, items: SequenceNode, column: int, item: Node, gap: int) -> None:
        if is_block(items):
            tail = take_tail(items.value[-1], column)
            give_tail(items.value[-1], "\n" * gap)
            give_tail(item, tail)
        items.value.append(item)


def _read(text: str) -> tuple[Layout, int, Node | None]:
    """Read a document, and find the layout in which it comes back as it is.

    The lists of records may have another indentation than those inside records: the columns by
    which they have to be shifted come with the layout.
    """
    dash = re.search(r"^( *)-", text, re.MULTILINE)
    found: list[str] = []
    for layout in LAYOUTS:
        shift = layout.dash - len(dash[1]) if dash else 0
        shifted = _shifted(text, shift)
        try:
            root = compose(shifted)
            written = shifted if root is None else dump(root, layout)
        except Exception as error:
            # ruamel.yaml fails in many ways at what it cannot keep.
            raise NotEditable("the layout of this file cannot be kept", "") from error
        found.append(_shifted(written, -shift))
        if found[-1] == text:
            # A written document has to be read again.
            return layout, shift, compose(shifted)
    lines, others = text.splitlines(keepends=True), found[0].splitlines(keepends=True)
    changed = (i for i, line in enumerate(lines) if others[i : i + 1] != [line])
    before = "".join(lines[: next(changed, len(lines) - 1)])
    raise NotEditable("the layout of this line cannot be kept", before)


def _shifted(text: str, columns: int) -> str:
    """A text whose indented lines, and those with a dash, are further to the right or left."""
    if columns < 0:
        return re.sub(rf"^ {{{-columns}}}", "", text, flags=re.MULTILINE)
    return re.sub(r"^(?=[ -])", " " * columns, text, flags=re.MULTILINE)


def _index(node: Node, step: str | int) -> int | None:
    """The index of a key or an item; None where the node does not have it."""
    if isinstance(node, MappingNode):
        return next((i for i, (key, _) in enumerate(node.value) if key.value == step), None)
    is_there = isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value)
    return int(step) if is_there else None


def _child(node: Node, at: int) -> Node:
    return children(node)[at][1]


def _put(parent: Node, at: int, new: Node) -> None:
    is_mapping = isinstance(parent, MappingNode)
    parent.value[at] = (parent.value[at][0], new) if is_mapping else new


def _is_empty(node: Node) -> bool:
    """True if a list would have no items here."""
    return not node.value or (isinstance(node, ScalarNode) and node.value in ("~", "null"))


def _pair(key: str, value: Value, column: int, *, in_flow: bool) -> tuple[ScalarNode, Node]:
    """A key and its value in the usual style."""
    head = f"{key_text(key)}:"
    text = flow_style({key: value}) if in_flow else "\n".join(block_lines(head, value, column))
    made = compose(text + "\n")
    assert isinstance(made, MappingNode)
    key_node, value_node = made.value[0]
    return key_node, value_node


def _item(value: Value, column: int, *, in_flow: bool) -> Node:
    """An item of a list in the usual style."""
    text = flow_style((value,)) if in_flow else "\n".join(block_lines("-", value, column))
    made = compose(text + "\n")
    assert isinstance(made, SequenceNode)
    return _child(made, 0)


def _dotted(trail: YamlPath) -> str:
    return ".".join(map(str, trail))
