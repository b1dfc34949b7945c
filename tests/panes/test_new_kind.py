"""A kind of record from outside the package on the screen."""

from pathlib import Path

from tests.explorer_driver import explore
from tests.toy_kind import registered_treaty, write_treaties
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.workspace.opening import open_with_findings


async def test_more_lists_it(tmp_path: Path) -> None:
    """Behind the other kinds of the pane, and a filter finds it."""
    with registered_treaty():
        place = locate_store(write_treaties(tmp_path), tmp_path / "cache")
        open_with_findings(place).close()
        async with explore(place, size=(120, 30)) as it:
            await it.press("9")
            assert [row.key for row in it.rows] == [("treaty", "bridge"), ("treaty", "border")]
            assert "Bridge Act" in it.screen_text()
            await it.filter("country:france")
            assert [row.key for row in it.rows] == [("treaty", "border")]
