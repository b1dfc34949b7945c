"""The pictures of the README are what the program shows today."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

_ROOT = Path(__file__).resolve().parents[2]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make", _ROOT / "screenshots" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make = _load()


@pytest.mark.slow
@pytest.mark.parametrize("name", make.PICTURES)
async def test_a_picture_is_not_stale(name: str, tmp_path: Path) -> None:
    """Drawn again, each picture comes out as it is; else run `python screenshots/make.py`."""
    drawn = await make.draw(make.PICTURES[name], tmp_path)
    kept = (_ROOT / "screenshots" / f"{name}.svg").read_text("utf-8")
    # Without an assertion on the texts: to show how two long lines differ takes a minute.
    if drawn != kept:
        pytest.fail(f"screenshots/{name}.svg is stale; run: python screenshots/make.py")


def test_the_readme_shows_pictures_that_are_made() -> None:
    """At least one, and it leads to the others."""
    readme = (_ROOT / "README.md").read_text("utf-8")
    shown = {part.split(")")[0] for part in readme.split("](") if part.startswith("screenshots/")}
    assert "screenshots/" in shown
    pictures = shown - {"screenshots/"}
    assert pictures
    assert pictures <= {f"screenshots/{name}.svg" for name in make.PICTURES}


def test_two_claims_about_the_same_thing_are_seen_together() -> None:
    """The picture of the statistics shows the heading's 500 beside the text's nearly 500."""
    svg = (_ROOT / "screenshots" / "statistics.svg").read_text("utf-8")
    words = " ".join(re.sub("<[^>]+>", " ", svg).replace("&#160;", " ").split())
    assert re.search(r"(?<!nearly) 500 rescued", words)
    assert "nearly 500 rescued" in words
