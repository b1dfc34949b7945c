"""The reader's settings, read from TOML once and passed on."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trafficking_explorer.text.sizes import bytes_of

_LEAST_BYTES = 64_000_000
"""With less memory the explorer's own lists could not be sorted."""


ABOUT = "about"
"""Key of a field's metadata: the effect of the setting, for the manual."""


@dataclass(frozen=True)
class SqlConfig:
    """The reader's settings for the SQL pane; None where the explorer decides."""

    seconds: float | None = field(
        default=None, metadata={ABOUT: "Time limit of a statement in seconds; none unless set."}
    )
    memory: str | None = field(
        default=None,
        metadata={
            ABOUT: 'Memory for tables and running statements, such as "320MB". Anything beyond '
            "this spills to the cache folder."
        },
    )
    results: str | None = field(
        default=None, metadata={ABOUT: "The same for the results on show, on top of `memory`."}
    )
    allow_files: bool = field(
        default=False, metadata={ABOUT: "Let statements read files. They can never write one."}
    )
    disk: str | None = field(
        default=None,
        metadata={
            ABOUT: "Disk space that results and running statements may take in the cache folder."
        },
    )


@dataclass(frozen=True)
class Config:
    """The reader's settings.

    Attributes:
        problem: the reason why the file could not be read; None if it could.
    """

    theme: str | None = field(
        default=None,
        metadata={ABOUT: "Colours: explorer-dark, explorer-light, or a theme of Textual."},
    )
    keys: dict[str, str] = field(
        default_factory=dict,
        metadata={
            ABOUT: "Other keys, by the id of a binding; several keys are separated by commas."
        },
    )
    plain_marks: bool = field(
        default=False,
        metadata={ABOUT: "Write s and r for ◆ and ◇, and | for the bar beside a passage."},
    )
    sql: SqlConfig = SqlConfig()
    problem: str | None = None
    overview: bool = field(
        default=True,
        metadata={
            ABOUT: "Open on the overview, unless a place was remembered or asked for; otherwise on the "
            "operations."
        },
    )
    editor: str | None = field(
        default=None,
        metadata={
            ABOUT: "Command of your editor; otherwise VISUAL or EDITOR decides. {file}, {line} and "
            "{column} are filled in."
        },
    )


def read_config(path: Path) -> Config:
    """Read the settings; those of a file that is missing or wrong are the defaults."""
    try:
        values = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Config(problem=f"{path}: {error}")
    theme, keys = values.get("theme"), values.get("keys", {})
    marks = values.get("plain_marks", False)
    if not (theme is None or isinstance(theme, str)):
        return Config(problem=f"{path}: theme is the name of a theme, in quotation marks")
    if not isinstance(keys, dict) or not all(isinstance(key, str) for key in keys.values()):
        return Config(problem=f'{path}: [keys] holds lines such as "pane.sql" = "ctrl+s"')
    if not isinstance(marks, bool):
        return Config(problem=f"{path}: plain_marks is true or false")
    overview = values.get("overview", True)
    if not isinstance(overview, bool):
        return Config(problem=f"{path}: overview is true or false")
    editor = values.get("editor")
    if not (editor is None or isinstance(editor, str)):
        return Config(
            problem=f'{path}: editor is a command, such as "nvim" or "hx {{file}}:{{line}}"'
        )
    sql = values.get("sql", {})
    if not isinstance(sql, dict):
        return Config(problem=f"{path}: [sql] holds lines such as seconds = 60")
    if wrong := _wrong_with(sql):
        return Config(problem=f"{path}: [sql] {wrong}")
    seconds = sql.get("seconds")
    return Config(
        theme,
        keys,
        marks,
        SqlConfig(
            None if seconds is None else float(seconds),
            sql.get("memory"),
            sql.get("results"),
            sql.get("allow_files", False),
            sql.get("disk"),
        ),
        overview=overview,
        editor=editor,
    )


def _wrong_with(sql: Mapping[str, Any]) -> str | None:
    """The first mistake in the settings of the SQL pane; None if there is none."""
    known = SqlConfig.__dataclass_fields__
    if unknown := [name for name in sql if name not in known]:
        return f"has no setting {unknown[0]}; its settings are {', '.join(known)}"
    seconds, files = sql.get("seconds", 1), sql.get("allow_files", False)
    # A bool is a number to Python; a limit of more than a day is too long for timers.
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 < seconds < 1e5:
        return "seconds is a number above 0 and below 100000"
    for name in ("memory", "results", "disk"):
        if name in sql and (wrong := wrong_with_size(sql[name])):
            return f"{name} {wrong}"
    return None if isinstance(files, bool) else "allow_files is true or false"


def wrong_with_size(size: Any) -> str | None:
    """The mistake in a limit of memory or disk; None if it is right."""
    try:
        count = bytes_of(size)
    except (TypeError, ValueError):
        return 'is a size such as "320MB"'
    return 'is at least "64MB"' if count < _LEAST_BYTES else None
