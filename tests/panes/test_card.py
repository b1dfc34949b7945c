"""The card of a record: its fields, how each is known, and what refers to it."""

import pytest
from textual.widgets import OptionList

from tests.explorer_driver import Explore, Explorer, lines_of, painted, place_of
from tests.slow import first_quick
from trafficking_explorer.config import Config
from trafficking_explorer.ui.dialogs.record_picker import RecordPicker
from trafficking_explorer.ui.launch_options import LaunchOptions


def seen(it: Explorer) -> str:
    """The card, its blanks run together."""
    return " ".join(" ".join(lines_of(it.card)).split())


async def to_field(it: Explorer, name: str) -> None:
    """Put the card's cursor on a field."""
    it.card.focus()
    await it.press("g")
    while (item := it.card.current) is None or item.field is None or item.field.name != name:
        at = it.card.cursor
        await it.press("down")
        assert it.card.cursor == at + 1, f"there is no field {name}"


async def test_every_field_with_its_basis(open_tiny: Explore) -> None:
    """Each field has its sign; what was worked out has its reason; references follow."""
    async with open_tiny() as it:
        card = seen(it)
        assert "Operation Épervier operation ◆ in the text ◇ inferred" in card
        assert "name Operation Épervier ◆" in card
        assert "date 2017-11-06/2017-11-10 ◇ why: From a public report." in card
        assert "countries TD · ML ◆" in card
        assert "supported by Maison d’Accueil — director of Maison d’Accueil ◆" in card
        assert "see also statistic · Victims rescued (heading) (operation)" in card


async def test_plain_signs(open_tiny: Explore) -> None:
    """A terminal without the signs gets letters in their place, everywhere."""
    async with open_tiny(config=Config(plain_marks=True)) as it:
        assert "name Operation Épervier s" in seen(it)
        assert "r inferred" in seen(it)
        assert not set("◆◇▌▏") & set(it.screen_text())


async def test_moving_through_the_fields_moves_the_source(open_tiny: Explore) -> None:
    """The source goes to the passage of the field under the cursor, marked and in sight."""
    async with open_tiny() as it:
        for name, words in (
            ("countries", "across Chad and Mali"),
            ("supported_by:agency/maison", "“We will not stop,” said Awa Traoré"),
            ("name", "Operation Épervier"),
        ):
            await to_field(it, name)
            assert it.passage is not None
            assert it.passage.startswith(words) or name == "name"
            assert painted(it.source, "source-view--evidence") == it.passage
            field = it.card.current.field if it.card.current else None
            assert field is not None
            spans = [(each.start, each.end) for each in field.passages]
            assert it.source.active in spans


async def test_every_field_of_every_record_finds_its_passage(open_tiny: Explore) -> None:
    """Whatever stated field the cursor comes to, the source shows one of its passages."""
    async with open_tiny(start=LaunchOptions(pane="more")) as it:
        for _ in it.rows:
            await it.press("tab", "g")
            for _ in range(it.card.item_count()):
                item = it.card.current
                assert item is not None
                if item.field is not None and item.field.passages:
                    assert it.source.active in [(p.start, p.end) for p in item.field.passages]
                    assert painted(it.source, "source-view--evidence") == it.passage
                await it.press("down")
            await it.press("shift+tab", "down")


async def test_a_field_in_another_source_turns_to_it(open_tiny: Explore) -> None:
    """A field with a passage in the source on screen stays there; one with none turns to another."""
    async with open_tiny(start=LaunchOptions(goto="agency/maison")) as it:
        await it.press("right_square_bracket")
        assert it.sources.source_id == "b"
        await to_field(it, "acronym")
        assert (it.sources.source_id, it.passage) == ("a", "MDA")


async def test_enter_opens_what_a_field_refers_to(open_tiny: Explore) -> None:
    """On a field that names a record, enter opens that record in its pane."""
    async with open_tiny() as it:
        await to_field(it, "supported_by:agency/maison")
        await it.press("enter")
        assert (it.pane.view.name, it.at, it.shown) == ("agencies", "maison", "maison")
        assert it.part == "table"


async def test_enter_opens_what_refers_to_the_record(open_tiny: Explore) -> None:
    """On a line of "see also", enter opens the record that refers to this one."""
    async with open_tiny() as it:
        it.card.focus()
        await it.press("G", "enter")
        assert it.pane.view.name == "statistics"
        assert it.shown == "arrests"


async def test_enter_on_a_plain_field_goes_to_its_passage(open_tiny: Explore) -> None:
    """A field that refers to nothing leads to its words, and escape back to the rows."""
    async with open_tiny() as it:
        await to_field(it, "countries")
        await it.press("enter")
        assert (it.pane.view.name, it.part, it.passage) == (
            "operations",
            "source",
            "across Chad and Mali",
        )


async def test_escape_goes_back_to_the_rows(open_tiny: Explore) -> None:
    """Out of the card or the source, escape leads to the rows and leaves the filter as it is."""
    async with open_tiny() as it:
        await it.filter("chad")
        for tabs in (1, 2):
            it.table.focus()
            await it.press(*["tab"] * tabs, "escape")
            assert (it.part, it.count) == ("table", "3 of 13")
        await it.press("escape")
        assert it.count == "13 operations"


async def test_clicking_a_line(open_tiny: Explore) -> None:
    """A click puts the cursor on a line and the source to its passage; two open it."""
    async with open_tiny() as it:
        await it.click(it.card, *place_of(it.card, "TD · ML"))
        assert (it.part, it.passage) == ("card", "across Chad and Mali")
        await it.click(it.card, *place_of(it.card, "Minors freed"), times=2)
        assert (it.pane.view.name, it.shown) == ("statistics", "minors")


async def test_the_cursor_outlasts_an_answer(open_tiny: Explore) -> None:
    """The card's cursor stays if the same record comes again, as after a filter."""
    async with open_tiny() as it:
        await to_field(it, "date")
        await it.filter("chad")
        assert it.shown == "epervier"
        item = it.card.current
        assert item is not None
        assert item.field is not None
        assert item.field.name == "date"


async def test_another_record_begins_at_the_top(open_tiny: Explore) -> None:
    """The card shows another record from its first field on."""
    async with open_tiny(size=(80, 18)) as it:
        it.card.focus()
        await it.press("G")
        it.table.focus()
        await it.press("down", "up")
        assert (it.card.cursor, it.card.scroll_offset.y) == (0, 0)


async def test_several_targets_are_asked_for(open_tiny: Explore) -> None:
    """A field that names several records lists them for a choice."""
    async with open_tiny() as it:
        it.card.post_message(
            type(it.card).RecordsChosen((("agency", "maison"), ("agency", "bureau"), ("x", "y")))
        )
        await it.settle()
        assert isinstance(it.app.screen, RecordPicker)
        options = it.app.screen.query_one(OptionList).options
        assert [option.id for option in options] == ["agency/maison", "agency/bureau"]


@pytest.mark.parametrize("size", first_quick([(80, 24), (140, 40), (60, 20)]))
async def test_nothing_is_cut_on_the_card(open_tiny: Explore, size: tuple[int, int]) -> None:
    """All words of every field can be read by scrolling, however narrow the card."""
    async with open_tiny(size=size) as it:
        it.card.focus()
        record = it.card.record
        assert record is not None
        await it.press("z")
        found = ""
        for y in range(0, it.card.max_scroll_y + 1):
            it.card.scroll_to(y=y, animate=False)
            await it.pilot.pause()
            found += " " + seen(it)
        for field in record.fields:
            for word in field.value.split():
                assert word in found
