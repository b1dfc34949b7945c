"""Corpora with errors in their files: what is wrong is a problem, never an exception."""

from collections.abc import Callable
from pathlib import Path

import pytest

from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.build import build_for_rules
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.findings.lineage_rows import lineage_rows
from trafficking_explorer.workspace.opening import open_with_findings

TEXT = "Operation Kettle freed 40 people in Port Amber, said Mara Quill of the Amber Office.\n"
SOURCES = """\
sources:
  - {id: a, path: a.txt, title: Operation Kettle, published: 2018-02-18, resolved: {title: x., published: x.},
     article: {from: Operation Kettle, to: Amber Office.}}
"""
RECORDS = """\
source: a
operations:
  - {id: kettle, quote: Operation Kettle, name: Operation Kettle, kind: operation}
agencies:
  - {id: office, quote: Amber Office, name: Amber Office, kind: unit, resolved: {kind: x.}}
statistics:
  - {id: k, quote: freed 40 people, label: Freed, measure: rescued, value: 40, value_text: 40,
     unit: persons, qualifier: exact, operation: kettle, scope: operation, resolved: {operation: x.}}
  - {id: l, quote: 40 people in Port Amber, label: Freed there, measure: rescued, value: 40, value_text: 40,
     unit: persons, qualifier: exact, part_of: k, place: Port Amber, operation: kettle, scope: operation,
     resolved: {operation: x., part_of: x.}}
"""
BROKEN = {
    "no source named": (SOURCES, RECORDS.replace("source: a\n", "")),
    "no sources at all": ("", RECORDS),
    "a source without its file": (SOURCES.replace("a.txt", "b.txt"), RECORDS),
    "another source named": (SOURCES, RECORDS.replace("source: a", "source: b")),
    "a source without a title": (SOURCES.replace("title: Operation Kettle, ", ""), RECORDS),
    "a wrong date": (SOURCES.replace("2018-02-18", "soon"), RECORDS),
    "no operation": (SOURCES, RECORDS.replace("- {id: kettle", "- {id: other")),
    "no name": (SOURCES, RECORDS.replace("name: Amber Office, ", "")),
    "an empty name": (SOURCES, RECORDS.replace("name: Amber Office", 'name: ""')),
    "no value": (SOURCES, RECORDS.replace("value: 40, ", "")),
    "no words for the value": (SOURCES, RECORDS.replace("value_text: 40,", "")),
    "no quote": (SOURCES, RECORDS.replace("quote: freed 40 people, ", "")),
    "words of no text": (SOURCES, RECORDS.replace("freed 40 people", "freed 50 people")),
    "an unknown unit": (SOURCES, RECORDS.replace("unit: persons", "unit: heads")),
    "no whole": (SOURCES, RECORDS.replace("part_of: k", "part_of: m")),
    "a whole that is its own part": (SOURCES, RECORDS.replace("part_of: k", "part_of: l")),
    "codes still open": (SOURCES, RECORDS.replace("kind: unit", "kind: …")),
    "two records of one id": (SOURCES, RECORDS.replace("id: l,", "id: k,")),
}
SOUND = ("no value", "a whole that is its own part")
"""Odd, but not a problem of the files."""


@pytest.mark.parametrize("name", BROKEN)
def test_an_incomplete_corpus_has_problems_and_findings(
    corpus_folder: Callable[..., Path], name: str
) -> None:
    """The rules run over the rest, and nothing is raised."""
    sources, records = BROKEN[name]
    root = corpus_folder({"sources.yaml": sources, "records.yaml": records}, {"a.txt": TEXT})
    corpus = load(root)
    assert bool(corpus.problems) == (name not in SOUND)
    data = Dataset(build_for_rules(corpus))
    assert list(run_rules(data)) is not None
    assert {row["statistic_id"] for row in lineage_rows(data)["lineage"]} <= {"k", "l"}


@pytest.mark.parametrize("name", ["no source named", "no sources at all"])
def test_the_store_of_an_incomplete_corpus_opens(
    corpus_folder: Callable[..., Path], tmp_path: Path, name: str
) -> None:
    """So that `sql`, `search` and the explorer have something to show."""
    sources, records = BROKEN[name]
    root = corpus_folder({"sources.yaml": sources, "records.yaml": records}, {"a.txt": TEXT})
    store = open_with_findings(locate_store(root, tmp_path))
    assert store.rows("SELECT count(*) FROM corpus.findings")
    store.close()
