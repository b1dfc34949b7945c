"""The pages of the manual in the command palette."""

from functools import partial
from typing import TYPE_CHECKING

from textual.command import DiscoveryHit, Hit, Hits, Provider

from trafficking_explorer.manual.pages import TOPICS

if TYPE_CHECKING:
    from trafficking_explorer.ui.app import ExplorerApp


class ManualPages(Provider):
    """Offers each page by its name; before anything is typed, only the manual as a whole."""

    async def search(self, query: str) -> Hits:
        """Yield the pages whose name matches."""
        matcher = self.matcher(query)
        for topic in TOPICS:
            name = f"Manual: {topic}"
            if (score := matcher.match(name)) > 0:
                show = partial(self._app.action_manual, topic)
                yield Hit(score, matcher.highlight(name), show, text=name, help="Show this page")

    async def discover(self) -> Hits:
        """Offer the manual."""
        show = partial(self._app.action_manual, TOPICS[0])
        yield DiscoveryHit("Manual", show, help="Type manual and a topic: filters, sql, keys …")

    @property
    def _app(self) -> "ExplorerApp":
        return self.app  # type: ignore[return-value]
