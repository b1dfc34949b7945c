"""Read a corpus from its folder: all that can be read, and every problem."""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from trafficking_explorer.corpus.anchoring import exactly_one
from trafficking_explorer.corpus.checks import CHECKS
from trafficking_explorer.corpus.checks.circular_edition import circular_edition
from trafficking_explorer.corpus.checks.duplicate_id import duplicate_id
from trafficking_explorer.corpus.checks.source_changed import source_changed
from trafficking_explorer.corpus.checks.stale_schema import stale_schema
from trafficking_explorer.corpus.corpus import (
    Corpus,
    LocatedEntry,
    LocatedRecord,
    Problem,
    QuoteLookup,
    Uncovered,
    UncoveredEntry,
)
from trafficking_explorer.corpus.grounding import ground, places_in
from trafficking_explorer.corpus.source_texts import MAX_BYTES, content_digest, read_text
from trafficking_explorer.corpus.yaml_reader import YamlDocument, read_yaml
from trafficking_explorer.errors import CorpusError, QuoteAmbiguous, QuoteNotFound
from trafficking_explorer.records.answer import FindingAnswer
from trafficking_explorer.records.base import Link
from trafficking_explorer.records.evidence import TextQuote, YamlPath, flatten_passages
from trafficking_explorer.records.fields import UnknownCode
from trafficking_explorer.records.registry import BY_PLURAL
from trafficking_explorer.records.source import Article, Source
from trafficking_explorer.text.did_you_mean import did_you_mean

CURATED = "curated"
SEEDS = "seeds"
DEFAULT_SOURCE = "source"
UNCOVERED = "uncovered"
ANSWERS = "answers"
_SYNONYMS = {
    "retrieved": "captured",
    "accessed": "captured",
    "archive": "archived",
    "address": "url",
    "link": "url",
}
"""Keys that people write for others, which no spelling tells."""
_PASSAGES = ("quote", "furniture")


def load(root: Path, reading: "FileReader | None" = None) -> Corpus:
    """Read a corpus.

    Args:
        root: the folder that holds `curated/` and `seeds/`.
        reading: as for `read_files`.

    Returns:
        All valid records, their evidence, and all problems in the order of the files.

    Raises:
        CorpusError: there is no such folder, or no curated file in it.
    """
    corpus = read_files(root, curated_files(root), reading=reading)
    resolve(corpus)
    corpus.problems.extend(problems_of_all(corpus))
    corpus.problems.sort()
    return corpus


def problems_of_all(corpus: Corpus) -> Iterator[Problem]:
    """The problems that concern all files together."""
    yield from duplicate_id(corpus)
    yield from circular_edition(corpus)
    yield from source_changed(corpus)
    yield from stale_schema(corpus.root)


FileReader = Callable[[str, bytes], Corpus]
"""Reads one file, given its name and content."""


def read_files(
    root: Path,
    files: Sequence[Path],
    read_one: Callable[[], object] = int,
    reading: FileReader | None = None,
) -> Corpus:
    """Read the records of some files: values, shapes and codes, without the texts.

    Args:
        files: below the root, ordered by path.
        read_one: called after each file.
        reading: used in place of `read_file`, for instance with a cache.
    """
    corpus = Corpus(root)
    curated = root / CURATED
    for path in files:
        name = relative_name(path, root)
        try:
            if path.stat().st_size > MAX_BYTES:
                raise OSError(f"larger than {MAX_BYTES // 2**20} MiB; split it into several files")
            if path.is_symlink() and not path.resolve().is_relative_to(curated.resolve()):
                # A corpus from elsewhere must not show other files of its reader.
                raise OSError(f"it is a link that leads outside {CURATED}/")
            data = path.read_bytes()
        except (OSError, RuntimeError) as error:
            # Path raises RuntimeError for links in a ring.
            message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
            corpus.problems.append(Problem(YamlDocument(name).at(()), "file", message))
        else:
            corpus.digests[name] = content_digest(data)
            corpus.add((reading or read_file)(name, data))
        read_one()
    return corpus


def read_file(name: str, data: bytes) -> Corpus:
    """Read the records of one file; the result depends on nothing else.

    Args:
        name: the file's name in problems.
    """
    document = read_yaml(name, data)
    corpus = Corpus(Path())
    corpus.problems += [Problem(at, rule, text) for rule, text, at in document.problems]
    read_document(document, corpus)
    return corpus


def resolve(corpus: Corpus, finished_one: Callable[[], object] = int) -> None:
    """Check records against their texts and each other.

    The corpus already has the texts, ids and names of all other files.

    Args:
        finished_one: called after each file.
    """
    attach_texts(corpus)
    for _, entries in groupby(corpus.entries, lambda entry: id(entry.document)):
        first = len(corpus.grounds)
        for entry in entries:
            grounds, problems = ground(entry, corpus)
            corpus.grounds.append((entry, grounds))
            corpus.problems.extend(problems)
        of_file = corpus.grounds[first:]
        for check in CHECKS:
            corpus.problems.extend(check.find(of_file, corpus))
        finished_one()
    for listed in corpus.listed:
        _find_uncovered(listed, corpus)


def relative_name(path: Path, root: Path) -> str:
    """The path of a file in problems; bytes that are not UTF-8 are replaced."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def curated_files(root: Path) -> list[Path]:
    """All curated files of a corpus, ordered by path.

    Raises:
        CorpusError: there is no such folder, or no curated file in it.
    """
    if not root.is_dir():
        raise CorpusError(f"{root}: no such folder. A corpus is a folder that contains curated/")
    curated = root / CURATED
    files = sorted(path for path in curated.rglob("*") if _is_curated(path))
    if not files:
        raise CorpusError(f"{root}: no YAML files in {CURATED}/; a corpus keeps its records there")
    return files


def _is_curated(path: Path) -> bool:
    if not is_yaml(path) or path.name.startswith("."):
        return False
    # A broken link is included, so that its missing records are reported.
    return path.is_file() or (path.is_symlink() and not path.exists())


def is_yaml(path: Path) -> bool:
    """True if a file is YAML by its name."""
    return path.suffix.lower() in (".yaml", ".yml")


def read_document(document: YamlDocument, corpus: Corpus) -> None:
    """Add the content of one file to a corpus, and its problems."""
    root = document.value
    if root is None:
        return
    if not isinstance(root, dict):
        message = "a file must list records by kind: operations:, quotes:, …"
        corpus.problems.append(Problem(document.at(()), "wrong-type", message))
        return
    for key, id_ in document.left_out:
        if key in BY_PLURAL:
            # The record exists, and others may refer to it.
            _declare((BY_PLURAL[key].name, id_), document, corpus)
    source = root.get(DEFAULT_SOURCE)
    default_source = source if isinstance(source, str) else None
    for key, value in root.items():
        if (fault := _fault_of(key, value)) is not None:
            corpus.problems.append(Problem(document.at((key,)), *fault))
        elif key != DEFAULT_SOURCE:
            for i, raw in enumerate(value or ()):
                _read_entry(raw, document, (key, i), default_source, corpus)


def _fault_of(key: str, value: Any) -> tuple[str, str] | None:
    """The rule and message for a wrong key or value at the top of a file; None if it is right."""
    if key == DEFAULT_SOURCE:
        return None if isinstance(value, str) else ("wrong-type", "source must be the id of a text")
    known = (*BY_PLURAL, DEFAULT_SOURCE, UNCOVERED, ANSWERS)
    if key not in known:
        return "unknown-key", f"unknown key {key!r}{did_you_mean(key, known)}"
    if value is None or isinstance(value, tuple):
        return None
    return "wrong-type", f"{key} must be a list: begin each record with a dash"


def _read_entry(
    raw: Any,
    document: YamlDocument,
    trail: tuple[str, int],
    default_source: str | None,
    corpus: Corpus,
) -> None:
    """Add a record, an answer or an excuse to a corpus, if it is valid."""
    key, _ = trail
    if key == UNCOVERED:
        listed = validate_record(UncoveredEntry, raw, document, trail, corpus)
        if listed is not None:
            corpus.listed.append(LocatedEntry(listed, document, trail, default_source))
    elif key == ANSWERS:
        answer = validate_record(FindingAnswer, raw, document, trail, corpus)
        if answer is not None:
            corpus.answers.append((answer, document.at((*trail, "finding"))))
    else:
        kind = BY_PLURAL[key]
        if isinstance(raw, dict) and isinstance(raw.get("id"), str):
            _declare((kind.name, raw["id"]), document, corpus)
        record = validate_record(kind.model, raw, document, trail, corpus)
        if record is not None:
            corpus.entries.append(LocatedRecord(record, document, trail, default_source))


def _declare(key: tuple[str, str], document: YamlDocument, corpus: Corpus) -> None:
    corpus.declared.add(key)
    corpus.declarations.append((document.path, key))


def validate_record(
    model: type[BaseModel], raw: Any, document: YamlDocument, trail: YamlPath, corpus: Corpus
) -> Any:
    """Validate a value; None, and problems, if it is invalid."""
    if not isinstance(raw, dict):
        message = "a record must be a mapping of fields: id: …"
        corpus.problems.append(Problem(document.at(trail), "wrong-type", message))
        return None
    # An empty value counts as a missing field.
    present = {key: value for key, value in raw.items() if value is not None}
    try:
        return model.__pydantic_validator__.validate_python(present)
    except ValidationError as failure:
        problems = [
            Problem(
                document.at((*trail, *to_yaml_path(error["loc"], raw))),
                *explain_validation_error(error, model),
            )
            for error in failure.errors()
        ]
        # Fields that share a passage share its problems.
        corpus.problems.extend(dict.fromkeys(problems))
        return None


def to_yaml_path(loc: tuple[int | str, ...], raw: dict[str, Any]) -> YamlPath:
    """Translate a pydantic location into keys and indexes of the file.

    In the file, "value" may be part of "value, unit", and passages may be grouped, while
    `flatten_passages` has made one list of them.
    """
    value: Any = raw
    trail: list[str | int] = []
    for step in loc:
        if isinstance(step, int) and (trail[-1] in _PASSAGES or trail[0] == "evidence"):
            value = flatten_passages(value)[step]
            trail.extend(value["trail"] if isinstance(value, dict) else ())
            continue
        key = step
        if isinstance(value, dict) and step not in value:
            named = (each for each in value if step in (name.strip() for name in each.split(",")))
            key = next(named, step)
        trail.append(key)
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            value = None
    return tuple(trail)


def explain_validation_error(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """The rule and message for an error of pydantic."""
    field = ".".join(str(step) for step in error["loc"])
    last = str(error["loc"][-1]) if error["loc"] else ""
    cause = error.get("ctx", {}).get("error")
    match error["type"]:
        case "extra_forbidden":
            known = _known_keys(model, error["loc"])
            meant = _SYNONYMS.get(last)
            hint = f": did you mean {meant}?" if meant in known else did_you_mean(last, known)
            return "unknown-key", f"unknown key {last!r}{hint}"
        case "missing":
            return "missing-field", f"{field} is missing"
        case "too_short":
            return "wrong-value", f"{field} is an empty list: leave it out"
        case "string_type":
            return "wrong-type", f"{field} must be text, not a list or a mapping"
        case "tuple_type":
            return "wrong-type", f"{field} must be a list: [one, two], or one line each with a dash"
        case "string_pattern_mismatch" if last == "id":
            message = f"{error['input']!r} is not a valid id: use lower-case letters and digits joined by '-'"
            return "wrong-id", message
        case "string_pattern_mismatch" if last == "to":
            message = (
                f"{error['input']!r} is not a reference: write kind/id, such as agency/interpol"
            )
            return "wrong-value", f"{field}: {message}"
        case "string_pattern_mismatch" if last == "sha256":
            digits = "64" if len(error["loc"]) == 1 else "8 to 64 of its"
            message = f"{error['input']!r} is not a SHA-256: write {digits} digits, 0-9 and a-f"
            return "wrong-value", f"{field}: {message}"
        case "value_error" if isinstance(cause, UnknownCode):
            return "unknown-code", f"{field}: {cause}{did_you_mean(cause.code, cause.known)}"
        case "value_error":
            return "wrong-value", f"{field}: {cause}" if field else str(cause)
        case _:
            return "wrong-value", f"{field}: {error['msg']}"


def _known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The known keys at the place of an unknown one."""
    match loc:
        case ("links", _, _):
            model = Link
        case ("article", _):
            model = Article
        case (_, *_, _):
            model = TextQuote if len(loc) > 1 else model
    return [field.alias or name for name, field in model.model_fields.items() if name != "trail"]


def attach_texts(corpus: Corpus) -> None:
    """Read the texts of a corpus's sources; of two sources with one id, the first counts."""
    for entry in corpus.entries:
        if type(entry.record) is Source and entry.record.id not in corpus.texts:
            text, problems = read_text(entry, corpus.root / SEEDS)
            corpus.problems.extend(problems)
            if text is not None:
                corpus.texts[entry.record.id] = text


def _find_uncovered(listed: LocatedEntry, corpus: Corpus) -> None:
    """Find the words of an entry of `uncovered:`."""
    source_id, at = listed.source_id, listed.document.at(listed.trail)
    text = corpus.texts.get(source_id or "")
    if source_id is None or text is None:
        # Problems of an existing source are reported at the source.
        if ("source", source_id) not in corpus.declared:
            corpus.problems.append(Problem(at, "no-source", f"there is no source {source_id!r}"))
        return
    quote = listed.entry.quote
    try:
        position = exactly_one(quote, places_in(text, quote), text.anchor_text)
    except (QuoteNotFound, QuoteAmbiguous) as error:
        rule = "ambiguous-quote" if isinstance(error, QuoteAmbiguous) else "unanchored-quote"
        sought = QuoteLookup(source_id, quote)
        corpus.problems.append(Problem(at, rule, str(error), sought=sought))
    else:
        corpus.uncovered.append(Uncovered(source_id, position, listed.entry.why))
