"""Requests that several parts make of the main screen."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.notifications import SeverityLevel

from trafficking_explorer.store.views import View


@dataclass
class OpenRecord(Message):
    """The reader wants to see a record in its pane."""

    record_type: str
    record_id: str


@dataclass
class OpenRecords(Message):
    """The reader wants one of several records, all of which rest on a passage."""

    keys: tuple[tuple[str, str], ...]


@dataclass
class Offer(Message):
    """Ways to go on with what is typed; none takes them away."""

    candidates: tuple[tuple[str, int | None], ...]
    """(what, how many records have it)."""


@dataclass
class OpenFacets(Message):
    """The reader wants to see what the rows of a pane have in common."""

    view: View
    filter_text: str
    changed: Callable[[str], None]
    """Told of each filter that a choice makes."""


@dataclass
class StoreBroke(Message):
    """A query met a damaged store: it is to be built again."""

    reason: str


@dataclass
class Said(Message):
    """Something for the reader to know that belongs to no place on the screen."""

    text: str
    severity: SeverityLevel = "information"
