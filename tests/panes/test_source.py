"""The source beside a record: its passages marked, walked through, and opened."""

import pytest
from textual.widgets import OptionList

from tests.explorer_driver import (
    Explore,
    Explorer,
    keys_of,
    lines_of,
    painted,
    place_of,
)
from tests.slow import first_quick
from trafficking_explorer.ui.dialogs.record_picker import RecordPicker
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.widgets.status_line import StatusLine

NEARLY = (
    "Nearly 500 victims of human trafficking were rescued in Operation Épervier "
    "across Chad and Mali"
)
NOT_STOP = "“We will not stop,” said Awa Traoré, director of Maison d’Accueil (MDA)"
LOOK_BACK = "The police of Chad look back on Operation Épervier"


def passages(it: Explorer) -> list[tuple[str, str]]:
    """Every passage of the record on the card, in the order of reading."""
    record = it.card.record
    assert record is not None
    found = dict.fromkeys((each.source_id, each.start, each.end) for each in record.passages)
    texts = {name: document.text for name, document in it.sources.documents.items()}
    return [
        (source_id, " ".join(texts[source_id][start:end].split()))
        for source_id, start, end in sorted(found)
    ]


def foot(it: Explorer) -> str:
    """The line under the source."""
    return it.sources.query_one("#first-foot", StatusLine).text


@pytest.mark.parametrize("size", first_quick([(80, 24), (140, 40), (200, 60)]))
async def test_walking_through_all_passages(open_tiny: Explore, size: tuple[int, int]) -> None:
    """From the first passage of the first text to the last of the last, each in sight and marked."""
    (following,), (previous,) = keys_of("pane.next-passage"), keys_of("pane.previous-passage")
    async with open_tiny(size=size) as it:
        expected = passages(it)
        assert len(expected) > 3
        assert {source_id for source_id, _ in expected} == {"a", "b"}
        for _ in expected:
            await it.press(previous)
        assert "first passage" in it.notices[-1]
        for direction, walk in ((following, expected), (previous, expected[::-1])):
            for i, (source_id, words) in enumerate(walk):
                if i:
                    await it.press(direction)
                assert (it.sources.source_id, it.passage) == (source_id, words)
                assert painted(it.source, "source-view--evidence") == words
                number = [each for each in expected if each[0] == source_id].index(walk[i]) + 1
                assert f"passage {number}/" in foot(it)
            await it.press(direction)
            end = "last" if direction == following else "first"
            assert any(f"the {end} passage" in each for each in it.notices)
            assert it.passage == walk[-1][1]


async def test_the_other_passages_of_the_record_are_marked_faintly(open_tiny: Explore) -> None:
    """All passages of the record are marked; a bar without colour says which one it is."""
    async with open_tiny() as it:
        bars = {line[1] for line in lines_of(it.source) if len(line) > 1}
        assert {"▌", "▏"} <= bars
        underlined = it.source.get_component_rich_style("source-view--record", partial=True)
        assert underlined.underline
        assert underlined.bgcolor is None
        assert (
            it.source.get_component_rich_style("source-view--other", partial=True).bgcolor is None
        )


async def test_turning_to_another_source(open_tiny: Explore) -> None:
    """The keys go round the sources of the record, and say which one is open."""
    async with open_tiny() as it:
        for key in [*keys_of("pane.next-source"), *keys_of("pane.previous-source")]:
            for source_id, head in (("b", "2/2 · b · A year later"), ("a", "1/2 · a · Maison")):
                await it.press(key)
                assert it.sources.source_id == source_id
                assert it.title_of("source").startswith(f"Source {head}")
                assert it.passage is not None
                assert painted(it.source, "source-view--evidence") == it.passage


async def test_two_sources_side_by_side(open_tiny: Explore) -> None:
    """The key sets a second source beside the first, with its passage marked, and takes it away."""
    (key,) = keys_of("pane.two-sources")
    async with open_tiny() as it:
        second = it.sources.query_one("#second-column")
        assert not second.display
        await it.press(key)
        assert second.display
        assert it.sources.second.document is not None
        assert it.sources.second.document.source_id == "b"
        assert painted(it.sources.second, "source-view--evidence") == LOOK_BACK
        assert it.passage == NEARLY
        await it.press("right_square_bracket")
        assert (it.sources.source_id, it.sources.second.document.source_id) == ("b", "a")
        await it.press(key)
        assert not second.display


async def test_two_sources_by_themselves_on_a_wide_screen(open_tiny: Explore) -> None:
    """Two sources of one record are side by side at once if there is room."""
    async with open_tiny(size=(300, 60)) as it:
        second = it.sources.query_one("#second-column")
        assert second.display
        await it.press("down")
        assert not second.display
        await it.press("w")
        assert "one source" in it.notices[-1]


async def test_one_source_alone(open_tiny: Explore) -> None:
    """The keys for other sources say that the record has only one."""
    async with open_tiny() as it:
        await it.press("down")
        for key in ("right_square_bracket", "left_square_bracket", "w"):
            await it.press(key)
            assert "one source" in it.notices[-1]
        # Said once, while it is on screen.
        assert len(it.notices) == len(set(it.notices))


@pytest.mark.parametrize("size", first_quick([(80, 24), (140, 40)]))
async def test_a_record_without_evidence_says_so(open_tiny: Explore, size: tuple[int, int]) -> None:
    """The source panel says that there is no passage, and where to add one."""
    async with open_tiny(size=size, start=LaunchOptions(goto="operation/zafiro")) as it:
        assert it.shown == "zafiro"
        for key in ("n", "N", "w", "right_square_bracket", "left_square_bracket"):
            await it.press(key)
            assert it.notices[-1] == "There is no passage to go to."
        seen = " ".join(it.screen_text().split())
        assert "No passage supports this record." in seen
        assert "records.yaml" in seen
        assert it.passage is None
        parts = []
        for _ in range(3):
            await it.press("tab")
            parts.append(it.part)
            await it.press("o", "enter")
        assert parts == ["card", "source", "table"]
        await it.press("escape", "k")
        assert it.shown == "kayak"
        assert it.passage is not None


async def test_enter_opens_the_one_record_of_a_passage(open_tiny: Explore) -> None:
    """A passage of one record opens it at once."""
    (key,) = keys_of("source.records")
    async with open_tiny(start=LaunchOptions(pane="sources")) as it:
        it.source.scroll_end(animate=False)
        await it.settle()
        await it.click(it.source, *place_of(it.source, "I-24/7 network"))
        it.source.focus()
        await it.press(key)
        assert it.pane.view.name == "tools"
        assert (it.at, it.shown) == ("i-24-7", "i-24-7")
        assert it.passage == "Officers used the I-24/7 network"


async def test_enter_asks_among_several_records(open_tiny: Explore) -> None:
    """A passage of several records lists them; the chosen one opens."""
    async with open_tiny(start=LaunchOptions(goto="case/girl")) as it:
        await it.press("tab", "tab", "enter")
        assert isinstance(it.app.screen, RecordPicker)
        options = it.app.screen.query_one(OptionList)
        kinds = [str(option.id) for option in options.options]
        assert kinds == ["case/girl", "form/forced-labour"]
        assert "2 records" in it.screen_text()
        await it.press("down", "enter")
        assert it.on_main
        assert (it.pane.view.name, it.shown) == ("more", "forced-labour")


async def test_enter_without_a_passage(open_tiny: Explore) -> None:
    """Without a passage, enter does nothing."""
    async with open_tiny(start=LaunchOptions(pane="sources")) as it:
        await it.press("shift+tab", "enter")
        assert it.passage is None
        assert it.on_main
        assert it.pane.view.name == "sources"


async def test_a_source_is_walked_from_its_first_passage(open_tiny: Explore) -> None:
    """In the sources' own pane, the walk goes through the passages of all records."""
    async with open_tiny(start=LaunchOptions(pane="sources")) as it:
        assert it.passage is None
        await it.press("n")
        assert it.passage == "Raids across the Sahel"
        assert "record" in foot(it)
        await it.press("n")
        assert it.passage is not None
        assert "Épervier" in it.passage
        await it.press("j")
        assert (it.sources.source_id, it.passage) == ("b", None)


SCROLLING = [
    *((key, 10, 11) for key in keys_of("source.down")),
    *((key, 10, 9) for key in keys_of("source.up")),
    *((key, 0, 0) for key in keys_of("source.up")),
    *((key, 10, 0) for key in keys_of("source.top")),
]


async def test_scrolling_line_by_line(open_tiny: Explore) -> None:
    """In the source, the keys scroll it by a line or to its top."""
    async with open_tiny(start=LaunchOptions(pane="sources"), size=(120, 20)) as it:
        await it.press("shift+tab")
        for key, start, end in SCROLLING:
            it.source.scroll_to(y=start, animate=False)
            await it.settle()
            await it.press(key)
            assert it.source.scroll_offset.y == end, key


async def test_scrolling_page_by_page(open_tiny: Explore) -> None:
    """Page keys turn pages, so that no line is skipped; the end is the end."""
    pages = zip(
        keys_of("source.page-down"), keys_of("source.page-up"), keys_of("source.end"), strict=True
    )
    async with open_tiny(start=LaunchOptions(pane="sources"), size=(120, 20)) as it:
        await it.press("shift+tab")
        for down, up, end in pages:
            it.source.scroll_home(animate=False)
            await it.press(down)
            assert 0 < it.source.scroll_offset.y <= it.source.size.height
            await it.press(up)
            assert it.source.scroll_offset.y == 0
            await it.press(end)
            assert it.source.scroll_offset.y == it.source.max_scroll_y
            assert "of page furniture hidden" in "\n".join(lines_of(it.source)[-3:])


async def test_page_furniture_is_folded_and_opens(open_tiny: Explore) -> None:
    """Page furniture takes one line until it is opened, with the key or a click."""
    (key,) = keys_of("source.furniture")
    async with open_tiny(start=LaunchOptions(pane="sources")) as it:
        await it.press("tab", "tab")
        assert "Home | News" not in "\n".join(lines_of(it.source))
        assert "5 words of page furniture hidden" in "\n".join(lines_of(it.source))
        await it.press(key)
        assert "Home | News" in lines_of(it.source)[0]
        assert "Share this page" in "\n".join(lines_of(it.source))
        await it.press(key)
        assert "Home | News" not in "\n".join(lines_of(it.source))
        await it.click(it.source, *place_of(it.source, "5 words of page furniture"))
        assert "Home | News" in lines_of(it.source)[0]


async def test_clicking_a_passage(open_tiny: Explore) -> None:
    """A click goes to the passage under the mouse, a double click opens its record."""
    async with open_tiny(size=(160, 34)) as it:
        x, y = place_of(it.source, "We will not stop")
        await it.click(it.source, x, y)
        assert it.passage == NOT_STOP
        assert painted(it.source, "source-view--evidence") == it.passage
        x, y = place_of(it.source, " Forty")
        x += 1
        await it.click(it.source, x, y)
        assert it.passage == "Forty"
        await it.click(it.source, x, y, times=2)
        assert not it.on_main or it.pane.view.name == "statistics"


async def test_a_click_beside_every_passage(open_tiny: Explore) -> None:
    """A click on plain text or below the text changes nothing."""
    async with open_tiny(size=(160, 34)) as it:
        before = it.passage
        await it.click(it.source, *place_of(it.source, "leads to 40"))
        await it.click(it.source, 0, 0)
        await it.press("right_square_bracket")
        await it.click(it.source, 5, it.source.size.height - 1)
        await it.press("right_square_bracket")
        assert it.passage == before


async def test_the_furniture_may_hold_a_passage(open_tiny: Explore) -> None:
    """Matches and marks never cost the text a letter: what is shown is what the file has."""
    async with open_tiny(start=LaunchOptions(goto="quote/children")) as it:
        assert it.passage == "“They are [bold red]children[/bold red],”"
        assert painted(it.source, "source-view--evidence") == it.passage
        assert "[bold red]children[/bold red]" in " ".join(" ".join(lines_of(it.card)).split())
        assert "[bold red]children[/bold red]" in " ".join(" ".join(lines_of(it.table)).split())
