"""Filters for findings, and the order of findings."""

import pytest

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import counts, detail
from trafficking_explorer.database.row_reader import RowReader
from trafficking_explorer.database.views import FINDING, VIEWS
from trafficking_explorer.findings.finding import SEVERITIES, Finding, Side
from trafficking_explorer.findings.finding_rows import in_order
from trafficking_explorer.findings.queries import explanation, finding_detail
from trafficking_explorer.search.autocomplete import complete
from trafficking_explorer.search.facets import count_facets
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.ui.panes.registry import PANES


def found(store: Store, line: str) -> list[str]:
    """The findings that fit, as the pane lists them."""
    reader = RowReader(store, VIEWS["findings"])
    *_, listing = reader.answer(reader.begin(), compile_filter(parse_filter(line)))
    assert listing.count == len(listing.rows)
    return [row.record_id for row in listing.rows]


def asked(store: Store, condition: str) -> set[str]:
    """The findings of which a condition on the tables holds."""
    return {id_ for (id_,) in store.rows(f"SELECT finding_id FROM corpus.findings WHERE {condition}")}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "condition"),
    [
        ("", "TRUE"),
        ("severity:error", "severity = 'error'"),
        ("severity:error,doubt", "severity <> 'note'"),
        ("-severity:note", "severity <> 'note'"),
        ("rule:lone-claims", "rule = 'lone-claims'"),
        ("rule:lone", "rule = 'lone-claims'"),
        ("is:answered", "answer IS NOT NULL"),
        ("is:open", "answer IS NULL"),
        ("-is:answered", "answer IS NULL"),
        ("has:answer", "answer IS NOT NULL"),
        ("answer:explained severity:doubt", "answer = 'explained' AND severity = 'doubt'"),
        (
            "source:002",
            "EXISTS (SELECT 1 FROM corpus.finding_passages p WHERE p.finding_id = findings.finding_id "
            "AND source_id = '002') OR (other_type = 'source' AND other_id = '002')",
        ),
        ('"who opens a quotation"', "FALSE"),
        ('"opens a quotation"', "rule = 'unclosed-quotations'"),
        ("~quotatiom opens", "rule = 'unclosed-quotations'"),
        ("/opens a quot[ae]tion/", "rule = 'unclosed-quotations'"),
    ],
)  # fmt: skip
def test_a_filter_finds_findings(store: Store, line: str, condition: str) -> None:
    """By what is written, by field, and what it is not."""
    rows = found(store, line)
    assert len(rows) == len(set(rows))
    assert set(rows) == asked(store, condition)


def test_a_record_finds_what_is_about_it(store: Store) -> None:
    """As a side, as a part of a side, as the operation of a claim; also by its name."""
    rows = found(store, "record:operation/epervier")
    rules = [each.partition(":")[0] for each in rows]
    assert {"differing-claims", "near-names", "lone-claims", "missing-dates"} <= set(rules)
    assert set(found(store, 'record:"operation epervier"')) >= set(rows)
    assert set(found(store, "record:operation/epervie")) == set(rows)
    part = found(store, "record:statistic/ilo-sub-saharan-countries-000")
    assert "unfitting-sums" in {each.partition(":")[0] for each in part}


@pytest.mark.slow
def test_a_card_counts_what_the_filter_finds(store: Store) -> None:
    """For every record; most have none."""
    counted = 0
    for type_, id_ in store.rows("SELECT record_type, record_id FROM corpus.records"):
        record = detail(store, type_, id_)
        assert record is not None
        if record.findings:
            counted += 1
            assert len(found(store, f"record:{type_}/{id_}")) == record.findings
    assert counted > 50


def test_findings_share_what_their_records_have(store: Store) -> None:
    """Agency, operation and measure; who published a text has nothing to do with it."""
    assert set(found(store, "operation:epervier")) >= set(found(store, "record:operation/epervier"))
    assert "near-names" in {each.partition(":")[0] for each in found(store, "agency:interpol")}
    assert found(store, "measure:arrests rule:unclear-parts")
    assert found(store, 'agency:"ludci" rule:lone-claims') == []


def test_findings_are_no_records(store: Store) -> None:
    """No pane of records and no search over them has any; a filter is asked of either."""
    where = compile_filter(parse_filter("rule:lone-claims"))
    assert counts(store, where) == {}
    assert counts(store, where, (FINDING,)) == {FINDING: 28}
    positions = store.rows(
        "SELECT (SELECT max(position) FROM corpus.records), min(position), max(position), count(*) "
        "FROM corpus.finding_texts"
    )
    ((last, first, end, count),) = positions
    assert (first, end) == (last + 1, last + count)


def test_completion_and_facets_know_them(store: Store) -> None:
    """Fields and values of findings, with their counts."""
    line = parse_filter("")
    facets = {
        each.field: each for each in count_facets(store, PANES["findings"].facets, (FINDING,), line)
    }
    assert [value.value for value in facets["severity"].values] == ["note", "doubt", "error"]
    assert {value.value: value.count for value in facets["rule"].values}["lone-claims"] == 28
    assert "record:" in [each.shown for each in complete(store, (FINDING,), "rec")]
    assert complete(store, ("operation",), "sever") == ()
    shown = [each.shown for each in complete(store, (FINDING,), "record:operation/epe")]
    assert shown[0] == "operation/epervier"


def finding(severity: str, rule: str, number: int) -> Finding:
    side = Side("tool", str(number), ())
    return Finding(f"{rule}:{number}", rule, severity, "m", side)


def test_what_one_rule_says_often_stands_last() -> None:
    """Within a severity; findings of one rule stay together and as they are."""
    many = [finding("note", "many", n) for n in range(5)]
    few = [finding("note", "few", n) for n in range(2)]
    grave = [finding("doubt", "many", 7), finding("error", "few", 8)]
    assert in_order([*many, *few, *grave]) == [grave[1], grave[0], *few, *many]
    alike = [finding("note", "b", 1), finding("note", "a", 1), finding("note", "b", 2), finding("note", "a", 2)]  # fmt: skip
    assert in_order(alike) == [alike[0], alike[2], alike[1], alike[3]]


def test_the_pane_lists_them_in_that_order(store: Store) -> None:
    """Errors, doubts, notes; 24 notes of one rule behind all others."""
    severities = [
        SEVERITIES.index(severity)
        for (severity,) in store.rows(
            "SELECT severity FROM corpus.listed_findings ORDER BY position"
        )
    ]
    assert severities == sorted(severities)
    rules = [each.partition(":")[0] for each in found(store, "severity:note")]
    assert set(rules[-24:]) == {"lone-claims"}
    assert "lone-claims" not in rules[:-24]


# One finding.


def test_a_finding_in_detail(store: Store) -> None:
    """Its message, its rule in a sentence or two, its records, the answer with its reason, its id."""
    (id_,) = asked(store, "rule = 'differing-claims'")
    record = finding_detail(store, id_)
    assert record is not None
    assert (record.record_type, record.rule, record.severity) == (FINDING, "differing-claims", "doubt")  # fmt: skip
    assert record.title == "≠ Two figures for the same claim"
    fields = {field.name: field for field in record.fields}
    assert list(fields) == ["finding", "rule", "statistic", "operation", "answer", "id"]
    assert "nearly 500" in fields["finding"].value
    assert fields["rule"].value.startswith("differing-claims: Claims about one and the same thing")
    assert fields["operation"].targets == (("operation", "epervier"),)
    assert (fields["answer"].value, fields["id"].value) == ("accepted", id_)
    assert fields["answer"].reason
    assert [[each.field for each in side] for side in record.sides] == [
        ["record", "value_text"]
    ] * 2
    assert [side[0].line for side in record.sides] == [3, 5]
    assert record.sides[1][0].exact.startswith("Nearly 500 victims")
    assert record.sources == ("002",)


def test_every_finding_can_be_read(store: Store) -> None:
    """Its passages are words of their sources, each on its line; its rule has a page."""
    texts = dict(store.rows("SELECT source_id, text FROM corpus.sources"))
    for id_ in found(store, ""):
        record = finding_detail(store, id_)
        assert record is not None
        for passage in record.passages:
            text = texts[passage.source_id]
            assert text[passage.start : passage.end] == passage.exact
            assert text.count("\n", 0, passage.start) + 1 == passage.line
        assert any(field.targets for field in record.fields)
        assert explanation(record.rule) is not None
        summary_line = next(field.value for field in record.fields if field.name == "rule")
        assert len(summary_line) < 360
        assert summary_line.endswith(".")
        assert not summary_line.partition(": ")[2][0].isdigit()


def test_what_is_not_there(store: Store) -> None:
    """There are no details of an unknown finding, and no page of an unknown rule."""
    assert finding_detail(store, "no-such:finding") is None
    assert explanation("no-such-rule") is None
