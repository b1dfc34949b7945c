"""Plans for removing a source: its text, the records drawn from it alone, and passages of others.

The files are changed in memory first and checked without the text, as `check` does. A field or a link
that only this source supports, in a record that stays, goes with its passage.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord, Problem
from trafficking_explorer.corpus.loader import (
    ANSWERS,
    CURATED,
    DEFAULT_SOURCE,
    SEEDS,
    attach_texts,
    load,
    read_document,
    resolve,
)
from trafficking_explorer.curation.append_record import check_writable
from trafficking_explorer.curation.edition_pins import written_quotes
from trafficking_explorer.curation.yaml_edit import CuratedFile, read_editable
from trafficking_explorer.curation.yaml_removal import without_item
from trafficking_explorer.curation.yaml_tree import RemoveValue
from trafficking_explorer.errors import CuratingError, Location, UsageError
from trafficking_explorer.records.evidence import YamlPath
from trafficking_explorer.records.source import Source
from trafficking_explorer.text.did_you_mean import did_you_mean

Key = tuple[str, str]
_ROUNDS = 8
"""Most rounds of fields that go because others have gone."""


@dataclass(frozen=True)
class Loss:
    """The losses of a record that stays.

    Attributes:
        passages: of the source, and all that it had.
        fields: those that only the source supports, and links to records that go.
    """

    key: Key
    passages: tuple[int, int]
    fields: tuple[str, ...]


@dataclass
class RemovalPlan:
    """Effects of removing a source.

    Attributes:
        title: of the source.
        removed: the records that go, each with its place.
        losses: of the records that stay.
        others: answers to findings, and passages without a record, that go.
        problems: that the corpus has afterwards, and has not now.
        files: before and after, None for a file that goes, in the order in which they are written.
        texts: files below seeds/ that go.
    """

    root: Path
    source_id: str
    title: str
    removed: list[tuple[Key, str]] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)
    others: int = 0
    problems: list[Problem] = field(default_factory=list)
    files: dict[str, tuple[bytes, bytes | None]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)


def plan_removal(root: Path, source_id: str) -> RemovalPlan:
    """Work out what goes with a source.

    Raises:
        CorpusError: there is no corpus.
        UsageError: there is no such source, or others are editions of it.
        CuratingError: the corpus cannot be written, or a file cannot take the change.
    """
    check_writable(root, CURATED, SEEDS)
    return _Planner(root, source_id).run()


class _Planner:
    def __init__(self, root: Path, source_id: str) -> None:
        self._root = root
        self._id = source_id
        self._corpus = load(root)
        self._entry = self._find()
        self._gone: set[YamlPathIn] = set()
        """Items of lists that go, each by its file and trail."""
        self._dropped: dict[YamlPathIn, set[YamlPath]] = defaultdict(set)
        """Trails that go from items that stay."""

    def run(self) -> RemovalPlan:
        source = self._entry.record
        assert isinstance(source, Source)
        plan = RemovalPlan(self._root, self._id, source.title)
        keys = self._go_whole()
        for entry in self._corpus.entries:
            if _item(entry) not in self._gone:
                self._drop_passages(entry)
        plan.others = self._go_others(keys)
        after: dict[str, CuratedFile | None] = {}
        for _ in range(_ROUNDS):
            after = self._changed()
            plan.problems = self._new_problems(after)
            if not self._drop_unsupported(plan.problems, after):
                break
        plan.removed = [
            ((each.record.record_type, each.record.id), str(each.at()))
            for each in self._corpus.entries
            if _item(each) in self._gone and each is not self._entry
        ]
        plan.losses = [each for entry in self._corpus.entries if (each := self._loss(entry))]
        self._take_files(plan, after)
        self._take_texts(plan, source)
        return plan

    def _find(self) -> LocatedRecord:
        sources = [each for each in self._corpus.entries if isinstance(each.record, Source)]
        editions = [
            each.record.id
            for each in sources
            if isinstance(each.record, Source) and each.record.edition_of == self._id
        ]
        if editions:
            raise UsageError(
                f"source {self._id} is the newer edition of {', '.join(editions)}: remove that first"
            )
        for entry in sources:
            if entry.record.id == self._id:
                return entry
        known = [each.record.id for each in sources]
        raise UsageError(f"there is no source {self._id}{did_you_mean(self._id, known)}")

    def _go_whole(self) -> set[Key]:
        """The records that go: the source, and those that have passages of it alone."""
        keys: set[Key] = {("source", self._id)}
        self._gone.add(_item(self._entry))
        for entry in self._corpus.entries:
            key = entry.record.record_type, entry.record.id
            sources = {entry.source_of(quote) for _, quote in written_quotes(entry)}
            if not sources:
                # Its words are somewhere in a text.
                sources = {each.source_id for each in self._corpus.evidence_of.get(key, ())}
            if sources == {self._id} and not isinstance(entry.record, Source):
                self._gone.add(_item(entry))
                keys.add(key)
        return keys

    def _drop_passages(self, entry: LocatedRecord) -> None:
        """Drop the passages of the source from a record that stays."""
        quotes = [(trail, entry.source_of(quote)) for trail, quote in written_quotes(entry)]
        mine = {trail for trail, source_id in quotes if source_id == self._id}
        for trail in mine:
            # The widest value around a passage that has no passage of another source.
            for end in range(1 if trail[0] == "quote" else 2, len(trail) + 1):
                around = trail[:end]
                if all(other in mine for other, _ in quotes if other[:end] == around):
                    break
            if around[0] == "links" and not any(
                other not in mine for other, _ in quotes if other[:2] == trail[:2]
            ):
                around = trail[:2]
            self._dropped[_item(entry)].add(around)

    def _go_others(self, keys: set[Key]) -> int:
        """Let answers about records that go, and uncovered passages of the source, go too."""
        before = len(self._gone)
        names = {f"{record_type}/{record_id}" for record_type, record_id in keys}
        for listed in self._corpus.listed:
            if listed.source_id == self._id:
                self._gone.add((listed.document.path, listed.trail))
        documents = {each.document.path: each.document for each in self._corpus.entries}
        for label, document in documents.items():
            value = document.value
            answers = value.get(ANSWERS) if isinstance(value, dict) else None
            for i, raw in enumerate(answers if isinstance(answers, tuple) else ()):
                finding = raw.get("finding") if isinstance(raw, dict) else None
                if isinstance(finding, str) and names & set(re.split(r"[:+]", finding)):
                    self._gone.add((label, (ANSWERS, i)))
        return len(self._gone) - before

    def _changed(self) -> dict[str, CuratedFile | None]:
        """The files as they will be; None for one that has nothing any more."""
        labels = {label for label, _ in (*self._gone, *self._dropped)}
        return {label: self._changed_file(label) for label in sorted(labels)}

    def _changed_file(self, label: str) -> CuratedFile | None:
        file, _ = read_editable(self._root / label, label)
        value = file.document.value
        lists = (
            {key: items for key, items in value.items() if isinstance(items, tuple)}
            if isinstance(value, dict)
            else {}
        )
        gone = {trail for at, trail in self._gone if at == label}
        if sum(map(len, lists.values())) == len(gone) and set(value or ()) <= {
            *lists,
            DEFAULT_SOURCE,
        }:
            return None
        edits = [
            RemoveValue((*trail, *inner))
            for (at, trail), inners in self._dropped.items()
            if at == label and trail not in gone
            for inner in sorted(
                _outermost(_whole(self._raw_at(at, trail), inners)), key=_last_first
            )
        ]
        if edits:
            file = file.edited(edits)
        for key, index in sorted(gone, key=lambda trail: -int(trail[1])):
            file = without_item(file, str(key), int(index))
        return file

    def _raw_at(self, label: str, trail: YamlPath) -> dict[str, Any]:
        entries = (each for each in self._corpus.entries if _item(each) == (label, trail))
        return _raw(next(entries))

    def _new_problems(self, after: dict[str, CuratedFile | None]) -> list[Problem]:
        documents = {each.document.path: each.document for each in self._corpus.entries}
        documents |= {each.document.path: each.document for each in self._corpus.listed}
        trial = Corpus(self._root)
        for label, document in documents.items():
            changed = after.get(label, document)
            if label not in after:
                read_document(document, trial)
            elif isinstance(changed, CuratedFile):
                read_document(changed.document, trial)
        attach_texts(trial)
        resolve(trial)
        known = {(each.at.path, each.rule, each.message) for each in self._corpus.problems}
        return [
            each for each in trial.problems if (each.at.path, each.rule, each.message) not in known
        ]

    def _drop_unsupported(
        self, problems: list[Problem], after: dict[str, CuratedFile | None]
    ) -> bool:
        """Drop the fields and links that new problems are about; false if there are none to drop."""
        found = False
        for problem in problems:
            file = after.get(problem.at.path)
            place = None if file is None else _trail_at(file, problem)
            if file is None:
                # A file that has not changed refers to a record that goes.
                place = self._trail_of_unchanged(problem)
            if place is None:
                continue
            record_id, key, inner = place
            entry = self._entry_of(problem.at.path, key, record_id)
            if entry is None or not inner:
                continue
            drop = self._droppable(entry, inner)
            if drop and not drop <= self._dropped[_item(entry)]:
                self._dropped[_item(entry)] |= drop
                found = True
        return found

    def _trail_of_unchanged(self, problem: Problem) -> tuple[str, str, YamlPath] | None:
        for entry in self._corpus.entries:
            if entry.document.path == problem.at.path:
                file = CuratedFile(
                    Path(problem.at.path), problem.at.path, entry.document.text, entry.document
                )
                return _trail_at(file, problem)
        return None

    def _entry_of(self, label: str, key: str, record_id: str) -> LocatedRecord | None:
        for entry in self._corpus.entries:
            if (
                entry.document.path == label
                and entry.trail[0] == key
                and entry.record.id == record_id
            ):
                return entry
        return None

    def _droppable(self, entry: LocatedRecord, inner: YamlPath) -> set[YamlPath]:
        """The trails that go with a field or a link; none for a field that a record must have."""
        name = str(inner[0])
        raw = _raw(entry)
        if name == "links" and len(inner) > 1:
            # The trail is of the changed file, in which earlier links may be missing.
            gone = {
                trail[1]
                for trail in self._dropped[_item(entry)]
                if trail[0] == "links" and len(trail) == 2
            }
            stay = [i for i in range(len(raw.get("links", ()))) if i not in gone]
            return {("links", stay[int(inner[1])])} if int(inner[1]) < len(stay) else set()
        if name in ("evidence", "resolved") and len(inner) > 1:
            return {inner[:2]}
        info = type(entry.record).model_fields.get(name)
        if info is None or info.is_required() or name in ("quote", "id"):
            return set()
        drop: set[YamlPath] = {(name,)}
        for part in ("evidence", "resolved"):
            for key in raw.get(part) or ():
                if [each.strip() for each in key.split(",")] == [name]:
                    drop.add((part, key))
        return drop

    def _loss(self, entry: LocatedRecord) -> Loss | None:
        item = _item(entry)
        if item in self._gone or not self._dropped.get(item):
            return None
        dropped = self._dropped[item]
        quotes = [entry.source_of(quote) for _, quote in written_quotes(entry)]
        raw = _raw(entry)
        fields = [
            f"link to {raw['links'][trail[1]].get('to')}" if trail[0] == "links" else str(trail[0])
            for trail in sorted(dropped, key=str)
            if trail[0] not in ("quote", "evidence", "resolved")
            and (trail[0] != "links" or len(trail) == 2)
        ]
        count = sum(each == self._id for each in quotes)
        return Loss(
            (entry.record.record_type, entry.record.id), (count, len(quotes)), tuple(fields)
        )

    def _take_files(self, plan: RemovalPlan, after: dict[str, CuratedFile | None]) -> None:
        label = self._entry.document.path
        for each in (*[other for other in after if other != label], label):
            _, data = read_editable(self._root / each, each)
            file = after[each]
            bom = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
            plan.files[each] = data, None if file is None else bom + file.text.encode()
        left = {
            each for each in map(str, _labels(self._corpus)) if after.get(each, True) is not None
        }
        if not left:
            # Nothing would be left to open; a file without records still is a corpus.
            source, _ = plan.files[label]
            plan.files[label] = source, b""

    def _take_texts(self, plan: RemovalPlan, source: Source) -> None:
        others = {
            each.record.path
            for each in self._corpus.entries
            if isinstance(each.record, Source) and each is not self._entry
        }
        seeds = (self._root / SEEDS).resolve()
        path = self._root / SEEDS / source.path
        if source.path not in others and path.is_file() and path.resolve().is_relative_to(seeds):
            plan.texts.append(source.path)


YamlPathIn = tuple[str, YamlPath]


def _labels(corpus: Corpus) -> Iterator[str]:
    return iter(corpus.digests)


def _item(entry: LocatedRecord) -> YamlPathIn:
    return entry.document.path, entry.trail


def _raw(entry: LocatedRecord) -> dict[str, Any]:
    value: Any = entry.document.value
    for step in entry.trail:
        value = value[step]
    assert isinstance(value, dict)
    return value


def _whole(raw: dict[str, Any], trails: set[YamlPath]) -> set[YamlPath]:
    """Trails with that of a part in place of those of everything in it."""
    found = set(trails)
    for part in ("evidence", "resolved", "links"):
        value = raw.get(part)
        steps = value if isinstance(value, dict) else range(len(value or ()))
        if value and all((part, step) in found for step in steps):
            found.add((part,))
    return found


def _outermost(trails: set[YamlPath]) -> list[YamlPath]:
    """The trails that are not inside others."""
    return [each for each in trails if not any(each[:n] in trails for n in range(1, len(each)))]


def _last_first(trail: YamlPath) -> tuple[object, ...]:
    """Later items of a list before earlier ones, so that trails stay true."""
    return tuple((0, -step, "") if isinstance(step, int) else (1, 0, step) for step in trail)


def _trail_at(file: CuratedFile, problem: Problem) -> tuple[str, str, YamlPath] | None:
    """The id and the list of the record that a problem is in, and its trail from there."""
    value = file.document.value
    best: tuple[Location, str, str, YamlPath] | None = None
    for key, items in value.items() if isinstance(value, dict) else ():
        for i, raw in enumerate(items if isinstance(items, tuple) else ()):
            if not isinstance(raw, dict) or not isinstance(raw.get("id"), str):
                continue
            for inner in _trails(raw):
                at = file.document.at((key, i, *inner))
                if at <= problem.at and (best is None or at >= best[0]):
                    best = at, str(raw["id"]), key, inner
    return None if best is None else (best[1], best[2], best[3])


def _trails(raw: dict[str, Any]) -> Iterator[YamlPath]:
    yield ()
    for name, value in raw.items():
        yield (name,)
        if name == "links" and isinstance(value, tuple):
            yield from ((name, i) for i in range(len(value)))
        elif name in ("evidence", "resolved") and isinstance(value, dict):
            yield from ((name, each) for each in value)


def written(plan: RemovalPlan) -> dict[Path, bytes | None]:
    """The files of a plan as they will be, in the order in which they are written."""
    files = {plan.root / label: after for label, (_, after) in plan.files.items()}
    return files | {plan.root / SEEDS / path: None for path in plan.texts}


def check_unchanged(plan: RemovalPlan) -> None:
    """Refuse a plan whose files have changed since.

    Raises:
        CuratingError: one has.
    """
    for label, (before, _) in plan.files.items():
        if (plan.root / label).read_bytes() != before:
            raise CuratingError(f"{label}: has changed since it was read; run the command again")
