"""One frozen Config, read from TOML once and handed down."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """The reader's settings.

    Attributes:
        theme: name of the colours; None for the explorer's own.
        keys: other keys for bindings, by binding id ("pane.statistics" -> "ctrl+4"); several
            keys are separated by commas.
        plain_marks: write s and r for ◆ and ◇, and > for the bar beside a passage.
        problem: why the file could not be read, None where it could.
    """

    theme: str | None = None
    keys: dict[str, str] = field(default_factory=dict)
    plain_marks: bool = False
    problem: str | None = None


def read_config(path: Path) -> Config:
    """Read the settings; a missing file is an empty one, a wrong one is said and otherwise empty."""
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
    return Config(theme, keys, marks)
