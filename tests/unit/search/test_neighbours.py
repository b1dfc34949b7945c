"""Filters offered in place of one that finds nothing, or little: what, why, and how many they find."""

import pytest

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.queries import counts
from trafficking_explorer.errors import QueryInterrupted
from trafficking_explorer.search import neighbours
from trafficking_explorer.search.neighbours import NeighbourReader, Offer, find_offers
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.search.sql_compiler import compile_filter
from trafficking_explorer.search.synonyms import synonyms_of

OPERATION, FIGURE = ("operation",), ("statistic",)


def number(store: Store, line: str, types: tuple[str, ...]) -> int:
    found = counts(store, compile_filter(parse_filter(line)), types)
    return sum(count for type_, count in found.items() if not types or type_ in types)


def offers(store: Store, line: str, types: tuple[str, ...] = ()) -> list[Offer]:
    return list(find_offers(store, parse_filter(line), types, number(store, line, types)))


@pytest.mark.parametrize(
    ("line", "types", "text", "offered"),
    [
        ('"africa"', OPERATION, "africa is a region: in:africa finds 1", "in:africa"),
        ('"AFRICA" arrests>30', OPERATION, "africa is a region: in:africa finds 1", "in:africa arrests>30"),
        ('-mesa "africa"', OPERATION, "africa is a region: in:africa finds 1", "-mesa in:africa"),
        ('(zebra or "africa")', OPERATION, "africa is a region: in:africa finds 1", "zebra or in:africa"),
        ("children sahara", OPERATION, "about:children finds 1", "about:children sahara"),
        ("kids", FIGURE, "kids means children: about:children finds 3", "about:children"),
        ("sahra", OPERATION, "sahara finds 1", "sahara"),
        ("name:europ-desk", (), "name:\"europe desk\" finds 1", 'name:"europe desk"'),
        ("country:chda", OPERATION, "country:chad finds 1", "country:chad"),
        ("sahara zebra", OPERATION, "without zebra it finds 1", "sahara"),
        ("sahara arrests>900", OPERATION, "without arrests>900 it finds 1", "sahara"),
    ],
)  # fmt: skip
def test_a_filter_that_finds_nothing(
    own: Store, line: str, types: tuple[str, ...], text: str, offered: str
) -> None:
    """The field, the spelling or the term that keeps it from finding something is named."""
    found = {offer.text: offer.line for offer in offers(own, line, types)}
    assert found.get(text) == offered, found


@pytest.mark.parametrize(
    ("line", "text", "offered"),
    [
        ("darkweb", "also darknet 5", "darkweb or darknet"),
        ("dark web", "also darknet 5", "(dark web) or darknet"),
        ("darknet", "also darkweb 2", "darknet or darkweb"),
        ("darknet -peru", "also darkweb 2", "(darknet or darkweb) -peru"),
    ],
)
def test_a_filter_that_finds_little(own: Store, line: str, text: str, offered: str) -> None:
    """Other words for the same thing, in both directions, with what they add."""
    found = offers(own, line)
    assert found
    more = number(own, found[0].line, ()) - number(own, line, ())
    assert found[0].is_addition
    assert found[0].count == more > 0
    assert found[0].text == f"also {text.split()[1]} {more}"


@pytest.mark.parametrize(
    "line", ["", "zebra", "in:africa", "-sahara", "darkweb or darknet", "~darkweb", "/darkweb/"]
)
def test_nothing_is_offered_without_need(own: Store, line: str) -> None:
    """No words, words that are nowhere, and those that have their synonym already."""
    assert offers(own, line, OPERATION) == []


def test_every_offer_finds_what_it_says(own: Store) -> None:
    """Read from its line, as the reader would type it."""
    for line in (
        '"africa"',
        "kids zebra",
        "minors",
        "sahra arrests>30",
        "europ desc",
        "dark web x",
    ):
        for types in ((), OPERATION, FIGURE, ("quote",)):
            before = number(own, line, types)
            for offer in offers(own, line, types):
                found = number(own, offer.line, types)
                assert found == offer.count + (before if offer.is_addition else 0) > before, offer


def test_no_more_than_a_few_are_counted(own: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long filter does not ask the store for each of its words."""
    asked = []

    def counting(*args: object) -> dict[str, int]:
        asked.append(args)
        return counts(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(neighbours, "counts", counting)
    line = " ".join(f"zebra{n}" for n in range(300))
    assert list(find_offers(own, parse_filter(line), (), 0)) == []
    assert len(asked) <= neighbours._COUNTED


def test_a_newer_question_ends_an_older_one(own: Store) -> None:
    """The older answer is not worth its time."""
    reader = NeighbourReader(own)
    old, new = reader.begin(), reader.begin()
    with pytest.raises(QueryInterrupted):
        list(reader.offers(old, parse_filter("sahra"), OPERATION, 0))
    *_, offered = reader.offers(new, parse_filter("sahra"), OPERATION, 0)
    assert [each.line for each in offered] == ["sahara"]


def test_synonyms_go_both_ways() -> None:
    """Each word of a line has the others, folded, and none that contains it."""
    assert "darknet" in synonyms_of("darkweb")
    assert "darkweb" in synonyms_of("darknet")
    assert "children" not in synonyms_of("child")
    assert "child" in synonyms_of("children")
    assert synonyms_of("zebra") == ()


def test_a_group_of_people_is_offered_instead_of_each_word_for_it(own: Store) -> None:
    """If figures are about it; otherwise the words that are there."""
    assert [each.changed for each in offers(own, "kids", FIGURE)] == ["about:children"]
    assert [each.changed for each in offers(own, "survivors", ("quote",))] == ["victim"]
    assert offers(own, "kids", ("quote",)) == []
