"""A corpus as rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.database.kind_tables import all_tables
from trafficking_explorer.database.quantities import display, number_text
from trafficking_explorer.database.rows import Row, rows_of
from trafficking_explorer.database.views import panes_by_type
from trafficking_explorer.records.statistic import Statistic

TABLES = {table.name: table for table in all_tables()}

TEXT = (
    "Opération Soleil began in March 2016.\n"
    "Nearly 500 victims were rescued in Chad. “Well”, Mr Stock of the IOM said, “done”."
)
YAML = """
operations:
  - id: soleil
    quote: Opération Soleil began in March 2016
    name: Opération Soleil
    aliases: [Soleil]
    kind: operation
    date: 2016-03
    countries: [TD]
    forms: [begging]
    note: A remark.
    resolved: {countries: See below., forms: why}
    links:
      - {relation: led_by, to: agency/iom, role: IOM, quote: Mr Stock of the IOM}
      - {relation: participant, to: agency/gone, resolved: A guess.}
agencies:
  - {id: iom, quote: the IOM, name: IOM, kind: ngo}
people:
  - {id: stock, quote: Mr Stock of the IOM, name: Mr Stock, agency: iom}
quotes:
  - {id: well, quote: [“Well”, “done”], speaker: Mr Stock, speaker_id: stock, language: en, evidence: {"speaker, speaker_id": Mr Stock of}}
statistics:
  - id: rescued
    quote: Nearly 500 victims were rescued in Chad
    label: Victims
    measure: rescued
    value: 500
    value_text: 500
    unit: persons
    qualifier: nearly
    country: TD
    operation: soleil
    scope: operation
    resolved: {operation: why}
forms:
  - {id: begging, quote: victims, name: victims, code: begging, resolved: {code: why}}
cases:
  - {id: one, quote: Mr Stock, summary: Mr Stock}
"""


@pytest.fixture
def tables(read_text: Callable[[str, str], Corpus]) -> dict[str, list[Row]]:
    corpus = read_text(TEXT, YAML)
    assert [problem.rule for problem in corpus.problems] == ["dangling-reference"]
    return rows_of(corpus)


def find(rows: list[Row], **values: object) -> Row:
    (row,) = [row for row in rows if all(row[key] == value for key, value in values.items())]
    return row


def test_every_row_fits_its_table(tables: dict[str, list[Row]]) -> None:
    """No row has a column that its table lacks; every kind has its rows."""
    for name, rows in tables.items():
        known = {column.name for column in TABLES[name].columns}
        for row in rows:
            # Made for every kind, and kept where the contract has it.
            assert set(row) - known <= {"source_id", "period_basis"}, name


def test_a_record_is_as_it_was_curated(tables: dict[str, list[Row]]) -> None:
    """Columns bear the contract's names; dates have their days and their basis."""
    (row,) = tables["operations"]
    assert row["operation_id"] == "soleil"
    assert row["name"] == "Opération Soleil"
    assert row["aliases"] == ["Soleil"]
    assert (row["date_edtf"], row["date_basis"]) == ("2016-03", "stated")
    assert (row["date_from"], row["date_to"]) == (date(2016, 3, 1), date(2016, 3, 31))
    assert (row["country_codes"], row["forms"], row["regions"]) == (["TD"], ["begging"], [])
    assert row["note"] == "A remark."
    assert row["summary"] is None
    assert find(tables["people"])["agency_id"] == "iom"
    statistic = find(tables["statistics"])
    assert (statistic["value"], statistic["value_text"]) == (500.0, "500")
    assert (statistic["country_code"], statistic["operation_id"]) == ("TD", "soleil")
    assert (statistic["display"], statistic["source_id"]) == ("~ 500", "s")
    assert find(tables["cases"])["source_id"] == "s"


def test_a_quotation_has_its_parts_joined(tables: dict[str, list[Row]]) -> None:
    """As the source prints them."""
    row = find(tables["quotes"])
    assert row["text"] == "“Well” … “done”"
    assert (row["speaker"], row["speaker_id"], row["language"]) == ("Mr Stock", "stock", "en")
    assert row["source_id"] == "s"


def test_a_form_has_the_definition_of_its_term(tables: dict[str, list[Row]]) -> None:
    """With its vocabulary and where the definition comes from."""
    row = find(tables["forms"])
    assert (row["code"], row["vocabulary"]) == ("begging", "purpose")
    assert row["definition"].startswith("Exploitation in begging")
    assert "Palermo" in row["origin"]


def test_a_source_has_its_text_and_its_article(tables: dict[str, list[Row]]) -> None:
    """Words are counted in the article."""
    row = find(tables["sources"])
    assert row["text"] == TEXT
    assert (row["body_start"], row["body_end"]) == (0, len(TEXT))
    assert row["word_count"] == len(TEXT.split())
    assert len(row["sha256"]) == 64


def test_links_and_references_are_links(tables: dict[str, list[Row]]) -> None:
    """Both say who with whom, what the basis is, and why."""
    links = tables["links"]
    led = find(links, relation="led_by")
    assert (led["record_type"], led["record_id"]) == ("operation", "soleil")
    assert (led["target_type"], led["target_id"], led["role"]) == ("agency", "iom", "IOM")
    assert (led["basis"], led["reason"]) == ("stated", None)
    assert find(links, relation="participant")["reason"] == "A guess."
    assert find(links, relation="speaker")["target_id"] == "stock"
    assert find(links, relation="forms")["basis"] == "resolved"
    assert find(links, relation="operation")["record_id"] == "rescued"
    assert find(links, relation="agency")["role"] is None


def test_fields_say_what_they_rest_on(tables: dict[str, list[Row]]) -> None:
    """Stated, resolved with the reason, or the curator's own; references by name."""
    fields = [row for row in tables["fields"] if row["record_type"] == "operation"]
    assert [row["field"] for row in fields] == [
        "name",
        "aliases",
        "kind",
        "date",
        "countries",
        "forms",
        "note",
        "led_by:agency/iom",
        "participant:agency/gone",
    ]
    assert [row["position"] for row in fields] == list(range(1, 10))
    assert (find(fields, field="name")["basis"], find(fields, field="note")["basis"]) == (
        "stated",
        "own",
    )
    forms = find(fields, field="forms")
    assert (forms["basis"], forms["reason"]) == ("resolved", "why")
    assert (forms["value"], forms["target_ids"]) == ("victims", ["begging"])
    assert find(fields, field="led_by:agency/iom")["value"] == "IOM — IOM"
    gone = find(fields, field="participant:agency/gone")
    assert (gone["value"], gone["target_ids"]) == ("gone", ["gone"])


def test_a_record_is_found_by_all_that_is_known_of_it(tables: dict[str, list[Row]]) -> None:
    """Folded: its id, fields, reasons, passages and the names of its countries."""
    row = find(tables["records"], record_type="operation")
    lines = row["search_text"].split("\n")
    for words in ("soleil", "operation soleil", "2016-03", "see below.", "a remark.", "a guess."):
        assert words in lines
    assert "chad" in lines
    assert "operation soleil began in march 2016" in lines
    assert len(set(lines)) == len(lines)
    assert (row["title"], row["subtitle"]) == ("Opération Soleil", "operation")
    assert (row["file"], row["line"]) == ("curated/records.yaml", 3)
    assert row["source_ids"] == ["s"]


def test_subtitles_tell_records_apart(tables: dict[str, list[Row]]) -> None:
    """By speaker, figure, role or kind; a quotation is titled by its words."""
    records = tables["records"]
    assert find(records, record_type="quote")["title"] == "“Well” … “done”"
    assert find(records, record_type="quote")["subtitle"] == "Mr Stock"
    assert find(records, record_type="statistic")["subtitle"] == "~ 500"
    assert find(records, record_type="agency")["subtitle"] == "ngo"
    assert find(records, record_type="form")["subtitle"] == "begging"
    assert find(records, record_type="case")["title"] == "Mr Stock"


def test_evidence_has_numbers_of_its_own(tables: dict[str, list[Row]]) -> None:
    """From 1, and text[start:end] is what it says."""
    rows = tables["evidence"]
    assert [row["evidence_id"] for row in rows] == list(range(1, len(rows) + 1))
    for row in rows:
        assert TEXT[row["start_char"] : row["end_char"]] == row["exact"]


def test_of_two_records_with_one_id_the_first_stays(
    read_text: Callable[[str, str], Corpus],
) -> None:
    """The other is a problem, not a row."""
    yaml = "people:\n  - {id: a, quote: Stock, name: Stock}\n  - {id: a, quote: IOM, name: IOM}\n"
    tables = rows_of(read_text(TEXT, yaml))
    assert [row["name"] for row in tables["people"]] == ["Stock"]
    assert len([row for row in tables["records"] if row["record_type"] == "person"]) == 1


def test_a_source_without_a_text_is_no_row(corpus_folder: Callable[..., Path]) -> None:
    """It cannot be shown, and is reported as a problem."""
    yaml = "sources:\n  - {id: s, path: gone.txt, title: x, article: {from: a, to: b}}\n"
    tables = rows_of(load(corpus_folder({"s.yaml": yaml})))
    assert not tables["sources"]
    assert not tables["records"]


def test_furniture_is_cut_from_the_words(corpus_folder: Callable[..., Path]) -> None:
    """It has a table, and its words do not count."""
    yaml = (
        "sources:\n  - {id: s, path: s.txt, title: One, article: {from: One, to: end.}, "
        "furniture: [two links, more]}\n"
    )
    tables = rows_of(
        load(corpus_folder({"s.yaml": yaml}, {"s.txt": "x One two links here more at the end. y"}))
    )
    assert tables["furniture"] == [
        {"source_id": "s", "start_char": 6, "end_char": 15},
        {"source_id": "s", "start_char": 21, "end_char": 25},
    ]
    assert find(tables["sources"])["word_count"] == 5


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (1e10, "10,000,000,000"),
        (12345678901.5, "12,345,678,901.5"),
        (0.00001, "0.00001"),
        (-2.5, "-2.5"),
    ],
)
def test_a_number_has_separators_and_its_own_decimals(value: float, text: str) -> None:
    """No digit is lost and none is added."""
    assert number_text(value) == text


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ({}, "500"),
        ({"qualifier": "nearly"}, "~ 500"),
        ({"qualifier": "at_least"}, "≥ 500"),
        ({"qualifier": "at_most"}, "≤ 500"),
        ({"qualifier": "more_than"}, "> 500"),
        ({"qualifier": "around"}, "≈ 500"),
        ({"unit": "percent"}, "500 %"),
        ({"unit": "USD", "qualifier": "around"}, "≈ 500 USD"),
        ({"unit": "months"}, "500 months"),
        ({"value_to": 600.0}, "500 – 600"),
        ({"value_to": 600.0, "unit": "EUR"}, "500 – 600 EUR"),
        ({"unit": "ratio", "value": 0.75, "value_text": "3 out of 4"}, "3 out of 4"),
        ({"value": None, "value_text": "dozens", "qualifier": "dozens"}, "dozens"),
        ({"value": None, "value_text": None, "qualifier": "hundreds"}, "hundreds"),
        ({"value": None, "value_text": None, "qualifier": "unspecified"}, ""),
    ],
)
def test_a_figure_is_shown_with_its_qualifier(fields: dict[str, object], shown: str) -> None:
    """So that no list makes it more exact than the text is."""
    statistic = Statistic.model_validate(
        {
            "id": "a",
            "label": "x",
            "measure": "rescued",
            "value": 500.0,
            "value_text": "500",
            "unit": "persons",
            "qualifier": "exact",
            "scope": "world",
        }
        | fields
    )
    assert display(statistic) == shown


def test_records_are_in_the_order_of_the_panes(tables: dict[str, list[Row]]) -> None:
    """Kind by kind, by their first passage; those without evidence come last."""
    rows = sorted(tables["records"], key=lambda row: row["position"])
    assert [row["position"] for row in rows] == list(range(len(rows)))
    first: dict[tuple[str, str], int] = {}
    for item in tables["evidence"]:
        key = (item["record_type"], item["record_id"])
        first[key] = min(first.get(key, len(TEXT)), item["start_char"])
    kinds = [row["record_type"] for row in rows]
    assert kinds == sorted(kinds, key=list(panes_by_type()).index)
    for kind in set(kinds) - {"statistic"}:
        starts = [
            first.get((kind, row["record_id"]), len(TEXT))
            for row in rows
            if row["record_type"] == kind
        ]
        assert starts == sorted(starts)


def test_what_no_record_rests_on_has_a_table(corpus_folder: Callable[..., Path]) -> None:
    """With its kind, words and place; the source counts what there is, and what is covered."""
    yaml = """
        source: s
        sources:
          - {id: s, path: s.txt, title: One day, article: {from: One day, to: said they.}}
          - {id: q, path: q.txt, title: Quiet, article: {from: Quiet, to: Quiet}}
        places:
          - {id: chad, quote: in Chad, name: Chad, kind: country, country: TD}
        """
    texts = {"s.txt": "One day in\n\nThey met 40 in Chad,\n“again”, said they.", "q.txt": "Quiet"}
    tables = rows_of(load(corpus_folder({"s.yaml": yaml}, texts)))
    assert [tuple(row.values()) for row in tables["uncovered"]] == [
        ("s", 21, 23, "number", "40", 3),
        ("s", 33, 40, "quotation", "“again”", 4),
    ]
    assert [(row["items"], row["covered"]) for row in tables["sources"]] == [(3, 1), (0, 0)]


@pytest.mark.parametrize("first", ["", "source: gone\n", "source: unread\n", "source: null\n"])
def test_a_record_of_no_text(corpus_folder: Callable[..., Path], first: str) -> None:
    """It is there, and is drawn from no source: none that has no text is named."""
    unread = "sources:\n  - {id: unread, path: no.txt, title: t, article: {from: a, to: b}}\n"
    records = f"{first}{YAML}"
    root = corpus_folder({"s.yaml": unread, "records.yaml": records}, {})
    tables = rows_of(load(root))
    assert [row["source_id"] for row in tables["statistics"]] == [None]
    assert {row["source_id"] for row in tables["quotes"] + tables["cases"]} == {None}
    assert tables["sources"] == tables["evidence"] == []
