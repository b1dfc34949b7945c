"""The bundled corpus is sound: its seeds, its evidence, its coverage.

`check` compares its values with the words of the texts, and has no problem with them.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord
from trafficking_explorer.database.connection import Store
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.records.source import Source
from trafficking_explorer.records.statistic import Statistic

SOURCES = ["000", "001", "002", "003", "004"]
CORPUS = {"curated": bundled_corpus() / "curated", "seeds": bundled_corpus() / "seeds"}


def entries(corpus: Corpus) -> Iterator[tuple[str, LocatedRecord]]:
    for entry in corpus.entries:
        yield f"{entry.record.record_type}/{entry.record.id}", entry


def test_it_loads_without_problems(bundled: Corpus) -> None:
    """Every file, every record, every passage."""
    assert [f"{problem.at}: {problem.message}" for problem in bundled.problems] == []
    assert sorted(bundled.texts) == SOURCES
    assert len(bundled.entries) > 300


def test_seeds_are_byte_for_byte_what_was_curated(bundled: Corpus) -> None:
    """Each seed has one source, which knows its SHA-256."""
    sources = [entry.record for entry in bundled.entries if isinstance(entry.record, Source)]
    by_path = {source.path: source for source in sources}
    assert sorted(by_path) == sorted(path.name for path in CORPUS["seeds"].iterdir())
    assert len(by_path) == len(sources) == len(SOURCES)
    for path, source in by_path.items():
        data = (CORPUS["seeds"] / path).read_bytes()
        assert source.sha256 == hashlib.sha256(data).hexdigest(), path
        assert path.startswith(f"{source.id}_")
        assert bundled.texts[source.id].text.encode() == data


def test_evidence_is_the_texts_own_words(bundled: Corpus) -> None:
    """Each exact is text[start:end], with its line and context."""
    assert len(bundled.evidence) > 2000
    for item in bundled.evidence:
        text = bundled.texts[item.source_id].text
        assert 0 <= item.start < item.end <= len(text)
        assert item.exact == text[item.start : item.end]
        assert item.exact == item.exact.strip()
        assert item.line == text.count("\n", 0, item.start) + 1
        assert text[: item.start].endswith(item.prefix)
        assert text[item.end :].startswith(item.suffix)


def test_evidence_is_of_records_that_are_there(store: Store) -> None:
    """The store has the record of each passage, and the target of each link."""
    for table, kind, id_ in (
        ("evidence", "record_type", "record_id"),
        ("links", "record_type", "record_id"),
        ("links", "target_type", "target_id"),
        ("fields", "record_type", "record_id"),
    ):
        orphans = store.rows(
            f"SELECT {kind}, {id_} FROM corpus.{table} EXCEPT "
            "SELECT record_type, record_id FROM corpus.records"
        )
        assert orphans == [], table


def test_evidence_lies_in_the_articles(bundled: Corpus) -> None:
    """Page furniture only supports fields of the source itself."""
    for item in bundled.evidence:
        inside = bundled.texts[item.source_id].is_article(TextPosition(item.start, item.end))
        assert inside or item.record_type == "source", (item.record_id, item.field, item.exact)


def test_every_exception_has_a_reason(bundled: Corpus) -> None:
    """A sentence, and a place in an article."""
    assert bundled.uncovered
    for item in bundled.uncovered:
        assert len(item.why.split()) >= 3
        assert bundled.texts[item.source_id].is_article(item.position)


def test_what_is_resolved_has_a_reason(bundled: Corpus) -> None:
    """A sentence, not a word."""
    for name, entry in entries(bundled):
        for field, why in entry.record.resolved.items():
            assert len(why.split()) >= 3, (name, field, why)
        for link in entry.record.links:
            assert link.resolved is None or len(link.resolved.split()) >= 3, (name, link.to)


def test_no_two_claims_of_one_text_are_the_same(bundled: Corpus) -> None:
    """One claim in one source is one statistic: never twice the same words for the same thing."""
    seen: dict[tuple[object, ...], str] = {}
    for name, entry in entries(bundled):
        record = entry.record
        if not isinstance(record, Statistic) or record.value is None:
            continue
        for item in bundled.evidence_of["statistic", record.id]:
            if item.field == "value":
                key = (
                    item.source_id,
                    item.start,
                    record.measure,
                    record.population,
                    record.operation,
                )
                assert seen.setdefault(key, name) == name, (name, seen[key])


@pytest.mark.parametrize("folder", CORPUS)
def test_files_are_plain_text(folder: str) -> None:
    """UTF-8, with a line break at their end in curated files, and no path of anyone's machine."""
    for path in sorted(CORPUS[folder].rglob("*.*")):
        assert isinstance(path, Path)
        text = path.read_bytes().decode("utf-8")
        if folder == "curated":
            assert text.endswith("\n"), path
            assert "\t" not in text, path
            assert not re.search(r"(?<![\w.])/(?:home|Users|root)/", text), path
