"""The lists of the record suggestions and the choices made in them, without their screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from trafficking_explorer.text.display import single_line, truncate
from trafficking_explorer.text.folding import fold

if TYPE_CHECKING:
    from trafficking_explorer.curation.types import (
        EvidenceSuggestion,
        FieldChoice,
        RecordRef,
        RecordSuggestion,
        TargetFile,
    )

SuggestionStep = Literal["records", "files", "codes", "holders", "fields"]
"""The list on screen: suggested records, files and values for one; existing records, fields of one."""

MOST_HOLDERS = 200
"""Existing records that are listed, the nearest first; the others are found by name."""
_TITLES: dict[SuggestionStep, str] = {
    "records": "“{}” could be",
    "files": "Into which file?",
    "codes": "“{}” does not say its {}: which is it?",
    "holders": "“{}” is further evidence of",
    "fields": "“{}” is evidence of which field?",
}
_THERE = "“{}” is, or could be"
_MARKS = ("“", "‘", '"', "«", "„")
_IF_EMPTY: dict[SuggestionStep, str] = {
    "records": "No record can be made of these words.",
    "files": "There is no file for this record.",
    "codes": "No value has these words.",
    "holders": "There is no record yet that these words could support.",
    "fields": "These words can support no field of this record.",
}


@dataclass(frozen=True)
class Choice:
    """A line of the suggested records."""

    offer: "RecordSuggestion"
    is_there: bool
    """True for an existing record that these words support already, instead of a new one."""

    @property
    def summary(self) -> str:
        """The text of the line."""
        already = self.offer.already
        if already is None:
            return self.offer.summary
        return already.summary if self.is_there else f"one more {self.offer.summary}"


@dataclass
class SuggestionState:
    """The records that some words could be, and the choices made so far."""

    words: str
    """The selected ones."""
    stage: SuggestionStep = "records"
    offers: "tuple[RecordSuggestion, ...]" = ()
    targets: "tuple[TargetFile, ...]" = ()
    """The files that the new record may go into; empty until they are known."""
    holders: "tuple[RecordRef, ...]" = ()
    fields: "tuple[EvidenceSuggestion, ...]" = ()
    choice: Choice | None = None
    """The line under the cursor, or last there."""
    target: "TargetFile | None" = None
    """The file of the new record."""
    holder: "RecordRef | None" = None
    """The existing record under the cursor, or last there."""
    sought: str = ""
    """Words of the name of an existing record."""
    open_field: str = ""
    """The field of the new record whose value is being chosen."""
    codes: "tuple[FieldChoice, ...]" = ()
    """The values of that field; empty if it is to be typed."""
    values: dict[str, str | None] = field(default_factory=dict)
    """The values that have been chosen for open fields; None leaves a field out."""
    wanted_file: "TargetFile | None" = None
    """The file that the reader has chosen, for any record."""

    @property
    def title(self) -> str:
        """The title of the list."""
        words = truncate(single_line(self.words), 60)
        is_there = self.stage == "records" and any(each.is_there for each in self.choices)
        named = single_line(self.open_field.replace("_", " "))
        title = (_THERE if is_there else _TITLES[self.stage]).format(words, named)
        # A quotation brings its own marks.
        return title.replace(f"“{words}”", words) if words[:1] in _MARKS else title

    @property
    def if_empty(self) -> str:
        """The reason why there is nothing to choose."""
        return _IF_EMPTY[self.stage]

    @property
    def place(self) -> str:
        """The file that is written to."""
        if self.stage in ("records", "files", "codes"):
            if self.there is not None:
                return f"in {single_line(self.there.where)}"
            if self.target is None:
                return ""
            new = " (a new file)" if self.target.new else ""
            return f"into {single_line(self.target.label)}{new}"
        return "" if self.holder is None else f"in {single_line(self.holder.where)}"

    @property
    def choices(self) -> list[Choice]:
        """The suggested records, each after the existing record of its kind."""
        found = []
        for offer in self.offers:
            if offer.already is not None:
                found.append(Choice(offer, is_there=True))
            found.append(Choice(offer, is_there=False))
        return found

    @property
    def offer(self) -> "RecordSuggestion | None":
        """The new record under the cursor; None at an existing one."""
        return None if self.choice is None or self.choice.is_there else self.choice.offer

    @property
    def there(self) -> "RecordRef | None":
        """The existing record under the cursor, among the suggestions."""
        already = self.choice.offer.already if self.choice and self.choice.is_there else None
        return None if already is None else already.holder

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The lines of the list, each with a remark."""
        match self.stage:
            case "records":
                found = [(each.summary, "") for each in self.choices]
            case "files":
                found = [(each.label, "a new file" if each.new else "") for each in self.targets]
            case "codes":
                found = [
                    (each.meaning, "") if each.value is None else (each.value, each.meaning)
                    for each in self.shown_codes
                ]
            case "holders":
                found = [(each.title, each.record_type) for each in self.shown_holders]
            case "fields":
                found = [
                    (each.summary, "there already" if each.is_there else "") for each in self.fields
                ]
        return [(single_line(what), single_line(remark)) for what, remark in found]

    @property
    def at(self) -> int:
        """The line of the choice."""
        match self.stage:
            case "records":
                choices = self.choices
                return choices.index(self.choice) if self.choice in choices else 0
            case "files":
                return _index(self.targets, self.target)
            case "holders":
                return _index(self.shown_holders, self.holder)
        return 0

    @property
    def next_open(self) -> str | None:
        """The first field of the new record that has no value yet."""
        names = () if self.offer is None else self.offer.open_fields
        return next((name for name in names if name not in self.values), None)

    @property
    def shown_codes(self) -> "list[FieldChoice]":
        """The values of the open field that have the words which are searched for."""
        return [each for each in self.codes if self._finds(f"{each.value or ''} {each.meaning}")]

    @property
    def found_holders(self) -> "list[RecordRef]":
        """The existing records whose names have the words that are searched for."""
        return [
            each
            for each in self.holders
            if self._finds(f"{each.record_type}/{each.record_id} {each.title}")
        ]

    def _finds(self, text: str) -> bool:
        """True if a text has all words that are searched for."""
        folded = fold(text)
        return all(word in folded for word in fold(self.sought).split())

    @property
    def shown_holders(self) -> "list[RecordRef]":
        """The ones of them that are listed."""
        return self.found_holders[:MOST_HOLDERS]

    def yaml(self, at: int) -> str:
        """The YAML that a line of the list leads to; empty if it is not known yet."""
        match self.stage:
            case "records":
                choice = self.choices[at]
                if choice.is_there and choice.offer.already is not None:
                    return choice.offer.already.yaml
                return _yaml_for(choice.offer, self.target)
            case "files":
                return _yaml_for(self.offer, self.targets[at])
            case "fields":
                return self.fields[at].yaml
        return ""

    def take_choice(self, at: int) -> bool:
        """Put the cursor on a suggested record; true if it was not there before."""
        choice = self.choices[at]
        if choice == self.choice:
            return False
        self.choice, self.target, self.targets, self.values = choice, None, (), {}
        return True

    def take_targets(self, targets: "tuple[TargetFile, ...]") -> None:
        """Take the files for the new record, and choose the reader's file, else the likeliest."""
        wanted = self.wanted_file
        own = [each for each in targets if wanted is not None and each.path == wanted.path]
        self.targets, self.target = targets, next(iter(own or targets), None)


def _yaml_for(offer: "RecordSuggestion | None", target: "TargetFile | None") -> str:
    if offer is None:
        return ""
    return offer.yaml_elsewhere if target is not None and target.elsewhere else offer.yaml


def _index(items: Sequence[object], item: object) -> int:
    return next((i for i, each in enumerate(items) if each is item), 0)
