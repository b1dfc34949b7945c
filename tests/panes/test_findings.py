"""The Findings pane: its rows, the passages side by side, what is said of a finding, and ways out."""

import re

import pytest
from textual.app import App, ComposeResult
from textual.widgets import OptionList

from tests.explorer_driver import Explore, Explorer, keys_of, lines_of
from trafficking_explorer.database.read_models import FindingDetail
from trafficking_explorer.ui.dialogs.copy_menu import CopyMenu
from trafficking_explorer.ui.dialogs.facets import FacetScreen
from trafficking_explorer.ui.dialogs.text_viewer import TextViewer
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.themes import DARK, defaults
from trafficking_explorer.ui.widgets.comparison_panel import ComparisonPanel, SideView

DIFFERING = "differing-claims:statistic/rescued+statistic/rescued-heading"
UNDATED = "missing-dates:operation/epervier"
(FINDINGS,) = keys_of("pane.findings")


def sides(it: Explorer) -> list[SideView]:
    """The sides that are on screen."""
    return [side for side in it.pane.query(SideView) if side.region.area]


def marked(side: SideView) -> list[str]:
    """The words that are marked as differing, from the text itself."""
    assert side.document is not None
    return [side.document.text[slice(*span)] for span in side.differing]


def attributed(side: SideView, attribute: str) -> str:
    """The words of a side that are painted underlined, or bold."""
    found = [
        segment.text
        for y in range(side.size.height)
        for segment in side.render_line(y)
        if segment.style is not None and getattr(segment.style, attribute)
    ]
    return " ".join("".join(found).split())


def card(it: Explorer) -> str:
    return " ".join(" ".join(lines_of(it.card)).split())


async def to_line(it: Explorer, name: str) -> None:
    """Put the card's cursor on a line."""
    it.pane.show_part("card")
    await it.press("g")
    while (item := it.card.current) is None or item.field is None or item.field.name != name:
        at = it.card.cursor
        await it.press("down")
        assert it.card.cursor == at + 1, f"there is no line {name}"


def rules(it: Explorer) -> list[str | None]:
    """The rules of the rows."""
    at = [column.key for column in it.pane.view.columns].index("rule")
    return [row.cells[at] for row in it.rows]


async def test_findings_as_rows(open_tiny: Explore) -> None:
    """Errors, doubts, notes; rare rules before those that repeat; the screen says so."""
    async with open_tiny() as it:
        await it.press(FINDINGS)
        assert it.count == "26 findings"
        assert it.at == it.shown == DIFFERING
        assert rules(it) == ["differing-claims"]
        assert "Most serious first" in it.screen_text()
        assert "7 Findings 1 " in it.screen_text().splitlines()[0], "one doubt has no answer"
        row = " ".join(lines_of(it.table)[1].split())
        assert row.startswith("▸≠ Victims rescued: source a gives 500")
        assert row.endswith("a doubt differing-claims 3")
        fold = "25 notes: no date, or no year; claims in only one source – enter shows them"
        assert lines_of(it.table)[2].strip() == fold


async def test_another_order_is_not_called_the_usual_one(open_tiny: Explore) -> None:
    """The title of the sorted column has the sign of the order instead."""
    async with open_tiny(start=LaunchOptions(pane="findings", sort="rule:desc")) as it:
        assert "Most serious first" not in it.screen_text()
        assert "Rule ▾" in lines_of(it.table)[0]
        it.pane.question.sort_by(())
        await it.settle()
        assert "Most serious first" in it.screen_text()


# Passages.


async def test_two_passages_side_by_side(open_tiny: Explore) -> None:
    """Each passage is in its text, with differing words underlined and figures bold."""
    async with open_tiny() as it:
        await it.press(FINDINGS)
        first, second = sides(it)
        assert first.region.y == second.region.y
        assert marked(first) == ["rescues"]
        assert marked(second) == [
            "Nearly",
            "of human trafficking were rescued in",
        ]
        assert attributed(first, "underline") == "rescues"
        assert attributed(second, "underline").startswith("Nearlyof human trafficking")
        assert "500" in attributed(second, "bold")
        assert "Forty suspects were arrested." in " ".join(" ".join(lines_of(second)).split())
        heads = it.screen_text()
        assert "a · line 5 · " in heads
        assert "a · line 7 · " in heads
        assert "underlined: words that differ" in heads
        barred = [line for line in lines_of(second) if "▌" in line]
        assert [line.split()[1] for line in barred] == ["Nearly", "Operation"]


async def test_from_passage_to_passage(open_tiny: Explore) -> None:
    """A finding with one side shows its passages one by one, and says where it ends."""
    (onward,), (back,) = keys_of("pane.next-passage"), keys_of("pane.previous-passage")
    async with open_tiny(start=LaunchOptions(goto=f"finding/{UNDATED}")) as it:
        (side,) = sides(it)
        assert (it.passage, side.document and side.document.source_id) == (
            "Operation Épervier",
            "a",
        )
        assert "passage 1/2, n N" in it.screen_text()
        await it.press(onward)
        assert (it.passage, side.document and side.document.source_id) == (
            "Operation Épervier",
            "b",
        )
        assert "b · line 3" in it.screen_text()
        await it.press(onward)
        assert it.notices[-1] == "This is the last passage of the finding."
        await it.press(back, back)
        assert it.notices[-1] == "This is the first passage of the finding."
        assert "underlined" not in it.screen_text()


async def test_from_side_to_side(open_tiny: Explore) -> None:
    """The focus goes over and back; a finding with one side says that it has one."""
    async with open_tiny() as it:
        await it.press(FINDINGS, "enter")
        first, second = sides(it)
        assert it.app.screen.focused is first
        for key in keys_of("finding.other-side"):
            await it.press(key)
        assert it.app.screen.focused is first
        await it.press("]")
        assert it.app.screen.focused is second
        assert it.sources.passage is not None
        assert it.sources.passage.line == 7
        await it.press("escape")
        await it.filter("rule:missing-dates")
        await it.press("enter", "escape")
        it.table.focus()
        for key in ("]", "w"):
            await it.press(key)
            assert it.notices[-1] == "This finding has only one side."


async def test_a_side_that_goes_away_leaves_the_focus(open_tiny: Explore) -> None:
    """Keys go on working where the next finding has one side."""
    async with open_tiny() as it:
        await it.press(FINDINGS, "enter", "]")
        await it.filter("rule:missing-dates")
        focused = it.app.screen.focused
        assert focused is not None
        assert focused.region.area


async def test_one_above_the_other(open_tiny: Explore) -> None:
    """By a key, and by itself where there is no room."""
    (two,) = keys_of("pane.two-sources")
    async with open_tiny() as it:
        await it.press(FINDINGS, two)
        first, second = sides(it)
        assert (first.region.x, first.region.y < second.region.y) == (second.region.x, True)
        await it.press(two)
        assert first.region.y == second.region.y
        await it.pilot.resize_terminal(80, 24)
        await it.settle()
        assert first.region.y == second.region.y, "the reader's choice stays"
    async with open_tiny(size=(80, 24)) as it:
        await it.press(FINDINGS)
        first, second = sides(it)
        assert first.region.y < second.region.y
        assert marked(second)[0] == "Nearly"
        assert second.region.y < it.card.region.y
        await it.press("tab", "tab")
        assert (it.part, len(sides(it))) == ("card", 2)


async def test_the_passage_in_its_source(open_tiny: Explore) -> None:
    """Enter leads to the text at the passage, and the way back to the finding."""
    (open_,) = keys_of("side.open")
    async with open_tiny() as it:
        await it.press(FINDINGS, "tab", "]", open_)
        assert it.pane.view.name == "sources"
        assert (
            it.passage
            == "Nearly 500 victims of human trafficking were rescued in Operation Épervier"
        )
        await it.press("<")
        assert (it.pane.view.name, it.shown) == ("findings", DIFFERING)
        first, _ = sides(it)
        await it.click(first, 6, place(first, "500")[1], times=2)
        assert it.pane.view.name == "sources"
        assert it.passage == "Operation Épervier rescues 500 victims"


def place(side: SideView, words: str) -> tuple[int, int]:
    return next((line.index(words), y) for y, line in enumerate(lines_of(side)) if words in line)


class Alone(App[None]):
    """A panel without a pane."""

    def __init__(self) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return defaults(self.current_theme.to_color_system().generate())

    def compose(self) -> ComposeResult:
        yield ComparisonPanel(id="source", marks=Symbols())


async def test_a_finding_without_passages() -> None:
    """The panel says that there are no passages, and no key goes anywhere."""
    bare = FindingDetail("finding", "x", "≠ X", "x", "", 0, (), (), (), 0, "x", "doubt", ((), ()))
    app = Alone()
    async with app.run_test(size=(100, 12)) as pilot:
        panel = app.query_one(ComparisonPanel)
        panel.show_record(bare, {})
        await pilot.pause()
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "This finding has no passages" in text
        assert (panel.walk(1), panel.turn(1), panel.toggle_two(), panel.passage) == (False, False, False, None)  # fmt: skip
        panel.show_record(None, {})
        await pilot.pause()
        assert panel.pair is None


# What is said of it, and ways out.


async def test_the_card_of_a_finding(open_tiny: Explore) -> None:
    """The rule in a sentence, the records it is about, the answer; its id, by which it is answered."""
    async with open_tiny(size=(140, 50)) as it:
        await it.press(FINDINGS)
        said = card(it)
        assert said.startswith("≠ Two figures for the same claim finding · doubt")
        assert "Victims rescued: source a gives 500 in one place, nearly 500 in another" in said
        assert "rule differing-claims: Claims about one and the same thing" in said
        assert "statistic Victims rescued (heading)" in said
        assert "operation Operation Épervier answer none yet id differing-claims:" in said
        assert "◆" not in said


async def test_the_page_of_the_rule(open_tiny: Explore) -> None:
    """All that the rule looks for, and what it does not see."""
    (rule,) = keys_of("finding.rule")
    async with open_tiny() as it:
        await it.press(FINDINGS, "tab", "tab", rule)
        assert isinstance(it.app.screen, TextViewer)
        assert "What it does not see" in it.app.screen._text if it.app.screen._text else False


async def test_records_and_back(open_tiny: Explore) -> None:
    """Enter on a record opens it; its card says how many findings there are, and leads to them."""
    async with open_tiny(size=(140, 60)) as it:
        await it.press(FINDINGS)
        await to_line(it, "operation")
        await it.press("enter")
        assert (it.pane.view.name, it.shown) == ("operations", "epervier")
        assert "findings 4 about this operation" in card(it)
        it.pane.show_part("card")
        while it.card.current is None or not it.card.current.leads_to_findings:
            await it.press("down")
        await it.press("enter")
        assert it.pane.view.name == "findings"
        assert it.field.value == "record:operation/epervier"
        assert it.count.startswith("4 of 26")
        assert set(rules(it)) == {
            "differing-claims",
            "missing-dates",
            "lone-claims",
        }
        await it.press("5")
        assert "findings" not in card(it)


async def test_the_card_moves_the_passages(open_tiny: Explore) -> None:
    """To those of the record under its cursor."""
    async with open_tiny(
        start=LaunchOptions(goto="finding/lone-claims:operation/epervier+source/a")
    ) as it:
        walked = [it.passage]
        await it.press("n", "n")
        assert it.passage not in walked
        await to_line(it, "statistic")
        assert it.passage == walked[0]


# As everywhere.


async def test_filters_and_facets(open_tiny: Explore) -> None:
    """The same language, by key and by facet; an empty answer says where else there is something."""
    async with open_tiny() as it:
        await it.press(FINDINGS)
        for line, count in (
            ("severity:doubt", 1),
            ("rule:missing-dates kayak", 1),
            ("record:operation/jade", 2),
            ("is:answered", 0),
            ("source:b", 2),
            ("-rule:lone-claims,missing-dates", 1),
        ):
            await it.filter(line)
            assert it.count.startswith(f"{count} of 26"), line
        await it.filter("sahel forum")
        assert "In other panes:" in "\n".join(lines_of(it.table))
        await it.filter("severity:doubt sahel")
        assert "No record of any kind has “severity" not in "\n".join(lines_of(it.table))
        await it.filter("")
        it.table.focus()
        await it.press("f")
        assert isinstance(it.app.screen, FacetScreen)
        options = [str(option.prompt) for option in it.app.screen.query_one(OptionList).options]
        assert options[0] == "severity"
        assert any(re.search(r"lone-claims +█+\S* +13 +50 %$", option) for option in options)
        await it.press("enter")
        await it.press("escape")
        assert it.field.value == "severity:note"


async def test_other_panes_know_of_findings(open_tiny: Explore) -> None:
    """A filter without rows in its pane says how many findings it has."""
    async with open_tiny() as it:
        await it.press("5")
        await it.filter("rule:lone-claims")
        assert "In other panes: 13 findings." in " ".join(lines_of(it.table))


async def test_the_palette_filters_findings(open_tiny: Explore) -> None:
    """With the number that it would find here, and it leads to the pane."""
    async with open_tiny() as it:
        await it.press(FINDINGS, "ctrl+p")
        await it.search_palette("severity:doubt")
        assert "1 match" in it.screen_text()
    async with open_tiny() as it:
        await it.press("ctrl+p")
        assert "Pane: Findings" in await it.search_palette("Pane: Findings")


async def test_a_view_to_begin_with_and_to_copy(open_tiny: Explore) -> None:
    """The command that opens a view of findings is that of any other pane."""
    start = LaunchOptions(
        pane="findings", filter_text="rule:missing-dates", goto=f"finding/{UNDATED}"
    )
    async with open_tiny(start=start) as it:
        assert (it.count, it.told) == ("12 of 26", "findings, rule missing-dates")
        assert it.shown == UNDATED
        await it.press("y")
        assert isinstance(it.app.screen, CopyMenu)
        await it.press("l")
        link = it.app.clipboard
        assert "--pane findings --filter rule:missing-dates" in link
        assert link.endswith(f"--goto finding/{UNDATED}")
        for letter, words in (("i", UNDATED), ("r", "missing-dates"), ("q", "Operation Épervier")):
            await it.press("y", letter)
            assert words in it.app.clipboard
            # The id is copied as `answers` take it.
            assert letter != "i" or it.app.clipboard == UNDATED


async def test_the_sql_of_a_view(open_tiny: Explore) -> None:
    """Q says what the rows are in SQL, over the table of findings."""
    (statement,) = keys_of("pane.statement")
    async with open_tiny(start=LaunchOptions(pane="findings", filter_text="severity:doubt")) as it:
        await it.press(statement)
        assert "JOIN findings t ON" in it.screen_text()


@pytest.mark.slow
async def test_a_part_alone(open_tiny: Explore) -> None:
    """Each part can have the whole pane, at any width."""
    (zoom,) = keys_of("pane.zoom")
    for size in ((80, 24), (120, 30), (200, 50)):
        async with open_tiny(size=size, start=LaunchOptions(pane="findings")) as it:
            for part, other in (("table", "card"), ("source", "table"), ("card", "source")):
                assert it.part == part
                await it.press(zoom)
                widgets = {"table": it.table, "source": it.sources, "card": it.card}
                assert widgets[part].region.height >= size[1] - 5
                assert widgets[part].region.width >= size[0] - 2
                assert not widgets[other].region.area
                await it.press(zoom, "tab")
            assert it.part == "table"
