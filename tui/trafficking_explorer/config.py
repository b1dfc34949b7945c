"""The reader's settings, read from TOML once and passed on."""

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from trafficking_explorer.text.sizes import bytes_of

_LEAST_BYTES = 64_000_000
"""With less memory the explorer's own lists could not be sorted."""
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

ABOUT = "about"
"""Key of a field's metadata: the effect of the setting, for the manual."""
CHECK = "check"
"""Key of a field's metadata: a function that says what is wrong with a value, as in `is a number`."""
EXAMPLE = "example"
"""Key of a field's metadata: a value to show, as TOML, where the setting has no default."""


@dataclass(frozen=True, slots=True)
class SettingProblem:
    """One mistake.

    Attributes:
        message: what is wrong, and what to write.
        keys: the way to the setting, such as `("sql", "seconds")`; empty for the file as a whole.
        line, column: the place, from 1; 0 if it is not known yet.
        is_name: true if the name of the setting is wrong, not its value.
    """

    message: str
    keys: tuple[str, ...] = ()
    line: int = 0
    column: int = 0
    is_name: bool = False

    def at(self, path: object) -> str:
        """The mistake with its place in a file: `config.toml:3:1: …`."""
        place = f":{self.line}:{self.column}" if self.line else ""
        return f"{path}{place}: {self.message}"


def _check_theme(value: Any) -> str | None:
    return None if isinstance(value, str) else "is the name of a theme, in quotation marks"


def _check_editor(value: Any) -> str | None:
    right = isinstance(value, str)
    return None if right else 'is a command, such as "nvim" or "hx {file}:{line}"'


def _check_flag(value: Any) -> str | None:
    return None if isinstance(value, bool) else "is true or false"


def _check_seconds(value: Any) -> str | None:
    # A bool is a number to Python; a limit of more than a day is too long for timers.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < 1e5:
        return "is a number above 0 and below 100000"
    return None


def wrong_with_size(size: Any) -> str | None:
    """The mistake in a limit of memory or disk; None if it is right."""
    try:
        count = bytes_of(size)
    except (TypeError, ValueError):
        return 'is a size such as "320MB"'
    return 'is at least "64MB"' if count < _LEAST_BYTES else None


def _setting(about: str, check: Callable[[Any], str | None], example: str = "") -> dict[str, Any]:
    return {ABOUT: about, CHECK: check, EXAMPLE: example}


@dataclass(frozen=True)
class SqlConfig:
    """The reader's settings for the SQL pane; None where the explorer decides."""

    seconds: float | None = field(
        default=None,
        metadata=_setting(
            "Time limit of a statement in seconds; none unless set.", _check_seconds, "60"
        ),
    )
    memory: str | None = field(
        default=None,
        metadata=_setting(
            'Memory for tables and running statements, such as "320MB". Anything beyond '
            "this spills to the cache folder.",
            wrong_with_size,
            '"320MB"',
        ),
    )
    results: str | None = field(
        default=None,
        metadata=_setting(
            "The same for the results on show, on top of `memory`.", wrong_with_size, '"160MB"'
        ),
    )
    allow_files: bool = field(
        default=False,
        metadata=_setting("Let statements read files. They can never write one.", _check_flag),
    )
    disk: str | None = field(
        default=None,
        metadata=_setting(
            "Disk space that results and running statements may take in the cache folder.",
            wrong_with_size,
            '"20GB"',
        ),
    )


@dataclass(frozen=True)
class Config:
    """The reader's settings.

    Attributes:
        problems: the mistakes in the file, without those in names of keys, actions and themes; what is
            wrong is left out, and the rest holds.
        path: the file; None if there is no such place.
    """

    theme: str | None = field(
        default=None,
        metadata=_setting(
            "Colours: explorer-dark, explorer-light, contrast-dark, contrast-light, terminal, or "
            "a theme of Textual. A theme chosen in the palette is kept too.",
            _check_theme,
            '"explorer-light"',
        ),
    )
    keys: dict[str, str] = field(
        default_factory=dict,
        metadata={
            ABOUT: "Other keys, by the id of a binding; several keys are separated by commas."
        },
    )
    plain_marks: bool | None = field(
        default=None,
        metadata=_setting(
            "Write signs in ASCII: s and r for ◆ and ◇, | for the bar beside a passage. Unless set, "
            "the terminal decides: TERM=linux, vt100 and the like, and locales without UTF-8.",
            _check_flag,
            "true",
        ),
    )
    plain: bool = field(
        default=False,
        metadata=_setting(
            "Lay out the explorer for reading aloud and for Braille: one column, panels named in "
            "words, ASCII signs, no lines, boxes or bars. So does the option --plain.",
            _check_flag,
            "true",
        ),
    )
    sql: SqlConfig = SqlConfig()
    problems: tuple[SettingProblem, ...] = ()
    overview: bool = field(
        default=True,
        metadata=_setting(
            "Open on the overview, unless a place was remembered or asked for; otherwise on the "
            "operations.",
            _check_flag,
            "true",
        ),
    )
    path: Path | None = field(default=None, compare=False)
    editor: str | None = field(
        default=None,
        metadata=_setting(
            "Command of your editor; otherwise VISUAL or EDITOR decides. {file}, {line} and "
            "{column} are filled in.",
            _check_editor,
            '"nvim"',
        ),
    )


def read_config(path: Path) -> Config:
    """Read the settings; what is wrong or missing has its default."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Config(path=path)
    except tomllib.TOMLDecodeError as error:
        return Config(problems=(_syntax_problem(error, path),), path=path)
    except (OSError, UnicodeDecodeError) as error:
        problem = SettingProblem(getattr(error, "strerror", None) or str(error))
        return Config(problems=(problem,), path=path)
    problems: list[SettingProblem] = []
    keys, sql = values.pop("keys", {}), values.pop("sql", {})
    if not isinstance(sql, dict):
        problems.append(_problem("holds lines such as seconds = 60", "sql"))
        sql = {}
    return Config(
        **_settings(Config, values, (), problems),
        keys=_keys(keys, problems),
        sql=SqlConfig(**_settings(SqlConfig, sql, ("sql",), problems)),
        problems=tuple(problems),
        path=path,
    )


def settings_of(kind: type[Config | SqlConfig]) -> dict[str, "Field[Any]"]:
    """The settings by their names, without tables."""
    return {each.name: each for each in fields(kind) if CHECK in each.metadata}


def _settings(
    kind: type[Config | SqlConfig],
    values: Mapping[str, Any],
    table: tuple[str, ...],
    problems: list[SettingProblem],
) -> dict[str, Any]:
    """The values that are right; mistakes are added to `problems`."""
    known = settings_of(kind)
    found: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            problems.append(_unknown(table, name, [*known, *_TABLES[kind]]))
        elif wrong := known[name].metadata[CHECK](value):
            problems.append(_problem(wrong, *table, name))
        else:
            found[name] = value
    return found


_TABLES: Mapping[type, tuple[str, ...]] = {Config: ("keys", "sql"), SqlConfig: ()}


def _keys(keys: Any, problems: list[SettingProblem]) -> dict[str, str]:
    if not isinstance(keys, dict):
        problems.append(_problem('holds lines such as "pane.sql" = "ctrl+s"', "keys"))
        return {}
    found = {}
    for name, value in flat_keys(keys):
        if isinstance(value, str):
            found[name] = value
        else:
            message = f'{name} is a key in quotation marks, such as "ctrl+s"'
            problems.append(SettingProblem(f"[keys] {message}", ("keys", name)))
    return found


def flat_keys(keys: object, before: str = "") -> list[tuple[str, Any]]:
    """Keys by the ids of bindings, which may be written without quotation marks: `pane.zoom = "Z"`.

    Anything but a table has none.
    """
    if not isinstance(keys, dict):
        return []
    found: list[tuple[str, Any]] = []
    for name, value in keys.items():
        if isinstance(value, dict):
            found += flat_keys(value, f"{before}{name}.")
        else:
            found.append((f"{before}{name}", value))
    return found


def _problem(wrong: str, *keys: str) -> SettingProblem:
    shown = f"[{keys[0]}]" if wrong.startswith("holds") else ".".join(keys)
    return SettingProblem(f"{shown} {wrong}", keys)


def _unknown(table: tuple[str, ...], name: str, known: list[str]) -> SettingProblem:
    # Only a wrong name pays for this import.
    from trafficking_explorer.text.did_you_mean import did_you_mean

    where = f"in [{'.'.join(table)}] " if table else ""
    message = f"there is no setting “{name}” {where}".rstrip()
    return SettingProblem(f"{message}{did_you_mean(name, known)}", (*table, name), is_name=True)


def _syntax_problem(error: tomllib.TOMLDecodeError, path: Path) -> SettingProblem:
    """The mistake that makes the whole file unreadable, at its place."""
    message = str(error)
    found = _PLACE.search(message)
    if found is None:
        return SettingProblem(message)
    message = message[: found.start()]
    message = message[:1].lower() + message[1:]
    if found[1]:
        return SettingProblem(message, (), int(found[1]), int(found[2]))
    text = path.read_text("utf-8")
    return SettingProblem(message, (), text.count("\n") + 1, len(text) - text.rfind("\n"))
