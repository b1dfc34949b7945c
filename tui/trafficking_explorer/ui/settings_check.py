"""All mistakes in config.toml, with those in keys and themes, for `config validate` and the explorer."""

from collections.abc import Iterable
from pathlib import Path

from trafficking_explorer.config import Config, SettingProblem
from trafficking_explorer.settings.places import located


def problems_of(config: Config, path: Path) -> list[SettingProblem]:
    """Every mistake in a file, with its place; imports what the file makes necessary.

    Args:
        config: as it was read from the file.
    """
    found = list(config.problems)
    if config.theme is not None:
        found += wrong_theme(config.theme)
    if config.keys:
        # Imports every part of the explorer.
        from trafficking_explorer.ui.keys.key_settings import wrong_keys

        found += wrong_keys(config.keys)
    if not found:
        return []
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return found
    return located(found, text)


def wrong_theme(name: str) -> Iterable[SettingProblem]:
    """The mistake in the name of a theme, if it is one."""
    # Imports Textual's themes.
    from trafficking_explorer.text.did_you_mean import close_words
    from trafficking_explorer.ui.themes import theme_names

    names = theme_names()
    if name not in names:
        close = close_words(name, names)
        hint = f"did you mean {' or '.join(close)}?" if close else f"known are {', '.join(names)}"
        yield SettingProblem(f"there is no theme “{name}”: {hint}", ("theme",))
