"""All rules over one store: order, ids, passages, pages; and how findings become rows."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.manual_blocks import all_blocks
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.build import BuildQueries, build_for_rules
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.findings.finding import SEVERITIES, Finding
from trafficking_explorer.findings.finding_rows import finding_rows
from trafficking_explorer.findings.rules import RULES, missing_units, unclosed_quotations
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.workspace.opening import open_for_rules, open_with_findings

from .conftest import Ask, Tables, claim, operation, record


@pytest.fixture(scope="module")
def found(store: Store) -> list[Finding]:
    """The findings of the bundled corpus."""
    return list(run_rules(store))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_page(rule: Rule) -> None:
    """Its subject, why it matters, what to do, how grave it is, what it does not see."""
    for heading in (
        "What it looks for",
        "Why it matters",
        "What to do",
        "Severity",
        "What it does not see",
    ):
        assert f"{heading}\n  " in rule.explain, heading
    assert all(len(line) <= 104 for line in rule.explain.splitlines())
    assert rule.severity in SEVERITIES
    assert RULES.get(rule.id) is rule


def test_rules_have_ids_of_their_own() -> None:
    """An unknown id leads to no rule."""
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert RULES.get("no-such-rule") is None


def test_findings_have_ids_of_their_own(found: list[Finding]) -> None:
    """Made of the rule and the records, so that an answer finds its finding again."""
    assert len({finding.id for finding in found}) == len(found)
    for finding in found:
        assert finding.id.startswith(f"{finding.rule}:")
        assert f"{finding.side.record_type}/{finding.side.record_id}" in finding.id
        assert " " not in finding.id


def test_ids_stay_when_asked_again(store: Store, found: list[Finding]) -> None:
    """Nothing in a finding hangs on the order of a run."""
    assert list(run_rules(store)) == found


def test_messages_are_one_sentence(found: list[Finding]) -> None:
    """On one line, without a full stop."""
    for finding in found:
        assert finding.message == finding.message.strip()
        assert "\n" not in finding.message
        assert not finding.message.endswith(".")
        assert len(finding.message) < 320


def test_both_sides_are_records(store: Store, found: list[Finding]) -> None:
    """The store has the record of each side."""
    records = set(store.rows("SELECT record_type, record_id FROM corpus.records"))
    for finding in found:
        for side in (finding.side, finding.other):
            assert side is None or (side.record_type, side.record_id) in records


def test_passages_are_places_of_the_texts(store: Store, found: list[Finding]) -> None:
    """Each in its text; what is evidence has the evidence's own place."""
    texts = Dataset(store).texts
    evidence = {
        row[0]: row[1:]
        for row in store.rows("SELECT evidence_id, source_id, start_char, end_char, field FROM corpus.evidence")
    }  # fmt: skip
    for finding in found:
        assert finding.side.passages, finding.id
        for side in (finding.side, finding.other):
            for passage in side.passages if side else ():
                assert 0 <= passage.start < passage.end <= len(texts[passage.source_id].text)
                if passage.evidence_id is not None:
                    place = passage.source_id, passage.start, passage.end, passage.field
                    assert evidence[passage.evidence_id] == place


def test_an_empty_corpus_says_nothing(tables_of: Callable[..., Tables]) -> None:
    """No rule needs a record to be there."""
    assert list(run_rules(tables_of({"a": "A text."}))) == []


def test_what_data_says_stays_on_one_line(tables_of: Callable[..., Tables]) -> None:
    """A label may hold anything; a message is printed by a terminal."""
    statistic = claim("x", "1.4 of them", 1.4, unit="none", label="A\u202elabel\n\x1b[31mred")
    tables = tables_of({"a": "1.4 of them"}, statistics=[statistic])
    (finding,) = run_rules(tables, [missing_units.RULE])
    assert finding.message == "A\ufffdlabel \ufffd[31mred: source a gives 1.4 without a unit"


def test_references_to_nothing_break_no_rule(tables: Tables, tables_of: Callable[..., Tables]) -> None:  # fmt: skip
    """A store of a corpus with problems has dangling references."""
    tables_of({"a": "1.4 of them, 5 weekly"}, statistics=[claim("x", "1.4 of them", 1.4), claim("y", "5 weekly", 5)])  # fmt: skip
    tables.connection.execute("UPDATE corpus.statistics SET part_of = 'x', operation_id = 'gone'")
    tables.connection.execute("UPDATE corpus.statistics SET source_id = 'gone' WHERE statistic_id = 'x'")  # fmt: skip
    assert {finding.rule for finding in run_rules(tables)} >= {"missing-units"}
    event = record("m", "on 5 May", name="5 May", kind="meeting", date="2017-05-05", resolved={"date": "x."})  # fmt: skip
    tables_of({"a": "They met on 5 May."}, events=[event])
    assert [finding.id for finding in run_rules(tables)] == ["missing-dates:event/m"]
    tables.connection.execute("UPDATE corpus.evidence SET source_id = 'gone'")
    assert list(run_rules(tables)) == []


def test_parts_in_a_ring_end(tables: Tables, tables_of: Callable[..., Tables]) -> None:
    """Two claims that are parts of each other hang nothing up."""
    statistics = [claim("x", "14 of them", 14), claim("y", "5 weekly", 5)]
    tables_of({"a": "14 of them, 5 weekly"}, statistics=statistics)
    tables.connection.execute("UPDATE corpus.statistics SET part_of = if(statistic_id = 'x', 'y', 'x')")  # fmt: skip
    assert {finding.rule for finding in run_rules(tables)} == {"lone-claims", "oversized-parts"}


def test_rows_of_findings(tables_of: Callable[..., Tables]) -> None:
    """A row each, and one for each place that shows a side."""
    quote = record("q", "“We go on.", speaker="he", resolved={"speaker": "x."})
    quote["evidence"] = {"speaker": "he said"}
    quote.pop("resolved")
    findings = list(run_rules(tables_of({"a": "“We go on. he said"}, quotes=[quote]), [unclosed_quotations.RULE]))  # fmt: skip
    rows = finding_rows(findings)
    assert rows["findings"] == [
        {
            "finding_id": "unclosed-quotations:quote/q@we-go-on-he-said",
            "rule": "unclosed-quotations",
            "severity": "doubt",
            "message": "Source a opens a quotation and does not close it: “We go on. he said",
            "record_type": "quote",
            "record_id": "q",
            "other_type": None,
            "other_id": None,
            "answer": None,
            "reason": None,
            "sign": "·",
        }
    ]
    assert [
        (row["side"], row["start_char"], row["end_char"], row["field"], row["evidence_id"] is None)
        for row in rows["finding_passages"]
    ] == [(0, 0, 18, None, True), (0, 0, 10, "text", False)]


@pytest.mark.slow
def test_time_grows_with_the_number_of_claims(
    tables: Tables, tables_of: Callable[..., Tables]
) -> None:
    """Twenty thousand contradicting claims about one thing: pair by pair they would take hours."""
    text = "Operation Alba freed 7 people."
    alba = operation("alba", "Operation Alba", name="Operation Alba")
    tables_of({"a": text}, operations=[alba], statistics=[claim("x", "freed 7 people", 7, operation="alba")])  # fmt: skip
    tables.connection.execute(
        "INSERT INTO corpus.statistics BY NAME SELECT s.* REPLACE ('x' || i AS statistic_id, "
        "i::DOUBLE AS value, 's' || i % 900 AS source_id) FROM corpus.statistics s, range(20000) t(i)"
    )
    begun = time.process_time()
    assert len(list(run_rules(tables))) > 20000
    assert time.process_time() - begun < 20


def test_a_name_of_any_length_is_read(tables: Tables, tables_of: Callable[..., Tables]) -> None:
    """Nothing that a file can hold brings a rule to a standstill."""
    text = "Operation Alba freed 70 people. Operation Elba freed 70 people."
    operations = [
        operation("alba", "Operation Alba", name="Operation Alba"),
        operation("elba", "Operation Elba", name="Operation Elba"),
    ]
    statistics = [
        claim("x", "Alba freed 70 people", 70, operation="alba"),
        claim("y", "Elba freed 70 people", 70, operation="elba"),
    ]
    agency = record("c", "Operation Elba", name="Operation Elba", aliases=["Elba freed"], kind="ngo", resolved={"kind": "x."})  # fmt: skip
    agency["quote"] = "Operation Elba freed"
    tables_of({"a": text}, operations=operations, statistics=statistics, agencies=[agency])
    tables.connection.execute(
        "UPDATE corpus.agencies SET name = repeat('ab ', 100000), aliases = [repeat('cd ', 100000)]"
    )
    tables.connection.execute("UPDATE corpus.statistics SET source_id = 'b' WHERE statistic_id = 'y'")  # fmt: skip
    tables.connection.execute("UPDATE corpus.operations SET name = name || repeat('a', 1000000)")
    begun = time.process_time()
    assert list(run_rules(tables))
    assert time.process_time() - begun < 10


def test_tables_for_the_rules_alone_say_the_same(found: list[Finding], tmp_path: Path) -> None:
    """Without a ready store, `check` builds these, and has the same findings."""
    alone = build_for_rules(load(bundled_corpus()))
    assert list(run_rules(alone)) == found
    assert not alone.rows("SELECT 1 FROM corpus.facts")
    place = locate_store(bundled_corpus(), tmp_path)
    assert isinstance(open_for_rules(place), BuildQueries)
    assert not list(tmp_path.iterdir())
    open_with_findings(place).close()
    ready = open_for_rules(place)
    assert isinstance(ready, Store)
    ready.close()


def test_the_recipe_for_a_rule_works(ask: Ask) -> None:
    """Its rule passes the test in it."""
    made: dict[str, Any] = {"Ask": Ask, "claim": claim}
    blocks = [each.text for each in all_blocks("python") if each.page == "adding-a-rule"]
    for block in blocks[:2]:
        exec(block, made)
    made["test_only_exact_millions_are_reported"](ask)
