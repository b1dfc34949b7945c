"""The reader's settings."""

from pathlib import Path

import pytest

from trafficking_explorer.config import Config, read_config


def test_without_a_file_there_are_no_settings(tmp_path: Path) -> None:
    """And no problem."""
    assert read_config(tmp_path / "config.toml") == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    """Theme, keys and marks."""
    path = tmp_path / "config.toml"
    path.write_text('theme = "nord"\nplain_marks = true\n[keys]\n"pane.sql" = "ctrl+s,f9"\n')
    assert read_config(path) == Config("nord", {"pane.sql": "ctrl+s,f9"}, True)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"theme = 1", "theme is the name of a theme"),
        (b"keys = 1", "[keys] holds lines such as"),
        (b"[keys]\na = 1", "[keys] holds lines such as"),
        (b"keys = ['a']", "[keys] holds lines such as"),
        (b"plain_marks = 'yes'", "plain_marks is true or false"),
        (b"plain_marks = 1", "plain_marks is true or false"),
        (b"theme = \n", "line 1"),
        (b"theme = 'a'\ntheme = 'b'\n", "line 2"),
        (b"\xff\xfe", "utf-8"),
    ],
)
def test_a_wrong_file_is_said_and_otherwise_empty(
    tmp_path: Path, content: bytes, says: str
) -> None:
    """The explorer opens all the same; the problem has the path and what to write."""
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    config = read_config(path)
    assert config.problem is not None
    assert config == Config(problem=config.problem)
    assert config.problem.startswith(f"{path}: ")
    assert says in config.problem


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """It cannot be read, and that is said."""
    assert "directory" in str(read_config(tmp_path).problem)
