"""The problems in the files as they are now, each with the way to its place in the editor."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.dialogs.dialog import Dialog
from trafficking_explorer.ui.messages import EditFile
from trafficking_explorer.ui.widgets.line_list import LineList
from trafficking_explorer.ui.widgets.problem_list import ProblemItem, ProblemList

if TYPE_CHECKING:
    from trafficking_explorer.ui.live_reload import ProblemsChanged

_MOST = 200
"""Problems to list; a corpus with more has one mistake in many places."""
_NONE = "No problems found in the files."
_LONGEST = 400
"""Code points of a message or a note to show."""


class ProblemsScreen(Dialog[None]):
    """A list of problems; enter opens the file at the place."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,exclamation_mark", "dismiss(None)", "Close", id="problems.close"),
        Binding("e", "edit", "Edit", id="problems.edit"),
    ]
    HEADING = "reading the files …"

    def __init__(self, root: Path, found: "ProblemsChanged | None") -> None:
        """List problems.

        Args:
            root: the corpus folder.
            found: None while the files are being read.
        """
        super().__init__()
        self.root = root
        self.found = found
        self._had_problems = False

    def body(self) -> ComposeResult:
        yield ProblemList(id="problems-list")

    def on_mount(self) -> None:
        self.query_one(ProblemList).focus()
        if self.found is not None:
            self.show_problems(self.found)

    def on_resize(self) -> None:
        if self.found is not None:
            self.show_problems(self.found)

    def show_problems(self, found: "ProblemsChanged") -> None:
        """Replace the problems."""
        self.found = found
        width = max(40, self.query_one(ProblemList).content_width - 1)
        self.answers.ask(partial(_items, self.root, found, width), partial(self._show, found))

    def _show(self, found: "ProblemsChanged", items: list[ProblemItem]) -> None:
        self._had_problems |= bool(found.count)
        self.show_heading(_title(found) if found.count or self._had_problems else _NONE)
        shown = self.query_one(ProblemList)
        shown.show_problems(items)
        shown.styles.height = max(1, shown.line_count)
        shown.display = bool(items)
        # A hidden list would lose the focus at some time: until then its keys would be offered.
        self.set_focus(shown if items else None)

    @on(LineList.Chosen)
    def _chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        item = self.query_one(ProblemList).current
        if item is not None:
            line, column = max(1, item.at.line), max(1, item.at.column)
            self.post_message(EditFile(Path(item.at.path), line, column))


class FirstProblemsScreen(ProblemsScreen):
    """The same as the first screen of the explorer; behind it are the records that could be read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "app.quit", "Quit", id="problems.quit"),
        Binding("exclamation_mark", "app.refresh", "Reload", id="problems.again"),
    ]


def _items(root: Path, found: "ProblemsChanged", width: int) -> list[ProblemItem]:
    """The problems with the lines that they are on; for a thread."""
    # Only loaded for problems.
    from trafficking_explorer.corpus.rule_docs import rule_doc
    from trafficking_explorer.reports.code_frame import code_frame

    items: list[ProblemItem] = []
    told: set[str] = set()
    for each in found.problems[:_MOST]:
        page = None if each.rule in told else rule_doc(each.rule)
        # The fix for a kind of problem is shown once.
        told.add(each.rule)
        notes = (*each.notes, *([f"to fix it: {page.fix}"] if page else []))
        items.append(
            ProblemItem(
                each.at,
                each.severity,
                f"{_cut(each.message)} [{each.rule}]",
                tuple(code_frame(root, each.at, width)),
                tuple(map(_cut, notes)),
            )
        )
    return items


def _title(found: "ProblemsChanged") -> str:
    if not found.count:
        return "All problems are fixed."
    count = count_noun(found.count, "problem")
    if found.count > _MOST:
        count += f", the first {_MOST} of them here"
    if not found.is_open:
        return f"The corpus cannot be opened. {count}."
    if found.refused:
        them = "it" if found.count == 1 else "them"
        return f"{count}. The explorer shows the last state without {them}."
    records = "The record that it is" if found.count == 1 else "The records that they are"
    left_out = "is left out" if found.count == 1 else "are left out"
    return f"{count}. {records} about {left_out}."


def _cut(text: str) -> str:
    text = single_line(sanitize(text))
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
