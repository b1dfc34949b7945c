"""Containers that show nothing themselves.

Textual draws every container under a change anew, line by line; of a blank one it is told that there
is nothing to draw. Half of the time of a repaint goes there otherwise.
"""

from typing import ClassVar

from textual.containers import Horizontal, Vertical
from textual.widgets import ContentSwitcher


class BlankVertical(Vertical):
    """Parts one below the other."""

    BLANK: ClassVar[bool] = True


class BlankHorizontal(Horizontal):
    """Parts side by side."""

    BLANK: ClassVar[bool] = True


class BlankSwitcher(ContentSwitcher):
    """Parts of which one is shown."""

    BLANK: ClassVar[bool] = True
