"""Any record by name, in the command palette."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.folding import fold
from trafficking_explorer.terminal import one_line, printable, shorten
from trafficking_explorer.ui.messages import OpenRecord

if TYPE_CHECKING:
    from trafficking_explorer.ui.app import ExplorerApp

_LIMIT = 40
_TITLE = 72
"""Code points of a title that are shown."""


class RecordNames(Provider):
    """Finds records whose name has all the words that are typed."""

    async def search(self, query: str) -> Hits:
        """Yield records, best first."""
        app: ExplorerApp = self.app  # type: ignore[assignment]
        words = tuple(fold(query).split())
        if app.store is None or not words:
            return
        from trafficking_explorer.store.queries import find_names

        try:
            names = await asyncio.to_thread(find_names, app.store, words, _LIMIT)
        except ExplorerError:
            return
        for rank, name in enumerate(names):
            title = shorten(printable(name.title), _TITLE)
            what = " · ".join(part for part in (name.record_type, name.subtitle) if part)
            yield Hit(
                # Records come before actions of the same words, in the order of the store.
                1.0 - rank / 1000,
                # Content, not text: a name is never read as markup, as the palette reads help.
                Content.assemble(title, "\n", (one_line(what), "dim")),
                partial(self._open, name.record_type, name.record_id),
                text=title,
            )

    async def discover(self) -> Hits:
        """Say what can be typed."""
        yield DiscoveryHit(
            "Find a record",
            lambda: None,
            help="Type a part of its name: epervier, unicef, traore …",
        )

    def _open(self, record_type: str, record_id: str) -> None:
        self.app.screen_stack[0].post_message(OpenRecord(record_type, record_id))
