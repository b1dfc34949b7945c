"""Columns as a reader sets them."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer.database.views import VIEWS, View
from trafficking_explorer.ui.column_layout import LEAST_CELLS, MOST_CELLS, ColumnLayout

Step = Callable[[ColumnLayout], ColumnLayout]

VIEW = VIEWS["operations"]
KEYS = tuple(column.key for column in VIEW.columns)
OWN = ColumnLayout.of(VIEW)

views = st.sampled_from(list(VIEWS.values()))


def steps(view: View) -> st.SearchStrategy[list[Step]]:
    """Changes by a reader, one after another, also of a column that does not exist."""
    keys = st.sampled_from([*(column.key for column in view.columns), "no such"])
    numbers = st.integers(-300, 300)
    step: st.SearchStrategy[Step] = st.one_of(
        keys.map(lambda key: lambda it: it.toggled(key)),
        st.tuples(keys, numbers).map(lambda pair: lambda it: it.moved(*pair)),
        st.tuples(keys, numbers | st.none()).map(lambda pair: lambda it: it.resized(*pair)),
        keys.map(lambda key: lambda it: it.frozen_through(key)),
    )
    return st.lists(step, max_size=12)


arranged = views.flatmap(
    lambda view: steps(view).map(lambda done: (view, _apply(done, ColumnLayout.of(view))))
)
plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["order", "hidden", *KEYS])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=8) | st.dictionaries(st.text(max_size=5), inner),
)
anything = plain | st.fixed_dictionaries(
    {},
    optional={
        "order": st.lists(st.sampled_from([*KEYS, "no such"])) | plain,
        "hidden": st.lists(st.sampled_from([*KEYS, "no such"])) | plain,
        "widths": st.dictionaries(st.sampled_from([*KEYS, "no such"]), st.integers()) | plain,
        "frozen": st.integers() | plain,
    },
)


def _apply(done: list[Step], arrangement: ColumnLayout) -> ColumnLayout:
    for step in done:
        arrangement = step(arrangement)
    return arrangement


def assert_valid(view: View, it: ColumnLayout) -> None:
    """Every column of the view once, one shown at least, all numbers within their bounds."""
    keys = {column.key for column in view.columns}
    assert sorted(it.order) == sorted(keys)
    assert it.hidden < keys
    assert set(it.shown()) == keys - it.hidden
    assert 0 <= it.frozen <= len(it.shown())
    assert {key for key, _ in it.widths} <= keys
    assert len(dict(it.widths)) == len(it.widths)
    assert all(LEAST_CELLS <= cells <= MOST_CELLS for _, cells in it.widths)


@given(arranged)
def test_whatever_is_done_it_stays_valid_and_comes_back(case: tuple[View, ColumnLayout]) -> None:
    """No way of setting columns leads to none, and a file gives back what it was given."""
    view, it = case
    assert_valid(view, it)
    assert ColumnLayout.from_json(view, json.loads(json.dumps(it.to_json()))) == it


@given(views, anything)
def test_a_file_can_hold_anything(view: View, value: object) -> None:
    """Wrong types, unknown and missing columns, duplicates: what makes sense of it is taken."""
    it = ColumnLayout.from_json(view, value)
    assert_valid(view, it)
    assert ColumnLayout.from_json(view, it.to_json()) == it


@given(arranged, st.data())
def test_the_same_key_again_takes_a_change_back(
    case: tuple[View, ColumnLayout], data: st.DataObject
) -> None:
    """Showing what was hidden, and freezing up to the same column again."""
    view, it = case
    key = data.draw(st.sampled_from([column.key for column in view.columns]))
    if key in it.hidden or len(it.shown()) > 1:
        assert it.toggled(key).toggled(key).shown() == it.shown()
    once = it.frozen_through(key)
    assert 0 in (once.frozen, once.frozen_through(key).frozen)
    assert it.resized(key, 30).resized(key, None).width(key) is None


def test_the_last_column_stays() -> None:
    """A table without columns shows nothing, not even how to bring them back."""
    it = OWN
    for key in KEYS:
        it = it.toggled(key)
    assert it.shown() == KEYS[-1:]
    assert it.toggled(KEYS[-1]) is it
    assert it.toggled(KEYS[0]).shown() == (KEYS[0], KEYS[-1])


def test_columns_move_past_hidden_ones_and_stop_at_the_ends() -> None:
    """The list shows the hidden ones too, and a column moves within the list."""
    it = OWN.toggled("date").moved("name", 1)
    assert it.order[:3] == ("sign", "date", "name")
    assert it.shown()[:2] == ("sign", "name")
    assert OWN.moved("sign", -5) == OWN
    assert OWN.moved("rescued", -5).order[0] == "rescued"
    assert OWN.moved("name", 99).order[-1] == "name"
    assert OWN.moved("name", 1).moved("name", -1) == OWN


@pytest.mark.parametrize(
    ("cells", "set_to"), [(0, LEAST_CELLS), (-7, LEAST_CELLS), (40, 40), (10**9, MOST_CELLS)]
)
def test_widths_have_bounds(cells: int, set_to: int) -> None:
    """A column never vanishes by its width, nor does it take any number of screens."""
    it = OWN.resized("name", cells)
    assert it.width("name") == set_to
    assert it.width("date") is None
    assert it.resized("name", None) == OWN
    assert it.resized("date", 9) == OWN.resized("date", 9).resized("name", cells)


def test_freezing_takes_the_columns_up_to_one() -> None:
    """Again takes it back; another column moves the border."""
    it = OWN.frozen_through("date")
    assert it.frozen == 3
    assert [key for key in KEYS if it.is_frozen(key)] == ["sign", "name", "date"]
    assert it.frozen_through("date") == OWN
    assert it.frozen_through("name").frozen == 2


def test_frozen_columns_that_are_hidden_are_frozen_no_more() -> None:
    """The others go on to stay; shown again among them, a column stays with them."""
    it = OWN.frozen_through("date").toggled("name")
    assert it.frozen == 2
    assert it.is_frozen("date")
    assert not it.is_frozen("arrests")
    assert it.toggled("name") == OWN.frozen_through("date")
    hidden = OWN.toggled("date")
    assert hidden.frozen_through("date").frozen == 2
    assert hidden.toggled("name").frozen_through("date").frozen == 1


def test_a_column_that_is_new_stands_where_the_view_has_it() -> None:
    """A later version may have more columns than the one that wrote the file."""
    old: dict[str, Any] = {"order": ["countries", "name", "arrests"], "hidden": ["arrests"]}
    it = ColumnLayout.from_json(VIEW, old)
    assert it.order == ("sign", "countries", "sources", "name", "date", "arrests", "rescued")
    assert it.hidden == {"arrests"}


@pytest.mark.parametrize(("before", "after"), [(0, 0), (1, 2), (3, 4)])
def test_a_new_first_column_is_frozen_with_the_others(before: int, after: int) -> None:
    """The columns that stayed in place go on to stay."""
    old = {"order": list(KEYS[1:]), "frozen": before}
    it = ColumnLayout.from_json(VIEW, old)
    assert (it.order, it.frozen) == (KEYS, after)


@pytest.mark.parametrize(
    "value", [None, [], "x", {"order": KEYS[0]}, {"widths": {"name": True}}, {"frozen": 1.5}]
)
def test_what_makes_no_sense_is_left_out(value: object) -> None:
    """The default layout replaces it."""
    assert ColumnLayout.from_json(VIEW, value) == OWN


def test_hiding_every_column_hides_none() -> None:
    """A file that says so was not written by us."""
    assert ColumnLayout.from_json(VIEW, {"hidden": list(KEYS)}) == OWN
