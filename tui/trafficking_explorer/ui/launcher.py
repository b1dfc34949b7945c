"""Start the explorer: what is needed before Textual is there, and what is said after it has gone."""

import sys
from pathlib import Path

from trafficking_explorer.config import SqlConfig, read_config
from trafficking_explorer.database.cache import locate_store, read_manifest
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.views import VIEWS, pane_of, panes_by_type
from trafficking_explorer.errors import UsageError
from trafficking_explorer.paths import bundled_corpus, cache_folder, config_file, is_installed
from trafficking_explorer.secure import is_secure
from trafficking_explorer.ui.launch_options import LaunchOptions

__all__ = ["LaunchOptions", "run"]


def run(root: Path | None = None, start: LaunchOptions | None = None) -> None:
    """Open the explorer and come back when it is closed.

    Args:
        root: a corpus; None for the bundled one.
        start: the first view; None for the usual one.

    Raises:
        UsageError: this is no terminal, the filter does not make sense, the record to go to is not
            named as type/id or is in another pane, or there is no such column.
        CorpusError: the corpus cannot be opened.
    """
    bundled = root is None
    root = root or bundled_corpus()
    start = start or LaunchOptions()
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("not a terminal. In scripts use: search, show, sql, check")
    if start.goto is not None and (start.goto_key is None or not all(start.goto_key)):
        raise UsageError(f"--goto {start.goto}: a record is TYPE/ID, such as operation/epervier")
    if start.goto_key is not None and pane_of(start.goto_key[0]) is None:
        raise UsageError(f"--goto {start.goto}: the types are {', '.join(panes_by_type())}")
    if start.goto_key is not None and start.pane not in (None, pane_of(start.goto_key[0])):
        raise UsageError(
            f"--goto {start.goto}: is in the pane {pane_of(start.goto_key[0])}, not {start.pane}"
        )
    if not (root / "curated").is_dir():
        from trafficking_explorer.corpus.loader import curated_files

        curated_files(root)
    config = read_config(config_file())
    # Absolute: the folder we are in may be moved away, and another one come in its place.
    place = locate_store(root.absolute(), cache_folder(), _limits(config.sql))
    manifest = read_manifest(place)
    from trafficking_explorer.database.read_models import listing_from_manifest

    first = listing_from_manifest(manifest.first_view) if manifest else None
    from trafficking_explorer.ui.app import BUNDLED, ExplorerApp
    from trafficking_explorer.ui.view_state import ViewStateStore

    if start.filter_text:
        from trafficking_explorer.errors import FilterError
        from trafficking_explorer.search.parser import parse_filter

        try:
            parse_filter(start.filter_text)
        except FilterError as error:
            raise UsageError(
                f"--filter {start.filter_text}: character {error.start + 1}: {error}"
            ) from error
    pane = start.pane or (start.goto_key and pane_of(start.goto_key[0])) or "operations"
    if (start.sort or start.columns) and pane in VIEWS:
        from trafficking_explorer.ui.launch_command import parse_columns, parse_sort

        parse_sort(start.sort, VIEWS[pane])
        parse_columns(start.columns, VIEWS[pane])
    app = ExplorerApp(
        place,
        start=start,
        config=config,
        first=first,
        name=BUNDLED if bundled else root.resolve().name,
        remembered=ViewStateStore(),
        live=not is_installed(root),
    )
    status = app.run()
    app.keep_views()
    if app.failure is not None:
        raise app.failure
    if status:
        sys.exit(status)


def _limits(sql: SqlConfig) -> Limits:
    """What the reader's settings mean for the store."""
    usual = Limits()
    return Limits(
        memory=sql.memory or usual.memory,
        results=sql.results or usual.results,
        disk=sql.disk,
        files=sql.allow_files and not is_secure(),
        seconds=sql.seconds,
    )
