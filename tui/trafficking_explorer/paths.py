"""Paths of the bundled corpus, the cache, the settings and the reader's data."""

from pathlib import Path

from trafficking_explorer.errors import CorpusError

APP = "trafficking-explorer"
_PACKAGE = Path(__file__).resolve().parent

# platformdirs is imported by the functions that need it: most modules import only APP.


def bundled_corpus() -> Path:
    """The folder of the corpus that comes with the program.

    A checkout (and so an editable install) has it at its top level, a wheel inside the package.

    Raises:
        CorpusError: it is in neither place.
    """
    for root in (_PACKAGE.parents[1], _PACKAGE / "bundled"):
        if (root / "curated").is_dir() and (root / "seeds").is_dir():
            return root
    raise CorpusError(
        f"the bundled corpus is missing from {_PACKAGE}; install {APP} again, or name a corpus "
        "with --corpus DIR"
    )


def is_installed(root: Path) -> bool:
    """True if a folder is part of the installed program, which nobody edits."""
    return _PACKAGE in (root.resolve(), *root.resolve().parents)


def cache_folder() -> Path:
    """The folder of built stores; it may not exist yet, and may not be writable."""
    from platformdirs import user_cache_path

    return user_cache_path(APP, appauthor=False)


def config_file() -> Path:
    """The file of the reader's settings; it may not exist."""
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def data_folder() -> Path:
    """The folder of the reader's own data, such as the history of the SQL console."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False)
