"""Make the pictures of the README again, from the bundled corpus: `python screenshots/make.py`.

One of them moves: from the overview to a comparison, a timeline and a map. They are drawn by the program itself, without a terminal; a test fails when they are stale. Needs the
extra `test`, which pins what draws them.
"""

import asyncio
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

FOLDER = Path(__file__).resolve().parent
if str(FOLDER.parent) not in sys.path:
    sys.path.insert(0, str(FOLDER.parent))

from tests.explorer_driver import explore  # noqa: E402

from screenshots.animation import Frame, animate  # noqa: E402
from trafficking_explorer.console.background_query import BackgroundQuery  # noqa: E402
from trafficking_explorer.database.cache import locate_store  # noqa: E402
from trafficking_explorer.paths import bundled_corpus  # noqa: E402
from trafficking_explorer.ui import state  # noqa: E402
from trafficking_explorer.ui.launch_options import LaunchOptions  # noqa: E402


@dataclass(frozen=True, slots=True)
class Picture:
    """What is opened, at which size, and the keys pressed before it is drawn."""

    size: tuple[int, int]
    start: LaunchOptions
    keys: tuple[str, ...] = ()


PICTURES = {
    "overview": Picture((160, 45), LaunchOptions(pane="overview")),
    "operations": Picture((160, 45), LaunchOptions(goto="operation/epervier")),
    "statistics": Picture(
        (160, 45), LaunchOptions(goto="statistic/epervier-rescued-002", filter_text="epervier")
    ),
    "quotes": Picture((160, 45), LaunchOptions(pane="quotes"), ("j",)),
    "sources": Picture((120, 36), LaunchOptions(goto="source/002"), (*["n"] * 9, "shift+tab")),
    "findings": Picture(
        (120, 36), LaunchOptions(pane="findings", filter_text="rule:differing-claims"), ("w", "w")
    ),
    "comparison": Picture((160, 45), LaunchOptions(goto="operation/epervier"), ("c", "n")),
    "timeline": Picture((160, 45), LaunchOptions(goto="operation/epervier"), ("t",)),
    "map": Picture((160, 45), LaunchOptions(goto="operation/epervier"), ("m",)),
    "sql": Picture((120, 36), LaunchOptions(pane="sql"), ("i", "tab", "ctrl+r")),
    "operations-80x24": Picture((80, 24), LaunchOptions(goto="operation/epervier")),
}


@dataclass(frozen=True, slots=True)
class Step:
    """A screen of the moving picture: the keys that lead there, and words below it."""

    keys: tuple[str, ...]
    shown: str
    caption: str


TOUR = "tour"
"""The name of the moving picture."""
TOUR_SIZE = (110, 32)
TOUR_SECONDS = 4.0
TOUR_LABEL = (
    "The explorer: an overview of where texts disagree, two texts about one operation compared in "
    "their own words, operations on a timeline, and on a map"
)
STEPS = (
    Step(("j",), "0", "The overview: where the texts disagree. Every line opens what it is about."),
    Step(("c",), "c", "Compare: what each text says of Operation Epervier, in its own words."),
    Step(("n",), "n", "On to the next difference; both passages are below."),
    Step(("escape", "1", "t"), "t", "The operations on a timeline, as exact as their texts are."),
    Step(("m",), "m", "On a map: the records of a country, and the passage that names it."),
)


async def draw_tour(folder: Path) -> str:
    """The moving picture, as SVG.

    Args:
        folder: as for `draw`.
    """
    place = locate_store(bundled_corpus(), folder / "cache")
    frames = []
    with patch.object(state, "data_folder", lambda: folder / "data"):
        async with explore(place, size=TOUR_SIZE, overview=True, name="bundled") as explorer:
            for step in STEPS:
                await explorer.press(*step.keys)
                strips = explorer.app.screen._compositor.render_strips()
                frames.append(Frame(strips, step.shown, step.caption))
    return animate(frames, TOUR_SIZE[0], seconds=TOUR_SECONDS, label=TOUR_LABEL)


async def draw(picture: Picture, folder: Path) -> str:
    """One picture, as SVG.

    Args:
        folder: for the store and the history of queries, which are not the reader's own.
    """
    place = locate_store(bundled_corpus(), folder / "cache")
    with (
        patch.object(state, "data_folder", lambda: folder / "data"),
        # How long a statement takes is another number each time.
        patch.object(BackgroundQuery, "seconds", 0.02),
    ):
        async with explore(
            place, size=picture.size, start=picture.start, name="bundled"
        ) as explorer:
            await explorer.press(*picture.keys)
            return explorer.app.export_screenshot()


def pictures() -> Iterator[tuple[Path, str]]:
    """Every picture with its file."""
    with TemporaryDirectory() as folder:
        for name, picture in PICTURES.items():
            yield FOLDER / f"{name}.svg", asyncio.run(draw(picture, Path(folder)))
        yield FOLDER / f"{TOUR}.svg", asyncio.run(draw_tour(Path(folder)))


def main() -> None:
    """Write them all."""
    for path, svg in pictures():
        path.write_text(svg, "utf-8")
        print(f"{path.relative_to(FOLDER.parent)}  {len(svg):,} bytes")


if __name__ == "__main__":
    main()
