"""The live filter of a pane: every keystroke counts, and nothing that can be typed is an error."""

from pathlib import Path

import pytest
from textual import events

from tests.explorer_driver import Explore, Explorer, keys_of, painted
from tests.slow import first_quick
from trafficking_explorer.text.folding import fold
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import ViewStateStore
from trafficking_explorer.ui.widgets.filter_input import FilterInput

HOSTILE = (
    "[bold red]",
    "[/]",
    "[link=x]y[/link]",
    "\x1b[31m\x1b]0;title\x07",
    "\x00",
    "\u202eevil\u202c",
    '"',
    '""""',
    "-",
    '-"',
    '- - -"-"',
    "'; DROP TABLE records; --",
    "%_\\",
    "?",
    "$(id) `id`",
    "\udcff",
    "\U0001f6a8 \u0301",
    "ﬁ ½ ß İ",
    "x" * 10_000,
    " ".join(f"word{i}" for i in range(1_000)),
    "-x " * 3_000,
    '"' * 10_000,
)


def having(it: Explorer, *words: str, without: str = "") -> list[str]:
    """The operations whose searched text has all the words, told in plain Python."""
    assert it.app.store is not None
    rows = it.app.store.rows(
        "SELECT record_id, search_text FROM corpus.records WHERE record_type = 'operation' "
        "ORDER BY position"
    )
    return [
        record_id
        for record_id, text in rows
        if all(word in text for word in words) and not (without and without in text)
    ]


@pytest.mark.parametrize("key", first_quick(keys_of("pane.filter")))
async def test_slash_goes_into_the_filter(open_tiny: Explore, key: str) -> None:
    """The filter's key puts the cursor into its field."""
    async with open_tiny() as it:
        await it.press(key)
        assert it.part == "filter"


async def test_every_keystroke_filters(open_tiny: Explore) -> None:
    """After each letter the rows and the count are those of what has been typed so far."""
    async with open_tiny() as it:
        await it.press("slash")
        for end, letter in enumerate("épervier", 1):
            await it.press(letter)
            expected = having(it, fold("épervier"[:end]))
            assert it.ids == expected
            assert it.count == f"{len(expected)} of 13"
        for _ in "épervier":
            await it.press("backspace")
        assert it.count == "13 operations"


async def test_the_count_says_how_many_of_how_many(open_tiny: Explore) -> None:
    """Three of the thirteen operations were held in Chad, by name or by code."""
    async with open_tiny() as it:
        assert it.count == "13 operations"
        await it.filter("chad")
        assert it.count == "3 of 13"
        assert it.ids == ["epervier", "jade", "kayak"]


LINES = [
    ("chad operation", ("chad", "operation"), ""),
    ("operation CHAD", ("chad", "operation"), ""),
    ('"operation ka"', ("operation ka",), ""),
    ('"freed 21', ("freed 21",), ""),
    ("“operation kayak”", ("operation kayak",), ""),
    ("freed -kayak", ("freed",), "kayak"),
    ('freed -"operation jade"', ("freed",), "operation jade"),
    ("ÉPERVIER", ("epervier",), ""),
    ("epervíer", ("epervier",), ""),
    ("d'accueil", ("d'accueil",), ""),
    ("traore", ("traore",), ""),
    ("freed -", ("freed",), ""),
    ("   ", (), ""),
]
"""Lines, the words that rows must have for them, and the words that they must not have."""


async def test_what_a_line_means(open_tiny: Explore) -> None:
    """All words match, phrases stay together, a minus leaves out; case and accents aside."""
    async with open_tiny() as it:
        for line, words, without in LINES:
            await it.filter(line)
            expected = having(it, *words, without=without)
            assert it.ids == expected, line
            assert 0 < len(expected) <= 13


@pytest.mark.slow
async def test_nothing_that_is_typed_is_an_error(open_tiny: Explore) -> None:
    """Markup, escape sequences, quotation marks and sheer length are text like any other."""
    async with open_tiny(size=(80, 24)) as it:
        for line in HOSTILE:
            await it.filter(line)
            assert it.count.endswith("of 13") or not line.strip(), ascii(line[:20])
            assert not it.notices
            assert "\x1b" not in it.screen_text()
            await it.filter("")
            assert it.count == "13 operations"


async def test_hostile_keys_one_by_one(open_tiny: Explore) -> None:
    """Typed key by key, every beginning of a hostile line is a line too."""
    async with open_tiny() as it:
        for line in ("[b]", '-"a', "\\%"):
            await it.press("slash", *line)
            assert it.field.value == line
            await it.press("escape", "escape")
            assert it.field.value == ""


async def test_keys_are_text_while_typing(open_tiny: Explore) -> None:
    """In the field, keys that are actions elsewhere are text."""
    async with open_tiny() as it:
        await it.press("slash", *"q1?znN[]sw<>8hjkl/")
        assert it.field.value == "q1?znN[]sw<>8hjkl/"
        assert it.main.pane is it.pane
        assert it.on_main
        assert it.part == "filter"


@pytest.mark.parametrize("key", first_quick(["enter", "down"]))
async def test_out_of_the_field_with_the_filter_kept(open_tiny: Explore, key: str) -> None:
    """Enter and down go to the rows, which stay as they are filtered."""
    async with open_tiny() as it:
        await it.press("slash", *"chad", key)
        assert it.part == "table"
        assert it.count == "3 of 13"


@pytest.mark.parametrize("key", first_quick(keys_of("filter.leave")))
async def test_out_of_the_field_then_clear(open_tiny: Explore, key: str) -> None:
    """Escape leaves the field and keeps the filter; a second one clears it."""
    async with open_tiny() as it:
        await it.press("slash", *"chad", key)
        assert (it.part, it.field.value, it.count) == ("table", "chad", "3 of 13")
        await it.press(key)
        assert (it.part, it.field.value, it.count) == ("table", "", "13 operations")


@pytest.mark.parametrize("key", first_quick(keys_of("pane.clear")))
async def test_clear_from_the_rows(open_tiny: Explore, key: str) -> None:
    """Escape on the rows clears the filter, and keeps the record under the cursor."""
    async with open_tiny() as it:
        await it.press("slash", *"chad", "enter", "down", "down", key)
        assert (it.field.value, it.count, it.at) == ("", "13 operations", "kayak")
        await it.press(key)
        assert it.part == "table"


async def test_the_cursor_keeps_its_record(open_tiny: Explore) -> None:
    """The record under the cursor stays there while it is among the rows, in any place."""
    async with open_tiny() as it:
        await it.press("G", "k", "k")
        assert it.at == "jade"
        await it.filter("chad")
        assert (it.at, it.shown, it.table.cursor) == ("jade", "jade", 1)
        await it.filter("chad -epervier")
        assert (it.at, it.table.cursor) == ("jade", 0)
        await it.filter("")
        assert (it.at, it.table.cursor) == ("jade", 10)


async def test_the_card_follows_when_the_record_is_filtered_out(open_tiny: Explore) -> None:
    """The cursor and the card go to the first row if their record is no longer among the rows."""
    async with open_tiny() as it:
        await it.press("G")
        await it.filter("chad")
        assert (it.at, it.shown) == ("epervier", "epervier")


async def test_no_rows_at_all(open_tiny: Explore) -> None:
    """Without rows there is no record, keys do no harm, and the screen says what would widen it."""
    async with open_tiny() as it:
        await it.filter("chad zebra")
        assert (it.count, it.at, it.shown, it.passage) == ("0 of 13", None, None, None)
        it.table.focus()
        await it.press("j", "k", "G", "g", "pagedown", "enter", "n", "N", "]", "w", "z", "z", "s")
        assert "esc" in "\n".join(line for line in it.screen_text().splitlines()[2:-1])
        await it.press("escape", "escape", "escape")
        assert it.count == "13 operations · by operation ▴"
        assert it.shown == it.at


async def test_matches_are_marked_everywhere(open_tiny: Explore) -> None:
    """Matches are marked in the rows, on the card and in the source, in their own spelling."""
    async with open_tiny() as it:
        await it.filter("EPERVIER")
        assert set(painted(it.table, "record-table--match").split()) == {"Épervier"}
        assert "Épervier" in painted(it.card, "detail-card--match")
        assert "Épervier" in painted(it.source, "source-view--match")
        await it.filter("")
        assert painted(it.table, "record-table--match") == ""
        assert painted(it.source, "source-view--match") == ""


async def test_each_pane_has_its_own_filter(open_tiny: Explore) -> None:
    """A filter belongs to its pane, and is still there when one comes back."""
    async with open_tiny() as it:
        await it.filter("chad")
        await it.press("4")
        assert it.count == "15 statistics"
        await it.press("1")
        assert it.count == "3 of 13"


async def test_a_filter_to_begin_with(open_tiny: Explore) -> None:
    """The explorer can be opened with a filter."""
    async with open_tiny(start=LaunchOptions(pane="statistics", filter_text="épervier")) as it:
        assert it.field.value == "épervier"
        assert it.count == "4 of 15"


async def test_a_click_puts_the_cursor_into_the_field(open_tiny: Explore) -> None:
    """The field can be clicked."""
    async with open_tiny() as it:
        await it.click(it.field, 3, 0)
        assert it.part == "filter"


async def test_a_late_answer_does_not_hide_an_error(open_tiny: Explore) -> None:
    """Typed in one burst, the reason stays beside a wrong line, whatever its beginnings found."""
    async with open_tiny(size=(160, 40)) as it:
        await it.press("slash")
        for key in "arrests>1e3":
            it._send(key)
        await it.settle()
        assert it.field.value == "arrests>1e3"
        assert "is not a number" in it.told
        await it.filter("arrests>1")
        assert " of 13" in it.count


async def test_a_region_stands_for_its_countries(open_tiny: Explore) -> None:
    """A region finds its countries and can be excluded; records without one stay, which is said."""
    async with open_tiny(size=(200, 40)) as it:
        everything = it.ids
        await it.filter("in:africa")
        inside = it.ids
        assert "epervier" in inside
        await it.filter("-in:africa")
        assert sorted(it.ids + inside) == sorted(everything)
        assert "records without a country stay" in it.told


async def test_an_offer_is_taken_with_enter(open_tiny: Explore) -> None:
    """A filter that finds nothing names one that does; enter in the field takes it."""
    async with open_tiny(size=(100, 30)) as it:
        await it.press("slash", *"chda")
        assert it.count == "0 of 13"
        assert "> chad finds 3 · enter" in it.screen_text()
        await it.press("enter")
        assert (it.field.value, it.count, it.part) == ("chad", "3 of 13", "table")
        assert "enter" not in it.screen_text()


async def test_offers_are_walked_through(open_tiny: Explore) -> None:
    """Down leads to them and on to the next; enter takes the one under the cursor, a click any."""
    async with open_tiny(size=(100, 30)) as it:
        await it.press("slash", *"mali -mali")
        assert len(it.table.offers) == 2
        first, second = it.table.offers
        assert first.startswith("without mali it finds ")
        assert f"> {first} · enter" in it.screen_text()
        await it.press("down")
        assert it.part == "table"
        await it.press("down", "down")
        assert f"> {second} · enter" in it.screen_text()
        assert f"> {first}" not in it.screen_text()
        await it.press("enter")
        assert it.field.value == "mali"
        assert it.ids
        await it.filter("mali -mali")
        lines = it.screen_text().splitlines()
        row = next(i for i, line in enumerate(lines) if first in line)
        await it.click(it.table, 10, row - it.table.region.y)
        assert it.field.value == "-mali"


@pytest.mark.parametrize("key", first_quick(keys_of("filter.also")))
async def test_other_words_for_the_same_are_a_key_away(open_tiny: Explore, key: str) -> None:
    """A filter that finds little says what else there is; a key takes it."""
    async with open_tiny(size=(100, 30)) as it:
        await it.press("slash", *"freed")
        before = it.ids
        assert "also rescued 1 · ^n" in it.told
        await it.press(key)
        assert it.field.value == "freed or rescued"
        assert it.part == "filter"
        assert set(before) < set(it.ids)
        assert "also" not in it.told
        await it.press(key)
        assert it.field.value == "freed or rescued"


async def test_earlier_filters_come_back(open_tiny: Explore, tmp_path: Path) -> None:
    """Up in the empty field, each once, the newest first; down again, and in the next run."""
    keep = ViewStateStore(State(tmp_path))
    async with open_tiny(remembered=keep) as it:
        for line in ("chad", "kayak", "chad", "arrests>many"):
            await it.press("slash", *line, "enter", "escape")
            assert it.field.value == ""
        await it.press("slash", "up")
        assert (it.field.value, it.count) == ("chad", "3 of 13")
        await it.press("up")
        assert (it.field.value, it.count) == ("kayak", "1 of 13")
        await it.press("up", "down", "down")
        assert (it.field.value, it.part) == ("", "filter")
        await it.press("down")
        assert it.part == "table"
        await it.press("slash", *"ka", "up")
        assert it.field.value == "ka"
        await it.press("down", "escape", "slash", "up", "x", "up")
        assert it.field.value.endswith("x")
        await it.press("down")
        assert it.part == "table"
    async with open_tiny(remembered=ViewStateStore(State(tmp_path))) as it:
        await it.press("escape", "4", "slash", "up")
        assert it.field.value != ""
        await it.press("escape", "escape", "a", "up")
        assert it.app.screen.query_one(FilterInput).value != ""


_PASTED = (
    ("chad\nkayak\n", "chad kayak"),
    ("  chad \r\n\r\n\tkayak", "chad kayak"),
    ("chad", "chad"),
    ("\n\n", ""),
    ("-chad\u2028kayak", "-chad kayak"),
)


async def test_typing_over_a_line(open_tiny: Explore) -> None:
    """The filter's key selects the line: what is typed replaces it, unless the caret is moved."""
    async with open_tiny() as it:
        await it.press("slash", *"mali", "enter", "slash", *"chad")
        assert it.field.value == "chad"
        await it.press("enter", "slash", "end", "s")
        assert it.field.value == "chads"


async def test_pasted_lines_become_one(open_tiny: Explore) -> None:
    """None of them is dropped."""
    async with open_tiny() as it:
        await it.press("slash")
        for pasted, line in _PASTED:
            await it.filter("")
            it.field.post_message(events.Paste(pasted))
            await it.settle()
            assert it.field.value == line
            await it.press("home")
            it.field.post_message(events.Paste("a\nb "))
            await it.settle()
            assert it.field.value == "a b" + line


async def test_rows_of_an_earlier_line_are_dimmed(open_tiny: Explore) -> None:
    """While the line is wrong, the rows do not answer it, and the count says so."""
    async with open_tiny(size=(80, 24)) as it:
        await it.filter("chad")
        assert not it.table.has_class("-stale")
        await it.filter("chad arrests>many")
        assert it.table.has_class("-stale")
        assert it.count == "still 3 of 13"
        assert it.ids == ["epervier", "jade", "kayak"]
        await it.filter("arrests>")
        assert it.count == "still 3 of 13"
        await it.filter("kayak")
        assert not it.table.has_class("-stale")
        assert it.count == "1 of 13"


async def test_the_field_takes_the_line(open_tiny: Explore) -> None:
    """But for the count, which has room for its longest text: no key moves the field."""
    async with open_tiny(size=(80, 24)) as it:
        widths = set()
        for line in ("", "chad", "chad arrests>many", "zebra"):
            await it.filter(line)
            widths.add(it.field.size.width)
        (width,) = widths
        assert width >= 52
