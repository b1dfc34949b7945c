"""Answer a finding: accepted, explained or wrong, with the reason; written to the files of the corpus."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from trafficking_explorer.text.display import clean_line, sanitize, single_line
from trafficking_explorer.ui.dialogs.dialog import PickerScreen
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer

if TYPE_CHECKING:
    from trafficking_explorer.curation.finding_answers import GivenAnswer
    from trafficking_explorer.curation.types import WriteResult
    from trafficking_explorer.database.connection import Store

_REMOVE = ""
"""The choice that takes an answer back."""
_FOOT = "press the letter of a line, or choose it"
_REASON_FOOT = "enter writes the answer"


@dataclass(frozen=True, slots=True)
class _Choice:
    """One line of the list."""

    code: str
    key: str
    words: str
    meaning: str


@dataclass(frozen=True, slots=True)
class _Known:
    """The finding, and its answer before anything is written."""

    message: str
    choices: tuple[_Choice, ...]
    given: "GivenAnswer | None"
    target: str
    """The file that an answer goes into, below the folder of the corpus."""


class AnswerScreen(PickerScreen[bool]):
    """The possible answers, then a line for the reason. Its result is True if a file was written."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back, close", id="answer.close"),
    ]
    HEADING = "Answer this finding"
    FOOT = _FOOT

    def __init__(self, store: "Store", root: Path, finding_id: str) -> None:
        """Ask for an answer.

        Args:
            root: the folder of the corpus.
        """
        super().__init__()
        self._store = store
        self._root = root
        self._finding = finding_id
        self._known: _Known | None = None
        self._choice: _Choice | None = None
        """The answer whose reason is being typed; None while it is to be chosen."""
        # A later question must not drop what is being written.
        self._writing = LatestAnswer(self, "answering", beside=self.answers, on_error=self.refused)
        self._is_writing = False

    def body(self) -> ComposeResult:
        yield Static("reading …", id="answer-finding", markup=False)
        yield from super().body()
        yield Static("", id="answer-label", markup=False)
        reason = Input(
            id="answer-reason", classes="form-field", compact=True, select_on_focus=False
        )
        # A caret that blinks is a timer that runs while nothing happens.
        reason.cursor_blink = False
        yield reason
        yield Static("", id="form-wrong", markup=False)

    def on_mount(self) -> None:
        self.answers.ask(partial(_read, self._store, self._root, self._finding), self._take)

    def _take(self, known: _Known) -> None:
        self._known = known
        self.letters = tuple(choice.key for choice in known.choices)
        self.query_one("#answer-finding", Static).update(single_line(known.message))
        codes = [choice.code for choice in known.choices]
        at = codes.index(known.given.answer) if known.given and known.given.answer in codes else 0
        self.show(_lines(known.choices), at)
        where = sanitize(known.target)
        told = f"answered: {known.given.told} ({where})" if known.given else f"goes into {where}"
        self.query_one("#answer-label", Static).update(told)
        if known.given is not None:
            self.query_one(Input).value = clean_line(known.given.reason)

    def choose(self, index: int) -> None:
        known = self._known
        if known is None or self._is_writing or self._choice is not None:
            return
        choice = known.choices[index]
        self.choices.highlighted = index
        if choice.code == _REMOVE:
            self._write(partial(_remove, self._root, self._finding, known.given))
            return
        self._choice = choice
        self.letters = ()
        self.query_one("#answer-label", Static).update(f"{choice.words}. The reason:")
        reason = self.query_one(Input)
        reason.add_class("-asked")
        reason.focus()
        reason.cursor_position = len(reason.value)
        self._say("")
        self.show_foot(_REASON_FOOT)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        choice, known = self._choice, self._known
        if choice is None or known is None or self._is_writing:
            return
        if not event.value.strip():
            self._say("Say why: an answer needs a reason.")
            return
        given = (self._finding, choice.code, event.value, known.given)
        self._write(partial(_write, self._root, *given))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._say("")

    def _write(self, question: "partial[tuple[str, int]]") -> None:
        self._is_writing = True
        self._writing.ask(question, self._written)

    def _written(self, place: tuple[str, int]) -> None:
        label, line = place
        what = f"Answer written to {label}:{line}." if line else f"Answer removed from {label}."
        self.app.notify(sanitize(what), markup=False, timeout=4)
        self.dismiss(True)

    def refused(self, error: Foreseen) -> None:
        self._is_writing = False
        self._say(str(error))

    def _say(self, wrong: str) -> None:
        self.query_one("#form-wrong", Static).update(sanitize(wrong))

    def action_back(self) -> None:
        if self._is_writing:
            return
        if self._choice is None or self._known is None:
            self.dismiss(False)
            return
        self._choice = None
        self.letters = tuple(choice.key for choice in self._known.choices)
        self.query_one(Input).remove_class("-asked")
        self.query_one("#answer-label", Static).update(f"goes into {sanitize(self._known.target)}")
        self.choices.focus()
        self._say("")
        self.show_foot(_FOOT)


def _lines(choices: Sequence[_Choice]) -> list[Option]:
    room = max(len(choice.words) for choice in choices)
    return [
        Option(
            Text.assemble(
                (choice.key, "bold"), f"  {choice.words:<{room}}  ", (choice.meaning, "dim")
            )
        )
        for choice in choices
    ]


# For a thread: the models of the records and YAML are loaded there.


def _read(store: "Store", root: Path, finding_id: str) -> _Known:
    """Read a finding and its answer.

    Raises:
        CuratingError: the corpus cannot be written, or there is no such finding.
    """
    from trafficking_explorer.curation.finding_answers import FindingAnswers
    from trafficking_explorer.errors import CuratingError
    from trafficking_explorer.findings.queries import finding_detail
    from trafficking_explorer.records.answer import ANSWER_VOCABULARY

    found = finding_detail(store, finding_id)
    if found is None:
        raise CuratingError(f"there is no finding {finding_id} any more")
    files = FindingAnswers(root)
    given, target = files.given(finding_id), files.target()
    choices = [
        _Choice(term.code, term.code[0], term.code.replace("_", " "), term.definition)
        for term in ANSWER_VOCABULARY.terms
    ]
    if given is not None:
        choices.append(_Choice(_REMOVE, "r", "remove", "Take the answer back."))
    message = next(field.value for field in found.fields if field.name == "finding")
    return _Known(message, tuple(choices), given, given.label if given else target)


def _write(
    root: Path, finding_id: str, code: str, reason: str, before: "GivenAnswer | None"
) -> tuple[str, int]:
    """Write an answer; the file, and the line."""
    from trafficking_explorer.curation.finding_answers import FindingAnswers

    files = FindingAnswers(root)
    written: WriteResult = files.write(finding_id, code, reason, before)
    return written.path.relative_to(files.root).as_posix(), written.line


def _remove(root: Path, finding_id: str, before: "GivenAnswer | None") -> tuple[str, int]:
    """Take an answer back; the file, and 0."""
    from trafficking_explorer.curation.finding_answers import FindingAnswers

    assert before is not None
    files = FindingAnswers(root)
    return files.remove(finding_id, before).relative_to(files.root).as_posix(), 0
