"""The pictures of the README are what the program shows today."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from screenshots import make

_ROOT = Path(__file__).resolve().parents[2]
_SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.slow
@pytest.mark.parametrize("name", make.PICTURES)
async def test_a_picture_is_not_stale(name: str, tmp_path: Path) -> None:
    """Drawn again, each picture comes out as it is; else run `python screenshots/make.py`."""
    drawn = await make.draw(make.PICTURES[name], tmp_path)
    kept = (_ROOT / "screenshots" / f"{name}.svg").read_text("utf-8")
    # Without an assertion on the texts: to show how two long lines differ takes a minute.
    if drawn != kept:
        pytest.fail(f"screenshots/{name}.svg is stale; run: python screenshots/make.py")


@pytest.mark.slow
async def test_the_moving_picture_is_not_stale(tmp_path: Path) -> None:
    """So does the one that moves."""
    if await make.draw_tour(tmp_path) != _tour():
        pytest.fail(f"screenshots/{make.TOUR}.svg is stale; run: python screenshots/make.py")


def _tour() -> str:
    return (_ROOT / "screenshots" / f"{make.TOUR}.svg").read_text("utf-8")


def _frames() -> list[ElementTree.Element]:
    return [each for each in ElementTree.fromstring(_tour()) if each.tag == f"{_SVG}g"]


def test_the_moving_picture_is_small_and_needs_nothing_else() -> None:
    """A page with it asks nobody but its own server: no script, no font, no picture from elsewhere."""
    svg = _tour()
    assert len(svg.encode()) < 300_000
    tags = {each.tag.removeprefix(_SVG) for each in ElementTree.fromstring(svg).iter()}
    assert tags <= {"svg", "title", "style", "rect", "g", "text", "tspan"}
    assert svg.count("http") == 1  # The name of the format.
    assert "url(" not in svg
    assert "@import" not in svg


def test_the_moving_picture_goes_from_the_overview_to_the_map() -> None:
    """Each of its screens says what it is, and is shown for as long as the others."""
    frames = _frames()
    texts = [" ".join("".join(each.itertext()).split()) for each in frames]
    shown = ("Where the texts disagree", "compare", "compare", "timeline", "map")
    assert len(texts) == len(shown) == len(make.STEPS)
    for text, words, step in zip(texts, shown, make.STEPS, strict=True):
        assert words in text
        assert step.caption in text
    delays = re.findall(r"animation-delay:([0-9.]+)s", _tour())
    assert [float(each) for each in delays] == [
        make.TOUR_SECONDS * number for number in range(len(frames))
    ]
    assert f"show {make.TOUR_SECONDS * len(frames):g}s infinite" in _tour()
    # Who has asked for less motion sees the first.
    assert "prefers-reduced-motion:reduce" in _tour()


def test_the_words_of_the_moving_picture_keep_to_their_cells() -> None:
    """No word is drawn over another, or beyond the edge, whatever font the reader has."""
    width = float(ElementTree.fromstring(_tour()).attrib["viewBox"].split()[2])
    for frame in _frames():
        for line in frame.iter(f"{_SVG}text"):
            right = 0.0
            for piece in line.iter(f"{_SVG}tspan"):
                if "textLength" not in piece.attrib:
                    continue  # The caption.
                left = float(piece.attrib["x"])
                assert left >= right - 0.2
                right = left + float(piece.attrib["textLength"])
            assert right <= width


def test_the_readme_shows_pictures_that_are_made() -> None:
    """The moving one, a comparison, the overview, a timeline and a map; and they lead to the others."""
    readme = (_ROOT / "README.md").read_text("utf-8")
    shown = {part.split(")")[0] for part in readme.split("](") if part.startswith("screenshots/")}
    assert "screenshots/" in shown
    pictures = shown - {"screenshots/"}
    wanted = {make.TOUR, "comparison", "overview", "timeline", "map"}
    assert {f"screenshots/{name}.svg" for name in wanted} <= pictures
    assert pictures <= {f"screenshots/{name}.svg" for name in (*make.PICTURES, make.TOUR)}


def test_two_claims_about_the_same_thing_are_seen_together() -> None:
    """The picture of the statistics shows the heading's 500 beside the text's nearly 500."""
    svg = (_ROOT / "screenshots" / "statistics.svg").read_text("utf-8")
    words = " ".join(re.sub("<[^>]+>", " ", svg).replace("&#160;", " ").split())
    assert re.search(r"(?<!nearly) 500 rescued", words)
    assert "nearly 500 rescued" in words
