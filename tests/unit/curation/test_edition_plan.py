"""Editions of one text: the hash in a quote, the changed text, the ring, the stale schema."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from trafficking_explorer.corpus.checks.source_changed import counts
from trafficking_explorer.corpus.checks.stale_schema import SCHEMA, schema_text
from trafficking_explorer.corpus.coverage import find_gaps
from trafficking_explorer.corpus.incremental_check import check_corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.corpus.suggestions import suggest
from trafficking_explorer.database.rows import rows_of
from trafficking_explorer.records.source import newest_edition

Call = Callable[..., Result]
Folder = Callable[..., Path]
Place = Callable[..., tuple[int, int]]

OLD = "Mr Stock spoke of 40 victims. The police of Chad freed them. That is all."
NEW = "Mr Stock spoke of 45 victims. The police of Chad freed them. The police rested. That is all."


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def source(id_: str, path: str, more: str = "") -> str:
    return (
        f"  - {{id: {id_}, path: {path}, title: A title, article: {{from: Mr Stock, to: That is all.}}, "
        f"resolved: {{title: why}}{more}}}\n"
    )


RECORDS = """\
source: s
people:
  - {id: stock, quote: Mr Stock, name: Mr Stock}
  - {id: police, quote: The police of Chad, name: The police}
  - {id: spoke, quote: spoke of 40 victims, name: spoke}
"""
BOTH = "sources:\n" + source("s", "new.txt") + source("s-old", "old.txt", ", edition_of: s")


def make(folder: Folder, sources: str, records: str = RECORDS, name: str = "corpus") -> Path:
    seeds = {"new.txt": NEW, "old.txt": OLD}
    return folder({"a.yaml": sources, "records.yaml": records}, seeds, name)


def pinned(words: str, digits: str) -> str:
    return f"source: s\npeople:\n  - {{id: a, quote: {{exact: {words}, sha256: {digits}}}, name: {words}}}\n"


def test_a_quote_says_in_which_text_it_was_read(corpus_folder: Folder) -> None:
    """Its words are sought in the edition that has this hash, and in no other."""
    for words, text, source_id in (
        ("spoke of 40 victims", OLD, "s-old"),
        ("spoke of 45 victims", NEW, "s"),
        ("The police of Chad", OLD, "s-old"),
        ("The police of Chad", NEW, "s"),
    ):
        for digits in (sha(text)[:8], sha(text)):
            root = make(corpus_folder, BOTH, pinned(words, digits))
            corpus = load(root)
            assert not corpus.problems
            assert {item.source_id for item in corpus.evidence_of["person", "a"]} == {source_id}
            assert check_corpus(root).problems == []
    rows = rows_of(corpus)["evidence"]
    assert {row["sha256"] for row in rows if row["record_type"] == "person"} == {sha(NEW)}


def test_an_edition_that_is_not_kept_is_a_problem(corpus_folder: Folder, place_of: Place) -> None:
    """At the quote; the message says if the present text has the words."""
    alone = "sources:\n" + source("s", "new.txt") + source("other", "old.txt")
    for words, says in (
        ("The police of Chad", f"the words are in its text {sha(NEW)[:12]}…, line 1"),
        ("spoke of 40 victims", "no edition of source s has a text with the SHA-256"),
    ):
        records = pinned(words, sha(OLD)[:8])
        root = make(corpus_folder, alone, records)
        corpus = load(root)
        (problem,) = corpus.problems
        assert problem.rule == "missing-edition"
        assert says in problem.message
        assert (problem.at.line, problem.at.column) == place_of(records, "quote")
        assert check_corpus(root).problems == [suggest(problem, corpus)]
    assert "spoke of [-40-]{+45+} victims" in "".join(suggest(problem, corpus).notes)


@pytest.mark.parametrize("digits", ["192eddc", "192EDDC8", "a" * 65, "no hash"])
def test_a_hash_is_eight_digits_or_more(corpus_folder: Folder, digits: str) -> None:
    """In lower case; anything else is refused."""
    root = make(corpus_folder, BOTH, pinned("Mr Stock", digits))
    (problem,) = load(root).problems
    assert problem.rule == "wrong-value"


def changed(corpus_folder: Folder, records: str = RECORDS, name: str = "corpus") -> Path:
    """A corpus whose one text is not the one that its record names."""
    return make(
        corpus_folder, "sources:\n" + source("s", "new.txt", f", sha256: {sha(OLD)}"), records, name
    )


def test_a_changed_text_says_what_stands(corpus_folder: Folder, tmp_path: Path) -> None:
    """Once, at the source; each quote that does not match is a separate problem."""
    records = RECORDS + "  - {id: two, quote: [The police, That is all.], name: That is all.}\n"
    root = changed(corpus_folder, records)
    corpus = load(root)
    assert [each.rule for each in corpus.problems] == [
        "source-changed",
        "unanchored-quote",
        "ambiguous-quote",
    ]
    problem = corpus.problems[0]
    assert problem.message == (
        f"seeds/new.txt is not the text that was curated: its SHA-256 is {sha(NEW)}; "
        "of 5 quotes, 3 still match, 1 does not, 1 matches several places"
    )
    assert "trafficking-explorer edition s " in problem.notes[0]
    for _ in range(3):
        checked = check_corpus(root, tmp_path / "kept")
        assert checked.problems == sorted(suggest(each, corpus) for each in corpus.problems)


def test_what_stands_is_counted_over_files(corpus_folder: Folder, tmp_path: Path) -> None:
    """The counts are right if only one of the files is read again."""
    root = changed(corpus_folder)
    (root / "curated" / "more.yaml").write_text(
        "source: s\npeople:\n  - {id: m, quote: freed them, name: freed}\n"
    )
    for words in ("freed them", "freed nobody", "freed them"):
        (root / "curated" / "more.yaml").write_text(
            f"source: s\npeople:\n  - {{id: m, quote: {words}, name: freed}}\n"
        )
        checked = check_corpus(root, tmp_path / "kept")
        stand = 3 if words == "freed them" else 2
        assert f"of 4 quotes, {stand} still match, {4 - stand} do" in checked.problems[0].message
        corpus = load(root)
        assert checked.problems == sorted(suggest(each, corpus) for each in corpus.problems)


def test_a_text_that_is_the_curated_one_is_no_problem(corpus_folder: Folder) -> None:
    """Nor is one of which nobody wrote down the hash."""
    for hash_ in ("", f", sha256: {sha(NEW)}"):
        root = make(corpus_folder, "sources:\n" + source("s", "new.txt", hash_))
        rules = {problem.rule for problem in load(root).problems}
        assert rules == {"unanchored-quote"}


def test_counts_are_said_in_words() -> None:
    """Verbs agree with their numbers."""
    assert counts(0, 0, 0) == "no record quotes it"
    assert counts(1, 0, 0) == "of 1 quote, 1 still matches, 0 do not, 0 match several places"
    assert counts(2, 1, 1) == "of 4 quotes, 2 still match, 1 does not, 1 matches several places"


def test_an_edition_leads_to_another(corpus_folder: Folder) -> None:
    """An edition of itself, directly or in a ring, is a problem; a chain is sound."""
    ring = (
        "sources:\n"
        + source("a", "old.txt", ", edition_of: b")
        + source("b", "old.txt", ", edition_of: a")
    )
    for sources, wrong in (
        ("sources:\n" + source("s", "new.txt", ", edition_of: s"), 1),
        ("sources:\n" + source("s", "new.txt") + ring.removeprefix("sources:\n"), 2),
        (BOTH + source("s-oldest", "old.txt", ", edition_of: s-old"), 0),
    ):
        root = make(corpus_folder, sources, "people: []\n")
        problems = load(root).problems
        assert [problem.rule for problem in problems] == ["circular-editions"] * wrong
        assert check_corpus(root).problems == problems
    rows = {row["source_id"]: row["work_id"] for row in rows_of(load(root))["sources"]}
    assert rows == {"s": "s", "s-old": "s", "s-oldest": "s"}


def test_a_work_is_its_newest_edition() -> None:
    """Through any number of steps; a ring has one answer for all its members."""
    newer = {"a": "b", "b": "c", "c": None, "x": "y", "y": "z", "z": "x", "w": "x"}
    assert [newest_edition(id_, newer) for id_ in "abcd"] == ["c", "c", "c", "d"]
    assert [newest_edition(id_, newer) for id_ in "wxyz"] == ["x"] * 4


def test_what_an_older_edition_has_is_not_missing(corpus_folder: Folder) -> None:
    """Coverage is asked of the newest edition alone."""
    gaps = list(find_gaps(load(make(corpus_folder, BOTH, "people: []\n"))))
    assert {gap.source_id for gap in gaps} == {"s"}


def test_an_older_edition_needs_no_evidence_for_it(corpus_folder: Folder) -> None:
    """That it is one is the curator's own word; the card leads to the newer one and has the hash."""
    root = make(corpus_folder, BOTH, "people: []\n")
    corpus = load(root)
    assert not corpus.problems
    fields = [row for row in rows_of(corpus)["fields"] if row["record_id"] == "s-old"]
    by_name = {row["field"]: row for row in fields}
    assert by_name["edition_of"]["basis"] == "own"
    assert by_name["edition_of"]["value"] == "s: A title"
    assert by_name["edition_of"]["target_ids"] == ["s"]
    assert by_name["sha256"]["value"] == sha(OLD)[:12]


def test_a_schema_of_another_version_is_a_warning(call: Call, tmp_path: Path) -> None:
    """Every copy is written again on request, and nothing else is touched."""
    root = tmp_path / "corpus"
    create_corpus(root)
    path = root / "curated" / SCHEMA
    assert call("check", "--strict", "--no-findings", str(root)).exit_code == 0
    schema = json.loads(schema_text())
    path.write_text(json.dumps(schema))
    assert not load(root).problems, "its layout does not matter"
    del schema["properties"]["people"]
    (root / "curated" / "below").mkdir()
    for text in (json.dumps(schema), "{", "", "[" * 100_000, "\ud800"):
        path.write_text(text, "utf-8", "surrogatepass")
        (root / "curated" / "below" / SCHEMA).write_text(text, "utf-8", "surrogatepass")
        problems = load(root).problems
        assert {(each.rule, each.severity) for each in problems} == {("stale-schema", "warning")}
        assert [each.at.path for each in problems] == [
            f"curated/below/{SCHEMA}",
            f"curated/{SCHEMA}",
        ]
    result = call("check", "--no-findings", str(root))
    assert result.exit_code == 0
    assert "init --schema" in result.stdout
    assert call("check", "--strict", "--no-findings", str(root)).exit_code == 1
    others = {
        each: each.read_bytes()
        for each in root.rglob("*")
        if each.is_file() and each.name != SCHEMA
    }
    result = call("init", "--schema", str(root))
    assert len(result.stdout.splitlines()) == 2
    assert path.read_text("utf-8") == schema_text()
    assert not load(root).problems
    assert others == {each: each.read_bytes() for each in others}


def test_a_schema_is_written_where_there_is_none(call: Call, corpus_folder: Folder) -> None:
    """Beside the YAML; other folders are left alone."""
    root = make(corpus_folder, BOTH)
    assert call("init", "--schema", str(root)).exit_code == 0
    assert (root / "curated" / SCHEMA).read_text("utf-8") == schema_text()
    empty = root / "empty"
    empty.mkdir()
    assert call("init", "--schema", str(empty)).exit_code == 3
    assert not list(empty.iterdir())
