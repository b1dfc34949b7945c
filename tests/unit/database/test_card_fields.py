"""The fields of a record as its card shows them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.tiny_corpus import SOURCE
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.card import card
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import detail
from trafficking_explorer.database.read_models import Field

TEXT = (
    "Operation Sun began across Chad and Mali, led by the IOM. It went on until 16 March 2011. More than "
    "half of 40 boats, 5 to 7 a day, were found. It cost up to 3 million euros. “Well”, said Mr Stock of "
    "the office in Lyon."
)
YAML = """\
source: s
operations:
  - id: sun
    quote: Operation Sun began across Chad and Mali
    name: Operation Sun
    kind: operation
    date: ../2011-03-16
    date_note: until 16 March 2011
    countries: [TD, ML]
    evidence:
      date: until 16 March 2011
      countries: across Chad and Mali
    links:
      - {relation: part_of, to: operation/moon, quote: It went on}
      - {relation: located_in, to: place/chad, role: across Chad, quote: across Chad}
      - {relation: located_in, to: place/mali, role: and Mali, quote: and Mali}
      - {relation: located_in, to: place/lyon, role: the office, resolved: Its office is there.}
      - {relation: victim_from, to: place/lyon, resolved: Its office is there.}
      - {relation: led_by, to: agency/iom, role: led by the IOM, quote: led by the IOM}
  - {id: moon, quote: It went on, name: It, kind: initiative}
agencies:
  - id: iom
    quote: the IOM
    name: IOM
    kind: ngo
    links: [{relation: located_in, to: place/lyon, role: the office in Lyon, quote: the office in Lyon}]
places:
  - {id: chad, quote: Chad, name: Chad, kind: country}
  - {id: mali, quote: Mali, name: Mali, kind: country}
  - {id: lyon, quote: Lyon, name: Lyon, kind: city}
people:
  - {id: stock, quote: Mr Stock, name: Mr Stock}
quotes:
  - id: well
    quote: “Well”
    speaker: Mr Stock
    speaker_id: stock
    evidence: {"speaker, speaker_id": said Mr Stock}
statistics:
  - id: half
    quote: More than half of 40 boats
    label: Boats found
    measure: share
    value: 0.5
    value_text: half
    unit: ratio
    qualifier: more_than
    scope: world
  - id: daily
    quote: 5 to 7 a day
    label: Boats a day
    measure: items
    value: 5
    value_to: 7
    value_text: 5 to 7
    unit: items
    qualifier: exact
    scope: world
    period: 2014/..
    resolved: {period: From another text.}
  - id: cost
    quote: up to 3 million euros
    label: Cost
    measure: revenue
    value: 3000000
    value_text: 3 million
    unit: EUR
    qualifier: at_most
    scope: world
    resolved: {unit: Euros are meant.}
"""


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]) -> Iterator[Store]:
    """A store with what cards have to put in words."""
    source = SOURCE.replace("    furniture: [Menu here]\n", "").replace("office said.", "in Lyon.")
    curated = {"records.yaml": YAML, "source.yaml": source}
    opened = build_in_memory(
        write(tmp_path_factory.mktemp("card"), curated, {"s.txt": TEXT}), "test"
    )
    yield opened
    opened.close()


def shown(store: Store, record_type: str, record_id: str) -> list[Field]:
    record = card(store, record_type, record_id)
    assert record is not None
    return list(record.shown)


def test_who_where_and_when_come_first_and_links_last(words: Store) -> None:
    """Name and kind are in the head already, and links lead elsewhere."""
    assert [(each.name, each.value, each.basis) for each in shown(words, "operation", "sun")] == [
        ("led_by:agency/iom", "IOM — led by the IOM", "stated"),
        ("located_in", "Chad, Mali", "stated"),
        ("located_in:place/lyon", "Lyon — the office", "resolved"),
        ("victim_from:place/lyon", "Lyon", "resolved"),
        ("date", "until 16 March 2011", "stated"),
        ("date_note", "until 16 March 2011", "stated"),
        ("name", "Operation Sun", "stated"),
        ("kind", "operation", "stated"),
        ("part_of:operation/moon", "It", "stated"),
    ]


def test_places_on_one_line_keep_their_passages_and_lead_to_each(words: Store) -> None:
    """Countries that say the same are part of the line; a place for another reason is not."""
    places = shown(words, "operation", "sun")[1]
    assert places.targets == (("place", "chad"), ("place", "mali"))
    assert {each.exact for each in places.passages} == {
        "across Chad",
        "and Mali",
        "across Chad and Mali",
    }


def test_a_single_place_keeps_its_role(words: Store) -> None:
    """The role may say more than the name."""
    values = {each.name: each.value for each in shown(words, "agency", "iom")}
    assert values["located_in:place/lyon"] == "Lyon — the office in Lyon"


def test_the_same_value_twice_is_one_line(words: Store) -> None:
    """The speaker as written and the person it is are one line that leads to the person."""
    speakers = [each for each in shown(words, "quote", "well") if "speaker" in each.name]
    assert [(each.name, each.value, each.targets) for each in speakers] == [
        ("speaker", "Mr Stock", (("person", "stock"),))
    ]


@pytest.mark.parametrize(
    ("id_", "fields"),
    [
        ("half", {"value": "more than half"}),
        ("daily", {"value": "5 to 7", "period": "since 2014"}),
        ("cost", {"value": "at most 3 million EUR", "unit": "EUR"}),
    ],
)
def test_a_value_has_its_qualifier_and_unit(words: Store, id_: str, fields: dict[str, str]) -> None:
    """One line says them; a unit that was inferred keeps a line for the reason."""
    found = {each.name: each.value for each in shown(words, "statistic", id_)}
    names = ("value", "value_to", "value_text", "unit", "qualifier", "period")
    assert {name: value for name, value in found.items() if name in names} == fields


def test_nothing_is_lost(words: Store) -> None:
    """Every passage of a field is reached from the card, and every reason is there."""
    for key in words.rows("SELECT record_type, record_id FROM corpus.records"):
        record, raw = card(words, *key), detail(words, *key)
        assert record is not None
        assert raw is not None
        assert record.fields == raw.fields
        before = {passage.place for each in raw.fields for passage in each.passages}
        after = {passage.place for each in record.shown for passage in each.passages}
        assert after == before, key
        reasons = {each.reason for each in raw.fields}
        assert {each.reason for each in record.shown} | {None} == reasons | {None}
        assert {target for each in raw.fields for target in each.targets} == {
            target for each in record.shown for target in each.targets
        }


def test_nothing_is_lost_of_the_bundled_corpus(store: Store) -> None:
    """The same holds for some bundled records of each kind."""
    for key in store.rows(
        "SELECT record_type, record_id FROM corpus.records "
        "QUALIFY row_number() OVER (PARTITION BY record_type ORDER BY hash(record_id)) <= 4"
    ):
        record = card(store, *key)
        assert record is not None
        before = {passage.place for each in record.fields for passage in each.passages}
        after = {passage.place for each in record.shown for passage in each.passages}
        assert after == before, key
        assert {each.reason for each in record.fields} >= {each.reason for each in record.shown}


def test_a_record_that_is_not_there(words: Store) -> None:
    """There is no card for it."""
    assert card(words, "operation", "nope") is None
