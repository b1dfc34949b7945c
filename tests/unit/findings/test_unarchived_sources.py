"""A source with an address and without an archived copy."""

from pathlib import Path

import pytest

from tests.conftest import write_corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.build import build_for_rules
from trafficking_explorer.findings.engine import run_rules

SOURCE = """
    sources:
      - id: a
        path: a.txt
        title: A title
        article: {{from: A title, to: ended.}}
        {more}
"""


@pytest.mark.parametrize(
    ("more", "count"),
    [
        ("url: https://lake.example/a", 1),
        ("language: en", 0),
        ("url: https://lake.example/a\n        archived: https://archive.example/a", 0),
        ("archived: https://archive.example/a", 0),
    ],
)
def test_an_address_without_a_copy(tmp_path: Path, more: str, count: int) -> None:
    """It is one note; a source that was never on the web has none."""
    root = write_corpus(
        tmp_path, {"a.yaml": SOURCE.format(more=more)}, {"a.txt": "A title\n\nIt has ended.\n"}
    )
    corpus = load(root)
    assert corpus.problems == []
    found = [
        each for each in run_rules(build_for_rules(corpus)) if each.rule == "unarchived-sources"
    ]
    assert [(each.id, each.severity) for each in found] == [
        ("unarchived-sources:source/a", "note")
    ] * count
