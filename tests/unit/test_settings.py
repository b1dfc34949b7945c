"""config.toml: its places, mistakes in keys, a first file, changes of keys, and the commands about it."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from trafficking_explorer import cli
from trafficking_explorer.config import read_config
from trafficking_explorer.errors import UsageError
from trafficking_explorer.settings.edit import with_key
from trafficking_explorer.settings.places import line_and_column, spots
from trafficking_explorer.settings.template import template
from trafficking_explorer.ui.keys.key_names import is_key, shown_key, split_keys, usable_keys
from trafficking_explorer.ui.keys.key_settings import wrong_keys
from trafficking_explorer.ui.keys.sections import KeyPlaces
from trafficking_explorer.ui.settings_check import problems_of
from trafficking_explorer.ui.terminal_signs import lacks_colours, lacks_lines, lacks_signs

Config = Callable[..., Result]

# Places.

AWKWARD = """\
# [comment] = 1
theme = "a # not a comment" # a comment
"quoted key" = 'x = 1'
multi = '''
[sql]
seconds = 1
'''
basic = \"\"\"
a \\\"\"\" [keys] \\\\\"\"\"\"
list = [
  "]", # ]
  { inner = "}", other = 2 },
  [1, 2],
]
when = 2020-01-02T03:04:05Z
a.b . "c.d" = 5

  [ sql ]
  seconds = 3
[keys]
"pane.zoom" = "Z"
pane.copy = "Y"
[[array]]
x = 1
[[array]]
inline = { a = { b = 1 }, c = [ { d = 1 } ] }
last = true"""


def test_places_in_an_awkward_file() -> None:
    """Strings, comments, arrays and inline tables may hold what only looks like settings."""
    tomllib.loads(AWKWARD)
    found = {
        ".".join(path): (
            line_and_column(AWKWARD, spot.name),
            line_and_column(AWKWARD, spot.value),
        )
        for path, spot in spots(AWKWARD).items()
    }
    assert found["theme"] == ((2, 1), (2, 9))
    assert found["quoted key"] == ((3, 1), (3, 16))
    assert found["multi"] == ((4, 1), (4, 9))
    assert found["list"] == ((10, 1), (10, 8))
    assert found["a.b.c.d"] == ((16, 1), (16, 15))
    assert found["sql"] == ((18, 3), (18, 3))
    assert found["sql.seconds"] == ((19, 3), (19, 13))
    assert found["keys.pane.zoom"] == ((21, 1), (21, 15))
    assert found["keys.pane.copy"] == ((22, 1), (22, 13))
    assert found["array.inline.a.b"] == ((26, 18), (26, 22))
    assert found["array.last"] == ((27, 1), (27, 8))
    assert "seconds" not in found


NAMES = st.text("ab_-1", min_size=1, max_size=4)
VALUES = st.recursive(
    st.integers() | st.booleans() | st.text("a#=[]{}\"'\\,\n. é", max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=6,
)


def written(value: object) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return (
            '"'
            + "".join(f"\\u{ord(char):04x}" if char in '"\\\n' else char for char in value)
            + '"'
        )
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name} = {written(each)}" for name, each in value.items()) + "}"
    if isinstance(value, list):
        return "[ " + ", ".join(map(written, value)) + " ]"
    return str(value)


@given(st.dictionaries(NAMES, VALUES, max_size=4), st.dictionaries(NAMES, VALUES, max_size=4))
def test_every_setting_has_its_place(top: dict[str, object], table: dict[str, object]) -> None:
    """Whatever the values hold, a place points at the value itself."""
    lines = [f"{name} = {written(value)} # x = 1" for name, value in top.items()]
    lines += ["[the-table]"] + [f"{name} = {written(value)}" for name, value in table.items()]
    text = "\n".join(lines)
    tomllib.loads(text)
    found = spots(text)
    for path, value in (
        *(((name,), value) for name, value in top.items()),
        *((("the-table", name), value) for name, value in table.items()),
    ):
        assert text.startswith(path[-1], found[path].name)
        assert text.startswith(written(value), found[path].value)


# Keys.


@pytest.mark.parametrize(
    ("keymap", "says"),
    [
        ({"pane.nope": "x"}, ["there is no action “pane.nope”: did you mean"]),
        ({"table.srt": "x"}, ["there is no action “table.srt”: did you mean table.sort"]),
        (
            {"pane.zoom": "bogus+key"},
            ["“pane.zoom”: “bogus+key” is not a key; keys are written like"],
        ),
        ({"pane.zoom": "Ctrl+R"}, ["“Ctrl+R” is not a key: did you mean ctrl+r?"]),
        ({"pane.zoom": "ctrl-y"}, ["“ctrl-y” is not a key: did you mean ctrl+y?"]),
        ({"pane.zoom": "pagedwn"}, ["“pagedwn” is not a key: did you mean pagedown?"]),
        ({"pane.zoom": "return"}, ["“return” is not a key"]),
        ({"pane.zoom": "key"}, ["“key” is not a key"]),
        ({"pane.zoom": "Z,"}, ["a key is missing beside a comma"]),
        ({"pane.zoom": ""}, ["“pane.zoom” has no key: write one", "until then it is z"]),
        (
            {"pane.statistics": "1"},
            [
                "“pane.statistics”: 1 is the key of pane.operations (Operations), which is left without"
            ],
        ),
        (
            {"pane.zoom": "s"},
            [
                "“pane.zoom”: s means table.sort (Sort) in the table, so this action has no key there"
            ],
        ),
        ({"pane.zoom": "j"}, ["j means list.down (Down)"]),
        ({"table.sort": "z"}, ["z is the key of pane.zoom (Zoom), which is left without one"]),
        (
            {"table.sort": "K"},
            ["K is a key of table.mark-up (Mark up) too, which is left with shift+↑"],
        ),
        ({"finding.rule": "A"}, ["A is the key of finding.answer (Answer)"]),
        ({"sql.run": "ctrl+e"}, ["ctrl+e is the key of sql.run-all (Run all)"]),
        ({"pane.copy": "X", "pane.edit": "X"}, ["X is the key of pane.edit (Edit)"]),
    ],
)
def test_mistakes_in_keys(keymap: dict[str, str], says: list[str]) -> None:
    """Each is said with the nearest that is right, each conflict with its cost."""
    said = "\n".join(problem.message for problem in wrong_keys(keymap))
    assert all(words in said for words in says), said
    assert {problem.keys[1] for problem in wrong_keys(keymap)} == {next(iter(keymap))}


@pytest.mark.parametrize(
    "keymap",
    [
        {"pane.zoom": "Z"},
        {"table.sort": "o", "table.cell": "s"},
        {"pane.operations": "2", "pane.agencies": "1"},
        {"pane.statistics": "4,ctrl+t"},
        {"app.help": "?"},
        {"app.help": "question_mark,f1,H"},
        {"facets.exclude": "x", "result.export": "X"},
        {"sql.run": "ctrl+r"},
        {"pane.zoom": "é"},
    ],
)
def test_right_keys_are_no_mistakes(keymap: dict[str, str]) -> None:
    """Actions may change keys with one another, and have the same key in parts that never meet."""
    assert wrong_keys(keymap) == []


def test_the_usual_keys_are_right() -> None:
    """Each can be sent, and written into the settings as it is."""
    usual = {each.binding.id or "": ",".join(each.keys) for each in KeyPlaces({}).all}
    for keys in usual.values():
        assert all(map(is_key, split_keys(keys)))
    assert wrong_keys(usual) == []
    assert usable_keys(usual) == usual


def test_keys_that_cannot_be_leave_the_usual_ones() -> None:
    """An action is never left without a key by a slip."""
    assert usable_keys({"a": "bogus+key", "b": "Z,nokey", "c": "", "d": "?"}) == {
        "b": "Z",
        "d": "question_mark",
    }
    assert [shown_key(key) for key in split_keys("?,ctrl+r,up,plus,ctrl+underscore")] == [
        *("?", "ctrl+r", "↑", "+", "ctrl+_")
    ]
    assert shown_key("shift+up", plain=True) == "shift+up"


# Changes of keys.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[keys]\n"pane.zoom" = "Z"\n'),
        ("# x", '# x\n\n[keys]\n"pane.zoom" = "Z"\n'),
        ('[keys]\n"a" = "b"\n', '[keys]\n"pane.zoom" = "Z"\n"a" = "b"\n'),
        ("[keys]", '[keys]\n"pane.zoom" = "Z"\n'),
        (
            '[keys] # mine\n"pane.zoom" = "q" # old\n[sql]\n',
            '[keys] # mine\n"pane.zoom" = "Z"\n[sql]\n',
        ),
        (
            '[keys]\npane.zoom = "q"\npane.copy = "c"\n',
            '[keys]\n"pane.zoom" = "Z"\npane.copy = "c"\n',
        ),
        ('x = """\n[keys]\n"""\n', 'x = """\n[keys]\n"""\n\n[keys]\n"pane.zoom" = "Z"\n'),
    ],
)
def test_a_key_is_changed_in_the_text(before: str, after: str) -> None:
    """The rest of the file stays as it is written; taking the key back leaves no line of it."""
    changed = with_key(before, "pane.zoom", "Z")
    assert changed == after
    again = tomllib.loads(with_key(changed, "pane.zoom", None)).get("keys", {})
    assert "pane.zoom" not in again


@pytest.mark.parametrize("text", ['keys = { "pane.zoom" = "q" }\n', "keys = {}\n", "theme = \n"])
def test_a_file_that_is_not_changed_here(text: str) -> None:
    """Is left alone, and the reader is told what to write."""
    with pytest.raises(UsageError, match=r"config\.toml"):
        with_key(text, "pane.copy", "Z")


# A first file, and the commands.


def test_a_first_file_is_right_with_and_without_its_comments(tmp_path: Path) -> None:
    """As it is written it sets nothing; each of its settings can be used as it is."""
    path = tmp_path / "config.toml"
    path.write_text(template())
    config = read_config(path)
    assert config == type(config)()
    path.write_text(re.sub(r"^# (\S+ = )", r"\1", template(), flags=re.MULTILINE))
    config = read_config(path)
    assert problems_of(config, path) == []
    assert config.theme and config.editor and config.sql.seconds and config.keys


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """Runs `config COMMAND` with an empty settings folder."""
    from trafficking_explorer.cli import config as commands
    from trafficking_explorer.ui import state

    monkeypatch.setattr(commands, "config_file", lambda: tmp_path / "deep/config.toml")
    monkeypatch.setattr(state, "data_folder", lambda: tmp_path / "data")
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    return lambda *args: CliRunner().invoke(cli.cli, ["config", *args])


def test_the_commands(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Path, a first file that is never overwritten, the mistakes with their places, what is in force."""
    path = tmp_path / "deep/config.toml"
    assert config("path").stdout == f"{path}\n"
    assert config("validate").exit_code == 0
    assert config("init").exit_code == 0
    assert path.read_text() == template()
    assert config("init").exit_code == 2
    assert "there is a file already" in config("init").stderr
    assert config("validate").exit_code == 0
    path.write_text('foo = 1\ntheme = "norde"\n[keys]\n"pane.copy" = "Y"\n"pane.nope" = "x"\n')
    result = config("validate")
    assert result.exit_code == 1
    first, second, third = result.stdout.splitlines()
    assert first.startswith(f"{path}:1:1: there is no setting “foo”")
    assert second == f"{path}:2:9: there is no theme “norde”: did you mean nord?"
    assert third.startswith(f"{path}:5:1: there is no action “pane.nope”")
    monkeypatch.setenv("EDITOR", "ed")
    shown = config("show").stdout
    assert f'theme = "norde"  # {path}:2' in shown
    assert 'editor = "ed"  # environment: EDITOR' in shown
    assert 'memory = "320MB"  # default' in shown
    assert f'"pane.copy" = "Y"  # {path}:4' in shown
    assert tomllib.loads(shown)["keys"] == {"pane.copy": "Y", "pane.nope": "x"}


def test_secure_mode_writes_no_settings(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """`init` is refused, and says why."""
    monkeypatch.setenv("TRAFFICKING_EXPLORER_SECURE", "1")
    result = config("init")
    assert result.exit_code != 0
    assert "secure mode" in result.stderr


# Terminals.


@pytest.mark.parametrize(
    ("environ", "encoding", "signs", "lines"),
    [
        ({"TERM": "xterm-256color"}, "utf-8", True, True),
        ({"TERM": "tmux-256color", "LANG": "de_DE.UTF-8"}, "utf-8", True, True),
        ({"TERM": "xterm", "LANG": "C"}, "utf-8", True, True),
        ({"TERM": "linux"}, "utf-8", False, True),
        ({"TERM": "vt100"}, "utf-8", False, False),
        ({"TERM": "vt220-w"}, "utf-8", False, False),
        ({"TERM": "dumb"}, "utf-8", False, False),
        ({"TERM": "xterm", "LC_ALL": "de_DE.ISO-8859-1"}, "utf-8", False, False),
        ({"TERM": "xterm", "LC_ALL": "de_DE.utf8@euro", "LANG": "C"}, "utf-8", True, True),
        ({"TERM": "xterm"}, "iso8859-1", False, False),
        ({"TERM": "xterm"}, "ascii", False, False),
        ({}, None, True, True),
    ],
)
def test_terminals_without_our_signs(
    environ: dict[str, str], encoding: str | None, signs: bool, lines: bool
) -> None:
    """By TERM and the locale."""
    assert lacks_signs(environ, encoding) is not signs
    assert lacks_lines(environ, encoding) is not lines


@pytest.mark.parametrize(
    ("environ", "colours"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "screen"}, True),
        ({"TERM": "vt100"}, False),
        ({"TERM": "vt220"}, False),
        ({"TERM": "xterm-mono"}, False),
        ({"TERM": "linux-m"}, False),
        ({"TERM": "vte-256color"}, True),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, True),
        ({}, True),
    ],
)
def test_terminals_without_colours(environ: dict[str, str], colours: bool) -> None:
    """By TERM, and by the variable of a reader who wants none."""
    assert lacks_colours(environ) is not colours
