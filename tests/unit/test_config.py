"""The reader's settings."""

from pathlib import Path

import duckdb
import pytest

from trafficking_explorer.config import Config, SqlConfig, read_config


def test_without_a_file_there_are_no_settings(tmp_path: Path) -> None:
    """A missing file is not a problem."""
    assert read_config(tmp_path / "config.toml") == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    """Theme, keys and marks."""
    path = tmp_path / "config.toml"
    path.write_text('theme = "nord"\nplain_marks = true\n[keys]\n"pane.sql" = "ctrl+s,f9"\n')
    assert read_config(path) == Config("nord", {"pane.sql": "ctrl+s,f9"}, True)


def test_settings_of_the_sql_pane(tmp_path: Path) -> None:
    """Limits, and whether files are open; what is left out is as usual."""
    path = tmp_path / "config.toml"
    path.write_text('[sql]\nseconds = 60\nmemory = "1.5 GB"\nresults="64MiB"\nallow_files = true\n')
    assert read_config(path).sql == SqlConfig(60.0, "1.5 GB", "64MiB", True)
    path.write_text('[sql]\ndisk = "5GB"\n')
    assert read_config(path).sql == SqlConfig(disk="5GB")
    path.write_text("[sql]\nseconds = 0.5\n")
    assert read_config(path).sql == SqlConfig(seconds=0.5)


@pytest.mark.parametrize("size", ["64MB", "1.5 GB", "64MiB", "1 tb"])
def test_duckdb_takes_every_size_that_is_taken_here(size: str, tmp_path: Path) -> None:
    """A store opens with it."""
    path = tmp_path / "config.toml"
    path.write_text(f'[sql]\nmemory = "{size}"\n')
    memory = read_config(path).sql.memory
    assert memory is not None
    connection = duckdb.connect(":memory:")
    connection.execute(f"SET memory_limit = '{memory}'")
    connection.close()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"sql = 1", "[sql] holds lines such as"),
        (b"[sql]\nsecond = 1", "has no setting second; its settings are seconds, memory"),
        (b"[sql]\nseconds = 0", "seconds is a number above 0"),
        (b"[sql]\nseconds = true", "seconds is a number above 0"),
        (b"[sql]\nseconds = inf", "seconds is a number above 0"),
        (b"[sql]\nseconds = nan", "seconds is a number above 0"),
        (b"[sql]\nmemory = 100", 'memory is a size such as "320MB"'),
        (b"[sql]\nmemory = 'lots'", 'memory is a size such as "320MB"'),
        (b'[sql]\nmemory = "1GB\'; drop"', 'memory is a size such as "320MB"'),
        (b"[sql]\nresults = '1KB'", 'results is at least "64MB"'),
        (b"[sql]\ndisk = 5", 'disk is a size such as "320MB"'),
        (b"[sql]\ndisk = '5%'", 'disk is a size such as "320MB"'),
        (b"[sql]\ndisk = '1MB'", 'disk is at least "64MB"'),
        (b"[sql]\nallow_files = 'yes'", "allow_files is true or false"),
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


def test_an_editor(tmp_path: Path) -> None:
    """Any command; something else is said."""
    path = tmp_path / "config.toml"
    path.write_text("editor = 'hx {file}:{line}'")
    assert read_config(path).editor == "hx {file}:{line}"
    path.write_text("editor = ['hx']")
    assert "editor is a command" in str(read_config(path).problem)
