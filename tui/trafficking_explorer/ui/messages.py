"""Messages from widgets and dialogs to their pane, the main screen and the app."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.notifications import SeverityLevel

from trafficking_explorer.database.read_models import Sort

if TYPE_CHECKING:
    from trafficking_explorer.database.read_models import Key
    from trafficking_explorer.ui.clipboard import Choice


@dataclass
class OpenRecord(Message):
    """The reader wants to see a record in its pane."""

    record_type: str
    record_id: str


@dataclass
class OpenSource(Message):
    """The reader wants to see a place of a source, in code points, the end exclusive."""

    source_id: str
    start: int
    end: int


@dataclass
class EditFile(Message):
    """The reader wants to edit a file of the corpus, at a line and a column, counted from 1."""

    path: Path
    """In the corpus folder, or absolute."""
    line: int = 1
    column: int = 1


@dataclass
class EditRecord(Message):
    """The reader wants to edit the file of a record, where the record begins."""

    record_type: str
    record_id: str


@dataclass
class AnswerFinding(Message):
    """The reader wants to answer a finding."""

    finding_id: str


@dataclass
class ChangeCorpus(Message):
    """The reader wants to change the corpus; of the program's own a copy is offered first."""

    change: Callable[[], object]


@dataclass
class SuggestRecords(Message):
    """The reader wants a record made of words of a source, in code points, the end exclusive."""

    source_id: str
    start: int
    end: int
    words: str
    written: Callable[[], None]
    """Called once the record is written."""


@dataclass
class OpenPane(Message):
    """The reader wants to see a pane of records, under a filter and in an order.

    Attributes:
        drawing: the kind of a drawing of its rows; empty for the table.
    """

    pane: str
    filter_text: str = ""
    sort: Sort = ()
    drawing: str = ""


@dataclass
class OpenFindings(Message):
    """The reader wants to see the findings about a record."""

    record_type: str
    record_id: str


@dataclass
class OpenFiltered(Message):
    """The reader wants to see the records of a pane that a filter finds."""

    pane: str
    filter: str


@dataclass
class OpenComparison(Message):
    """The reader wants to see what the sources say of some records, or of a finding."""

    keys: "tuple[Key, ...]"


@dataclass
class FilterSuggestions(Message):
    """Completions of the filter; an empty tuple removes them."""

    candidates: tuple[tuple[str, int | None], ...]
    """Each with its number of records, if known."""


@dataclass
class OpenSql(Message):
    """The reader wants a statement in the editor of the SQL pane."""

    sql: str


@dataclass
class OpenCopy(Message):
    """The reader wants to choose a form to copy."""

    choices: "tuple[Choice, ...]"


@dataclass
class OpenText(Message):
    """The reader wants to see a text in full."""

    title: str
    text: str | None


@dataclass
class OpenCell(Message):
    """The reader wants to see one value of a result in full."""

    title: str
    type: str
    """DuckDB's name of it."""
    value: Any
    """As a Python object."""
    text: str | None
    """As DuckDB writes it; None for NULL."""


@dataclass
class OpenExport(Message):
    """The reader wants to write a result to a file, or to the clipboard."""

    rows: int
    chosen: Callable[[str, Path | None, bool], None]
    """Called with the format, the file (None for the clipboard), and True to replace a file."""


@dataclass
class PaneStateChanged(Message):
    """The state of a pane has changed."""

    pane: str


@dataclass
class StoreCorrupted(Message):
    """A query found the store damaged: it has to be built again."""

    reason: str


@dataclass
class Notice(Message):
    """Something for the reader to know that belongs to no place on the screen."""

    text: str
    severity: SeverityLevel = "information"


@dataclass
class FileStatus(Message):
    """The state of the files, for the end of the bottom line."""

    text: str
    seconds: float = 0
    """Time on screen; 0 until something else is said."""
    delay: float = 0
    """Time before it is said."""
