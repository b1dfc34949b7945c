"""The figures of a record: their words, their order, their places, and a limit to their number."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import declare
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.figures import figures
from trafficking_explorer.database.quantities import scaled_number, value_words
from trafficking_explorer.database.read_models import Figure, Figures
from trafficking_explorer.workspace.opening import open_with_findings

A = """\
Police free 90 in Operation Sun

Nearly 90 victims were freed in Operation Sun. Of these, 30 were girls, among them 4 sisters. Half
came by sea. Officers arrested dozens of drivers. The IOM counted 5 to 7 boats.

Old cases

About 12 arrests had come before. Some were reported.
"""
B = "Operation Sun freed 31 girls, wrote the Post.\n\nThe girls are all well.\n"


def claim(id_: str, quote: str, measure: str, qualifier: str, *more: str) -> str:
    """The YAML of a statistic of Operation Sun."""
    unit = next((each for each in more if each.startswith("unit:")), "unit: persons")
    lines = (
        f"  - id: {id_}",
        f"    quote: {quote}",
        f"    label: label of {id_}",
        f"    measure: {measure}",
        f"    qualifier: {qualifier}",
        "    scope: operation",
        f"    {unit}",
        *(f"    {each}" for each in more if not each.startswith("unit:")),
        "    resolved: {operation: why, unit: why, part_of: why}"
        if any("part_of" in each for each in more)
        else "    resolved: {operation: why, unit: why}",
    )
    return "\n".join(lines) + "\n"


OF_SUN = "operation: sun"
IN_A = "".join(
    (
        "operations:\n  - {id: sun, quote: freed in Operation Sun, name: Operation Sun, kind: operation}\n",
        "agencies:\n  - {id: iom, quote: The IOM, name: IOM, kind: ngo}\n",
        "source: a\nstatistics:\n",
        claim("boats", "The IOM counted 5 to 7 boats", "items", "exact", "value: 5", "value_to: 7",
              "value_text: 5 to 7", "unit: items", "attributed_to: IOM", OF_SUN),
        claim("drivers", "arrested dozens of drivers", "arrests", "dozens",
              "value_text: dozens", "population: drivers", OF_SUN),
        claim("sisters", "4 sisters", "rescued", "exact", "value: 4", "value_text: 4",
              "population: sisters", "part_of: girls", OF_SUN),
        claim("girls", "30 were girls", "rescued", "exact", "value: 30", "value_text: 30",
              "population: girls", "part_of: freed", OF_SUN),
        claim("sea", "Half\n      came by sea", "share", "exact", "value: 0.5", "value_text: Half",
              "unit: ratio", "part_of: freed", OF_SUN),
        claim("freed", "Nearly 90 victims were freed", "rescued", "nearly", "value: 90",
              "value_text: 90", "population: victims", OF_SUN),
        claim("free-heading", "Police free 90", "rescued", "exact", "value: 90", "value_text: 90",
              OF_SUN),
        claim("before", "About 12 arrests had come before", "arrests", "around", "value: 12",
              "value_text: 12", OF_SUN),
        claim("reported", "Some were reported", "arrests", "unspecified", OF_SUN),
    )
)  # fmt: skip
IN_B = "source: b\nstatistics:\n" + claim(
    "girls-b", "[Operation Sun freed 31 girls, The girls are all well]", "rescued", "exact",
    "value: 31", "value_text: 31", "population: girls",
    "part_of: freed", OF_SUN,
)  # fmt: skip


def build(root: Path, write: Callable[..., Path], curated: dict[str, str]) -> Path:
    """A folder of the two texts."""
    sources = {"a/source.yaml": declare("a", "a.txt", A), "b/source.yaml": declare("b", "b.txt", B)}
    return write(root, sources | curated, {"a.txt": A, "b.txt": B})


@pytest.fixture(scope="module")
def sun(tmp_path_factory: pytest.TempPathFactory, write: Callable[..., Path]) -> Iterator[Store]:
    """A store of two texts about one operation."""
    root = build(
        tmp_path_factory.mktemp("sun"), write, {"a/records.yaml": IN_A, "b/records.yaml": IN_B}
    )
    store = build_in_memory(root, "test")
    yield store
    store.close()


def by_id(found: Figures) -> dict[str, Figure]:
    return {row.statistic_id: row for row in found.rows}


def test_measures_are_grouped_and_parts_follow_their_wholes(sun: Store) -> None:
    """Rescued first, then arrests; the largest first; parts at any depth, from any source."""
    found = figures(sun, "operation", "sun")
    assert [(row.depth, row.statistic_id) for row in found.rows] == [
        (0, "free-heading"),
        (0, "freed"),
        (1, "girls-b"),
        (1, "girls"),
        (2, "sisters"),
        (1, "sea"),
        (0, "before"),
        (0, "drivers"),
        (0, "reported"),
        (0, "boats"),
    ]
    assert (found.total, found.more, found.filter) == (10, 0, "operation:sun")
    assert found.source_ids == ("a", "b")


def test_values_are_as_people_read_them(sun: Store) -> None:
    """The qualifier is part of the value; without a number it is in the words of the source."""
    found = by_id(figures(sun, "operation", "sun"))
    assert {id_: row.value for id_, row in found.items()} == {
        "freed": "nearly 90",
        "girls-b": "31",
        "girls": "30",
        "sisters": "4",
        "sea": "Half",
        "free-heading": "90",
        "before": "around 12",
        "drivers": "dozens",
        "reported": "no figure",
        "boats": "5 to 7",
    }
    assert found["girls"].counted == "girls"
    assert found["boats"].counted == "label of boats", "items may be anything"
    assert found["sea"].counted == "label of sea"
    assert found["before"].counted == ""


def test_headlines_and_headings_are_told_from_the_article(sun: Store) -> None:
    """A claim above the first paragraph is in the headline."""
    found = by_id(figures(sun, "operation", "sun"))
    assert found["free-heading"].heading == "headline"
    assert found["freed"].heading == found["before"].heading == ""


def test_each_claim_has_its_place(sun: Store) -> None:
    """Its source, the line of its figure, and its words first among its passages."""
    found = by_id(figures(sun, "operation", "sun"))
    assert (found["free-heading"].source_id, found["free-heading"].lines) == ("a", (1,))
    assert found["sisters"].lines == (3,)
    words = found["freed"].passage
    assert words is not None
    assert (words.exact, words.line) == ("Nearly 90 victims were freed", 3)
    assert "90" in [each.exact for each in found["freed"].passages]


def test_a_claim_with_several_passages_is_one_line(sun: Store) -> None:
    """Its passages all belong to it, those around the figure first, no place twice."""
    row = by_id(figures(sun, "operation", "sun"))["girls-b"]
    assert (row.source_id, row.lines) == ("b", (1, 3))
    assert [each.exact for each in row.passages if each.is_whole] == [
        "Operation Sun freed 31 girls",
        "The girls are all well",
    ]
    assert row.passages[0].exact == "Operation Sun freed 31 girls"
    assert len({each.place for each in row.passages}) == len(row.passages)


def test_a_part_whose_whole_is_about_something_else_names_it(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    """If the whole is not about the record, the part says what it is a part of."""
    curated = IN_A.replace(
        "part_of: freed\n    operation: sun", "part_of: freed\n    operation: moon"
    )
    curated = curated.replace(
        "agencies:", "  - {id: moon, quote: Old cases, name: Old cases, kind: operation}\nagencies:"
    )
    store = build_in_memory(build(tmp_path / "c", write, {"a/records.yaml": curated}), "test")
    found = figures(store, "operation", "moon").rows
    assert [(row.depth, row.value, row.counted) for row in found] == [
        (0, "30", "girls, of nearly 90 victims"),
        (0, "Half", "label of sea, of nearly 90 victims"),
    ]
    assert [row.depth for row in figures(store, "operation", "sun").rows][:2] == [0, 0]
    store.close()


def test_claims_of_a_source_an_agency_and_a_statistic(sun: Store) -> None:
    """A source has those it makes, an agency those attributed to it, a statistic itself and its parts."""
    assert [row.statistic_id for row in figures(sun, "source", "b").rows] == ["girls-b"]
    assert (
        figures(sun, "source", "b").rows[0].counted == "girls, Operation Sun, of nearly 90 victims"
    )
    assert [row.statistic_id for row in figures(sun, "agency", "iom").rows] == ["boats"]
    tree = figures(sun, "statistic", "freed")
    assert [(row.depth, row.statistic_id) for row in tree.rows] == [
        (0, "freed"),
        (1, "girls-b"),
        (1, "girls"),
        (2, "sisters"),
        (1, "sea"),
    ]
    assert tree.filter == ""


def test_a_record_without_claims(sun: Store) -> None:
    """There are no figures, of a kind that is unknown as well."""
    assert figures(sun, "operation", "nope") == figures(sun, "nope", "sun") == Figures()


def test_claims_that_are_parts_of_each_other_are_all_listed(
    tmp_path: Path, write: Callable[..., Path]
) -> None:
    """A circle of parts has no whole; each claim is there once all the same."""
    curated = IN_A.replace("population: victims\n", "population: victims\n    part_of: sisters\n")
    store = build_in_memory(build(tmp_path / "c", write, {"a/records.yaml": curated}), "test")
    for subject in (("operation", "sun"), ("statistic", "girls")):
        listed = [row.statistic_id for row in figures(store, *subject).rows]
        assert len(set(listed)) == len(listed) == figures(store, *subject).total
    store.close()


@pytest.mark.parametrize("most", [2, 3, 5, 9, 10, 11])
def test_only_so_many_are_read(sun: Store, most: int) -> None:
    """The first are those that head the whole list, and the rest is counted."""
    everything = figures(sun, "operation", "sun", most=None)
    found = figures(sun, "operation", "sun", most=most)
    assert found.rows == everything.rows[:most]
    assert (found.total, found.more) == (10, 10 - min(most, 10))


def test_signs_are_those_of_the_findings(tmp_path: Path, write: Callable[..., Path]) -> None:
    """Claims that differ have their sign, others none."""
    root = build(tmp_path / "c", write, {"a/records.yaml": IN_A, "b/records.yaml": IN_B})
    store = open_with_findings(locate_store(root, tmp_path / "cache"))
    found = by_id(figures(store, "operation", "sun"))
    signs = [found[id_].sign for id_ in ("free-heading", "freed", "sisters", "girls")]
    assert signs == ["≠", "≠", "1", ""]
    store.close()


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"),
        (830_001.4, "830,001.4"),
        (999_999, "999,999"),
        (1_000_000, "1 million"),
        (1_250_000, "1.25 million"),
        (1_234_567, "1,234,567"),
        (168_000_000, "168 million"),
        (10_000_000_000, "10 billion"),
        (2_000_000_000_000, "2 trillion"),
        (1.4, "1.4"),
    ],
)
def test_large_numbers_have_their_scale_if_it_is_exact(value: float, words: str) -> None:
    """Nothing is rounded for the sake of a short word."""
    assert scaled_number(value) == words


@pytest.mark.parametrize(
    ("value", "value_to", "text", "unit", "qualifier", "words"),
    [
        (500, None, "500", "persons", "nearly", "nearly 500"),
        (700, None, "700", "persons", "at_least", "at least 700"),
        (1, None, "one", "years", "exact", "1 year"),
        (1, 2, "one to two", "years", "exact", "1 to 2 years"),
        (27, None, "27%", "percent", "more_than", "more than 27 %"),
        (1e10, None, "10 billion", "USD", "at_most", "at most 10 billion USD"),
        (5, None, "5", "GBP", "exact", "5 GBP"),
        (3, None, "three", "items", "exact", "3"),
        (0.5, None, "half", "ratio", "more_than", "more than half"),
        (0.5, None, "over half", "ratio", "more_than", "over half"),
        (None, None, "dozens", "persons", "dozens", "dozens"),
        (None, None, "several", "items", "unspecified", "several"),
        (None, None, None, "persons", "dozens", "dozens"),
        (None, None, None, "persons", "unspecified", "no figure"),
        (None, None, None, "persons", "at_least", "no figure"),
    ],
)
def test_values_in_words(
    value: float | None,
    value_to: float | None,
    text: str | None,
    unit: str,
    qualifier: str,
    words: str,
) -> None:
    """The qualifier comes with the figure, the unit where it says something."""
    assert value_words(value, value_to, text, unit, qualifier) == words
