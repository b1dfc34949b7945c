"""Corpora made for one rule: texts and records in Python, a store of them, and what a rule finds."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.kind_tables import all_tables
from trafficking_explorer.database.rows import rows_of
from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.findings.finding import Finding, Side
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.records.registry import BY_PLURAL

TABLES = {table.name: table for table in all_tables()}

READ = (*BY_PLURAL, "furniture", "links", "evidence", "records")
"""The tables that rules read."""

Record = dict[str, Any]
Records = Mapping[str, Sequence[Record]]
Ask = Callable[..., list[Finding]]


@dataclass(frozen=True)
class Source:
    """A text, and what is recorded of its publication."""

    text: str
    above: str = ""
    """Text above the article."""
    published: str | None = None
    stated: str | None = None
    """The words of the page that say when it was published; without them that is worked out."""
    publisher: str | None = None
    language: str | None = None
    edition_of: str | None = None


def record(id_: str, quote: Any, **fields: Any) -> Record:
    """A record; what is given as None is left out."""
    given = {"id": id_, "quote": quote, **fields}
    return {key: value for key, value in given.items() if value is not None}


def claim(id_: str, quote: Any, value: float | None, **fields: Any) -> Record:
    """A statistic of persons rescued; the figure as the quote writes it is `value_text`."""
    written = fields.pop("value_text", f"{value:,.10g}" if value is not None else None)
    common = {
        "label": id_,
        "measure": "rescued",
        "value": None if value is None else f"{value:.10f}".rstrip("0").rstrip("."),
        "value_text": written,
        "unit": "persons",
        "qualifier": "exact",
        "scope": "operation" if "operation" in fields else "world",
    }
    resolved = {
        key: "For the test." for key in ("operation", "period", "part_of") if fields.get(key)
    }
    return record(id_, quote, **{**common, **fields}, resolved=resolved or None)


def operation(id_: str, quote: Any, **fields: Any) -> Record:
    """An operation; its date is worked out."""
    resolved = {"date": "For the test."} if "date" in fields else None
    return record(id_, quote, **{"kind": "operation", "resolved": resolved, **fields})


def write_sources(sources: Mapping[str, Source]) -> tuple[Record, dict[str, str]]:
    """The `sources:` of a curated file, and the files of the texts."""
    declared, files = [], {}
    for id_, source in sources.items():
        above = f"{source.above}\n\n" if source.above else ""
        files[f"{id_}.txt"] = above + source.text
        edge = {"exact": source.text}
        declared.append(
            record(
                id_,
                None,
                path=f"{id_}.txt",
                title="A title",
                article={"from": edge, "to": edge},
                published=source.published,
                evidence={"published": source.stated} if source.stated else None,
                publisher=source.publisher,
                language=source.language,
                edition_of=source.edition_of,
                resolved={
                    name: "For the test."
                    for name in ("title", "published", "publisher", "language")
                    if name == "title"
                    or (getattr(source, name) and not (name == "published" and source.stated))
                },
            )
        )
    return {"sources": declared}, files


class Tables:
    """The tables that rules read, in memory: a store without what only the explorer needs."""

    def __init__(self) -> None:
        self.connection = duckdb.connect(":memory:")
        self.connection.execute("ATTACH ':memory:' AS corpus")
        self.connection.execute("USE corpus")
        for name in READ:
            self.connection.execute(TABLES[name].create)

    def fill(self, corpus: Corpus) -> "Tables":
        """Put the rows of a corpus in the place of those of the last one."""
        rows = rows_of(corpus)
        for name in READ:
            self.connection.execute(f'DELETE FROM "{name}"')
            names = [column.name for column in TABLES[name].columns]
            if new := [{each: row.get(each) for each in names} for row in rows[name]]:
                self.connection.register("new_rows", pa.Table.from_pylist(new))
                self.connection.execute(f'INSERT INTO "{name}" SELECT * FROM new_rows')
        return self

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, list(params)).fetchall()


@pytest.fixture(scope="session")
def tables() -> Iterator[Tables]:
    """One set of tables for all tests: making them takes longer than a rule does."""
    tables = Tables()
    yield tables
    tables.connection.close()


@pytest.fixture
def tables_of(corpus_folder: Callable[..., Path], tables: Tables) -> Callable[..., Tables]:
    """The tables of a sound corpus: `tables_of({"a": "A text."}, statistics=[…])`."""

    def make(sources: Mapping[str, Source | str], **records: Sequence[Record]) -> Tables:
        known = {
            id_: Source(source) if isinstance(source, str) else source
            for id_, source in sources.items()
        }
        declared, files = write_sources(known)
        curated = {
            "sources.yaml": json.dumps(declared),
            # Records of one text need not name it.
            "records.yaml": json.dumps({"source": next(iter(known)), **records}),
        }
        corpus = load(corpus_folder(curated, files))
        wrong = [f"{problem.at}: {problem.message}" for problem in corpus.problems]
        assert not wrong, "the corpus of the test must be sound"
        return tables.fill(corpus)

    return make


@pytest.fixture
def ask(tables_of: Callable[..., Tables]) -> Ask:
    """Asks one rule: `ask(RULE, {"a": "A text."}, statistics=[…])`."""

    def run(
        rule: Rule, sources: Mapping[str, Source | str], **records: Sequence[Record]
    ) -> list[Finding]:
        return list(run_rules(tables_of(sources, **records), [rule]))

    return run


def words_of(side: Side | None, sources: Mapping[str, Source | str]) -> list[str]:
    """The words of a side's passages."""
    assert side is not None
    found = []
    for passage in side.passages:
        source = sources[passage.source_id]
        text = (
            source if isinstance(source, str) else f"{source.above}\n\n{source.text}".lstrip("\n")
        )
        found.append(text[passage.start : passage.end])
    return found
