"""The reader's settings."""

from pathlib import Path

import duckdb
import pytest

from trafficking_explorer.config import Config, SqlConfig, read_config
from trafficking_explorer.settings.places import located
from trafficking_explorer.ui.settings_check import problems_of


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
        (b"sql = 1", "1:7: [sql] holds lines such as"),
        (b"[sql]\nsecond = 1", "2:1: there is no setting “second” in [sql]: did you mean seconds?"),
        (b"[sql]\nseconds = 0", "2:11: sql.seconds is a number above 0"),
        (b"[sql]\nseconds = true", "2:11: sql.seconds is a number above 0"),
        (b"[sql]\nseconds = inf", "2:11: sql.seconds is a number above 0"),
        (b"[sql]\nseconds = nan", "2:11: sql.seconds is a number above 0"),
        (b"sql.seconds = -1", "1:15: sql.seconds is a number above 0"),
        (b"sql = {memory = 'x', seconds = 0}", "1:17: sql.memory is a size"),
        (b"sql = {memory = '1GB', seconds = 0}", "1:34: sql.seconds is a number"),
        (b"[sql]\nmemory = 100", '2:10: sql.memory is a size such as "320MB"'),
        (b"[sql]\nmemory = 'lots'", '2:10: sql.memory is a size such as "320MB"'),
        (b'[sql]\nmemory = "1GB\'; drop"', '2:10: sql.memory is a size such as "320MB"'),
        (b"[sql]\nresults = '1KB'", '2:11: sql.results is at least "64MB"'),
        (b"[sql]\ndisk = 5", '2:8: sql.disk is a size such as "320MB"'),
        (b"[sql]\ndisk = '5%'", '2:8: sql.disk is a size such as "320MB"'),
        (b"[sql]\ndisk = '1MB'", '2:8: sql.disk is at least "64MB"'),
        (b"[sql]\nallow_files = 'yes'", "2:15: sql.allow_files is true or false"),
        (b"theme = 1", "1:9: theme is the name of a theme"),
        (b"keys = 1", "1:8: [keys] holds lines such as"),
        (b"[keys]\na = 1", "2:5: [keys] a is a key in quotation marks"),
        (b"keys = ['a']", "1:8: [keys] holds lines such as"),
        (b"plain_marks = 'yes'", "1:15: plain_marks is true or false"),
        (b"plain_marks = 1", "1:15: plain_marks is true or false"),
        (b"# x\n\n  foo = 1 # y", "3:3: there is no setting “foo”: known are theme,"),
        (b"them = 'nord'", "1:1: there is no setting “them”: did you mean theme?"),
        (b"[sqll]\nseconds = 1", "1:1: there is no setting “sqll”: did you mean sql?"),
        (b"a = '''\n[sql]\nseconds = 0\n'''\n[sql]\nseconds = 0", "6:11: sql.seconds is"),
        (b'a = """x\\"""" # [sql]"""\nplain_marks = 2', "1:1: there is no setting “a”"),
        (b"editor = ['hx', { a = ']' }]", "1:10: editor is a command"),
        (b"theme = \n", "1:9: invalid value"),
        (b"theme = 'a'\ntheme = 'b'\n", ":2:"),
        (b"[sql", ":1:5: expected"),
        (b"\xff\xfe", "utf-8"),
    ],
)
def test_a_mistake_is_said_with_its_place(tmp_path: Path, content: bytes, says: str) -> None:
    """File, line and column, and what to write; the mistake costs only its own setting."""
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    config = read_config(path)
    assert config.problems
    said = [problem.at(path) for problem in problems_of(config, path)]
    assert any(line.startswith(str(path)) and says in line for line in said), said


def test_what_is_right_holds_beside_what_is_wrong(tmp_path: Path) -> None:
    """One mistake does not cost the other settings."""
    path = tmp_path / "config.toml"
    path.write_text(
        'theme = 5\neditor = "hx"\n[sql]\nseconds = 3\ndisk = 1\n'
        '[keys]\n"pane.sql" = "ctrl+s"\na = 2\n'
    )
    config = read_config(path)
    assert (config.editor, config.sql.seconds, config.sql.disk) == ("hx", 3, None)
    assert config.keys == {"pane.sql": "ctrl+s"}
    assert [(each.line, each.column) for each in located(config.problems, path.read_text())] == [
        (1, 9),
        (5, 8),
        (8, 5),
    ]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """It cannot be read, and that is said."""
    assert "directory" in read_config(tmp_path).problems[0].message.lower()


def test_an_editor(tmp_path: Path) -> None:
    """Any command; something else is said."""
    path = tmp_path / "config.toml"
    path.write_text("editor = 'hx {file}:{line}'")
    assert read_config(path).editor == "hx {file}:{line}"
    path.write_text("editor = ['hx']")
    assert "editor is a command" in read_config(path).problems[0].message
