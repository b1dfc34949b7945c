"""The passages behind a cell of a table."""

from tests.explorer_driver import TINY
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.cell_evidence import cell_passages
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import source_document
from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.views import VIEWS, ViewColumn


def words(store: Store, pane: str, column: str, key: Key) -> list[str]:
    """The words of the passages of a cell."""
    return [each.exact for each in cell_passages(store, VIEWS[pane].column(column), key)]


def test_a_field_has_its_passage(small: Store) -> None:
    """That of the field the column is named after, or of those it names."""
    assert words(small, "statistics", "value", ("statistic", "rescued"))
    assert words(small, "operations", "name", ("operation", "sun")) == []
    assert words(small, "operations", "name", ("operation", "nowhere")) == []


def test_a_figure_has_the_passages_of_its_claims(small: Store) -> None:
    """One for each statistic of the measure, with the words of the figure; none of another measure."""
    found = cell_passages(small, VIEWS["operations"].column("rescued"), ("operation", "sun"))
    expected = small.rows(
        "SELECT DISTINCT e.record_id FROM corpus.evidence e JOIN corpus.statistics s "
        "ON s.statistic_id = e.record_id WHERE e.record_type = 'statistic' "
        "AND s.operation_id = 'sun' AND s.measure = 'rescued'"
    )
    assert {each.record_id for each in found} == {row[0] for row in expected} != set()
    assert {each.field for each in found} == {"value_text"}
    assert words(small, "operations", "arrests", ("operation", "sun")) == []


def test_claims_are_in_the_order_of_the_cell() -> None:
    """Wholes before parts, the largest first, those of every source."""
    store = build_in_memory(TINY, "test")
    claims = store.rows(
        "SELECT statistic_id, part_of, value, display, source_id FROM corpus.statistics "
        "WHERE operation_id = 'epervier' AND measure = 'rescued' AND scope = 'operation'"
    )
    found = cell_passages(store, VIEWS["operations"].column("rescued"), ("operation", "epervier"))
    store.close()
    ranked = sorted(claims, key=lambda each: (each[1] is not None, -(each[2] or 0), each[3]))
    assert [each.record_id for each in found] == [each[0] for each in ranked]
    assert len({each.source_id for each in found}) == 2
    assert len({each.place for each in found}) == len(found) > 2


def test_the_columns_with_evidence() -> None:
    """The title leads to the record; a column without a field of the record leads nowhere else."""
    assert ViewColumn("kind", "Kind", "t.kind").fields == ("kind",)
    assert ViewColumn("name", "Name", "t.name", flex=True).fields == ()
    assert ViewColumn("kind", "Kind", "t.kind", evidence=()).fields == ()
    assert VIEWS["operations"].column("arrests").fields == ()
    assert VIEWS["operations"].column("rescued").measures == ("rescued", "recovered")


def test_the_whole_claim_around_a_figure(small: Store) -> None:
    """It is what is quoted; a passage that is in no claim is quoted itself."""
    (figure,) = cell_passages(small, VIEWS["operations"].column("rescued"), ("operation", "sun"))
    document = source_document(small, figure.source_id)
    assert document is not None
    whole = document.whole_of(figure)
    assert whole.is_whole
    assert whole.start <= figure.start < figure.end <= whole.end
    assert document.whole_of(whole) == whole
