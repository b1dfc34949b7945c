"""What selected words could be: records to choose from, each as it will be written, and where to."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, ClassVar, TypeVar

from rich.text import Text
from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from trafficking_explorer.errors import ExplorerError
from trafficking_explorer.text.display import single_line
from trafficking_explorer.ui.messages import EditRecord
from trafficking_explorer.ui.suggestion_state import MOST_HOLDERS, SuggestionState, SuggestionStep
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList
from trafficking_explorer.ui.yaml_highlighting import yaml_text

if TYPE_CHECKING:
    from trafficking_explorer.curation.service import CurationService
    from trafficking_explorer.curation.types import (
        EvidenceSuggestion,
        RecordRef,
        RecordSuggestion,
        TargetFile,
        WriteResult,
    )

Item = TypeVar("Item")
_NARROW_CELLS = 100
"""Below this width the list stands above the YAML."""
_FEET: dict[SuggestionStep, str] = {
    "records": "⏎ write and edit   w write   f file   a further evidence of a record   J K scroll   ? keys   esc close",
    "files": "⏎ into this file   ? keys   esc back",
    "holders": "⏎ its fields   / search   ? keys   esc a new record",
    "fields": "⏎ write and edit   w write   J K scroll   ? keys   esc back",
}
_FOOT_THERE = "⏎ edit it   a evidence of another   J K scroll   ? keys   esc close"
_THERE = "It is there already: ⏎ edits it, the line below writes one more."


@dataclass(frozen=True, slots=True)
class SuggestionOutcome:
    """Something has been written."""

    written: "WriteResult"
    edit: bool
    """Whether the reader wants to go on in an editor."""


class RecordSuggestionsScreen(ModalScreen[SuggestionOutcome | None]):
    """Lists what words could be; writes one, as a new record or as evidence of one that is there."""

    CSS_PATH = "record_suggestions.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="offers.back"),
        Binding("w", "write", "Write", id="offers.write"),
        Binding("f,tab", "files", "File", id="offers.file", priority=True),
        Binding("a", "holders", "Further evidence", id="offers.evidence"),
        Binding("slash", "search", "Search", key_display="/", id="offers.search"),
        Binding(
            "question_mark",
            "app.keys('What words could be (⏎)')",
            "Keys",
            key_display="?",
            id="offers.keys",
        ),
        Binding("J", "scroll(3)", "Scroll down", show=False, id="offers.scroll-down"),
        Binding("K", "scroll(-3)", "Scroll up", show=False, id="offers.scroll-up"),
    ]

    @dataclass
    class Answered(Message):
        """The bench has answered a question."""

        take: Callable[[], object]
        """Takes the answer in; called where widgets may be changed."""

    @dataclass
    class Refused(Message):
        """The bench cannot do what was asked."""

        reason: str

    def __init__(
        self,
        make_bench: "Callable[[], CurationService]",
        words: str,
        source_id: str,
        start: int,
        end: int,
    ) -> None:
        """A screen over words of a source.

        Args:
            make_bench: called off the event loop.
            words: those that are selected.
            start, end: their place, in code points of the source's text.
        """
        super().__init__()
        self._make_bench = make_bench
        self._bench: CurationService | None = None
        self.offering = SuggestionState(words)
        self._place = (source_id, start, end)
        self._yaml = ""
        """What is on show, where it is YAML."""
        self._turn = Lock()
        """The bench is asked by one thread at a time."""
        self._is_writing = False
        """Whether something is being written: nothing else is begun meanwhile."""
        self._writes_soon: bool | None = None
        """Whether to write as soon as the file is known, and whether to edit it then."""

    def compose(self) -> ComposeResult:
        with Vertical(id="offers"):
            yield Static("", id="offers-title", markup=False)
            yield Input(placeholder="words of a record's name", id="offers-search", compact=True)
            with Horizontal(id="offers-parts"):
                yield VimOptionList(id="offers-list", markup=False)
                with VerticalScroll(id="offers-yaml", can_focus=False):
                    yield Static("", id="offers-text", markup=False)
            yield Static("", id="offers-file", markup=False)
            yield Static("", id="offers-wrong", markup=False)
            yield Static("", id="offers-foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self._options.focus()
        self._say_stage()
        self._show_text("reading …")
        self._ask_offers()

    def on_resize(self, event: events.Resize) -> None:
        self.set_class(event.size.width < _NARROW_CELLS, "-narrow")
        self.call_after_refresh(self._show_yaml)

    @property
    def _options(self) -> VimOptionList:
        return self.query_one(VimOptionList)

    # What the bench is asked, and what it answers.

    def _ask_offers(self) -> None:
        self._ask(lambda bench: bench.offers(*self._place), self._have_offers)

    def _have_offers(self, offers: "tuple[RecordSuggestion, ...]") -> None:
        self.offering.offers = offers
        self._say_stage()
        self._list()
        if offers and offers[0].known is not None and offers[0].already is None:
            # A second record of the name is seldom meant: these words say more of the one there is.
            self.action_holders()

    def _ask_targets(self, offer: "RecordSuggestion") -> None:
        def have(targets: "tuple[TargetFile, ...]") -> None:
            # The cursor may have moved on since.
            if offer is self.offering.offer:
                self.offering.take_targets(targets)
                self._say_place()
                if self._writes_soon is not None and self.offering.target is not None:
                    edit, self._writes_soon = self._writes_soon, None
                    self._write(edit=edit)

        self._ask(lambda bench: bench.files(offer), have)

    def _ask_holders(self) -> None:
        def have(holders: "tuple[RecordRef, ...]") -> None:
            self.offering.holders = holders
            if self.offering.stage == "holders":
                self._list()

        self._ask(lambda bench: bench.records(*self._place), have)

    def _ask_fields(self, holder: "RecordRef") -> None:
        def have(fields: "tuple[EvidenceSuggestion, ...]") -> None:
            if holder is self.offering.holder and self.offering.stage == "fields":
                self.offering.fields = fields
                self._list()

        self._ask(lambda bench: bench.evidence_offers(holder, *self._place), have)

    @work(thread=True, description="", exclusive=True, group="offers")
    def _ask(
        self, question: "Callable[[CurationService], Item]", have: "Callable[[Item], None]"
    ) -> None:
        self._answer(question, have)

    # In a group of its own: no later question takes its place.
    @work(thread=True, description="", group="writing")
    def _ask_to_write(
        self, write: "Callable[[CurationService], WriteResult]", *, edit: bool
    ) -> None:
        self._answer(write, lambda written: self.dismiss(SuggestionOutcome(written, edit)))

    def _answer(
        self, question: "Callable[[CurationService], Item]", have: "Callable[[Item], object]"
    ) -> None:
        with self._turn:
            # A thread cannot be killed; one that has waited for its turn in vain asks nothing.
            if get_current_worker().is_cancelled:
                return
            try:
                self._bench = self._bench or self._make_bench()
                answer = question(self._bench)
            except (ExplorerError, OSError) as error:
                self.post_message(self.Refused(str(error)))
            else:
                self.post_message(self.Answered(lambda: have(answer)))

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        event.stop()
        event.take()

    @on(Refused)
    def _refused(self, event: Refused) -> None:
        event.stop()
        self._writes_soon = None
        self._is_writing = False
        self._say_wrong(event.reason)
        if not self.offering.lines:
            self._show_text("")

    # What is on screen.

    def _say_stage(self) -> None:
        self.query_one("#offers-title", Static).update(self.offering.title)
        self._say_wrong("")
        self._say_place()

    def _say_wrong(self, reason: str) -> None:
        wrong = self.query_one("#offers-wrong", Static)
        wrong.display = bool(reason)
        wrong.update(single_line(reason))

    def _say_place(self) -> None:
        offering = self.offering
        self.query_one("#offers-file", Static).update(offering.place)
        is_there = offering.stage == "records" and offering.there is not None
        foot = _FOOT_THERE if is_there else _FEET[offering.stage]
        self.query_one("#offers-foot", Static).update(foot)

    def _show_text(self, text: Text | str) -> None:
        self._yaml = ""
        self.query_one("#offers-text", Static).update(text)
        self.query_one("#offers-yaml").scroll_home(animate=False)

    def _show_yaml(self, yaml: str | None = None) -> None:
        """Show what will be written; without an argument the same again, in the room there is."""
        part = self.query_one("#offers-yaml")
        if yaml is not None:
            self._show_text("")
            self._yaml = yaml
        if self._yaml:
            # As if the scrollbar were there, so that the lines need not be broken twice.
            text = yaml_text(self._yaml, max(20, part.size.width - 2))
            self.query_one("#offers-text", Static).update(text)

    def _go(self, stage: SuggestionStep, *, known: bool = True) -> None:
        """Show another list; one that is not known yet comes later."""
        self.offering.stage, self.offering.sought = stage, ""
        search = self.query_one(Input)
        search.value, search.display = "", False
        self._options.focus()
        self._say_stage()
        if known:
            self._list()
        else:
            self._options.clear_options()
            self._show_text("reading …")

    def _list(self) -> None:
        """Fill the list anew, the cursor on what is chosen."""
        lines = self.offering.lines
        options = self._options
        options.clear_options()
        options.add_options(
            Option(Text.assemble(what, ("  " + remark, "dim")) if remark else Text(what))
            for what, remark in lines
        )
        options.highlighted = min(self.offering.at, len(lines) - 1) if lines else None
        if not lines:
            self._show_text(self.offering.if_empty)
        if self.offering.stage == "holders":
            found = len(self.offering.found_holders)
            more = f"The nearest {MOST_HOLDERS} of {found:,} records; / finds the others."
            self._say_wrong(more if found > MOST_HOLDERS else "")

    @on(VimOptionList.OptionHighlighted)
    def _highlighted(self, event: VimOptionList.OptionHighlighted) -> None:
        event.stop()
        offering, at = self.offering, event.option_index
        if at >= len(offering.lines):
            return  # Of a list that has been left.
        if offering.stage == "records":
            if offering.take_choice(at):
                self._writes_soon = None
                self._say_wrong("")
            # Another question may have taken the place of this one.
            if offering.offer is not None and not offering.targets:
                self._ask_targets(offering.offer)
        if offering.stage == "holders":
            holder = offering.holder = offering.shown_holders[at]
            self._show_text(single_line(f"{holder.record_type}/{holder.record_id}"))
        else:
            self._show_yaml(offering.yaml(at))
        self._say_place()

    # What the reader does.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys apply to what the list holds; in the search they are text."""
        if isinstance(self.focused, Input):
            return action == "back"
        stage = self.offering.stage
        match action:
            case "write":
                return stage in ("records", "fields")
            case "files":
                return stage == "records" and self.offering.there is None
            case "holders":
                return stage == "records"
            case "search":
                return stage == "holders"
        return True

    @on(VimOptionList.OptionSelected)
    def _chosen(self, event: VimOptionList.OptionSelected) -> None:
        event.stop()
        offering, at = self.offering, event.option_index
        match offering.stage:
            case "records" | "fields":
                self._write(edit=True)
            case "files":
                offering.wanted_file = offering.target = offering.targets[at]
                self._go("records")
            case "holders":
                offering.holder, offering.fields = offering.shown_holders[at], ()
                self._go("fields", known=False)
                self._ask_fields(offering.holder)

    def action_write(self) -> None:
        self._write(edit=False)

    def action_files(self) -> None:
        if self.offering.targets:
            self._go("files")

    def action_holders(self) -> None:
        is_known = bool(self.offering.holders)
        self._go("holders", known=is_known)
        if not is_known:
            self._ask_holders()

    def action_search(self) -> None:
        search = self.query_one(Input)
        search.display = True
        search.focus()

    @on(Input.Changed)
    def _searched(self, event: Input.Changed) -> None:
        event.stop()
        if self.offering.stage == "holders":
            self.offering.sought = event.value
            self._list()

    @on(Input.Submitted)
    def _search_left(self, event: Input.Submitted) -> None:
        event.stop()
        self._options.focus()

    def action_scroll(self, by: int) -> None:
        self.query_one("#offers-yaml").scroll_relative(y=by, animate=False)

    def action_back(self) -> None:
        if self._is_writing:
            return
        if self.query_one(Input).display:
            self._go("holders")
        elif self.offering.stage == "records":
            self.dismiss(None)
        else:
            self._go("holders" if self.offering.stage == "fields" else "records")

    def _write(self, *, edit: bool) -> None:
        at = self._options.highlighted
        if self._is_writing or at is None:
            return
        offering = self.offering
        if offering.stage == "fields":
            evidence = offering.fields[at]
            self._is_writing = True
            self._ask_to_write(lambda bench: bench.write_evidence(evidence), edit=edit)
        elif offering.there is not None:
            if edit:
                self.app.post_message(
                    EditRecord(offering.there.record_type, offering.there.record_id)
                )
                self.dismiss(None)
            else:
                self._say_wrong(_THERE)
        elif offering.offer is not None and offering.target is not None:
            offer, target = offering.offer, offering.target
            self._is_writing = True
            self._ask_to_write(lambda bench: bench.write(offer, target), edit=edit)
        else:
            # What is to be written is on screen already; where to comes in a moment.
            self._writes_soon = edit
