"""The findings of a check about each file, kept for the next one: one JSON file a corpus.

It is written under another name and renamed, so that every reader has a whole one; of two runs the
last one counts. One that is damaged, or that other code has written, is as good as none.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pydantic
import pydantic_core

from trafficking_explorer import __version__
from trafficking_explorer.corpus.checks.dangling_reference import targets
from trafficking_explorer.corpus.loader import LoadBatch
from trafficking_explorer.errors import UsageError
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.records.source import Source
from trafficking_explorer.registry import additions
from trafficking_explorer.secure import is_secure
from trafficking_explorer.text.files import atomic_write

_PACKAGE = Path(__file__).resolve().parents[1]
_PACKAGES = ("text", "records", "corpus")
"""The packages whose code decides what a check finds."""


@dataclass
class FileSummary:
    """Plain values of one file, as far as other files and later runs need them.

    Attributes:
        digest: names the content that all this was read from; empty where it cannot be had.
        state: of everything the file refers to, when its problems were found; None where they hold
            for that run alone.
        records: type, id and every name of each sound record.
        declared: type and id of records that are refused.
        refs: type and id of records that others may have.
        texts: ids of the sources whose texts its quotes are looked for in.
        sources: fields of its own sources by id, as far as reading their texts needs them.
        answers: finding, answer, reason, and line and column of the finding.
        problems: line, column, rule, message, severity and notes of each.
        passages: number of places its records are tied to.
    """

    digest: str = ""
    state: str | None = None
    records: list[tuple[str, str, Sequence[str]]] = field(default_factory=list)
    declared: list[tuple[str, str]] = field(default_factory=list)
    refs: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    answers: list[tuple[str, str, str, int, int]] = field(default_factory=list)
    problems: list[tuple[int, int, str, str, str, Sequence[str]]] = field(default_factory=list)
    passages: int = 0


def summarize(part: LoadBatch) -> FileSummary:
    """The summary of one file that has been read, before it is held against others."""
    summary = FileSummary(digest=next(iter(part.digests.values()), ""))
    refs: list[tuple[str, str]] = []
    texts: list[str] = []
    for entry in part.corpus.entries:
        record = entry.record
        summary.records.append((record.record_type, record.id, record.all_names))
        refs += targets(record)
        texts += entry.text_ids
        if record.record_type == Source.record_type:
            summary.sources.setdefault(record.id, _fields_of(record))
    for listed, _, _, default_source in part.uncovered:
        if source_id := listed.source or default_source:
            texts.append(source_id)
    sound = {(type_, id_) for type_, id_, _ in summary.records}
    summary.declared = [key for _, key in part.corpus.declarations if key not in sound]
    summary.texts = list(dict.fromkeys(texts))
    refs += [(Source.record_type, id_) for id_ in summary.texts]
    summary.refs = [ref for ref in dict.fromkeys(refs) if ref not in sound]
    summary.answers = [
        (answer.finding, answer.answer, answer.reason, at.line, at.column)
        for answer, at in part.corpus.answers
    ]
    return summary


def _fields_of(source: Record) -> dict[str, Any]:
    names = {"id", "path", "sha256", "title", "article", "furniture", "edition_of"}
    return source.model_dump(mode="json", include=names, by_alias=True)


def source_of(fields: Mapping[str, Any]) -> Source:
    """The source of a summary's fields."""
    return Source.model_validate({**fields, "furniture": tuple(fields["furniture"])})


def load_cache(folder: Path, root: Path) -> dict[str, FileSummary]:
    """The known summaries of the files of a corpus, by path; none where they cannot be trusted."""
    place = _place(folder, root)
    try:
        if not place.is_file():
            return {}  # A pipe would be waited for without end.
        checksum, _, body = place.read_bytes().partition(b"\n")
        if checksum.decode("ascii") != _checksum(body):
            return {}
        document = json.loads(body)
        if document["code"] != _code(tuple(KINDS)):
            return {}
        return {name: FileSummary(**values) for name, values in document["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save_cache(folder: Path, root: Path, summaries: Mapping[str, FileSummary]) -> None:
    """Keep summaries by path, where the folder can be written; nothing in secure mode."""
    if is_secure():
        return
    files = {name: vars(each) for name, each in summaries.items()}
    place = _place(folder, root)
    # Text that is not Unicode is not kept.
    with suppress(OSError, UsageError, ValueError):
        # In half the time that `json` takes, which reads it faster.
        body = pydantic_core.to_json({"code": _code(tuple(KINDS)), "files": files})
        folder.mkdir(parents=True, exist_ok=True)
        with atomic_write(place) as temporary:
            temporary.write_bytes(_checksum(body).encode() + b"\n" + body)


def _place(folder: Path, root: Path) -> Path:
    name = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=16).hexdigest()
    return folder / f"check-{name}.json"


def _checksum(body: bytes) -> str:
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def _code(kinds: tuple[str, ...]) -> str:
    """A name for the code that finds problems: other code may find others."""
    return f"{_own_code(kinds)} {additions()}"


@cache
def _own_code(kinds: tuple[str, ...]) -> str:
    digest = hashlib.blake2b(f"{__version__} {pydantic.VERSION} {kinds}".encode(), digest_size=16)
    modules = [*_PACKAGE.glob("*.py")]
    for package in _PACKAGES:
        modules.extend((_PACKAGE / package).rglob("*.py"))
    for path in sorted(modules):
        digest.update(path.read_bytes())
    return digest.hexdigest()
