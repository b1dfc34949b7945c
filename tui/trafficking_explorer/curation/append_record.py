"""Append a record to its list in a curated file, in the layout of the file."""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from trafficking_explorer.corpus.checks.stale_schema import SCHEMA
from trafficking_explorer.corpus.loader import CURATED, DEFAULT_SOURCE
from trafficking_explorer.corpus.yaml_reader import YamlDocument, read_yaml
from trafficking_explorer.curation.types import Draft, TargetFile, WriteResult
from trafficking_explorer.curation.yaml_edit import CuratedFile, change_file
from trafficking_explorer.curation.yaml_style import (
    STEP,
    QuotedScalar,
    block_lines,
    inline,
    record_value,
    record_yaml,
)
from trafficking_explorer.curation.yaml_tree import AppendItem
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.paths import is_installed
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.secure import Feature, require
from trafficking_explorer.text.files import replace_file


def check_writable(root: Path, *folders: str) -> None:
    """Refuse a corpus that cannot be written.

    Args:
        folders: of the corpus; `curated` if none is named.

    Raises:
        SecureModeError: curation is off.
        CuratingError: it comes with the installed program, or a folder cannot be written.
    """
    require(Feature.CURATION)
    is_bundled = is_installed(root)
    for folder in (root / each for each in folders or (CURATED,)):
        if is_bundled or not os.access(folder, os.W_OK | os.X_OK):
            what = "the corpus that comes with the program" if is_bundled else "this corpus"
            raise CuratingError(
                f"{folder}: {what} cannot be written; make a corpus with init DIR, or copy this one, "
                "and open it with --corpus"
            )


def append(draft: Draft, source_id: str, target: TargetFile) -> WriteResult:
    """Write a record into a file.

    Returns:
        The place where it begins, and its id, which differs from the draft's if the file has that.

    Raises:
        CuratingError: the file cannot take it; it is as it was.
        UsageError: its folder cannot be written.
    """
    if target.new:
        return _new_file(draft, source_id, target)
    key = KINDS[draft.record_type].plural
    new = draft

    def change(before: CuratedFile) -> CuratedFile:
        nonlocal new
        value = before.document.value
        # A record that the explorer has not read yet may have the id.
        new = replace(draft, record_id=_free_id(draft.record_id, value, key))
        default = value.get(DEFAULT_SOURCE) if isinstance(value, dict) else None
        source = None if default == source_id else source_id
        edit = AppendItem((key,), record_value(new, source))
        return before.edited([edit], record_yaml(new, source))

    after = change_file(target.path, target.label, change)
    return _written(after.document, key, new, target.path)


def _free_id(record_id: str, value: Any, key: str) -> str:
    """The id, or the next that no record of the file has."""
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


def _new_file(draft: Draft, source_id: str, target: TargetFile) -> WriteResult:
    key = KINDS[draft.record_type].plural
    path = target.path
    lines = "\n".join(block_lines("-", record_value(draft), STEP))
    text = new_text(path, source_id, f"{key}:\n{lines}\n")
    document = read_yaml(target.label, text.encode())
    if document.problems:
        _, message, at = document.problems[0]
        raise CuratingError(f"{at}: {message}; these words cannot be written as YAML")
    if path.exists() or path.is_symlink():
        raise CuratingError(f"{target.label}: this file exists by now; choose it again")
    write_new(path, target.label, text)
    return _written(document, key, draft, path)


def write_new(path: Path, label: str, text: str) -> None:
    """Make a new file, and the folders above it.

    Raises:
        CuratingError: a folder cannot be made.
        UsageError: the folder cannot be written.
    """
    require(Feature.CURATION)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CuratingError(f"{label}: its folder cannot be made: {error.strerror}") from error
    replace_file(path, text.encode())


def new_text(path: Path, source_id: str, records: str) -> str:
    """The text of a new file: the schema if the corpus has one, the source, the records."""
    return f"{schema_line(path)}source: {inline(QuotedScalar(source_id))}\n\n{records}"


def schema_line(path: Path) -> str:
    """The line that names the schema of the corpus around a path; "" without a schema."""
    curated = next((folder for folder in path.parents if folder.name == CURATED), None)
    if curated is None or not (curated / SCHEMA).is_file():
        return ""
    relative = os.path.relpath(curated / SCHEMA, path.parent).replace(os.sep, "/")
    return f"# yaml-language-server: $schema={relative}\n"
