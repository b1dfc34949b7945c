"""The card of a record: its fields, how each is known, and what refers to it."""

from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from textual.widgets import OptionList

from tests.conftest import declare
from tests.explorer_driver import Explore, Explorer, explore, lines_of, painted, place_of
from tests.slow import first_quick
from trafficking_explorer.config import Config
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.text.display import cell_width
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
        assert "Operation Épervier 4 findings: D compare: c operation" in card
        assert "operation · 6–10 November 2017 ◇ ◆ in the text ◇ inferred" in card
        assert "name Operation Épervier ◆" in card
        assert "date 6–10 November 2017 ◇ why: From a public report." in card
        assert "countries Chad, Mali ◆" in card
        assert "supported by Maison d’Accueil — director of Maison d’Accueil ◆" in card
        record = it.card.record
        assert record is not None
        names = [field.name.partition(":")[0] for field in record.shown]
        assert names == ["supported_by", "countries", "date", "name", "kind"]


async def test_the_card_begins_with_its_figures(open_tiny: Explore) -> None:
    """Below the name there is a line for each claim, and they do not come again further down."""
    async with open_tiny() as it:
        card = seen(it)
        assert "rescued ≠ 500 headline, victims a l.5" in card
        assert "≠ nearly 500 victims of human trafficking a l.7" in card
        assert "1 236 minors b l.3 arrested 1 40 suspects a l.7 findings 4" in card
        assert "see also" not in card


async def test_moving_through_the_figures_moves_the_source(open_tiny: Explore) -> None:
    """The source goes to the words of the claim under the cursor, in whichever text they are."""
    async with open_tiny() as it:
        it.card.focus()
        await it.press("g")
        found = []
        for _ in range(4):
            assert painted(it.source, "source-view--evidence") == it.passage
            found.append((it.sources.source_id, it.passage))
            await it.press("j")
        assert found == [
            ("a", "Operation Épervier rescues 500 victims"),
            ("a", "Nearly 500 victims of human trafficking were rescued in Operation Épervier"),
            ("b", "which freed 236 minors"),
            ("a", "Forty suspects were arrested"),
        ]
        await it.press("up", "n")
        record = it.card.record
        assert record is not None
        assert it.passage in [each.exact for each in record.passages]


async def test_enter_on_a_figure_opens_its_statistic(open_tiny: Explore) -> None:
    """The claim is opened in its pane; its card begins with itself."""
    async with open_tiny() as it:
        it.card.focus()
        await it.press("g", "down", "down", "enter")
        assert (it.pane.view.name, it.at, it.shown) == ("statistics", "minors", "minors")
        assert "rescued 1 236 minors b l.3" in seen(it)
        assert "value 236 ◆" in seen(it)
        assert "qualifier" not in seen(it)


@pytest.mark.parametrize("cells", first_quick([40, 80, 60]))
async def test_figures_are_aligned_at_any_width(open_tiny: Explore, cells: int) -> None:
    """Values begin in one column, places end in one, and no line is cut."""
    async with open_tiny(size=(cells, 24)) as it:
        it.card.focus()
        await it.press("z")
        lines = lines_of(it.card)
        rows = [line for line in lines if line.rstrip().endswith((" a l.5", " a l.7", " b l.3"))]
        assert len(rows) == 4
        assert len({cell_width(line.rstrip()) for line in rows}) == 1
        values = ("500 ", "nearly 500 ", "236 ", "40 ")
        starts = {line.index(value) for line, value in zip(rows, values, strict=True)}
        assert len(starts) == 1
        assert ("headline, victims" in seen(it)) and ("minors" in seen(it))


async def test_a_figure_of_another_text_brings_it(
    corpus_folder: Callable[..., Path], tmp_path: Path
) -> None:
    """If the record has no passage in the text of a claim, the text is read when it is needed."""
    texts = {"a": "Operation Sun began.\n", "b": "They freed 30 girls.\n"}
    records = {
        "a": "operations:\n  - {id: sun, quote: Operation Sun, name: Operation Sun, kind: operation}\n",
        "b": """\
            statistics:
              - id: girls
                quote: They freed 30 girls
                label: Girls freed
                measure: rescued
                value: 30
                value_text: 30
                unit: persons
                qualifier: exact
                population: girls
                operation: sun
                scope: operation
                resolved: {operation: why}
            """,
    }
    files = {f"{name}/source.yaml": declare(name, f"{name}.txt", texts[name]) for name in texts}
    files |= {f"{name}/r.yaml": f"source: {name}\n" + dedent(records[name]) for name in records}
    root = corpus_folder(files, {f"{name}.txt": text for name, text in texts.items()})
    async with explore(locate_store(root, tmp_path / "cache")) as it:
        assert it.sources.source_ids == ("a",)
        it.card.focus()
        await it.press("g", "down", "up")
        assert (it.sources.source_id, it.passage) == ("b", "They freed 30 girls")
        assert painted(it.source, "source-view--evidence") == "They freed 30 girls"
        await it.press("N")
        assert (it.sources.source_id, it.passage) == ("a", "Operation Sun")


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
    async with open_tiny(start=LaunchOptions(goto="agency/maison")) as it:
        assert "see also" in seen(it)
        it.card.focus()
        await it.press("G")
        item = it.card.current
        assert item is not None
        assert item.reference is not None
        await it.press("enter")
        assert it.shown == item.reference.record_id


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
        await it.click(it.card, *place_of(it.card, "Chad, Mali"))
        assert (it.part, it.passage) == ("card", "across Chad and Mali")
        await it.click(it.card, *place_of(it.card, "minors"), times=2)
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


async def test_a_key_leads_to_the_findings_about_the_record(open_tiny: Explore) -> None:
    """From the table or the card; the head names the key, as it is bound."""
    config = Config(keys={"go.findings": "F"})
    async with open_tiny(config=config) as it:
        assert "4 findings: F" in seen(it)
        await it.press("F")
        assert it.pane.view.name == "findings"
        assert it.field.value == "record:operation/epervier"
        assert it.count == "4 of 26"


async def test_a_record_without_findings_says_so(open_tiny: Explore) -> None:
    """The key changes nothing."""
    async with open_tiny(start=LaunchOptions(goto="person/traore")) as it:
        await it.press("D")
        assert it.notices[-1] == "There are no findings about this person."
        assert it.pane.view.name == "more"


async def test_further_figures_are_found_among_the_statistics(open_tiny: Explore) -> None:
    """The line below the last figure leads to the claims that the card has no room for."""
    async with open_tiny() as it:
        it.card.post_message(type(it.card).FiguresChosen("operation:epervier"))
        await it.settle()
        assert (it.pane.view.name, it.count) == ("statistics", "4 of 15")


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
        for field in record.shown:
            for word in field.value.split():
                assert word in found
