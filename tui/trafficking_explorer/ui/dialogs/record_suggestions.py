"""Suggestions for selected words: records to choose from, each as it will be written, and its file."""

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.ui.dialogs.open_values import OpenValues
from trafficking_explorer.ui.latest_answer import Foreseen, LatestAnswer
from trafficking_explorer.ui.messages import EditFile, EditRecord
from trafficking_explorer.ui.suggestion_state import MOST_HOLDERS, SuggestionState, SuggestionStep
from trafficking_explorer.ui.widgets.footer import Footer
from trafficking_explorer.ui.widgets.vim_option_list import VimOptionList
from trafficking_explorer.ui.widgets.yaml_preview import YamlPreview

if TYPE_CHECKING:
    from trafficking_explorer.curation.service import CurationService
    from trafficking_explorer.curation.types import (
        EvidenceSuggestion,
        RecordRef,
        RecordSuggestion,
        TargetFile,
        WriteResult,
    )
    from trafficking_explorer.database.connection import Store

_CHOICES: dict[SuggestionStep, str] = {
    "records": "Write and edit",
    "files": "Into this file",
    "codes": "Choose",
    "holders": "Its fields",
    "fields": "Write and edit",
}
"""The effect of enter, for the line of keys."""
_SEARCH = "words of a record's name"
_THERE = "This record exists already: ⏎ edits it, the line below adds another."


class RecordSuggestionsScreen(OpenValues):
    """The records that words could be; one is written, as a new record or as evidence of one.

    Its result is True if one has been written.
    """

    CSS_PATH = "record_suggestions.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-broad")]
    """Below the second width the list is above the YAML."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", id="offers.back"),
        Binding("w", "write", "Write", id="offers.write"),
        Binding("f,tab", "files", "File", id="offers.file", priority=True),
        Binding("a", "holders", "Further evidence", id="offers.evidence"),
        Binding("slash", "search", "Search", key_display="/", id="offers.search"),
        Binding("question_mark,f1", "app.keys", "Help", key_display="?", id="offers.keys"),
        Binding("J", "scroll(3)", "Scroll down", show=False, id="offers.scroll-down"),
        Binding("K", "scroll(-3)", "Scroll up", show=False, id="offers.scroll-up"),
    ]

    def __init__(
        self,
        store: "Store",
        root: Path,
        words: str,
        source_id: str,
        start: int,
        end: int,
    ) -> None:
        """Prepare suggestions for words of a source.

        Args:
            root: the folder of the corpus, absolute.
            words: those that are selected.
            start, end: their place, in code points of the source's text.
        """
        service = cache(partial(_make_service, store, root))
        super().__init__(SuggestionState(words), service, YamlPreview(id="offers-yaml"))
        self._root = root
        self._place = (source_id, start, end)
        self._questions = LatestAnswer(self, "suggestions", on_error=self._refused)
        # No later question takes its place; the service is asked by one thread at a time.
        self._writing = LatestAnswer(
            self, "writing", beside=self._questions, on_error=self._refused
        )
        self._is_writing = False
        """True while a record is being written: nothing else is begun meanwhile."""
        self._writes_soon: bool | None = None
        """True to write and edit as soon as the file is known, false to write only; else None."""
        self._options = VimOptionList(id="offers-list", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="offers"):
            yield Static("", id="offers-title", markup=False)
            yield Input(placeholder=_SEARCH, id="offers-search", compact=True)
            with Horizontal(id="offers-parts"):
                yield self._options
                yield self._preview
            yield Static("", id="offers-file", markup=False)
            yield Static("", id="offers-wrong", markup=False)
        yield Footer(id="offers-keys")

    def on_mount(self) -> None:
        self.query_one(Input).cursor_blink = False
        self._options.focus()
        self._show_step()
        self._preview.show("reading …")
        self._questions.ask(lambda: self._service().offers(*self._place), self._take_suggestions)

    def on_unmount(self) -> None:
        self._questions.close()

    # Questions to the service, and its answers.

    def _take_suggestions(self, offers: "tuple[RecordSuggestion, ...]") -> None:
        self.state.offers = offers
        self._show_step()
        self._list()
        if offers and offers[0].known is not None and offers[0].already is None:
            # A second record of the name is seldom meant: these words say more of the one there is.
            self.action_holders()

    def _ask_targets(self, offer: "RecordSuggestion") -> None:
        def take(targets: "tuple[TargetFile, ...]") -> None:
            # The cursor may have moved on since.
            if offer is self.state.offer:
                self.state.take_targets(targets)
                self._show_place()
                if self._writes_soon is not None and self.state.target is not None:
                    edit, self._writes_soon = self._writes_soon, None
                    self.action_write(edit=edit)

        self._questions.ask(lambda: self._service().files(offer), take)

    def _take_holders(self, holders: "tuple[RecordRef, ...]") -> None:
        self.state.holders = holders
        if self.state.stage == "holders":
            self._list()

    def _ask_fields(self, holder: "RecordRef") -> None:
        def take(fields: "tuple[EvidenceSuggestion, ...]") -> None:
            self.state.fields = fields
            if self.state.stage == "fields":
                self._list()

        self._questions.ask(lambda: self._service().evidence_offers(holder, *self._place), take)

    def _refused(self, error: Foreseen) -> None:
        self._writes_soon = None
        self._is_writing = False
        self._show_error(str(error))
        if not self.state.lines:
            self._preview.show("")

    # On screen.

    def _show_step(self) -> None:
        self.query_one("#offers-title", Static).update(self.state.title)
        self._show_error("")
        self._show_place()

    def _show_error(self, reason: str) -> None:
        wrong = self.query_one("#offers-wrong", Static)
        wrong.display = bool(reason)
        wrong.update(single_line(reason))

    def _show_place(self) -> None:
        state = self.state
        self.query_one("#offers-file", Static).update(state.place)
        is_there = state.stage == "records" and state.there is not None
        self._options.name_choice("Edit it" if is_there else _CHOICES[state.stage])

    def go(self, stage: SuggestionStep, *, known: bool = True) -> None:
        """Show another list; if it is not known yet, it comes later."""
        self.state.stage, self.state.sought = stage, ""
        search = self.query_one(Input)
        search.value, search.display = "", False
        search.placeholder = _SEARCH if stage != "codes" else "words of a value"
        self._options.focus()
        self._show_step()
        if known:
            self._list()
        else:
            self._options.clear_options()
            self._preview.show("reading …")

    def _list(self) -> None:
        """Fill the list, the cursor on the choice."""
        lines = self.state.lines
        options = self._options
        options.clear_options()
        options.add_options(
            Option(Text.assemble(what, ("  " + remark, "dim")) if remark else Text(what))
            for what, remark in lines
        )
        options.highlighted = min(self.state.at, len(lines) - 1) if lines else None
        if not lines:
            self._preview.show(self.state.if_empty)
        if self.state.stage == "holders":
            found = len(self.state.found_holders)
            more = f"The nearest {MOST_HOLDERS} of {found:,} records; / finds the others."
            self._show_error(more if found > MOST_HOLDERS else "")

    @on(VimOptionList.OptionHighlighted)
    def _highlighted(self, event: VimOptionList.OptionHighlighted) -> None:
        event.stop()
        state, at = self.state, event.option_index
        if at >= len(state.lines):
            return  # Of a list that has been left.
        if state.stage == "records":
            if state.take_choice(at):
                self._writes_soon = None
                self._show_error("")
            # Another question may have taken the place of this one.
            if state.offer is not None and not state.targets:
                self._ask_targets(state.offer)
        if state.stage == "holders":
            holder = state.holder = state.shown_holders[at]
            self._preview.show(single_line(f"{holder.record_type}/{holder.record_id}"))
        elif state.stage == "codes":
            self.preview_value(state.shown_codes[at].value)
        else:
            self._preview.show_yaml(state.yaml(at))
        self._show_place()

    # Keys.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the keys of the step; in the search they are text."""
        if isinstance(self.focused, Input):
            return action == "back"
        stage = self.state.stage
        match action:
            case "write":
                return stage in ("records", "codes", "fields")
            case "files":
                return stage == "records" and self.state.there is None
            case "holders":
                return stage == "records"
            case "search":
                return stage == "holders" or (stage == "codes" and bool(self.state.codes))
        return True

    @on(VimOptionList.OptionSelected)
    def _chosen(self, event: VimOptionList.OptionSelected) -> None:
        event.stop()
        state, at = self.state, event.option_index
        match state.stage:
            case "records" | "fields":
                self.action_write(edit=True)
            case "codes":
                self.take_value(state.shown_codes[at].value)
            case "files":
                state.wanted_file = state.target = state.targets[at]
                self.go("records")
            case "holders":
                state.holder, state.fields = state.shown_holders[at], ()
                self.go("fields", known=False)
                self._ask_fields(state.holder)

    def action_files(self) -> None:
        if self.state.targets:
            self.go("files")

    def action_holders(self) -> None:
        is_known = bool(self.state.holders)
        self.go("holders", known=is_known)
        if not is_known:
            self._questions.ask(lambda: self._service().records(*self._place), self._take_holders)

    def action_search(self) -> None:
        search = self.query_one(Input)
        search.display = True
        search.focus()

    @on(Input.Changed)
    def _searched(self, event: Input.Changed) -> None:
        event.stop()
        if self.state.stage == "codes" and not self.state.codes:
            self.preview_value(event.value.strip() or None)
        elif self.state.stage in ("holders", "codes"):
            self.state.sought = event.value
            self._list()

    @on(Input.Submitted)
    def _search_left(self, event: Input.Submitted) -> None:
        event.stop()
        if self.state.stage == "codes" and not self.state.codes:
            if event.value.strip():
                self.take_value(event.value.strip())
            return
        self._options.focus()

    def action_back(self) -> None:
        if self._is_writing:
            return
        if self.state.stage == "codes":
            self.state.values = {}
            self.go("records")
        elif self.query_one(Input).display:
            self.go("holders")
        elif self.state.stage == "records":
            self.dismiss(False)
        else:
            self.go("holders" if self.state.stage == "fields" else "records")

    def action_write(self, edit: bool = False) -> None:
        """Write what is under the cursor, as soon as its file is known.

        Args:
            edit: go on in an editor.
        """
        at = self._options.highlighted
        if self._is_writing or at is None:
            return
        state, there = self.state, self.state.there
        if state.stage == "codes":
            self.take_value(state.shown_codes[at].value)
            return
        if state.stage == "fields":
            evidence = state.fields[at]
            self.begin(lambda: self._service().write_evidence(evidence), edit=edit)
        elif there is not None:
            if edit:
                self.app.post_message(EditRecord(there.record_type, there.record_id))
                self.dismiss(False)
            else:
                self._show_error(_THERE)
        elif state.offer is not None and state.target is not None:
            self.complete(state.offer, state.target, edit=edit)
        else:
            # The YAML is on screen already; its file comes in a moment.
            self._writes_soon = edit

    def begin(self, write: "Callable[[], WriteResult]", *, edit: bool) -> None:
        """Write in a thread, then close."""

        def written(result: "WriteResult") -> None:
            self.dismiss(True)
            path, line = result.path, result.line
            shown = path.relative_to(self._root) if path.is_relative_to(self._root) else path
            message = f"Written to {sanitize(str(shown))}:{line}."
            self.app.notify(message, markup=False, timeout=4)
            if edit:
                self.app.post_message(EditFile(path, line, result.column))

        self._is_writing = True
        self._writing.ask(write, written)


def _make_service(store: "Store", root: Path) -> "CurationService":
    # In a thread: it loads YAML and the models of the records.
    from trafficking_explorer.curation.service import CurationService

    return CurationService(store, root)
