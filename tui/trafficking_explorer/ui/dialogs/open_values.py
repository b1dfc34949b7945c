"""The step of the record suggestions in which values that the words leave open are chosen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.widgets import Input

from trafficking_explorer.ui.latest_answer import LatestAnswer
from trafficking_explorer.ui.suggestion_state import SuggestionState, SuggestionStep
from trafficking_explorer.ui.widgets.yaml_preview import YamlPreview

if TYPE_CHECKING:
    from trafficking_explorer.curation.service import CurationService
    from trafficking_explorer.curation.types import (
        FieldChoice,
        RecordSuggestion,
        TargetFile,
        WriteResult,
    )


class OpenValues(ModalScreen[bool]):
    """Asks for the value of each open field of a record, then has the record written.

    Attributes:
        edits_then: true to go on in an editor once the record is written.
    """

    _questions: LatestAnswer
    """Asks the service."""

    def __init__(
        self, state: SuggestionState, service: "Callable[[], CurationService]", preview: YamlPreview
    ) -> None:
        """Prepare for a record of some suggestions.

        Args:
            service: makes the service when it is first called, in a thread.
            preview: shows the record as it will be.
        """
        super().__init__()
        self.state = state
        self.edits_then = False
        self._service = service
        self._preview = preview

    def go(self, stage: SuggestionStep, *, known: bool = True) -> None:
        """Show another list; if it is not known yet, it comes later."""
        raise NotImplementedError

    def begin(self, write: "Callable[[], WriteResult]", *, edit: bool) -> None:
        """Write in a thread, then close."""
        raise NotImplementedError

    def write_filled(
        self, offer: "RecordSuggestion", target: "TargetFile", values: dict[str, str | None]
    ) -> "WriteResult":
        """Write a record with the values that were chosen; for a thread."""
        service = self._service()
        return service.write(service.filled(offer, values) if values else offer, target)

    def ask_value(self, offer: "RecordSuggestion", name: str) -> None:
        """List the values of an open field, or ask for its words."""

        def take(codes: "tuple[FieldChoice, ...]") -> None:
            if offer is not self.state.offer:
                return
            self.state.open_field, self.state.codes = name, codes
            self.go("codes")
            if not codes:
                search = self.query_one(Input)
                search.placeholder = name.replace("_", " ")
                search.display = True
                search.focus()

        self._questions.ask(lambda: self._service().choices(offer, name), take)

    def take_value(self, value: str | None) -> None:
        """Take a value, and ask for the next; with all of them, write."""
        state = self.state
        if state.offer is None or state.target is None:
            return
        state.values[state.open_field] = value
        self.complete(state.offer, state.target, edit=self.edits_then)

    def complete(self, offer: "RecordSuggestion", target: "TargetFile", *, edit: bool) -> None:
        """Ask for the next open value; with all of them, have the record written."""
        self.edits_then = edit
        if self.state.next_open is not None:
            self.ask_value(offer, self.state.next_open)
            return
        record = (offer, target, dict(self.state.values))
        self.begin(partial(self.write_filled, *record), edit=edit)

    def action_scroll(self, by: int) -> None:
        """Scroll the preview by lines."""
        self._preview.scroll_relative(y=by, animate=False)

    def preview_value(self, value: str | None) -> None:
        """Show the record as it will be with a value."""
        offer = self.state.offer
        if offer is not None:
            chosen = self.state.values | {self.state.open_field: value}
            rest = {name: chosen[name] for name in offer.open_fields if name in chosen}
            self._preview.show_yaml(self._service().filled(offer, rest).yaml)
