"""A first config.toml: every setting with its meaning, as comments."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap

from trafficking_explorer.config import ABOUT, EXAMPLE, Config, SqlConfig, settings_of
from trafficking_explorer.errors import UsageError
from trafficking_explorer.paths import APP
from trafficking_explorer.secure import Feature, require

_WIDTH = 88
_KEYS = (('"pane.facets"', '"F"'), ('"pane.statistics"', '"4,ctrl+t"'))


def template() -> str:
    """The text of a file that sets nothing: each setting is a comment, to be changed and used."""
    return "\n".join(_lines()) + "\n"


def write_template(path: Path) -> None:
    """Write a first file.

    Raises:
        UsageError: there is one.
        SecureModeError: the program may write no files.
        OSError: it cannot be written.
    """
    require(Feature.WRITING)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(template())
    except FileExistsError:
        raise UsageError(f"{path}: there is a file already; it was left as it is") from None


def _lines() -> Iterator[str]:
    yield f"# Settings of {APP}. Remove the # before a line to use it."
    yield f"# {APP} config validate   finds mistakes in this file."
    yield f"# {APP} config show       prints the settings in force."
    yield from _settings(Config)
    yield from ("", "[sql]")
    yield from _settings(SqlConfig)
    yield from ("", "[keys]")
    yield f"# Other keys, by the id of an action; {APP} help keys lists the ids."
    yield "# Several keys are separated by commas."
    for name, key in _KEYS:
        yield f"# {name} = {key}"


def _settings(kind: type[Config | SqlConfig]) -> Iterator[str]:
    for name, setting in settings_of(kind).items():
        yield ""
        yield from (f"# {line}" for line in wrap(setting.metadata[ABOUT], _WIDTH))
        example = setting.metadata[EXAMPLE] or str(setting.default).lower()
        yield f"# {name} = {example}"
