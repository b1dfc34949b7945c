"""A further passage for a record that is there: one more where its quote, or a field's evidence, stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from trafficking_explorer.corpus.loader import DEFAULT_SOURCE
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.curation.types import WriteResult
from trafficking_explorer.curation.yaml_edit import (
    TextEdit,
    YamlText,
    change_file,
    column_of,
    end_of,
    ends,
    parse_yaml,
    read_editable,
)
from trafficking_explorer.curation.yaml_style import (
    STEP,
    Value,
    block_lines,
    flow_style,
    key_text,
    passages,
)
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.records.evidence import TextQuote, YamlPath, flatten_passages
from trafficking_explorer.records.registry import KINDS

_QUOTE_KEYS = frozenset(("exact", "prefix", "suffix", "source"))
_LAST = ("resolved", "note", "links")
"""Keys that stand after `evidence`, by the habit of the house."""

Splices = list[TextEdit]


@dataclass(frozen=True, slots=True)
class Place:
    """A record in a curated file.

    Attributes:
        label: what to call the file in messages.
    """

    path: Path
    label: str
    record: tuple[str, str]


def find_record(text: YamlText, place: Place) -> YamlPath:
    """Where a record stands in its file.

    Raises:
        CuratingError: it is not there any more.
    """
    record_type, record_id = place.record
    key = KINDS[record_type].plural
    records = text.document.value.get(key) if isinstance(text.document.value, dict) else None
    for i, record in enumerate(records if isinstance(records, tuple) else ()):
        if isinstance(record, dict) and record.get("id") == record_id:
            return key, i
    raise CuratingError(f"{place.label}: {record_type}/{record_id} is not there any more")


def record_fields(place: Place) -> dict[str, Any]:
    """A record as its file has it.

    Raises:
        CuratingError: the file cannot be read, or does not have it.
    """
    text = read_editable(place.path, place.label)[0]
    return _record(text.document, find_record(text, place))


def add_passage(place: Place, field: str, quote: TextQuote, source_id: str) -> WriteResult:
    """Write a passage.

    Args:
        field: as a key of the record's `evidence` has it, or will; `record` for its `quote`.
        quote: words of the source, without its id.

    Returns:
        Where the record begins.

    Raises:
        CuratingError: the file cannot take it; it is as it was.
    """
    found: YamlPath = ()

    def ways(before: YamlText) -> Iterator[str]:
        nonlocal found
        found = find_record(before, place)
        for splices in _ways(before, found, field, quote, source_id):
            yield before.apply(splices)

    def is_right(old: YamlDocument, new: YamlDocument) -> bool:
        return _grew(old, new, found, field, quote, source_id)

    after = change_file(place.path, place.label, ways, is_right)
    at = after.at(found)
    return WriteResult(place.path, at.line, at.column, place.record)


def passages_of(place: Place, field: str, source_id: str) -> tuple[TextQuote, ...]:
    """The passages of a source that a record has for a field, as its file has them.

    Raises:
        CuratingError: the file cannot be read, or does not have the record.
    """
    text = read_editable(place.path, place.label)[0]
    assert isinstance(text.document.value, dict)
    record = _record(text.document, find_record(text, place))
    return tuple(
        TextQuote(exact=exact, prefix=prefix, suffix=suffix)
        for exact, prefix, suffix, source in _passages(
            record, field, text.document.value.get(DEFAULT_SOURCE)
        )
        if exact and source == source_id
    )


def preview(place: Place, field: str, quote: TextQuote | None, source_id: str) -> str:
    """The lines that the record then has for the field; without a quote, those it has.

    Raises:
        CuratingError: the file cannot take it.
    """
    text = read_editable(place.path, place.label)[0]
    trail = find_record(text, place)
    inner: YamlPath = ("quote",) if field == "record" else ("evidence", field)
    if quote is None:
        return _lines(text, (*trail, *inner))
    for splices in _ways(text, trail, field, quote, source_id):
        after = text.apply(splices)
        try:
            new = parse_yaml(place.path, place.label, after.encode())
        except CuratingError:
            continue
        if not _grew(text.document, new.document, trail, field, quote, source_id):
            continue
        return _lines(new, (*trail, *inner))
    raise CuratingError(
        f"{place.label}: {'/'.join(place.record)} cannot take a further passage here"
    )


def _lines(text: YamlText, trail: YamlPath) -> str:
    """The lines of a value and its key, without their indentation."""
    node = text.node(trail)
    assert node is not None
    parent = text.node(trail[:-1])
    assert isinstance(parent, yaml.MappingNode)
    key = next(key for key, value in parent.value if value is node)
    start = int(key.start_mark.index)
    lines = text.text[start : end_of(node, text.text)].splitlines()
    indent = " " * column_of(key)
    return "\n".join(line.removeprefix(indent) for line in lines)


def _record(document: YamlDocument, trail: YamlPath) -> dict[str, Any]:
    value: Any = document.value
    for step in trail:
        value = value[step]
    return value if isinstance(value, dict) else {}


def _grew(
    old: YamlDocument,
    new: YamlDocument,
    trail: YamlPath,
    field: str,
    quote: TextQuote,
    source_id: str,
) -> bool:
    """Whether just this passage came in, and nothing else changed."""
    before, after = _record(old, trail), _record(new, trail)
    if _without(old, trail) != _without(new, trail):
        return False
    assert isinstance(old.value, dict)
    default = old.value.get(DEFAULT_SOURCE)
    one, two = _passages(before, field, default), _passages(after, field, default)
    added = (quote.exact, quote.prefix, quote.suffix, source_id)
    return sorted([*one, added]) == sorted(two) and _rest(before, field) == _rest(after, field)


def _passages(record: dict[str, Any], field: str, default: Any) -> list[tuple[str, ...]]:
    raw: Any = record.get("quote") if field == "record" else None
    if field != "record" and isinstance(record.get("evidence"), dict):
        raw = record["evidence"].get(field)
    found: list[tuple[str, ...]] = []
    for each in flatten_passages(raw) or ():
        if not isinstance(each, dict) or not each.keys() <= {*_QUOTE_KEYS, "trail"}:
            return [("", "", "", "")]
        source = each.get("source") or default or ""
        found.append(
            (str(each.get("exact")), each.get("prefix") or "", each.get("suffix") or "", source)
        )
    return found


def _rest(record: dict[str, Any], field: str) -> dict[str, Any]:
    """A record without the passages of a field."""
    if field == "record":
        return {key: value for key, value in record.items() if key != "quote"}
    evidence = record.get("evidence")
    others = {key: value for key, value in (evidence or {}).items() if key != field}
    return {**{key: value for key, value in record.items() if key != "evidence"}, "": others}


def _without(document: YamlDocument, trail: YamlPath) -> Any:
    """A document without one record."""
    assert isinstance(document.value, dict)
    key, i = trail
    records = document.value[str(key)]
    assert isinstance(records, tuple) and isinstance(i, int)
    return {**document.value, str(key): (*records[:i], *records[i + 1 :])}


def _ways(
    text: YamlText, trail: YamlPath, field: str, quote: TextQuote, source_id: str
) -> Iterator[Splices]:
    record = text.node(trail)
    if not isinstance(record, yaml.MappingNode):
        return
    assert isinstance(text.document.value, dict)
    default = text.document.value.get(DEFAULT_SOURCE)
    named = None if default == source_id else source_id
    new = passages((quote,), named)
    if field == "record":
        found = _child(record, "quote")
        if found is None:
            yield from _new_key(text, record, "quote", new, after=_child(record, "id"))
            return
        yield from _more(text, *found, quote, source_id, default, in_flow=bool(record.flow_style))
        return
    evidence = _child(record, "evidence")
    if evidence is None:
        yield from _new_key(text, record, "evidence", {field: new}, before=_LAST)
        return
    mapping = evidence[1]
    if not isinstance(mapping, yaml.MappingNode) or not mapping.value:
        return
    found = _child(mapping, field)
    if found is None:
        yield from _new_key(text, mapping, field, new)
    else:
        yield from _more(text, *found, quote, source_id, default, in_flow=bool(mapping.flow_style))


Pair = tuple[yaml.Node, yaml.Node]


def _child(mapping: yaml.MappingNode, key: str) -> Pair | None:
    return next(((name, value) for name, value in mapping.value if name.value == key), None)


def _new_key(
    text: YamlText,
    mapping: yaml.MappingNode,
    key: str,
    value: Value,
    after: Pair | None = None,
    before: tuple[str, ...] = (),
) -> Iterator[Splices]:
    """A key that the mapping does not have yet: after a pair, before some keys, or last."""
    pairs: list[Pair] = mapping.value
    follows = pairs.index(after) if after in pairs else len(pairs) - 1
    if before:
        ahead = [i for i, (name, _) in enumerate(pairs) if name.value in before]
        follows = min(ahead, default=len(pairs)) - 1
    if follows < 0:
        return
    name, last = pairs[follows]
    if mapping.flow_style:
        at = int(last.end_mark.index)
        yield [TextEdit(at, at, f", {key_text(key)}: {flow_style(value)}")]
        return
    column = column_of(name)
    lines = text.newline.join(block_lines(f"{key_text(key)}:", value, column))
    for at in ends(text, last, column):
        yield [TextEdit(at, at, text.newline + lines)]


def _more(
    text: YamlText,
    key: yaml.Node,
    value: yaml.Node,
    quote: TextQuote,
    source_id: str,
    default: Any,
    *,
    in_flow: bool,
) -> Iterator[Splices]:
    """One passage more where there are some already."""
    if isinstance(value, yaml.MappingNode) and not _is_quote(value):
        yield from _by_source(text, value, quote, source_id)
        return
    if default != source_id:
        if isinstance(default, str):
            yield from _under_sources(text, key, value, quote, source_id, default, in_flow=in_flow)
        quote = quote.model_copy(update={"source": source_id})
    yield from _listed(text, key, value, quote, in_flow=in_flow)


def _is_quote(value: yaml.MappingNode) -> bool:
    return any(name.value in _QUOTE_KEYS for name, _ in value.value)


def _by_source(
    text: YamlText, value: yaml.MappingNode, quote: TextQuote, source_id: str
) -> Iterator[Splices]:
    found = _child(value, source_id)
    if found is None:
        yield from _new_key(text, value, source_id, quote)
    else:
        yield from _listed(text, *found, quote, in_flow=bool(value.flow_style))


def _listed(
    text: YamlText, key: yaml.Node, value: yaml.Node, quote: TextQuote, *, in_flow: bool
) -> Iterator[Splices]:
    """A list with one item more, or a list of what was alone and the new one."""
    end = end_of(value, text.text)
    if isinstance(value, yaml.SequenceNode):
        if value.flow_style or in_flow:
            at = int(value.value[-1].end_mark.index) if value.value else end - 1
            yield [TextEdit(at, at, (", " if value.value else "") + flow_style(quote))]
            return
        column = int(value.start_mark.index) - text.line_start(int(value.start_mark.index))
        lines = text.newline.join(block_lines("-", quote, column))
        for at in ends(text, value, column):
            yield [TextEdit(at, at, text.newline + lines)]
        return
    start = int(value.start_mark.index)
    if in_flow:
        yield [TextEdit(start, start, "["), TextEdit(end, end, f", {flow_style(quote)}]")]
        return
    column, head = _deeper(text, key, value, "- ")
    lines = text.newline.join(block_lines("-", quote, column))
    for at in ends(text, value, column_of(key)):
        yield [*head, TextEdit(at, at, text.newline + lines)]


def _under_sources(
    text: YamlText,
    key: yaml.Node,
    value: yaml.Node,
    quote: TextQuote,
    source_id: str,
    default: str,
    *,
    in_flow: bool,
) -> Iterator[Splices]:
    """What was there under the id of the file's source, the new passage under its own."""
    start, end = int(value.start_mark.index), end_of(value, text.text)
    old, new = key_text(default), key_text(source_id)
    if in_flow:
        yield [
            TextEdit(start, start, f"{{{old}: "),
            TextEdit(end, end, f", {new}: {flow_style(quote)}}}"),
        ]
        return
    column, head = _deeper(text, key, value, f"{old}: ")
    lines = text.newline.join(block_lines(f"{new}:", quote, column))
    for at in ends(text, value, column_of(key)):
        yield [*head, TextEdit(at, at, text.newline + lines)]


def _deeper(text: YamlText, key: yaml.Node, value: yaml.Node, head: str) -> tuple[int, Splices]:
    """A value one level deeper, behind a dash or a key: the column of that, and the splices."""
    start, end = int(value.start_mark.index), end_of(value, text.text)
    column = column_of(key) + STEP
    line = text.line_start(start)
    splices: Splices = []
    if line <= int(key.start_mark.index):
        # On the key's line: `quote: words`.
        gap = start
        while text.text[gap - 1] in " \t":
            gap -= 1
        splices.append(TextEdit(gap, start, f"{text.newline}{' ' * column}{head}"))
        shift = STEP
    elif head == "- ":
        column = start - line
        splices.append(TextEdit(start, start, head))
        shift = STEP
    else:
        shift = max(0, column + STEP - (start - line))
        splices.append(
            TextEdit(line, line, f"{' ' * column}{head.rstrip()}{text.newline}{' ' * shift}")
        )
    at: int | None = text.next_line(start)
    while at is not None and at < end:
        if text.text[at : text.line_end(at)].strip():
            splices.append(TextEdit(at, at, " " * shift))
        at = text.next_line(at)
    return column, splices
