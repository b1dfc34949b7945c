"""The pages of the manual in the command palette."""

from functools import partial

from textual.command import DiscoveryHit, Hit, Hits, Provider

from trafficking_explorer.manual.pages import TOPICS


class ManualPages(Provider):
    """Each page by its name; before anything is typed, the manual as a whole."""

    async def search(self, query: str) -> Hits:
        """Yield the pages whose name matches."""
        matcher = self.matcher(query)
        for topic in TOPICS:
            name = f"Manual: {topic}"
            if (score := matcher.match(name)) > 0:
                show = partial(self._show, topic)
                yield Hit(score, matcher.highlight(name), show, text=name, help="Show this page")

    async def discover(self) -> Hits:
        """Offer the manual."""
        show = partial(self._show, TOPICS[0])
        yield DiscoveryHit("Manual", show, help="Type manual and a topic: filters, sql, keys …")

    async def _show(self, topic: str) -> None:
        await self.app.run_action(f"manual({topic!r})")
