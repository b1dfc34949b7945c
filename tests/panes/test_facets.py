"""Facets and completion: what the rows have in common, and ways to go on with a filter."""

import re

import pytest
from textual.widgets import Input, OptionList

from tests.explorer_driver import Explore, Explorer, keys_of
from tests.slow import first_quick
from trafficking_explorer.search.autocomplete import complete
from trafficking_explorer.search.facets import choose, count_facets, exclude, state_of
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.ui.dialogs.facets import FacetScreen

_BAR = re.compile(r" [▏▎▍▌▋▊▉█#]+(?= )| +<?[0-9]+ %")


def drawn(it: Explorer) -> list[str]:
    """The lines of the facets, blanks folded."""
    found = it.app.screen.query_one(OptionList)
    return [" ".join(str(option.prompt).split()) for option in found.options]


def listed(it: Explorer) -> list[str]:
    """The lines of the facets without bars and shares."""
    return [_BAR.sub("", line) for line in drawn(it)]


async def go_to(it: Explorer, line: str) -> None:
    """Put the cursor of the facets on a line."""
    it.app.screen.query_one(OptionList).highlighted = listed(it).index(line)
    await it.settle()


@pytest.mark.parametrize("key", first_quick(keys_of("pane.facets")))
async def test_facets_open_with_their_counts(open_tiny: Explore, key: str) -> None:
    """Fields and values with the number of rows that have them; the cursor is on a value."""
    async with open_tiny() as it:
        await it.press(key)
        assert isinstance(it.app.screen, FacetScreen)
        lines = listed(it)
        assert "country" in lines
        assert "Chad 3" in lines
        found = it.app.screen.query_one(OptionList)
        assert found.highlighted is not None
        assert not found.options[found.highlighted].disabled


@pytest.mark.parametrize("key", first_quick(keys_of("facets.choose")))
async def test_choosing_writes_the_filter_line(open_tiny: Explore, key: str) -> None:
    """A choice narrows the rows at once and appears in the filter; a second one removes it."""
    async with open_tiny() as it:
        await it.press("f")
        await go_to(it, "Chad 3")
        await it.press(key)
        assert it.field.value == "country:chad"
        assert it.ids == ["epervier", "jade", "kayak"]
        assert "■ Chad 3" in listed(it)
        await it.press(key)
        assert it.field.value == ""
        assert it.count == "13 operations"


@pytest.mark.parametrize("key", first_quick(keys_of("facets.exclude")))
async def test_leaving_out_writes_the_filter_line(open_tiny: Explore, key: str) -> None:
    """An excluded value is in the filter with a minus."""
    async with open_tiny() as it:
        await it.press("f")
        await go_to(it, "Chad 3")
        await it.press(key)
        assert it.field.value == "-country:chad"
        assert len(it.ids) == 10
        assert "epervier" not in it.ids


@pytest.mark.parametrize("key", [*keys_of("facets.down"), *keys_of("facets.up")])
async def test_the_cursor_moves_from_value_to_value(open_tiny: Explore, key: str) -> None:
    """Headings are passed over."""
    async with open_tiny() as it:
        await it.press("f")
        found = it.app.screen.query_one(OptionList)
        before = found.highlighted
        await it.press(key)
        assert found.highlighted != before
        assert found.highlighted is not None
        assert not found.options[found.highlighted].disabled


async def test_a_line_has_a_bar_and_a_share(open_tiny: Explore) -> None:
    """The longest bar is the most frequent value's; the share is of all rows."""
    async with open_tiny(size=(80, 24)) as it:
        await it.press("f")
        lines = drawn(it)
        assert "operation ████████ 13 100 %" in lines
        assert any(re.fullmatch(r"Chad █+[▏▎▍▌▋▊▉]? 3 23 %", line) for line in lines)
        assert "Narrow by …" in it.screen_text()
        assert "type to narrow the list" in it.screen_text()


async def test_what_is_typed_narrows_the_values(open_tiny: Explore) -> None:
    """By words of the value, of its field and of its synonyms; letters that are keys elsewhere are text."""
    async with open_tiny() as it:
        await it.press("f", *"fj")
        assert it.app.screen.query_one(Input).value == "fj"
        assert listed(it) == ["No value matches."]
        await it.press("enter", "minus", "tab", "down", "backspace", "backspace", *"chad")
        assert listed(it) == ["country", "Chad 3"]
        await it.press("enter")
        assert it.field.value == "country:chad"
        assert listed(it) == ["country", "■ Chad 3"]
        await it.press("escape")
        assert isinstance(it.app.screen, FacetScreen)
        assert len(listed(it)) > 10
        await it.press(*"minors")
        assert listed(it) == ["about", "children 1"]
        await it.press("escape", "escape")
        assert it.on_main


@pytest.mark.parametrize("back", first_quick(keys_of("facets.previous-group")))
@pytest.mark.parametrize("key", first_quick(keys_of("facets.next-group")))
async def test_from_group_to_group(open_tiny: Explore, key: str, back: str) -> None:
    """Each press goes to the first value of the next field, round to the first again."""
    async with open_tiny() as it:
        await it.press("f")
        found = it.app.screen.query_one(OptionList)
        groups = [i for i, option in enumerate(found.options) if option.disabled]
        for at in (*groups[1:], groups[0]):
            await it.press(key)
            assert found.highlighted == at + 1
        await it.press(back)
        assert found.highlighted == groups[-1] + 1
        await it.press("down", back)
        assert found.highlighted == groups[-2] + 1


@pytest.mark.parametrize("key", first_quick(keys_of("facets.close")))
async def test_facets_close(open_tiny: Explore, key: str) -> None:
    """And what was chosen stays."""
    async with open_tiny() as it:
        await it.press("f")
        await go_to(it, "Chad 3")
        await it.press("enter")
        await it.press(key)
        assert it.app.screen is it.main
        assert it.field.value == "country:chad"


async def test_counts_follow_the_filter(open_tiny: Explore) -> None:
    """Under a filter, values that no row has are gone, and a field's own choice narrows others only."""
    async with open_tiny() as it:
        store = it.app.store
        assert store is not None
        tree = parse_filter("country:chad")
        (facet,) = count_facets(store, ("country",), ("operation",), tree)
        assert facet.total == 13
        counted = {value.value: value.count for value in facet.values}
        assert counted["Chad"] == 3
        assert len(counted) > 1
        (kinds,) = count_facets(store, ("source",), ("operation",), tree)
        assert max(value.count for value in kinds.values) <= 3
        assert not list(count_facets(store, ("country",), ("operation",), parse_filter("zzz")))


def test_several_values_are_or() -> None:
    """Values of one field share a term; a year replaces another."""
    tree = choose(choose(parse_filter("girl"), "country", "Chad"), "country", "Mali")
    assert str(tree) == "girl country:chad,mali"
    assert state_of(tree, "country", "Mali") == "in"
    assert str(choose(tree, "country", "Chad")) == "girl country:mali"
    assert str(exclude(tree, "country", "Mali")) == "girl country:chad -country:mali"
    years = choose(choose(parse_filter(""), "date", "2016"), "date", "2017")
    assert str(years) == "date=2017"


async def test_completion_offers_fields_then_values(open_tiny: Explore) -> None:
    """A word that begins a field offers it; behind the colon, its values with their counts."""
    async with open_tiny() as it:
        store = it.app.store
        assert store is not None
        fields = complete(store, ("operation",), "girl coun")
        assert [each.line for each in fields][:1] == ["girl country:"]
        values = complete(store, ("operation",), "country:ch")
        assert [(each.line, each.shown, each.count) for each in values] == [
            ("country:chad", "Chad", 3)
        ]
        assert complete(store, ("operation",), "g") == ()
        assert complete(store, ("operation",), "country:chad ") == ()
        assert complete(store, ("operation",), "arrests:1") == ()


async def test_the_right_arrow_takes_the_completion(open_tiny: Explore) -> None:
    """The first completion is behind the cursor; all are in the bottom line."""
    async with open_tiny() as it:
        await it.press("slash", *"country", "colon", "c", "h")
        assert "Chad 3" in it.screen_text().splitlines()[-1]
        await it.press("right")
        assert it.field.value == "country:chad"
        assert it.ids == ["epervier", "jade", "kayak"]
        await it.press("enter")
        assert "Filter" in it.screen_text().splitlines()[-1]


async def test_an_unfinished_line_keeps_the_last_good_answer(open_tiny: Explore) -> None:
    """The place is marked, with the reason below it, and the rows stay."""
    async with open_tiny() as it:
        await it.filter("chad")
        assert it.count == "3 of 13"
        await it.filter("chad country:")
        assert it.ids == ["epervier", "jade", "kayak"]
        assert it.told.startswith("▴ country: needs a value")
        await it.filter(r"/(a)\1/")
        assert it.ids == ["epervier", "jade", "kayak"]
        assert "invalid escape sequence" in it.told
        await it.filter("chad country:mali or arrests>=1")
        assert "operations" in it.told
