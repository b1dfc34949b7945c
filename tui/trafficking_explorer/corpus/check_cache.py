"""Cache of check results. The last writer wins; damaged or outdated files are ignored.

One JSON file per corpus, replaced as a whole, so that readers never see a part of it.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pydantic
import pydantic_core

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.file_states import code_state
from trafficking_explorer.errors import UsageError
from trafficking_explorer.records.source import Source
from trafficking_explorer.secure import is_secure
from trafficking_explorer.text.files import atomic_write

_PACKAGES = ("text", "records", "corpus")
"""The packages whose code determines the result of a check."""
_SOURCE_FIELDS = {"id", "path", "sha256", "title", "article", "furniture", "edition_of"}
"""The fields of a source that are needed to read its text."""


@dataclass
class FileSummary:
    """Plain values of one file, as needed by other files and later runs.

    Attributes:
        digest: of the file's content; "" if it cannot be read.
        state: of everything the file refers to, when its problems were found; None if they are valid
            for that run only.
        records: type, id and all names of each record; None for the names of a rejected one.
        refs: type and id of the records in other files that it refers to, sources of quotes included.
        sources: `_SOURCE_FIELDS` of its sources, by id.
        answers: finding, answer, reason, and line and column of the finding.
        problems: line, column, rule, message, severity and notes of each.
        passages: number of positions that support its records.
    """

    digest: str = ""
    state: str | None = None
    records: list[tuple[str, str, Sequence[str] | None]] = field(default_factory=list)
    refs: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    problems: list[tuple[int, int, str, str, str, Sequence[str]]] = field(default_factory=list)
    passages: int = 0


def summarize(corpus: Corpus) -> FileSummary:
    """Summarize one file that has been read, before it is checked against others."""
    summary = FileSummary(digest=next(iter(corpus.digests.values()), ""))
    texts = dict.fromkeys(listed.source_id for listed in corpus.listed)
    refs: dict[tuple[str, str], None] = {}
    for entry in corpus.entries:
        record = entry.record
        summary.records.append((record.record_type, record.id, record.all_names))
        refs.update(dict.fromkeys(record.targets))
        texts.update(dict.fromkeys(entry.text_ids))
        if record.record_type == Source.record_type:
            fields = record.model_dump(mode="json", include=_SOURCE_FIELDS, by_alias=True)
            summary.sources.setdefault(record.id, fields)
    valid = {(type_, id_) for type_, id_, _ in summary.records}
    refs.update(((Source.record_type, id_), None) for id_ in texts if id_)
    summary.refs = [key for key in refs if key not in valid]
    summary.records += [(*key, None) for _, key in corpus.declarations if key not in valid]
    summary.answers = [
        (answer.finding, answer.answer, answer.reason, at.line, at.column)
        for answer, at in corpus.answers
    ]
    return summary


def source_of(fields: Mapping[str, Any]) -> Source:
    """The source with the fields of a summary."""
    return Source.model_validate({**fields, "furniture": tuple(fields["furniture"])})


def load_cache(folder: Path, root: Path) -> dict[str, FileSummary]:
    """The cached summaries of a corpus's files, by path; none if they cannot be trusted."""
    place = _place(folder, root)
    try:
        if not place.is_file():
            return {}  # Reading a pipe could block forever.
        checksum, _, body = place.read_bytes().partition(b"\n")
        if checksum.decode("ascii") != _digest(body):
            return {}
        document = json.loads(body)
        if document["code"] != _code():
            return {}
        return {name: FileSummary(**values) for name, values in document["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save_cache(folder: Path, root: Path, summaries: Mapping[str, FileSummary]) -> None:
    """Write summaries by path, if the folder is writable; nothing in secure mode."""
    if is_secure():
        return
    files = {name: vars(each) for name, each in summaries.items()}
    place = _place(folder, root)
    # ValueError: a text that is not valid Unicode.
    with suppress(OSError, UsageError, ValueError):
        # Twice as fast as `json`, which in turn reads faster.
        body = pydantic_core.to_json({"code": _code(), "files": files})
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_write(place) as temporary:
            temporary.write_bytes(_digest(body).encode() + b"\n" + body)


def _place(folder: Path, root: Path) -> Path:
    return folder / f"check-{_digest(os.fsencode(root.resolve()))}.json"


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _code() -> str:
    """The state of the code that finds problems."""
    return _digest(f"{pydantic.VERSION} {code_state(_PACKAGES)}".encode())
