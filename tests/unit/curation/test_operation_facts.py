"""Date, countries and agencies of an operation, beside its name."""

from typing import Any

import pytest

from tests.curation_fakes import known, place, reading
from trafficking_explorer.curation.operation_facts import OperationFacts, operation_facts
from trafficking_explorer.curation.record_index import RecordIndex

AGENCIES: list[tuple[Any, ...]] = [
    ("tide", "Tide Office", [], None, None),
    ("sea-watch", "Sea Watch", [], None, None),
    ("amber", "Amber Police", [], None, None),
]


def facts(text: str, index: RecordIndex | None = None) -> OperationFacts:
    name = place(text, "Operation Kestrel")
    return operation_facts(reading(text), name, name, index or known())


@pytest.mark.parametrize(
    ("text", "date", "countries"),
    [
        ("Operation Kestrel ran from 3 to 9 May 2021 in Spain, Peru and Chad.", "2021-05-03/2021-05-09", ("ES", "PE", "TD")),
        ("Operation Kestrel, carried out in June 2016 across Ghana and Togo, ended.", "2016-06", ("GH", "TG")),
        ("Operation Kestrel (14-17 November 2017) freed 12 people.", "2017-11-14/2017-11-17", ()),
        ("Operation Kestrel took place between 6 and 10 November 2017 in Mali.", "2017-11-06/2017-11-10", ("ML",)),
        # Its beginning, another time, the place and time of something else.
        ("Operation Kestrel was launched in 2015 in Kenya.", None, ()),
        ("Before Operation Kestrel began in 2019, 300 were missing in Mali.", None, ()),
        ("A court convicted him in 2022 after Operation Kestrel.", None, ()),
        ("Operation Kestrel freed a man who was arrested in Spain in 2014.", None, ()),
    ],
)  # fmt: skip
def test_when_and_where(text: str, date: str | None, countries: tuple[str, ...]) -> None:
    """If its sentence says that it took place then and there; the passage has the words."""
    found = facts(text)
    assert (found.date, found.countries) == (date, countries)
    passage = text[found.passage.start : found.passage.end]
    assert date is None or date[:4] in passage


def test_those_who_took_part() -> None:
    """Agencies of its sentence with their part, and those of a list; each once."""
    text = (
        "Operation Kestrel was led by the Tide Office and supported by Sea Watch.\n\n"
        "The following agencies took part:\n• Sea Watch\n• Amber Police\n• Unknown Body\n\nThe end."
    )
    links = facts(text, known(agencies=AGENCIES, evidence=[])).links
    assert {(each.to, each.relation) for each in links} == {
        ("agency/tide", "led_by"),
        ("agency/sea-watch", "supported_by"),
        ("agency/amber", "participant"),
    }
    assert all(each.quote.exact in text for each in links)


def test_a_list_of_other_things() -> None:
    """Only a line that says who took part begins such a list."""
    text = "Operation Kestrel ended.\n\nThanks for the coffee:\n• Sea Watch\n"
    assert facts(text, known(agencies=AGENCIES, evidence=[])).links == ()
