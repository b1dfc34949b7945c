"""Pairs of passages that are compared."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.ui.passage_walk import PassageWalk, pairs_of, stops_of


def passage(start: int, end: int, source: str = "a") -> Passage:
    return Passage("statistic", "s", "record", source, start, end, "x" * (end - start), 1)


def places(sides: Sequence[Sequence[Passage]]) -> list[tuple[int, ...]]:
    """The beginnings of the passages of each pair."""
    return [tuple(stop.passage.start for stop in pair.stops) for pair in pairs_of(sides)]


def test_one_beside_one() -> None:
    """A finding with two sides is a pair."""
    assert places([[passage(0, 9)], [passage(20, 29)]]) == [(0, 20)]


def test_a_whole_stands_beside_each_of_its_parts() -> None:
    """Whichever side it is on."""
    whole, parts = [passage(0, 9)], [passage(20, 29), passage(30, 39)]
    assert places([whole, parts]) == [(0, 20), (0, 30)]
    assert places([parts, whole]) == [(20, 0), (30, 0)]


def test_as_many_on_both_sides_go_together() -> None:
    """The sentences of one text and their copies in another."""
    ours = [passage(0, 9), passage(10, 19)]
    theirs = [passage(50, 59, "b"), passage(30, 39, "b")]
    assert places([ours, theirs]) == [(0, 50), (10, 30)]


def test_one_side_stands_alone() -> None:
    """Whichever has passages; none where neither has."""
    assert places([[passage(0, 9), passage(20, 29)], []]) == [(0,), (20,)]
    assert places([[], [passage(0, 9)]]) == [(0,)]
    assert places([[passage(0, 9)]]) == [(0,)]
    assert places([[], []]) == places([]) == []


def test_words_within_a_passage_are_its_own() -> None:
    """A figure is part of its sentence; the same place is there once."""
    (stop,) = stops_of([passage(10, 40), passage(12, 15), passage(12, 15), passage(10, 40)])
    assert (stop.span, stop.words) == ((10, 40), ((12, 15),))
    assert [stop.span for stop in stops_of([passage(5, 9), passage(5, 9, "b")])] == [(5, 9)] * 2


@given(
    st.lists(
        st.builds(
            lambda start, length, source: passage(start, start + length, source),
            st.integers(0, 30),
            st.integers(1, 10),
            st.sampled_from("ab"),
        )
    )
)
def test_every_passage_is_to_be_seen(side: list[Passage]) -> None:
    """By itself, or within a shown one; no shown passage is inside another."""
    stops = stops_of(side)
    for each in side:
        assert any(
            stop.passage.source_id == each.source_id
            and stop.span[0] <= each.start
            and each.end <= stop.span[1]
            for stop in stops
        )
    for stop in stops:
        assert not any(
            other.passage.source_id == stop.passage.source_id
            and other.span[0] <= stop.span[0]
            and stop.span[1] <= other.span[1]
            for other in stops
            if other is not stop
        )


def test_a_walk_in_the_order_given() -> None:
    """The claims of a figure come as they are in its cell, each place once."""
    later, earlier = passage(10, 12), passage(3, 5)
    assert PassageWalk((later, earlier, later), in_order=True).stops == (later, earlier)
    assert PassageWalk((later, earlier)).stops == (earlier, later)
