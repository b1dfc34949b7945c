"""Navigation between records: back and forward, and to a place in a source."""

from trafficking_explorer.ui.messages import OpenSource
from trafficking_explorer.ui.panes.records import RecordsPane

Key = tuple[str, str]
"""Type and id of a record."""

_MOST = 200
"""Records that the way back remembers."""


class History:
    """The records that were opened, oldest first, and the one the reader is at."""

    def __init__(self) -> None:
        self._keys: list[Key] = []
        self._at = -1
        self._is_jump = False
        self._is_travel = False

    def jump(self) -> None:
        """Make the next record that is shown a new stop, unless going back or forward shows it."""
        self._is_jump = not self._is_travel

    def visit(self, key: Key) -> None:
        """Note the record on screen: after a jump a new stop, otherwise in place of the last."""
        if self._is_travel:
            self._is_travel = False
        elif self._is_jump or not self._keys:
            if not self._keys or self._keys[self._at] != key:
                self._keys[self._at + 1 :] = [key]
                del self._keys[:-_MOST]
                self._at = len(self._keys) - 1
        else:
            self._keys[self._at] = key
        self._is_jump = False

    def travel(self, by: int) -> Key | None:
        """Go back (-1) or forward (1); None if there is nothing."""
        if not 0 <= self._at + by < len(self._keys):
            return None
        self._at += by
        self._is_travel = True
        return self._keys[self._at]


class SourceJump:
    """A place of a source to go to as soon as the source is on screen, and to stay at."""

    def __init__(self, place: OpenSource) -> None:
        self._place = place
        self._is_reached = False

    def follow(self, pane: RecordsPane, key: Key) -> bool:
        """Go to the place, again each time its source is filled again.

        Args:
            key: the record that `pane` shows.

        Returns:
            False once the reader has left the source.
        """
        if key != ("source", self._place.source_id):
            return not self._is_reached
        if not self._is_reached:
            pane.show_part("source")
        # A passage that the reader has gone to since is left alone.
        if not self._is_reached or pane.sources.passage is None:
            pane.sources.go_to_span((self._place.start, self._place.end))
        self._is_reached = True
        return True
