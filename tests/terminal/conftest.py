"""Fixtures for a pseudo-terminal: the installed program, started from an empty folder."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.terminal.pty_session import PtySession, clean_environment, installed_program
from trafficking_explorer.paths import APP

Explore = Callable[..., PtySession]


def configure(home: Path, settings: str) -> None:
    """Write the settings of a reader, in place of earlier ones."""
    path = home / "config" / APP / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(settings, "utf-8")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home that nobody has lived in."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


@pytest.fixture
def visiting(tmp_path: Path, home: Path) -> Explore:
    """Starts the program as somebody does who has never started it."""
    empty = tmp_path / "empty"
    empty.mkdir()

    def start(
        *arguments: str | Path, env: dict[str, str] | None = None, columns: int = 80, rows: int = 24
    ) -> PtySession:
        environment = clean_environment(home) | (env or {})
        argv = [installed_program(), *arguments]
        return PtySession(argv, cwd=empty, env=environment, columns=columns, rows=rows)

    return start


@pytest.fixture
def explore(visiting: Explore, home: Path) -> Explore:
    """Starts the explorer: `with explore("--goto", "operation/epervier", columns=140) as session:`.

    It opens on the operations, unless the arguments name something else.
    """
    configure(home, "overview = false\n")
    return visiting
