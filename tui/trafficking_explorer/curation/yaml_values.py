"""Values of a curated file set by their trails; every byte that is not of them stays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from trafficking_explorer.curation.yaml_edit import (
    TextEdit,
    YamlText,
    dash_column,
    end_of,
    ends,
    location,
)
from trafficking_explorer.curation.yaml_style import WIDTH, Value, block_lines, flow_style
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import YamlPath


@dataclass(frozen=True)
class SetValue:
    """A value for a key of a mapping, which may have it or not, or for an item of a list."""

    trail: YamlPath
    value: Value


@dataclass(frozen=True)
class DeleteKey:
    """A key of a mapping that goes, with its value."""

    trail: YamlPath


@dataclass(frozen=True)
class DuplicateItem:
    """A further item at the end of a list: one of its items, with other values in it."""

    trail: YamlPath
    """Of the item."""
    puts: tuple[SetValue, ...]
    """Their trails are below the item's."""


Edit = SetValue | DeleteKey | DuplicateItem


def changed_text(text: YamlText, label: str, edits: Iterable[Edit]) -> str:
    """The text of a file after some edits.

    Raises:
        CuratingError: the file is written in a way that has no place for one.
    """
    splices: list[TextEdit] = []
    for each in edits:
        match each:
            case SetValue():
                splices.append(_put(text, label, each))
            case DeleteKey():
                splices.append(_drop(text, label, each.trail))
            case DuplicateItem():
                splices.append(_copy(text, label, each))
    return text.apply(splices)


def changed_value(value: Any, edits: Iterable[Edit]) -> Any:
    """The value of a file after some edits, as it has to read."""
    for each in edits:
        match each:
            case SetValue():
                value = _with(value, each.trail, each.value)
            case DeleteKey():
                value = _without(value, each.trail)
            case DuplicateItem():
                item = value
                for step in each.trail:
                    item = item[step]
                item = changed_value(item, each.puts)
                *_, index = each.trail
                assert isinstance(index, int)
                value = _with(value, (*each.trail[:-1], -1), item)
    return value


def _with(value: Any, trail: YamlPath, new: Any) -> Any:
    """A value with another inside; the index -1 is one past the end of a list."""
    if not trail:
        return _plain(new)
    step, *rest = trail
    if isinstance(value, tuple):
        if step == -1:
            return (*value, _plain(new))
        assert isinstance(step, int)
        return (*value[:step], _with(value[step], tuple(rest), new), *value[step + 1 :])
    assert isinstance(value, dict)
    return {**value, step: _with(value.get(str(step)), tuple(rest), new)}


def _without(value: Any, trail: YamlPath) -> Any:
    step, *rest = trail
    if not rest:
        return {key: each for key, each in value.items() if key != step}
    return _with(value, (step,), _without(value[step], tuple(rest)))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


def _put(text: YamlText, label: str, put: SetValue) -> TextEdit:
    *above, step = put.trail
    parent = text.node(tuple(above))
    node = text.node(put.trail)
    if parent is None or (node is None and not isinstance(parent, yaml.MappingNode)):
        raise CuratingError(f"{label}: has no place for {_words(put.trail)}; put it in by hand")
    in_flow = any(_is_flow(text.node(put.trail[:n])) for n in range(len(put.trail)))
    if node is None:
        assert isinstance(parent, yaml.MappingNode)
        return _further_key(text, label, parent, str(step), put.value)
    start, end = int(node.start_mark.index), end_of(node, text.text)
    words = flow_style(put.value)
    fits = start - text.line_start(start) + len(words) <= WIDTH
    if in_flow or fits or not isinstance(parent, yaml.MappingNode):
        # An empty value begins right behind its colon.
        return TextEdit(start, end, words if end > start else f" {words}")
    key = next(key for key, _ in parent.value if key.value == step)
    start = int(key.start_mark.index)
    head = f"{text.text[start : int(key.end_mark.index)]}:"
    return TextEdit(start, end, _block(text, head, put.value, int(key.start_mark.column)))


def _further_key(
    text: YamlText, label: str, parent: yaml.MappingNode, key: str, value: Value
) -> TextEdit:
    """A key after the last one of a mapping."""
    if not parent.value:
        raise CuratingError(
            f"{location(label, parent, text)}: has no place for {key}; put it in by hand"
        )
    end = end_of(parent.value[-1][1], text.text)
    if parent.flow_style:
        return TextEdit(end, end, f", {flow_style({key: value})[1:-1]}")
    column = int(parent.value[0][0].start_mark.column)
    # After what is said beside the last value.
    at = text.line_end(end)
    return TextEdit(at, at, f"{text.newline}{' ' * column}{_block(text, f'{key}:', value, column)}")


def _block(text: YamlText, head: str, value: Value, column: int) -> str:
    """A key and its value from the key's column on."""
    lines = block_lines(head, value, column)
    return text.newline.join([lines[0][column:], *lines[1:]])


def _drop(text: YamlText, label: str, trail: YamlPath) -> TextEdit:
    *above, step = trail
    parent = text.node(tuple(above))
    if not isinstance(parent, yaml.MappingNode) or len(parent.value) < 2:
        raise CuratingError(f"{label}: {_words(trail)} cannot be taken out; do it by hand")
    at = next(i for i, (key, _) in enumerate(parent.value) if key.value == step)
    key, value = parent.value[at]
    start, end = int(key.start_mark.index), end_of(value, text.text)
    if at:
        # From the end of the pair before, so that neither a comma nor an empty line is left.
        before = end_of(parent.value[at - 1][1], text.text)
        start = before if parent.flow_style else text.line_end(before)
        return TextEdit(start, end if parent.flow_style else text.line_end(end), "")
    return TextEdit(start, int(parent.value[1][0].start_mark.index), "")


def _copy(text: YamlText, label: str, copy: DuplicateItem) -> TextEdit:
    *above, _ = copy.trail
    items, item = text.node(tuple(above)), text.node(copy.trail)
    assert isinstance(items, yaml.SequenceNode)
    assert item is not None
    puts = [_put(text, label, SetValue((*copy.trail, *put.trail), put.value)) for put in copy.puts]
    first, end = int(item.start_mark.index), end_of(item, text.text)
    if items.flow_style:
        at = end_of(items.value[-1], text.text)
        return TextEdit(at, at, f", {_slice(text, first, end, puts)}")
    column = dash_column(text, items)
    start = text.text.rindex("-", 0, first)
    lines = _slice(text, start, text.line_end(end), puts)
    # An empty line between records that take several.
    gap = text.newline * (1 if _is_flow(item) else 2)
    at = next(ends(text, items.value[-1], column))
    return TextEdit(at, at, f"{gap}{' ' * column}{lines}")


def _slice(text: YamlText, start: int, end: int, splices: Sequence[TextEdit]) -> str:
    """A part of a text, with the splices that lie in it."""
    part = text.text[start:end]
    for each in sorted(splices, key=lambda each: each.start, reverse=True):
        part = part[: each.start - start] + each.words + part[each.end - start :]
    return part


def _is_flow(node: yaml.Node | None) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _words(trail: YamlPath) -> str:
    return ".".join(str(step) for step in trail)
