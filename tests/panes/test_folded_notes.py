"""Routine notes behind one line of the findings, and the signs beside records that lead to them."""

from pathlib import Path

import pytest

from tests.explorer_driver import Explore, Explorer, lines_of
from trafficking_explorer.config import Config
from trafficking_explorer.ui.launch_options import LaunchOptions
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import ViewStateStore

FINDINGS = "7"
START = LaunchOptions(pane="findings")
UNDATED = "missing-dates:operation/epervier"


def fold(it: Explorer) -> str | None:
    """The line of the folded notes."""
    return next((line.strip("▸ ") for line in lines_of(it.table) if "– enter" in line), None)


async def test_notes_are_folded_until_asked_for(open_tiny: Explore) -> None:
    """Enter on the line shows them, and folds them again."""
    async with open_tiny(size=(140, 60), start=START) as it:
        assert len(it.ids) == 1
        assert (fold(it) or "").startswith("25 notes: no date, or no year; claims in only one")
        record = it.shown
        await it.press("G")
        assert it.at is None
        assert it.shown == record, "the card stays"
        await it.press("enter")
        assert len(it.ids) == 26
        await it.press("G")
        assert (fold(it) or "").endswith("enter folds them")
        await it.press("enter")
        assert (len(it.ids), it.at) == (1, record)


@pytest.mark.parametrize(
    ("line", "count", "folded"),
    [
        ("rule:lone-claims", 13, None),
        ("severity:note", 25, None),
        ("-severity:error", 26, None),
        ("record:operation/epervier", 4, None),
        ("epervier", 1, 3),
        ("kayak", 2, None),
        ("nothing at all", 0, None),
    ],
)
async def test_a_filter_may_ask_for_them(
    open_tiny: Explore, line: str, count: int, folded: int | None
) -> None:
    """By rule, severity or record; or because nothing else matches."""
    async with open_tiny(start=LaunchOptions(pane="findings", filter_text=line)) as it:
        assert (len(it.ids), it.count) == (count, f"{count} of 26")
        assert (fold(it) or "").partition(" notes")[0] == (str(folded) if folded else "")


async def test_it_is_remembered(open_tiny: Explore, tmp_path: Path) -> None:
    """The next start shows them if this one did."""
    for expected in (1, 26):
        kept = ViewStateStore(State(tmp_path))
        async with open_tiny(remembered=kept) as it:
            await it.press(FINDINGS)
            assert len(it.ids) == expected
            if expected == 1:
                await it.press("G", "enter")
            it.app.keep_views()


async def test_a_note_that_is_asked_for_is_shown(open_tiny: Explore) -> None:
    """By the command or a link."""
    async with open_tiny(start=LaunchOptions(goto=f"finding/{UNDATED}")) as it:
        assert it.at == it.shown == UNDATED
        assert len(it.ids) == 26
        assert not it.notices


async def test_long_findings_take_two_lines(open_tiny: Explore) -> None:
    """At 80 columns the rule and the number of records go first."""
    async with open_tiny(size=(80, 24), start=START) as it:
        head, first, second = lines_of(it.table)[:3]
        assert "Finding" in head
        assert "Rule" not in head
        assert "Records" not in head
        assert first.startswith("▸≠  Victims rescued: source a gives 500 in one ")
        assert second.strip() == "place, nearly 500 in another"


async def test_the_pages_of_two_lines_scroll(open_tiny: Explore) -> None:
    """The cursor and the rows stay together to the end."""
    async with open_tiny(size=(80, 24), start=LaunchOptions("findings", "severity:note")) as it:
        await it.press("G")
        assert it.at == it.ids[-1] == it.shown
        assert any(line.startswith("▸") for line in lines_of(it.table))
        await it.press("pageup", "g")
        assert it.at == it.ids[0]


# Signs.


async def test_a_sign_leads_to_the_findings(open_tiny: Explore) -> None:
    """Enter on it lists them; elsewhere in the row it goes to the card."""
    async with open_tiny() as it:
        await it.press("enter")
        assert it.part == "card"
        await it.press("escape", "h", "enter")
        assert it.pane.view.name == "findings"
        assert it.field.value == "record:operation/epervier"
        assert len(it.ids) == 4


async def test_a_sign_in_full(open_tiny: Explore) -> None:
    """The words for it."""
    async with open_tiny() as it:
        await it.press("h", "o")
        assert "≠  differs, or may be wrong" in it.screen_text()


async def test_signs_are_ascii_in_plain_marks(open_tiny: Explore) -> None:
    """In their column, their legend, and between figures."""
    async with open_tiny(config=Config(plain_marks=True)) as it:
        assert lines_of(it.table)[1].startswith("▸#")
        assert "500 # ~ 500" in lines_of(it.table)[1]
        await it.press("h")
        assert "# differs, or may be wrong" in lines_of(it.table)[0]
        assert "≠" not in it.screen_text()
