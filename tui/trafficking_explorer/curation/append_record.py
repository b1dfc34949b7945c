"""A record at the end of its list in a curated file, written as the file's other records are."""

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from trafficking_explorer.corpus.checks.stale_schema import SCHEMA
from trafficking_explorer.corpus.loader import CURATED, DEFAULT_SOURCE
from trafficking_explorer.corpus.yaml_reader import YamlDocument, read_yaml
from trafficking_explorer.curation.types import Draft, TargetFile, WriteResult
from trafficking_explorer.curation.yaml_edit import (
    TextEdit,
    YamlText,
    change_file,
    dash_column,
    end_of,
    ends,
    location,
)
from trafficking_explorer.curation.yaml_style import STEP, QuotedScalar, inline, record_yaml
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import is_installed
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import atomic_write

_BLANK_LINES = 1
"""Between records, where a file does not show how many."""


def check_writable(root: Path) -> None:
    """Refuse a corpus that nothing can be written into.

    Raises:
        SecureModeError: curation is off.
        CuratingError: it comes with the installed program, or its folder cannot be written.
    """
    require(Feature.CURATION)
    curated = root / CURATED
    own = is_installed(root)
    if own or not os.access(curated, os.W_OK | os.X_OK):
        what = "the corpus that comes with the program" if own else "this corpus"
        raise CuratingError(
            f"{curated}: {what} cannot be written; make one of your own with init DIR, or copy this "
            "one, and open it with --corpus"
        )


def append(draft: Draft, source_id: str, target: TargetFile) -> WriteResult:
    """Write a record into a file.

    Returns:
        Where it begins, and its id: another one where the file has this one already.

    Raises:
        CuratingError: the file cannot take it; it is as it was.
        UsageError: its folder cannot be written.
    """
    if target.new:
        return _new_file(draft, source_id, target)
    key = KINDS[draft.record_type].plural

    def ways(before: YamlText) -> Iterator[str]:
        nonlocal draft
        value = before.document.value
        # What the explorer has not read yet may bear the id.
        draft = replace(draft, record_id=_free_id(draft.record_id, value, key))
        source = _named_source(value, source_id)
        return _ways(before, target.label, key, draft, source)

    def is_right(old: YamlDocument, new: YamlDocument) -> bool:
        source = _named_source(old.value, source_id)
        return bool(new.value == _with_record(old.value, key, _value(draft, source)))

    after = change_file(target.path, target.label, ways, is_right)
    return _written(after, key, draft, target.path)


def _free_id(record_id: str, value: Any, key: str) -> str:
    """The id, or the next one that no record of the file bears."""
    records = value.get(key) if isinstance(value, dict) else None
    taken = {
        record.get("id")
        for record in (records if isinstance(records, tuple) else ())
        if isinstance(record, dict)
    }
    if record_id not in taken:
        return record_id
    base = re.sub(r"-\d+\Z", "", record_id)
    return next(id_ for n in range(2, len(taken) + 3) if (id_ := f"{base}-{n}") not in taken)


def _written(document: YamlDocument, key: str, draft: Draft, path: Path) -> WriteResult:
    assert isinstance(document.value, dict)
    records = document.value[key]
    assert isinstance(records, tuple)
    at = document.at((key, len(records) - 1))
    return WriteResult(path, at.line, at.column, (draft.record_type, draft.record_id))


def _named_source(value: Any, source_id: str) -> str | None:
    """The source as passages must name it; None where the file's own does."""
    default = value.get(DEFAULT_SOURCE) if isinstance(value, dict) else None
    return None if default == source_id else source_id


def _value(draft: Draft, source: str | None) -> Any:
    value = read_yaml("", record_yaml(draft, source, 0).encode()).value
    assert isinstance(value, tuple)
    return value[0]


def _with_record(value: Any, key: str, record: Any) -> Any:
    """A document with one record more, and nothing else changed."""
    if value is None:
        return {key: (record,)}
    if not isinstance(value, dict):
        return None
    return {**value, key: (*(value.get(key) or ()), record)}


def _ways(text: YamlText, label: str, key: str, draft: Draft, source: str | None) -> Iterator[str]:
    """The text with the record, at each place where it may go.

    Raises:
        CuratingError: the file is written in a way that has no such place.
    """
    root = None if text.document.value is None else text.root
    if root is not None and not isinstance(root, yaml.MappingNode):
        raise CuratingError(
            f"{location(label, root, text)}: a file holds kinds of record ({key}: …), this one "
            "holds something else; choose another file"
        )
    if root is not None and root.flow_style:
        if not root.value:
            yield from _at_end_of_file(text, key, draft, source, instead=root)
            return
        raise _in_brackets(location(label, root, text), "the file")
    records = text.node((key,))
    if records is None:
        yield from _at_end_of_file(text, key, draft, source)
    elif (
        isinstance(records, yaml.ScalarNode) and text.document.keys_at(()) and _is_empty(text, key)
    ):
        yield from _into_empty(text, key, records, draft, source)
    elif not isinstance(records, yaml.SequenceNode):
        raise CuratingError(
            f"{location(label, records, text)}: {key} is a list, each record begins with a dash; "
            "mend the file first, it is left as it is"
        )
    elif not records.value:
        yield from _into_empty(text, key, records, draft, source)
    elif records.flow_style:
        raise _in_brackets(location(label, records, text), key)
    else:
        yield from _after_last(text, records, draft, source)


def _in_brackets(at: object, what: str) -> CuratingError:
    return CuratingError(
        f"{at}: {what} is written in brackets; put each record on lines of its own, with a dash, "
        "or choose another file"
    )


def _is_empty(text: YamlText, key: str) -> bool:
    value = text.document.value
    return isinstance(value, dict) and value[key] is None


def _after_last(
    text: YamlText, records: yaml.SequenceNode, draft: Draft, source: str | None
) -> Iterator[str]:
    column = dash_column(text, records)
    gap = text.newline * (_blank_lines(text, records) + 1)
    block = _block(text, draft, source, column)
    for at in ends(text, records, column):
        yield text.apply([TextEdit(at, at, gap + block)])
    # Blank lines that belong to a text in a block are kept before it.
    at = int(records.value[-1].end_mark.index)
    head = "" if text.line_start(at) == at else text.newline
    yield text.apply([TextEdit(at, at, head + block + text.newline)])


def _blank_lines(text: YamlText, records: yaml.SequenceNode) -> int:
    """How many blank lines a file leaves between records: those before the last of them."""
    lists = [records]
    if isinstance(text.root, yaml.MappingNode):
        lists += [
            value
            for _, value in text.root.value
            if isinstance(value, yaml.SequenceNode) and not value.flow_style
        ]
    for each in lists:
        if len(each.value) > 1:
            start = text.line_start(each.value[-1].start_mark.index)
            end = end_of(each.value[-2], text.text)
            between = text.text[end:start].splitlines()[1:]
            return sum(1 for line in between if not line.strip())
    return _BLANK_LINES


def _block(text: YamlText, draft: Draft, source: str | None, column: int) -> str:
    """The record's lines, with the file's line breaks, and none after the last."""
    lines = record_yaml(draft, source, column).split("\n")
    return text.newline.join(" " * column + line for line in lines)


def _list_column(text: YamlText) -> int:
    """The column of the dashes in the file's other lists."""
    if isinstance(text.root, yaml.MappingNode):
        for _, value in text.root.value:
            if isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value:
                return dash_column(text, value)
    return STEP


def _into_empty(
    text: YamlText, key: str, records: yaml.Node, draft: Draft, source: str | None
) -> Iterator[str]:
    """Under a key that has no record yet: nothing, `[]`, `~` or `null` stands there."""
    block = _block(text, draft, source, _list_column(text))
    start, end = int(records.start_mark.index), int(records.end_mark.index)
    before = start
    while before and text.text[before - 1] in " \t":
        before -= 1
    removed = [TextEdit(before, end, "")] if end > start else []
    line = text.line_end(end if end > start else _key_end(text, key))
    for at in _comments_after(text, line):
        yield text.apply([*removed, TextEdit(at, at, text.newline + block)])


def _key_end(text: YamlText, key: str) -> int:
    assert isinstance(text.root, yaml.MappingNode)
    return next(int(name.end_mark.index) for name, _ in text.root.value if name.value == key)


def _comments_after(text: YamlText, at: int) -> Iterator[int]:
    """After the indented comments that follow a line, or right after it."""
    after = at
    while (start := text.next_line(after)) is not None:
        line = text.text[start : text.line_end(start)]
        if not line.startswith((" ", "\t")) or not line.lstrip().startswith("#"):
            break
        after = text.line_end(start)
    yield after
    if after != at:
        yield at


def _at_end_of_file(
    text: YamlText,
    key: str,
    draft: Draft,
    source: str | None,
    instead: yaml.Node | None = None,
) -> Iterator[str]:
    """Under a key of its own, after all else; or where `{}` stands."""
    newline = text.newline
    block = f"{key}:{newline}{_block(text, draft, source, _list_column(text))}"
    if instead is not None:
        start, end = int(instead.start_mark.index), int(instead.end_mark.index)
        yield text.apply([TextEdit(start, end, block)])
        return
    end = len(text.text.rstrip())
    head = newline * 2 if end else ""
    tail = "" if text.text[end:] else newline if not text.text else ""
    yield text.apply([TextEdit(end, end, head + block + tail)])
    if isinstance(text.root, yaml.MappingNode):
        # Before the mark that ends a document.
        at = text.line_end(end_of(text.root, text.text))
        yield text.apply([TextEdit(at, at, newline * 2 + block)])
    # After blank lines that belong to a text in a block.
    whole = text.text
    head = "" if whole.endswith(("\n", "\r")) else newline
    yield text.apply([TextEdit(len(whole), len(whole), head + block + newline)])


def _new_file(draft: Draft, source_id: str, target: TargetFile) -> WriteResult:
    key = KINDS[draft.record_type].plural
    path = target.path
    text = new_text(path, source_id, f"{key}:\n{_indented(record_yaml(draft, None, STEP))}\n")
    document = read_yaml(target.label, text.encode())
    if document.problems:
        _, message, at = document.problems[0]
        raise CuratingError(f"{at}: {message}; these words cannot be written as YAML")
    if path.exists() or path.is_symlink():
        raise CuratingError(f"{target.label}: this file is there meanwhile; choose it again")
    write_new(path, target.label, text)
    return _written(document, key, draft, path)


def write_new(path: Path, label: str, text: str) -> None:
    """Make a file that is not there yet, and the folders above it.

    Raises:
        CuratingError: a folder cannot be made.
        UsageError: the folder cannot be written.
    """
    require(Feature.CURATION)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CuratingError(f"{label}: its folder cannot be made: {error.strerror}") from error
    with atomic_write(path) as temporary:
        temporary.write_bytes(text.encode())


def new_text(path: Path, source_id: str, records: str) -> str:
    """A new file's text: the schema where the corpus has one, the source, the records."""
    return f"{schema_line(path)}source: {inline(QuotedScalar(source_id))}\n\n{records}"


def schema_line(path: Path) -> str:
    """The line that names the schema of the corpus that a path is in; "" where it has none."""
    curated = next((folder for folder in path.parents if folder.name == CURATED), None)
    if curated is None or not (curated / SCHEMA).is_file():
        return ""
    relative = os.path.relpath(curated / SCHEMA, path.parent).replace(os.sep, "/")
    return f"# yaml-language-server: $schema={relative}\n"


def _indented(block: str) -> str:
    return "\n".join(" " * STEP + line for line in block.split("\n"))
