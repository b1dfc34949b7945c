"""A YAML document as nodes of ruamel.yaml, which is written byte for byte as it was read.

ruamel.yaml keeps comments, blank lines and the lines of folded text; scalars that are quoted or run
over several lines keep their source besides.
"""

from collections.abc import Iterator
from io import StringIO
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.error import CommentMark
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import BaseResolver, VersionedResolver
from ruamel.yaml.tokens import CommentToken

_UNLIMITED = 1 << 30
"""A line width at which ruamel.yaml never breaks a line."""


class Layout(NamedTuple):
    """Columns of nested blocks, counted from the key above them.

    Attributes:
        mapping: of the keys of a mapping.
        sequence: of the items of a list, behind their dashes.
        dash: of the dashes.
    """

    mapping: int
    sequence: int
    dash: int


LAYOUTS = (Layout(2, 4, 2), Layout(2, 2, 0), Layout(4, 4, 2), Layout(4, 6, 4), Layout(4, 2, 0))
"""Layouts that files may have, the usual one first."""


class _Verbatim(str):
    """The value of a scalar that is written from its source."""

    __slots__ = ("source",)
    source: str


class _TextResolver(VersionedResolver):
    """Takes every scalar as text, as the corpus does."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            return BaseResolver.DEFAULT_SCALAR_TAG
        is_list = kind is SequenceNode
        return BaseResolver.DEFAULT_SEQUENCE_TAG if is_list else BaseResolver.DEFAULT_MAPPING_TAG


class _Emitter(RoundTripEmitter):
    def write_double_quoted(self, text: Any, split: Any = True) -> None:
        if not isinstance(text, _Verbatim):
            super().write_double_quoted(text, split)
            return
        self.write_indicator(text.source, True)

    def write_post_comment(self, event: Any) -> bool:
        is_written = super().write_post_comment(event)
        # Else the item after one in brackets, with a comment, would go on in its line.
        self.no_newline = None if is_written else self.no_newline
        return is_written


def _yaml(layout: Layout) -> YAML:
    made = YAML()
    made.Resolver, made.Emitter = _TextResolver, _Emitter
    made.width = _UNLIMITED
    made.brace_single_entry_mapping_in_flow_sequence = True
    made.indent(mapping=layout.mapping, sequence=layout.sequence, offset=layout.dash)
    return made


def compose(text: str) -> Node | None:
    """Read a document; None where it has no value.

    Raises:
        Exception: ruamel.yaml cannot read it; its errors are of many classes.
    """
    root: Node | None = _yaml(LAYOUTS[0]).compose(text)
    for key, node in _all_children(root):
        for scalar in (key, node):
            if isinstance(scalar, ScalarNode) and not _is_text_block(scalar):
                source = text[scalar.start_mark.index : scalar.end_mark.index]
                if source != scalar.value:
                    scalar.value, scalar.style = _Verbatim(scalar.value), '"'
                    scalar.value.source = source
        _hold_comment(key, node)
    return root


def _hold_comment(key: ScalarNode | None, node: Node) -> None:
    """Keep the blanks before the comment beside a value, wherever the value ends later."""
    token = node.comment[0] if node.comment else None
    if token is not None and token.value.startswith("#") and not _is_text_block(node):
        is_below = key is not None and (is_block(node) or node.value == "")
        end = key.end_mark.column + 1 if key is not None and is_below else node.end_mark.column
        blanks = token.start_mark.column - end
        # ruamel.yaml writes one of them itself.
        node.comment[0] = CommentToken(" " * (blanks - 1) + token.value, CommentMark(0))


def dump(root: Node, layout: Layout) -> str:
    """Write a document; its nodes cannot be written a second time."""
    stream = StringIO()
    _yaml(layout).serialize(root, stream)
    return stream.getvalue()


def is_block(node: Node) -> bool:
    """True if a node is a list or a mapping in block style."""
    return isinstance(node, CollectionNode) and not node.flow_style


def children(node: Node | None) -> list[tuple[ScalarNode | None, Node]]:
    """The keys and values of a mapping; the items of a list have no key."""
    if isinstance(node, MappingNode):
        return list(node.value)
    return [(None, item) for item in node.value] if isinstance(node, SequenceNode) else []


def _all_children(node: Node | None) -> Iterator[tuple[ScalarNode | None, Node]]:
    for key, value in children(node):
        yield key, value
        yield from _all_children(value)


def wrap(node: Node, key: ScalarNode | None, *, in_flow: bool) -> CollectionNode:
    """Put a node into a mapping under a key, or without a key into a list."""
    outer: CollectionNode
    if key is None:
        outer = SequenceNode(BaseResolver.DEFAULT_SEQUENCE_TAG, [node], flow_style=in_flow)
    else:
        outer = MappingNode(BaseResolver.DEFAULT_MAPPING_TAG, [(key, node)], flow_style=in_flow)
    if is_block(node):
        # The comments between the key above and the block.
        outer.comment, node.comment = node.comment, None
    for _, each in _all_children(outer):
        if isinstance(each.value, _Verbatim):
            each.value.source = each.value.source.replace("\n", "\n  ")
    return outer


def take_tail(node: Node, column: int) -> str:
    """Take away the blank lines and comments that follow a node and do not belong to it.

    Args:
        column: of the node's key or dash; comments further to the right belong to the node.
    """
    tail = ""
    while is_block(node) and node.value:
        if node.comment and len(node.comment) > 2 and node.comment[2]:
            tail = "".join(" " * each.start_mark.column + each.value for each in node.comment[2])
            del node.comment[2:]
        _, node = children(node)[-1]
    token = node.comment[0] if node.comment else None
    if token is None:
        return tail
    # A comment alone on its line begins in the column of its mark.
    indent = " " * token.start_mark.column if _is_text_block(node) and token.value[0] == "#" else ""
    lines = f"{indent}{token.value}".split("\n")
    own = 0 if _is_text_block(node) else 1
    while own < len(lines) and _is_comment(lines[own], column):
        own += 1
    kept = "\n".join(lines[:own])
    mark = CommentMark(0) if indent else token.start_mark
    node.comment[0] = CommentToken(f"{kept}\n", mark) if kept else None
    return "\n".join(lines[own:]) + tail


def give_tail(node: Node, tail: str) -> None:
    """Put blank lines and comments behind a node, after its own."""
    if not tail:
        return
    while is_block(node) and node.value:
        _, node = children(node)[-1]
    node.comment = node.comment or [None, None]
    if (token := node.comment[0]) is not None:
        node.comment[0] = CommentToken(token.value + tail, token.start_mark)
    else:
        head = "" if _is_text_block(node) else "\n"
        node.comment[0] = CommentToken(head + tail, CommentMark(0))


def _is_comment(line: str, column: int) -> bool:
    """Tell whether a line is a comment, further to the right than a column."""
    bare = line.lstrip(" ")
    return bare.startswith("#") and len(line) - len(bare) > column


def _is_text_block(node: Node) -> bool:
    """Tell whether a node is folded or literal text, behind which no comment begins on its line."""
    return isinstance(node, ScalarNode) and node.style in ("|", ">")
