"""Comparisons: their rows, the words in the cells, the signs, and what is compared with what."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.compared_corpus import TEXTS, write_compared
from tests.conftest import write_corpus
from trafficking_explorer.database.cache import locate_store, open_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Key, Passage
from trafficking_explorer.errors import UsageError
from trafficking_explorer.findings import comparison_builder, comparison_data
from trafficking_explorer.findings.claim_words import claim_words
from trafficking_explorer.findings.comparison import Comparison, ComparisonRow, sign_of, strength
from trafficking_explorer.findings.comparison_builder import compare
from trafficking_explorer.workspace.opening import open_with_findings

LANTERN = ("operation", "lantern")


def store_of(root: Path) -> Store:
    """The store of a corpus, with its findings."""
    return open_with_findings(locate_store(root, root.parent / "cache"))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The corpus of four texts."""
    opened = store_of(write_compared(tmp_path_factory.mktemp("compared") / "corpus"))
    yield opened
    opened.close()


def compared(store: Store, *keys: Key) -> Comparison:
    found = compare(store, keys)
    assert found is not None
    return found


def cells(comparison: Comparison, label: str) -> dict[str, list[str]]:
    """The words of a row by source, silent ones left out."""
    row = row_of(comparison, label)
    return {
        source.source_id: [" ".join(each.words.split()) for each in said]
        for source in comparison.sources
        if (said := row.cell(source.source_id))
    }


def row_of(comparison: Comparison, label: str) -> ComparisonRow:
    (row,) = (row for row in comparison.rows if row.label == label)
    return row


def labels(comparison: Comparison) -> list[str]:
    return ["  " * row.indent + row.label for row in comparison.rows]


# An operation.


def test_the_rows_of_an_operation(store: Store) -> None:
    """Figures with their parts below them, then name, date, place and what was copied."""
    found = compared(store, LANTERN)
    assert labels(found) == [
        "arrests",
        "rescued",
        "  of them children",
        "name",
        "date",
        "where",
        "quotation",
    ]
    assert [row.kind for row in found.rows] == [
        *["figure"] * 3,
        "name",
        "date",
        "where",
        "quotation",
    ]
    assert (found.title, found.record) == ("Operation Lantern", LANTERN)
    assert [(fact.text, fact.basis) for fact in found.facts] == [
        ("Border Bureau", "stated"),
        ("March 2020", "stated"),
        ("Chad, Mali", "stated"),
    ]
    assert (found.claims, found.claims_total, found.cut) == (6, 6, "")


def test_columns_are_in_the_order_of_publication(store: Store) -> None:
    """Whatever their ids; undated ones last."""
    found = compared(store, LANTERN)
    assert [source.source_id for source in found.sources] == ["b", "a", "c"]
    assert [source.published for source in found.sources] == ["2019", "2020-03-09", None]


def test_cells_have_the_words_of_each_source(store: Store) -> None:
    """All that a source says, in its headline and its body; nothing for a silent one."""
    found = compared(store, LANTERN)
    assert cells(found, "rescued") == {
        "a": ["Raid rescues 90 victims", "Nearly 90 victims of trafficking"]
    }
    headline, body = row_of(found, "rescued").cell("a")
    assert (headline.is_heading, headline.lines) == (True, (1,))
    assert (body.is_heading, body.lines) == (False, (3,))
    assert cells(found, "of them children") == {
        "b": ["saved a total of 30 children"],
        "a": ["including 30 children, were rescued"],
    }
    assert cells(found, "name")["c"] == ["Operation Lanterne"]


def test_every_cell_is_text_of_its_source(store: Store) -> None:
    """Word for word, at the place that it names."""
    for keys in ([LANTERN], [("agency", "bureau")], [("statistic", "women")]):
        for row in compared(store, *keys).rows:
            for each in row.sayings:
                text = TEXTS[each.source_id]
                assert text[slice(*each.span)] == each.words
                assert each.passage.exact == text[each.passage.start : each.passage.end]
                assert text.count("\n", 0, each.span[0]) + 1 == each.lines[0]


def test_signs_say_where_the_texts_differ(store: Store) -> None:
    """The strongest sign of the row's findings; one text only where nothing is stronger."""
    signs = {row.label: row.sign for row in compared(store, LANTERN).rows}
    assert signs == {
        "arrests": "≠",
        "rescued": "≠",
        "of them children": "≠",
        "name": "~",
        "date": "✗",
        "where": "1",
        "quotation": "=",
    }
    assert row_of(compared(store, LANTERN), "quotation").differs
    assert not row_of(compared(store, LANTERN), "where").differs


def test_a_row_has_its_findings(store: Store) -> None:
    """Its own before those that only mention it, and the strongest first."""
    found = compared(store, LANTERN)
    assert [each.rule for each in row_of(found, "rescued").findings] == [
        "differing-claims",
        "parts-as-wholes",
        "lone-claims",
    ]
    assert [each.rule for each in row_of(found, "of them children").findings] == [
        "parts-as-wholes",
        "repeated-claims",
    ]
    assert row_of(found, "arrests").findings[0].told_answer == "not answered yet"
    assert row_of(found, "name").findings == ()
    assert {each.rule for each in row_of(found, "date").findings} == {
        "impossible-dates",
        "missing-dates",
    }


def test_the_passage_to_read_beside(store: Store) -> None:
    """That which a finding holds against the words, else the next source's."""
    found = compared(store, LANTERN)
    rescued, children = row_of(found, "rescued"), row_of(found, "of them children")
    headline, body = rescued.sayings
    assert found.partner(rescued, headline) is body
    assert found.partner(rescued, body) is headline
    assert found.partner(children, children.sayings[0]) is children.sayings[1]
    name = row_of(found, "name")
    partner = found.partner(name, name.sayings[-1])
    assert partner is not None
    assert partner.source_id == "b"
    where = row_of(found, "where")
    assert found.partner(where, where.sayings[0]) is None


# Other records.


def test_an_agency_with_its_operations(store: Store) -> None:
    """Its own rows first; those of an operation under its name."""
    found = compared(store, ("agency", "bureau"))
    assert [(row.section, row.label) for row in found.rows] == [
        ("", "name"),
        ("Operation Lantern", "arrests"),
        ("Operation Lantern", "rescued"),
        ("Operation Lantern", "of them children"),
        ("Quotations", "quotation"),
    ]
    assert found.at == 1


def test_an_operation_without_figures(store: Store) -> None:
    """Its name is all there is."""
    found = compared(store, ("operation", "brick"))
    assert labels(found) == ["name"]
    assert (found.claims, found.findings, found.rows[0].sign) == (0, 0, "1")


def test_a_claim_leads_to_its_operation(store: Store) -> None:
    """With the cursor on its row; a quotation likewise."""
    for key, label in (
        (("statistic", "children-b"), "of them children"),
        (("statistic", "rescued"), "rescued"),
        (("quote", "stop-a"), "quotation"),
    ):
        found = compared(store, key)
        assert found.record == LANTERN
        assert found.rows[found.at].label == label


def test_a_quotation_that_one_text_has_is_shown_to_those_who_came_for_it(store: Store) -> None:
    """Otherwise only those that two texts have are compared."""
    found = compared(store, ("quote", "weather-c"))
    row = found.rows[found.at]
    assert (row.kind, row.sign) == ("quotation", "1")
    assert "weather" in row.sayings[0].words


def test_a_claim_without_operation(store: Store) -> None:
    """With its whole and its parts, each in its own row though the population is the same."""
    for id_, at in (("women", 0), ("women-young", 1)):
        found = compared(store, ("statistic", id_))
        assert found.record is None
        assert labels(found) == ["Women in brickyards", "  Women under age"]
        assert found.at == at


def test_marked_claims_are_compared_alone(store: Store) -> None:
    """Nothing else of their operations."""
    found = compared(
        store, ("statistic", "arrests-a"), ("statistic", "arrests-b"), ("statistic", "women")
    )
    assert found.title == "3 claims"
    assert [(row.section, row.label) for row in found.rows] == [
        ("", "Women in brickyards"),
        ("Operation Lantern", "arrests"),
    ]
    two = compared(store, LANTERN, ("operation", "brick"))
    assert two.title == "2 operations"
    assert two.claims == 6


@pytest.mark.parametrize(
    ("finding", "label"),
    [
        ("parts-as-wholes:statistic/children-b", "of them children"),
        ("differing-claims:statistic/arrests-a+statistic/arrests-b", "arrests"),
        ("impossible-dates:operation/lantern+source/b", "date"),
        ("copied-words:quote/stop-a+quote/stop-b", "quotation"),
        ("lone-claims:operation/lantern+source/a", "rescued"),
    ],
)
def test_a_finding_leads_to_what_it_is_about(store: Store, finding: str, label: str) -> None:
    """In its operation, at the row that it is about."""
    found = compared(store, ("finding", finding))
    assert found.record == LANTERN
    row = found.rows[found.at]
    assert row.label == label
    assert finding in {each.id for each in row.findings}


def test_what_cannot_be_compared(store: Store) -> None:
    """No such record; a source, which is a column."""
    for key in (("operation", "nope"), ("finding", "nope"), ("nope", "x"), ("statistic", "'")):
        assert compare(store, [key]) is None
    assert compare(store, []) is None
    with pytest.raises(UsageError, match="A source is a column"):
        compare(store, [("source", "a")])


@pytest.mark.parametrize(
    ("other", "sign"),
    [
        ("“We will stop at nothing to end this trade in our country,”", "="),
        ("“We will stop at nothing to end that trade in this country,”", "≠"),
        ("“The weather was fine on the day of the raid,”", None),
    ],
)
def test_versions_of_a_quotation(tmp_path: Path, other: str, sign: str | None) -> None:
    """The same words are copied; nearly the same ones of one speaker differ; others are apart."""
    first = "“We will stop at nothing to end this trade in our country,”"
    texts = {"s0": f"{first} said Ada.", "s1": f"{other} said Ada."}
    root = quoting(tmp_path, texts, {"s0": first, "s1": other})
    store = store_of(root)
    try:
        found = compared(store, ("person", "ada"))
    finally:
        store.close()
    rows = [row for row in found.rows if row.kind == "quotation"]
    assert [row.sign for row in rows] == ([] if sign is None else [sign])
    assert all(len(row.sayings) == 2 for row in rows)


def quoting(tmp_path: Path, texts: dict[str, str], quotes: dict[str, str]) -> Path:
    """A corpus in which Ada says something in each text."""
    why = {"speaker_id": "For the test."}
    records = {
        "sources": declared(texts),
        "people": [{"id": "ada", "quote": dict.fromkeys(texts, "Ada"), "name": "Ada"}],
        "quotes": [
            {"id": f"q-{id_}", "quote": {id_: words}, "speaker_id": "ada", "resolved": why}
            for id_, words in quotes.items()
        ],
    }
    files = {f"{id_}.txt": text for id_, text in texts.items()}
    return write_corpus(tmp_path / "corpus", {"records.yaml": json.dumps(records)}, files)


def declared(texts: dict[str, str]) -> list[dict[str, Any]]:
    """The records of some sources."""
    return [
        {
            "id": id_,
            "path": f"{id_}.txt",
            "title": "T",
            "article": {"from": {"exact": text}, "to": {"exact": text}},
            "resolved": {"title": "For the test."},
        }
        for id_, text in texts.items()
    ]


# Bounds.


def test_many_sources_and_claims(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The numbers of those left out are told; sources that differ are kept."""
    monkeypatch.setattr(comparison_data, "MOST_CLAIMS", 9)
    monkeypatch.setattr(comparison_builder, "MOST_SOURCES", 3)
    store = store_of(many(tmp_path, 8, claims=2))
    try:
        found = compared(store, ("operation", "wide"))
    finally:
        store.close()
    assert (found.claims, found.claims_total) == (9, 16)
    assert (len(found.sources), found.sources_total) == (3, 8)
    assert found.cut == "9 of 16 claims, 3 of 8 sources"
    shown = {source.source_id for source in found.sources}
    assert {each.source_id for row in found.rows for each in row.sayings} <= shown


def many(tmp_path: Path, sources: int, claims: int) -> Path:
    """A corpus of texts that each give figures of one operation."""
    ids = [f"s{number}" for number in range(sources)]
    texts = {
        id_: f"Operation Wide freed {100 + at} people and led to {10 + at} arrests.\n"
        for at, id_ in enumerate(ids)
    }
    figures = [("rescued", 100, "freed {} people"), ("arrests", 10, "led to {} arrests")][:claims]
    records: dict[str, Any] = {
        "sources": declared(texts),
        "operations": [
            {
                "id": "wide",
                "quote": dict.fromkeys(ids, "Operation Wide"),
                "name": "Operation Wide",
                "kind": "operation",
            }
        ],
        "statistics": [
            {
                "id": f"{measure}-{id_}",
                "quote": {id_: words.format(first + at)},
                "label": measure,
                "measure": measure,
                "value": first + at,
                "value_text": str(first + at),
                "unit": "persons",
                "qualifier": "exact",
                "operation": "wide",
                "scope": "operation",
                "resolved": {"operation": "For the test."},
            }
            for at, id_ in enumerate(ids)
            for measure, first, words in figures
        ],
    }
    files = {f"{id_}.txt": text for id_, text in texts.items()}
    return write_corpus(tmp_path / "corpus", {"records.yaml": json.dumps(records)}, files)


def test_a_comparison_asks_few_questions(store: Store) -> None:
    """As many for several sources and claims as for one."""
    asked: list[str] = []

    class Counting(Store):
        def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
            asked.append(sql)
            return store.rows(sql, params)

    counting = Counting.__new__(Counting)
    compare(counting, [LANTERN])
    assert len(asked) <= 14


def test_a_finding_called_wrong_gives_no_sign(tmp_path: Path) -> None:
    """The curator knows better; the reader who asks for just this finding still sees it."""
    root = many(tmp_path, 2, claims=1)
    id_ = "differing-claims:statistic/rescued-s0+statistic/rescued-s1"
    answer = {"finding": id_, "answer": "wrong_rule", "reason": "Two raids of one name."}
    (root / "curated" / "answers.yaml").write_text(json.dumps({"answers": [answer]}), "utf-8")
    store = store_of(root)
    try:
        row = row_of(compared(store, ("operation", "wide")), "rescued")
        assert (row.sign, row.findings) == ("", ())
        asked = row_of(compared(store, ("finding", id_)), "rescued")
        assert [each.told_answer for each in asked.findings] == [
            "wrong rule: Two raids of one name."
        ]
    finally:
        store.close()


def test_figures_that_differ_need_no_finding(tmp_path: Path) -> None:
    """A store that was built without findings shows them too."""
    store = open_store(locate_store(many(tmp_path, 2, claims=1), tmp_path / "cache"))
    try:
        row = row_of(compared(store, ("operation", "wide")), "rescued")
        assert (row.sign, row.findings) == ("≠", ())
    finally:
        store.close()


def test_editions_of_a_text_are_one_text(tmp_path: Path) -> None:
    """Two editions that say the same are one text only."""
    root = many(tmp_path, 2, claims=1)
    path = root / "curated" / "records.yaml"
    records = json.loads(path.read_text("utf-8"))
    records["sources"][0]["edition_of"] = "s1"
    path.write_text(json.dumps(records), "utf-8")
    store = store_of(root)
    try:
        found = compared(store, ("operation", "wide"))
    finally:
        store.close()
    assert {source.work for source in found.sources} == {"s1"}
    assert row_of(found, "name").sign == "1"


# Words.


def passage(text: str, words: str, field: str = "value_text") -> Passage:
    start = text.index(words)
    return Passage("statistic", "x", field, "s", start, start + len(words), words, 1)


@pytest.mark.parametrize(
    ("text", "value", "counted", "shown"),
    [
        # Short enough to be shown whole.
        ("40 arrests were made.", "40", None, "40 arrests were made."),
        (
            "Nearly 500 victims of human trafficking, including 236 minors, have been rescued following it",
            "500",
            "victims of human trafficking",
            "Nearly 500 victims of human trafficking",
        ),
        (
            "Nearly 500 victims of human trafficking, including 236 minors, have been rescued following it",
            "236",
            "minors",
            "including 236 minors",
        ),
        (
            "In total, 40 suspected traffickers were arrested and will now face prosecution there",
            "40",
            "suspected traffickers",
            "40 suspected traffickers were arrested",
        ),
        # The figure after what is counted, and a number with a comma.
        (
            "The number of migrants who were found at the borders in this long winter was 10,000 or so",
            "10,000",
            "migrants",
            "The number of migrants who were found at the borders in this long winter was 10,000",
        ),
        # Counted in another sentence.
        (
            "Many victims were found. The police of both countries then said that it was 1,200 in all",
            "1,200",
            "victims",
            "said that it was 1,200 in all",
        ),
        # Without words for who is counted.
        (
            "The operation, which went on for several days in June, led to 134 arrests in the region",
            "134",
            None,
            "led to 134 arrests in the",
        ),
    ],
)
def test_the_words_of_a_claim(text: str, value: str, counted: str | None, shown: str) -> None:
    """Its figure with what qualifies it and what it counts, never cut within a word."""
    around = passage(text, text, "record")
    who = passage(text, counted, "population") if counted else None
    start, end = claim_words(passage(text, value), who, around)
    assert text[start:end] == shown


def test_a_figure_outside_its_passage() -> None:
    """Is shown as it is; a claim without a figure by its passage."""
    text = "Many were freed. In all 12."
    around = passage(text, "Many were freed.", "record")
    assert claim_words(passage(text, "12"), None, around) == (24, 26)
    assert claim_words(None, None, around) == around.span


def test_signs_have_ranks() -> None:
    """The strongest has the lowest; no sign comes last."""
    assert sorted(["", "1", "≠", "✗", "="], key=strength) == ["✗", "≠", "=", "1", ""]
    assert sign_of("").text == ""
    assert sign_of("≠").plain == "#"
