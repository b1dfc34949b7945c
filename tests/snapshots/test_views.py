"""Every view over the bundled corpus, to the cell: in three sizes, four sets of colours, and without any.

`views/SIZE/NAME.txt` has the words on the screen, then the styles in the usual colours and those that
are left in a terminal without colours; `NAME.colours.txt` has the styles in other themes. After a change
that is meant, write them again, and look at the differences:

    python -m pytest tests/snapshots -m "slow or not slow" --update-views
"""

import difflib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from tests.explorer_driver import Explorer, explore
from tests.views import GROUPS, SIZES, START, VIEWS, strips_of, styles_of, visit, wear
from trafficking_explorer.database.cache import StoreLocation
from trafficking_explorer.ui.themes import CONTRAST_DARK, DARK, LIGHT

FOLDER = Path(__file__).parent / "views"
COLOURS = (DARK, LIGHT, CONTRAST_DARK)
_MOST_LINES = 60

Compare = Callable[[Path, str], None]


@pytest.fixture
def compare(request: pytest.FixtureRequest) -> Iterator[Compare]:
    """Compares a screen with the one on file, or writes it; tells of all that differ at the end."""
    is_update = request.config.getoption("--update-views")
    changes: list[str] = []

    def one(path: Path, now: str) -> None:
        if is_update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(now, "utf-8")
            return
        before = path.read_text("utf-8") if path.exists() else ""
        if before != now:
            name = str(path.relative_to(FOLDER))
            lines = before.splitlines(), now.splitlines()
            changes.extend(difflib.unified_diff(*lines, name, "now", lineterm="", n=0))

    yield one
    if changes:
        # Not by an assertion: how two long texts differ takes pytest a minute to say.
        pytest.fail("\n".join(islice(changes, _MOST_LINES)), pytrace=False)


def words_of(explorer: Explorer) -> str:
    """The text of the screen, with the ends of its lines."""
    return "\n".join(strip.text.rstrip() for strip in strips_of(explorer))


def picture(explorer: Explorer) -> str:
    """The words on the screen, their styles, and what is left of these without colours."""
    strips = strips_of(explorer)
    parts = (
        words_of(explorer),
        "== dark",
        styles_of(strips),
        "== without colours",
        styles_of(strips, is_coloured=False),
    )
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("group", GROUPS)
async def test_views(group: str, bundled_place: StoreLocation, compare: Compare) -> None:
    """The screens of a small terminal are what they were when somebody last looked at them."""
    size = next(iter(SIZES))
    async with explore(
        bundled_place, size=SIZES[size], start=START, name="bundled", overview=True
    ) as explorer:
        async for view in visit(explorer, GROUPS[group]):
            compare(FOLDER / size / f"{view.name}.txt", picture(explorer))


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("size", SIZES)
async def test_views_in_all_colours(
    size: str, group: str, bundled_place: StoreLocation, compare: Compare
) -> None:
    """So are those of larger ones, and in other colours; the words are the same in all."""
    async with explore(
        bundled_place, size=SIZES[size], start=START, name="bundled", overview=True
    ) as explorer:
        themes = list(COLOURS)
        async for view in visit(explorer, GROUPS[group]):
            if not view.is_recoloured:
                assert explorer.app.theme == DARK.name
                compare(FOLDER / size / f"{view.name}.txt", picture(explorer))
                continue
            styles = {}
            words = set()
            for theme in themes:
                await wear(explorer, theme)
                if theme is DARK:
                    compare(FOLDER / size / f"{view.name}.txt", picture(explorer))
                styles[theme.name] = styles_of(strips_of(explorer))
                words.add(words_of(explorer))
            # The next view begins with the colours that this one ends with: each change takes time.
            themes.reverse()
            lines = (f"== {theme.name}\n{styles[theme.name]}\n" for theme in COLOURS[1:])
            compare(FOLDER / size / f"{view.name}.colours.txt", "".join(lines))
            assert len(words) == 1, f"{view.name}: words depend on the colours"


def test_no_screen_on_file_is_of_a_view_that_is_gone() -> None:
    """Each file is of a size and a view that there is."""
    found = {str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.txt")}
    assert found == {
        f"{size}/{view.name}{kind}.txt"
        for size in SIZES
        for view in VIEWS
        for kind in (("", ".colours") if view.is_recoloured else ("",))
    }


_CURSORS = ("operations", "card", "agencies", "quotes", "statistics", "findings", "overview")


@pytest.mark.parametrize("name", _CURSORS)
def test_the_cursor_can_be_seen_without_colours(name: str) -> None:
    """A sign is before the line that the cursor is in, whatever the terminal can show."""
    assert "▸" in (FOLDER / "80x24" / f"{name}.txt").read_text("utf-8")
