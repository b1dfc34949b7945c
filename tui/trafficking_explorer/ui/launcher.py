"""Start of the explorer: checks before Textual is loaded, and the error or status after its end."""

import os
import sys
from dataclasses import replace
from pathlib import Path

from trafficking_explorer.config import Config, SqlConfig, read_config
from trafficking_explorer.database.cache import locate_store, read_manifest
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.views import VIEWS, pane_of, panes_by_type
from trafficking_explorer.errors import UsageError
from trafficking_explorer.paths import bundled_corpus, cache_folder, config_file, is_installed
from trafficking_explorer.secure import is_secure
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.ui.launch_options import LaunchOptions, parse_columns, parse_sort
from trafficking_explorer.ui.terminal_signs import lacks_colours, lacks_lines, lacks_signs

__all__ = ["LaunchOptions", "run"]


def run(root: Path | None = None, start: LaunchOptions | None = None) -> None:
    """Run the explorer; returns when it is closed.

    Args:
        root: a corpus; None for the bundled one.
        start: the first view; None for the usual one.

    Raises:
        UsageError: this is not a terminal, or an option makes no sense.
        CorpusError: the corpus cannot be opened.
    """
    bundled = root is None
    root = root or bundled_corpus()
    start = start or LaunchOptions()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("not a terminal. In scripts use: search, show, sql, check")
    if os.environ.get("TERM", "").lower() == "dumb":
        raise UsageError(
            "this terminal cannot draw the explorer (TERM=dumb). Use the commands search, show, sql and "
            "check; or, if it can, say what it is, for example TERM=xterm-256color"
        )
    _check_goto(start)
    if not (root / "curated").is_dir():
        # Only for its message; it imports YAML.
        from trafficking_explorer.corpus.loader import curated_files

        curated_files(root)
    config = _config_for_terminal(read_config(config_file()), start)
    # Absolute: the working folder may be moved, and another take its place.
    place = locate_store(root.absolute(), cache_folder(), _limits(config.sql))
    manifest = read_manifest(place)
    check_view(start)
    # Imported last: errors in the call do not wait for Textual.
    from trafficking_explorer.database.overview import overview_from_json
    from trafficking_explorer.database.read_models import listing_from_manifest
    from trafficking_explorer.ui.app import ExplorerApp
    from trafficking_explorer.ui.editing_app import BUNDLED
    from trafficking_explorer.ui.reader_choices import ReaderChoices
    from trafficking_explorer.ui.view_state import ViewStateStore

    _check_theme(start)
    app = ExplorerApp(
        place,
        start=start,
        config=config,
        first=listing_from_manifest(manifest.first_view) if manifest else None,
        overview=overview_from_json(manifest.first_view["overview"]) if manifest else None,
        name=BUNDLED if bundled else root.resolve().name,
        remembered=ViewStateStore(),
        choices=ReaderChoices(),
        unanswered=manifest.first_view.get("unanswered", 0) if manifest else 0,
        live=not is_installed(root),
        has_lines=not lacks_lines(os.environ, sys.stdout.encoding),
        has_colours=not lacks_colours(os.environ),
    )
    status = app.run()
    app.keep_views()
    if app.failure is not None:
        raise app.failure
    if status:
        sys.exit(status)
    if (copy := app.owning.copy) is not None:
        run(copy, LaunchOptions(goto=app.owning.record))


def _check_goto(start: LaunchOptions) -> None:
    """Check the record to open.

    Raises:
        UsageError: it is not TYPE/ID, or is in another pane.
    """
    if start.goto is None:
        return
    record_type, record_id = start.goto_key or ("", "")
    pane = pane_of(record_type)
    problem = ""
    if not (record_type and record_id):
        problem = "a record is TYPE/ID, such as operation/epervier"
    elif pane is None:
        problem = f"the types are {', '.join(panes_by_type())}"
    elif start.pane not in (None, pane):
        problem = f"is in the pane {pane}, not {start.pane}"
    if problem:
        raise UsageError(f"--goto {start.goto}: {problem}")


def _config_for_terminal(config: Config, start: LaunchOptions) -> Config:
    """The settings, with signs in ASCII where the terminal is likely to lack ours."""
    if start.plain:
        config = replace(config, plain=True)
    if config.plain_marks is None and lacks_signs(os.environ, sys.stdout.encoding):
        return replace(config, plain_marks=True)
    return config


def _check_theme(start: LaunchOptions) -> None:
    """Check the theme.

    Raises:
        UsageError: there is none of this name.
    """
    # Loaded with the app.
    from trafficking_explorer.ui.themes import theme_names

    if start.theme is not None and start.theme not in theme_names():
        raise UsageError(
            f"--theme {shorten_middle(start.theme)}: there is no such theme; known are "
            f"{', '.join(theme_names())}"
        )


def check_view(start: LaunchOptions) -> None:
    """Check filter, sort order and columns.

    Raises:
        UsageError: the filter makes no sense, or there is no such column.
    """
    if start.filter_text:
        # Imported late: most calls have no filter.
        from trafficking_explorer.errors import FilterError
        from trafficking_explorer.search.parser import parse_filter

        try:
            parse_filter(start.filter_text)
        except FilterError as error:
            raise UsageError(
                f"--filter {start.filter_text}: character {error.start + 1}: {error}"
            ) from error
    pane = start.pane or (start.goto_key and pane_of(start.goto_key[0])) or "operations"
    if pane not in VIEWS:
        for option, given in (
            ("--filter", start.filter_text),
            ("--sort", start.sort),
            ("--columns", start.columns),
        ):
            if given:
                raise UsageError(f"{option} {given}: the pane {pane} has no rows; leave it out")
    elif start.sort or start.columns:
        parse_sort(start.sort, VIEWS[pane])
        parse_columns(start.columns, VIEWS[pane])


def _limits(sql: SqlConfig) -> Limits:
    """The limits of statements by the reader's settings."""
    usual = Limits()
    return Limits(
        memory=sql.memory or usual.memory,
        results=sql.results or usual.results,
        disk=sql.disk,
        files=sql.allow_files and not is_secure(),
        seconds=sql.seconds,
    )
