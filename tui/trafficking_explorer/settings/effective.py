"""The settings in force, each with its origin."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trafficking_explorer.config import Config, SqlConfig, settings_of
from trafficking_explorer.secure import VARIABLE, is_secure
from trafficking_explorer.settings.places import line_and_column, spots
from trafficking_explorer.text.display import sanitize

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Effective:
    """One setting.

    Attributes:
        table: the table it belongs to; empty for none.
        name: as in the file.
        value: as TOML; None if nothing is set.
        origin: the line of the file, a variable, the palette, or `default`.
    """

    table: str
    name: str
    value: str | None
    origin: str


def effective_settings(
    config: Config,
    path: Path,
    environ: Mapping[str, str],
    *,
    defaults: Mapping[str, Any],
    chosen_theme: str | None = None,
) -> Iterator[Effective]:
    """Every setting in force.

    Args:
        config: as it was read from `path`.
        defaults: values where the program decides.
        chosen_theme: the one that was chosen in the palette.
    """
    lines = _lines_of(path)
    for name in settings_of(Config):
        value, origin = getattr(config, name), _origin(lines, path, name)
        if name == "theme" and chosen_theme is not None:
            value, origin = chosen_theme, "chosen in the palette"
        if name == "editor" and value is None:
            variable = next((each for each in ("VISUAL", "EDITOR") if environ.get(each)), None)
            if variable:
                value, origin = environ[variable], f"environment: {variable}"
        if value is None:
            value, origin = defaults.get(name), DEFAULT
        yield Effective("", name, _toml(value), origin)
    if is_secure():
        yield Effective("", "secure", "true", f"environment: {VARIABLE}, or --secure")
    for name in settings_of(SqlConfig):
        value, origin = getattr(config.sql, name), _origin(lines, path, f"sql.{name}")
        if value is None:
            value, origin = defaults.get(f"sql.{name}"), DEFAULT
        yield Effective("sql", name, _toml(value), origin)
    for id_, keys in config.keys.items():
        yield Effective("keys", _toml(id_) or "", _toml(keys), _origin(lines, path, f"keys.{id_}"))


def as_toml(settings: Iterator[Effective]) -> Iterator[str]:
    """Lines of TOML, with the origins as comments."""
    table = ""
    for each in settings:
        if each.table != table:
            table = each.table
            yield ""
            yield f"[{table}]"
        line = f"# {each.name}:" if each.value is None else f"{each.name} = {each.value}"
        yield sanitize(f"{line}  # {'not set' if each.value is None else each.origin}")


def _lines_of(path: Path) -> dict[str, int]:
    """The lines of the settings in a file, by their dotted names."""
    try:
        text = path.read_text("utf-8")
        known = spots(text)
    except (OSError, UnicodeDecodeError, IndexError, ValueError):
        return {}
    return {".".join(names): line_and_column(text, spot.value)[0] for names, spot in known.items()}


def _origin(lines: Mapping[str, int], path: Path, name: str) -> str:
    return f"{path}:{lines[name]}" if name in lines else DEFAULT


def _toml(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
