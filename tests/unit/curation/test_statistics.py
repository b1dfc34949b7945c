"""A number in its sentence to a statistic."""

from typing import Any

import pytest

from tests.curation_fakes import SUN, fields, known, place, reading
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.curation.statistics import number_text, statistic
from trafficking_explorer.curation.types import PLACEHOLDER


def made(
    text: str, selected: str, known_: RecordIndex | None = None
) -> tuple[dict[str, Any], bool]:
    source = reading(text)
    at = source.selection(*place(text, selected))
    (number,) = source.numbers(at)[:1]
    draft, line, sure = statistic(source, number, at, known_ or known())
    assert line.startswith("statistic · ")
    return fields(draft), sure


@pytest.mark.parametrize(
    ("text", "selected", "expected"),
    [
        (
            "In total, 40 suspected traffickers were arrested.",
            "40",
            ("arrests", "40", "persons", "exact", "suspected traffickers"),
        ),
        ("It led to 53 arrests.", "53", ("arrests", "53", "persons", "exact", None)),
        (
            "Police saw the rescue of nearly 1.2 million victims of human trafficking in May.",
            "1.2",
            ("rescued", "1200000", "persons", "nearly", "victims of human trafficking"),
        ),
        (
            "Nearly 500 victims, including 236 minors, have been rescued.",
            "500",
            ("rescued", "500", "persons", "nearly", "victims"),
        ),
        (
            "Nearly 500 victims, including 236 minors, have been rescued.",
            "236",
            ("rescued", "236", "persons", "exact", "minors"),
        ),
        (
            "It led to 216 arrests and the identification of more than 10,000 irregular migrants.",
            "10,000",
            ("migrants_identified", "10000", "persons", "more_than", "irregular migrants"),
        ),
        (
            "They identified 139 deceased children.",
            "139",
            ("deceased_identified", "139", "persons", "exact", "deceased children"),
        ),
        (
            "Another 670 other suspects had been identified.",
            "670",
            ("suspects_identified", "670", "persons", "exact", "other suspects"),
        ),
        (
            "They rescued and assisted no more than three victims.",
            "three",
            ("rescued", "3", "persons", "at_most", "victims"),
        ),
        ("It has 194 member countries.", "194", ("countries", "194", "countries", "exact", "member countries")),
        ("71% of all victims are women.", "71", ("share", "71", "percent", "exact", "all victims")),
        ("3 out of 4 of them were.", "3 out of 4", ("share", "0.75", "ratio", "exact", None)),
        ("They make up to US$10 billion a year.", "10", ("revenue", "10000000000", "USD", "at_most", None)),
        ("They make 5 million euros.", "5 million", ("revenue", "5000000", "EUR", "exact", None)),
        ("Operation Sun frees 300 in lake region", "300", ("rescued", "300", "persons", "exact", None)),
        ("They seized about $5 in cash.", "5", ("seized", "5", "currency", "around", None)),
        ("They make $5 a day.", "5", ("revenue", "5", "currency", "exact", None)),
        ("A 16-year-old girl was freed.", "16", ("age", "16", "years", "exact", "girl")),
        ("It took more than 10 years.", "10", ("duration", "10", "years", "more_than", None)),
        ("Dozens of victims were freed.", "Dozens", ("rescued", None, "persons", "dozens", "victims")),
        ("Several agencies took part.", "Several", ("organisations", None, "organisations", "unspecified", "agencies")),
        ("Among these, 130 are in Asia.", "130", (PLACEHOLDER, "130", PLACEHOLDER, "exact", None)),
        ("They seized 12 laptops.", "12", ("seized", "12", "items", "exact", "laptops")),
        ("It has 20 slaves, 3 of them children.", "3", ("persons", "3", "persons", "exact", "children")),
        ("It has 20 officers, 30% of them women.", "30", ("share", "30", "percent", "exact", None)),
        ("Around 9 kids are victims of it.", "9", ("victims", "9", "persons", "around", "kids")),
    ],
)  # fmt: skip
def test_what_a_number_counts(text: str, selected: str, expected: tuple[str | None, ...]) -> None:
    """Measure, value, unit, qualifier and population come from the words around it; else "…"."""
    record, sure = made(text, selected)
    names = ("measure", "value", "unit", "qualifier", "population")
    assert tuple(record.get(name) for name in names) == expected
    assert sure


@pytest.mark.parametrize(
    ("text", "selected"),
    [
        ("It began on 14 June 2016.", "14"),
        ("It began on 14 June 2016.", "2016"),
        ("Since 2014, they rescued children.", "2014"),
        ("Between 1 and 3 May they met.", "3"),
        ("This is one of the largest.", "one"),
    ],
)
def test_a_date_or_an_idiom_is_no_count(text: str, selected: str) -> None:
    """It is offered last, and nothing is guessed of it."""
    record, sure = made(text, selected)
    assert not sure
    assert record["measure"] == record["unit"] == PLACEHOLDER


def test_a_year_like_count_is_a_count() -> None:
    """If a noun follows."""
    record, sure = made("In all, 2000 victims were rescued.", "2000")
    assert sure
    assert record["measure"] == "rescued"


def test_the_passage_holds_what_the_fields_rest_on() -> None:
    """A bare number is widened from comma to comma; a longer selection stays whole."""
    text = "In May, police in Chad, Mali and Niger freed 3, 000 children, among them 20 girls."
    record, _ = made(text, "3, 000")
    assert record["quote"] == "Mali and Niger freed 3, 000 children"
    assert record["value_text"] == "3, 000"
    record, _ = made(text, "police in Chad, Mali and Niger freed 3")
    assert record["quote"] == "police in Chad, Mali and Niger freed 3, 000 children"


def test_a_figure_that_stands_twice_has_a_passage_of_its_own() -> None:
    """So that its evidence lands on the one that was meant."""
    record, _ = made("They freed 12 girls; later 12 girls were freed once more", "later 12")
    assert "evidence" not in record
    text = "They freed 12 girls and later 12 girls were freed once more"
    source = reading(text)
    at = source.selection(0, len(text))
    draft, _, _ = statistic(source, source.numbers(at)[1], at, known())
    assert [name for name, _ in draft.evidence] == ["value, value_text"]
    (quote,) = [quote for _, quote in draft.evidence]
    (found,) = source.anchor_text.find_all(quote)
    assert found.start == text.rindex("12")


def test_the_operation_of_the_sentence_is_stated() -> None:
    """If the sentence names one known operation; not if it names two."""
    tables = {"operations": [SUN, ("moon", "Operation Moon", [], None, "operation")]}
    record, _ = made("In Operation Sun, 12 suspects were arrested.", "12", known(**tables))
    assert record["operation"] == "sun"
    assert record["id"] == "sun-arrests"
    assert record["scope"] == "operation"
    assert record["label"] == "Suspects arrested in Operation Sun"
    assert "Operation Sun" in record["quote"]
    assert "resolved" not in record
    record, _ = made("Operation Sun and Operation Moon led to 12 arrests.", "12", known(**tables))
    assert "operation" not in record


def test_the_operation_of_the_text_is_resolved() -> None:
    """With the reason; where the text names no other, not even one that is not curated yet."""
    text = "Operation Sun began. In all, 12 suspects were arrested."
    about_one = known(operations=[SUN], evidence=[("sun",)])
    record, _ = made(text, "12", about_one)
    assert record["operation"] == "sun"
    assert "one operation" in record["resolved"]["operation"]
    moon: tuple[Any, ...] = ("moon", "Operation Moon", [], None, "operation")
    about_two = known(operations=[SUN, moon], evidence=[("sun",), ("moon",)])
    assert "operation" not in made(text, "12", about_two)[0]
    names_moon = f"{text} Operation Moon had freed 30 people."
    assert "operation" not in made(names_moon, "12", about_one)[0]
    assert "operation" not in made(names_moon, "30", about_one)[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Worldwide, 27 million people are in forced labour.",
        "Some 5,000 children are sold each\nyear.",
        "The institute has trained 85 officers since 2019.",
        "The institute estimates that 300 children are sold.",
    ],
)
def test_a_figure_beyond_the_operation_is_not_laid_to_it(sentence: str) -> None:
    """Figures about the world, or about every year, are not results of the text's operation."""
    about_one = known(operations=[SUN], evidence=[("sun",)])
    text = f"Operation Sun began. {sentence}"
    number = next(word for word in sentence.split() if word[0].isdigit())
    record, _ = made(text, number, about_one)
    assert "operation" not in record
    assert record["scope"] != "operation"


@pytest.mark.parametrize(
    ("text", "number", "scope"),
    [
        ("Worldwide, 71% of all victims are women.", "71", "world"),
        ("The institute trained officers, 30% of them women.", "30", PLACEHOLDER),
        ("Of the 480 victims, 210 were women.", "480", PLACEHOLDER),
        ("They seized 12 laptops.", "12", PLACEHOLDER),
        ("The raids led to 12 arrests.", "12", "operation"),
    ],
)
def test_the_world_is_named_where_a_figure_is_of_it(text: str, number: str, scope: str) -> None:
    """Else the curator says of what a share is one, or the victims are those."""
    assert made(text, number)[0]["scope"] == scope


def test_a_taken_id_is_counted_on() -> None:
    """Beside the records that are there, and those that are offered with it."""
    taken = known(records=[("suspects-arrests", "statistic"), ("suspects-arrests-2", "statistic")])
    record, _ = made("Police arrested 12 suspects.", "12", taken)
    assert record["id"] == "suspects-arrests-3"


@pytest.mark.parametrize(
    ("value", "text"),
    [(40.0, "40"), (0.75, "0.75"), (1.4, "1.4"), (1e24, "1" + "0" * 24), (1 / 3, "0.3333333333333333")],
)  # fmt: skip
def test_a_value_is_read_back(value: float, text: str) -> None:
    """In plain digits, without an exponent."""
    assert float(number_text(value)) == value
    if value != 1e24:
        assert number_text(value) == text


def test_a_number_beyond_all_numbers_has_no_value() -> None:
    """The record keeps its words."""
    record, _ = made(f"They freed {'9' * 400} victims.", "9" * 400)
    assert "value" not in record
    assert record["qualifier"] == "unspecified"
