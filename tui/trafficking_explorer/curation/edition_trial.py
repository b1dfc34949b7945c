"""The files that quote one source, checked against texts that the corpus may not have yet."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord, Problem, SourceText
from trafficking_explorer.corpus.loader import (
    attach_texts,
    curated_files,
    read_document,
    read_files,
    resolve,
)
from trafficking_explorer.corpus.source_texts import delimit_article
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.errors import Location, UsageError
from trafficking_explorer.records.evidence import TextQuote, YamlPath
from trafficking_explorer.records.source import Source
from trafficking_explorer.text.did_you_mean import did_you_mean

Item = tuple[str, YamlPath]
"""A record or another item of a list: the file's path and the item's trail."""


class EditionTrial:
    """One source of a corpus, and the files that quote it.

    Attributes:
        entry: the record of the source in its file.

    Raises:
        CorpusError: there is no corpus.
        UsageError: there is no such source, or it is an older edition itself.
    """

    def __init__(self, root: Path, source_id: str) -> None:
        # All of the corpus is read, but only files that quote the source are checked.
        self.root = root
        self.corpus = read_files(root, curated_files(root))
        attach_texts(self.corpus)
        self.entry = _find_source(self.corpus, source_id)
        assert isinstance(self.entry.record, Source)
        self.source: Source = self.entry.record
        self.label = self.entry.document.path

    @property
    def text(self) -> SourceText | None:
        """The text of the source as it is now; None if it cannot be read."""
        return self.corpus.texts.get(self.source.id)

    def raw(self, *trail: str | int) -> Any:
        """A value of the source's record, as its file has it."""
        value: Any = self.entry.document.value
        for step in (*self.entry.trail, *trail):
            value = value[step]
        return value

    def uncovered(self) -> Iterator[tuple[TextQuote, YamlDocument, YamlPath]]:
        """Passages of the source that are listed as `uncovered`, with file and trail."""
        for listed in self.corpus.listed:
            if listed.source_id == self.source.id:
                yield listed.entry.quote, listed.document, listed.trail

    @cached_property
    def _documents(self) -> dict[str, YamlDocument]:
        """The files that quote the source, its own first, by their paths."""
        found = {self.label: self.entry.document}
        for entry in self.corpus.entries:
            if self.source.id in entry.text_ids:
                found[entry.document.path] = entry.document
        return found | {document.path: document for _, document, _ in self.uncovered()}

    @cached_property
    def _names(self) -> dict[tuple[str, str], tuple[str, ...]]:
        return {key: record.all_names for key, record in self.corpus.by_id.items()}

    def _check(self, documents: Iterable[YamlDocument], texts: Mapping[str, SourceText]) -> Corpus:
        """Check files against texts, as `check` does."""
        trial = Corpus(self.root, texts=dict(texts), declared=set(self.corpus.declared))
        trial.elsewhere = self._names
        for document in documents:
            read_document(document, trial)
        resolve(trial)
        return trial

    @cached_property
    def now(self) -> Corpus:
        """The files, checked against the texts as they are."""
        return self._check(self._documents.values(), self.corpus.texts)

    @cached_property
    def _known(self) -> set[tuple[Item | None, str]]:
        """Today's problems, by the item that has them and the rule."""
        items = _Items(self._documents.values())
        return {(items.of(each.at), each.rule) for each in self.now.problems}

    def check_texts(
        self, texts: Mapping[str, SourceText], stated: str
    ) -> tuple[Corpus, list[Problem]]:
        """Check the files as they are against other texts.

        Args:
            stated: SHA-256 of the source's text, as its record has it.

        Returns:
            The checked corpus, and its problems that are new or about a quote from the source.
        """
        # Quotes are counted only while the text is not the one that the record names.
        new = texts[self.source.id]
        named = replace(new, source=new.source.model_copy(update={"sha256": stated or "none"}))
        trial = self._check(self._documents.values(), {**texts, self.source.id: named})
        items = _Items(self._documents.values())
        return trial, [
            problem
            for problem in trial.problems
            if (problem.sought and problem.sought.source_id == self.source.id)
            or (items.of(problem.at), problem.rule) not in self._known
        ]

    def check_changed(
        self,
        changed: Mapping[str, YamlDocument],
        texts: Mapping[str, SourceText],
        ids: Collection[str],
    ) -> list[tuple[Item | None, Problem]]:
        """New problems of changed files, each with the item that has it.

        Args:
            changed: by path; other files are as they were.
            ids: sources whose records have changed, and with them the edges of their articles.
        """
        documents = self._documents | dict(changed)
        first = self._check(documents.values(), texts)
        delimited = dict(texts)
        for entry in first.entries:
            if isinstance(entry.record, Source) and entry.record.id in ids:
                text = texts[entry.record.id]
                delimited[entry.record.id], _ = delimit_article(
                    entry, entry.record, text.text, text.sha256
                )
        items, trial = _Items(documents.values()), self._check(documents.values(), delimited)
        found = [(items.of(problem.at), problem) for problem in trial.problems]
        return [(item, each) for item, each in found if (item, each.rule) not in self._known]


class _Items:
    """The items of the lists in some files, by their places."""

    def __init__(self, documents: Iterable[YamlDocument]) -> None:
        self._starts: dict[str, list[tuple[Location, YamlPath]]] = {}
        for document in documents:
            value = document.value
            lists = value.items() if isinstance(value, dict) else ()
            self._starts[document.path] = sorted(
                (document.at((key, i)), (key, i))
                for key, items in lists
                if isinstance(items, tuple)
                for i in range(len(items))
            )

    def of(self, at: Location) -> Item | None:
        """The item that a place is in; None outside of all."""
        found = [trail for start, trail in self._starts.get(at.path, ()) if start <= at]
        return (at.path, found[-1]) if found else None


def _find_source(corpus: Corpus, source_id: str) -> LocatedRecord:
    sources = [entry for entry in corpus.entries if isinstance(entry.record, Source)]
    for entry in sources:
        if entry.record.id == source_id:
            assert isinstance(entry.record, Source)
            if entry.record.edition_of is not None:
                raise UsageError(
                    f"source {source_id} is an older edition of {entry.record.edition_of}: name that "
                    "source instead"
                )
            return entry
    known = [entry.record.id for entry in sources]
    raise UsageError(f"there is no source {source_id}{did_you_mean(source_id, known)}")
