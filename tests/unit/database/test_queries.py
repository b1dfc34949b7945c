"""One function per question that the explorer asks."""

import pytest

from tests.row_helpers import listing
from tests.tiny_corpus import TEXT, ids
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import (
    detail,
    find_names,
    first_view,
    source_document,
    summary,
    titles,
)
from trafficking_explorer.database.read_models import (
    OpenItem,
    SourceDocument,
    field_label,
    listing_from_manifest,
)
from trafficking_explorer.database.views import FINDING, VIEWS, panes_by_type
from trafficking_explorer.records.registry import KINDS
from trafficking_explorer.text.folding import fold


def test_every_kind_has_a_pane() -> None:
    """One; keys of columns are unique in it, and a column is found by its key."""
    assert set(panes_by_type()) == {*KINDS, FINDING}
    for view in VIEWS.values():
        keys = [column.key for column in view.columns]
        assert len(set(keys)) == len(keys)
        assert [view.column(key).key for key in keys] == keys
        assert sum(column.flex for column in view.columns) == 1


def test_a_detail_has_everything(small: Store) -> None:
    """Fields with their basis and passages, links, and who refers to it."""
    found = detail(small, "operation", "sun")
    assert found is not None
    assert (found.title, found.subtitle) == ("Operation Sun", "operation")
    assert (found.file, found.line) == ("curated/records.yaml", 3)
    assert [field.name for field in found.fields] == ["name", "kind", "date", "led_by:agency/iom"]
    name, _, _, led = found.fields
    assert [passage.exact for passage in name.passages] == ["Operation Sun"]
    assert (name.basis, name.reason, name.targets) == ("stated", None, ())
    assert led.targets == (("agency", "iom"),)
    assert [passage.exact for passage in led.passages] == ["Mr Stock of the IOM"]
    (reference,) = found.references
    assert (reference.relation, reference.record_type, reference.record_id) == (
        "operation",
        "statistic",
        "rescued",
    )
    assert found.sources == ("s",)
    assert [passage.start for passage in found.passages] == sorted(
        passage.start for passage in found.passages
    )


def test_references_of_both_kinds_are_known(small: Store) -> None:
    """Links with their role, fields by their name."""
    found = detail(small, "agency", "iom")
    assert found is not None
    assert [(each.relation, each.record_id, each.role) for each in found.references] == [
        ("led_by", "sun", "of the IOM"),
        ("parent", "office", None),
    ]


def test_a_resolved_field_has_its_reason(small: Store) -> None:
    """The curator's own fields have a different basis."""
    found = detail(small, "quote", "well")
    assert found is not None
    assert [(field.name, field.basis, field.reason) for field in found.fields] == [
        ("text", "stated", None),
        ("speaker_id", "resolved", "The next words."),
    ]
    agency = detail(small, "agency", "iom")
    assert agency is not None
    assert agency.fields[-1].basis == "own"


@pytest.mark.parametrize(
    ("record_type", "record_id"),
    [("operation", "nope"), ("nope", "sun"), ("", ""), ("agency", "sun"), ("operation", "SUN")],
)
def test_a_record_that_is_not_there(small: Store, record_type: str, record_id: str) -> None:
    """There are no details of an unknown record."""
    assert detail(small, record_type, record_id) is None


def test_a_document_has_its_text_and_all_its_evidence(small: Store) -> None:
    """Article and furniture by place, passages in the order of the text."""
    found = source_document(small, "s")
    assert found is not None
    assert (found.text, found.body) == (TEXT, (0, len(TEXT)))
    ((start, end),) = found.furniture
    assert TEXT[start:end] == "Menu here"
    assert (found.title, found.publisher, found.published) == ("A title", None, None)
    places = [(passage.start, passage.end) for passage in found.passages]
    assert places == sorted(places)
    for passage in found.passages:
        assert TEXT[passage.start : passage.end] == passage.exact
    assert source_document(small, "t") is None


def test_titles_are_in_the_order_asked_for(small: Store) -> None:
    """Missing records are left out."""
    keys = (("person", "stock"), ("person", "nope"), ("operation", "sun"))
    assert [name.title for name in titles(small, keys)] == ["Mr Stock", "Operation Sun"]
    assert titles(small, ()) == ()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("operation sun", ["sun"]),
        ("SUN", ["sun"]),
        ("ämber", ["amber"]),
        ("amber", ["amber"]),
        ("IOM's", ["office"]),
        ("iom’s", ["office"]),
        ("Cote d'Ivoire", ["office"]),
        ("bureau", ["office"]),
        ("stock", ["stock"]),
        ("nope", []),
        ("sun nope", []),
        ("%", []),
        ("_", []),
    ],
)
def test_names_are_found_as_they_are_typed(small: Store, typed: str, found: list[str]) -> None:
    """Case, accents and typographic marks aside; every word must be there."""
    assert [name.record_id for name in find_names(small, tuple(fold(typed).split()))] == found


def test_titles_that_begin_so_come_first(small: Store) -> None:
    """The others in reading order; at most as many as asked for."""
    found = [name.record_id for name in find_names(small, ("iom",))]
    assert found[:2] == ["iom", "office"]
    assert len(find_names(small, (), 3)) == 3


def test_records_are_counted(small: Store) -> None:
    """The summary counts records by kind."""
    assert summary(small) == {
        "source": 1,
        "operation": 3,
        "agency": 2,
        "person": 1,
        "quote": 1,
        "statistic": 2,
    }


def test_the_first_view_is_the_first_rows(small: Store) -> None:
    """As plain values; the listing comes back out of them as it was."""
    whole = first_view(small)
    assert (whole["total"], whole["sources"]) == (3, 1)
    assert listing_from_manifest(whole).rows == listing(small, VIEWS["operations"]).rows
    part = listing_from_manifest(first_view(small, 2))
    assert (part.count, part.total) == (3, 3)
    assert ids(part.rows) == ["sun", "amber"]


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("date_note", "date note"),
        ("led_by:agency/iom", "led by"),
        ("record", "record"),
    ],
)
def test_a_field_has_a_label(name: str, label: str) -> None:
    """Labels are words without underscores and targets."""
    assert field_label(name) == label


@pytest.mark.parametrize(
    ("items", "open_", "percent"), [(0, 0, None), (3, 0, 100), (3, 1, 66), (1000, 1, 99), (2, 2, 0)]
)
def test_all_is_curated_only_where_nothing_is_open(
    items: int, open_: int, percent: int | None
) -> None:
    """Rounded down; without items there is no percentage."""
    found = tuple(OpenItem(at, at + 1, "number", 1) for at in range(open_))
    document = SourceDocument("s", "t", None, None, None, "x", (0, 1), (), (), found, items)
    assert document.percent_curated == percent


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ((2, 8), True),
        ((2, 4), True),
        ((1, 4), False),
        ((7, 9), False),
        ((4, 5), False),
        ((3, 6), False),
    ],
)
def test_what_lies_in_the_article(place: tuple[int, int], expected: bool) -> None:
    """Between its ends, and not in page furniture, nor across it."""
    furniture = () if place == (2, 8) else ((4, 5),)
    document = SourceDocument("s", "t", None, None, None, "x" * 10, (2, 8), furniture, ())
    assert document.is_article(*place) is expected
