"""Agencies that worked together: a matrix of the operations that they share."""

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget

from trafficking_explorer.database.read_models import Key, Name
from trafficking_explorer.database.shared_operations import SharedOperations, shared_operations
from trafficking_explorer.database.views import View
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.messages import OpenRecord
from trafficking_explorer.ui.panes.drawing import Answer, Drawing, Question
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.matrix_view import MatrixView
from trafficking_explorer.ui.widgets.name_lines import NameLine, NameLines
from trafficking_explorer.ui.widgets.status_line import StatusLine

_SHORT = 6
"""Letters of a short name."""
_SMALL_WORDS = ("of", "the", "and", "for", "in", "on", "to", "de", "la")
_ROOMY = 18


class MatrixDrawing(Drawing):
    """A matrix; below, the two agencies under the cursor and the operations of both."""

    NAME = "who worked with whom"
    DEFAULT_CSS = """
    MatrixDrawing {
        & > #matrix-pair { height: 1; color: $text-accent; text-style: bold; }
        & > #matrix-operations { height: 2; }
        &.-roomy > #matrix-operations { height: 5; }
        & > .drawing-notes { height: 1; }
    }
    """

    def __init__(self, view: View, *, marks: Symbols) -> None:
        super().__init__(view, marks=marks)
        self.matrix = MatrixView(plain=self.is_plain, linear=self.is_linear, id="matrix")
        self.matrix.if_empty = "No two agencies here share an operation on record."
        self.pair = StatusLine(id="matrix-pair")
        self.operations = NameLines(marks=marks, id="matrix-operations")
        self._alone = 0
        """Agencies that share no operation."""

    def compose(self) -> ComposeResult:
        yield self.matrix
        yield self.pair
        yield self.operations
        yield self.notes

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.height >= _ROOMY, "-roomy")

    @staticmethod
    def read(question: Question) -> Answer:
        found = shared_operations(question.store, question.where)
        return Answer(found, question.rows(("agency", each.record_id) for each in found.agencies))

    def take(self, answer: Answer, keep: Key | None) -> None:
        every: SharedOperations = answer.found
        found = _sharing(every)
        self._alone = len(every.agencies) - len(found.agencies)
        places = [i for i, column in enumerate(self.view.columns) if column.key == "acronym"]
        acronyms = {
            row.record_id: row.cells[places[0]] or "" for row in answer.rows.values() if places
        }
        short = short_names(
            [(each.title, acronyms.get(each.record_id, "")) for each in found.agencies]
        )
        self.matrix.show(found, short, keep[1] if keep else None)
        self._show_pair()
        parts = (
            f"{count_noun(every.beyond, 'agency', 'agencies')} beyond the limit: filter"
            if every.beyond
            else "",
            f"{self._alone:,} took part alone" if self._alone else "",
            f"{every.without:,} in no operation on record" if every.without else "",
            "( ) operations of the agency itself" if found.agencies else "",
        )
        self.notes.texts = (" · ".join(filter(None, parts)),)

    @property
    def _two(self) -> tuple[Name, Name] | None:
        row, column = self.matrix.at
        agencies = self.matrix.found.agencies
        return (agencies[row], agencies[column]) if agencies else None

    def _shared(self) -> tuple[Name, ...]:
        return self.matrix.found.of_both(*self.matrix.at) if self._two else ()

    def _show_pair(self) -> None:
        two, shared = self._two, self._shared()
        if two is None:
            self.pair.text = ""
        else:
            who = " and ".join(dict.fromkeys(single_line(each.title) for each in two))
            verb = "shared operation" if two[0] != two[1] else "operation"
            self.pair.text = f"{who} · {count_noun(len(shared), verb) if shared else f'no {verb}'}"
        self.operations.show(
            tuple(NameLine(("operation", each.record_id), each.title) for each in shared)
        )

    @property
    def front(self) -> Widget:
        return self.matrix

    @property
    def pointed(self) -> Key | None:
        return ("agency", self._two[0].record_id) if self._two else None

    @property
    def told(self) -> str:
        return f"{count_noun(len(self.matrix.short), 'agency', 'agencies')} share operations"

    @on(MatrixView.Moved)
    def _moved(self, event: MatrixView.Moved) -> None:
        event.stop()
        self._show_pair()
        self.point()

    @on(MatrixView.Chosen)
    def _chosen(self, event: MatrixView.Chosen) -> None:
        event.stop()
        shared = self._shared()
        if len(shared) == 1:
            self.post_message(OpenRecord("operation", shared[0].record_id))
        elif shared:
            self.screen.set_focus(self.operations)

    @on(LineList.Highlighted, "#matrix-operations")
    def _operation_moved(self, event: LineList.Highlighted) -> None:
        # The card stays with the agency: an operation opens in its own pane.
        event.stop()

    @on(LineList.Chosen, "#matrix-operations")
    def _operation_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        if self.operations.current is not None:
            self.post_message(OpenRecord(*self.operations.current.key))


def _sharing(found: SharedOperations) -> SharedOperations:
    """Only the agencies that share an operation with others."""
    theirs = [frozenset(operations) for operations in found.operations]
    kept = [
        i
        for i, own in enumerate(theirs)
        if any(own & other for j, other in enumerate(theirs) if i != j)
    ]
    return SharedOperations(
        tuple(found.agencies[i] for i in kept),
        tuple(found.operations[i] for i in kept),
        found.beyond,
        found.without,
    )


def short_names(names: list[tuple[str, str]]) -> tuple[str, ...]:
    """A short name for each of some names with their acronyms; equal ones are numbered."""
    found: list[str] = []
    for title, acronym in names:
        short = wanted = _short(title, acronym)[:_SHORT]
        number = 2
        while short in found:
            short = f"{wanted[: _SHORT - len(str(number))]}{number}"
            number += 1
        found.append(short)
    return tuple(found)


def _short(title: str, acronym: str) -> str:
    if acronym:
        return acronym
    words = [word for word in title.replace(",", " ").split() if word.lower() not in _SMALL_WORDS]
    letters = [word[0] for word in words if word[0].isalnum()]
    return "".join(letters).upper() if len(letters) > 1 else title
