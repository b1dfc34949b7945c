"""What the screen of offers lists and what is chosen in it, without the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from trafficking_explorer.folding import fold
from trafficking_explorer.terminal import one_line, shorten

if TYPE_CHECKING:
    from trafficking_explorer.curating.offers import EvidenceOffer, Holder, Offer, Target

Stage = Literal["records", "files", "holders", "fields"]
"""What the list holds: what the words could be, files for it; records that are there, their fields."""

MOST_HOLDERS = 200
"""Records that are listed; the nearest come first, and the others are found by name."""
_TITLES: dict[Stage, str] = {
    "records": "“{}” could be",
    "files": "Into which file?",
    "holders": "“{}” is further evidence of",
    "fields": "“{}” is evidence of which field?",
}
_MARKS = ("“", "‘", '"', "«", "„")
_IF_EMPTY: dict[Stage, str] = {
    "records": "These words are nothing that a record is made of.",
    "files": "There is no file that this record could go into.",
    "holders": "There is no record yet that these words could be evidence of.",
    "fields": "No field of this record can rest on these words.",
}


@dataclass
class Offering:
    """What some words could be, and what of it is chosen."""

    words: str
    """Those that are selected."""
    stage: Stage = "records"
    offers: "tuple[Offer, ...]" = ()
    targets: "tuple[Target, ...]" = ()
    """The files that the offer may go into; empty until they are known."""
    holders: "tuple[Holder, ...]" = ()
    fields: "tuple[EvidenceOffer, ...]" = ()
    offer: "Offer | None" = None
    """The one under the cursor, or last there."""
    target: "Target | None" = None
    """The file it goes to."""
    holder: "Holder | None" = None
    """The record under the cursor, or last there."""
    sought: str = ""
    """Words of the name of a record that is there."""
    wanted_file: "Target | None" = None
    """A file that the reader has chosen, for any record."""

    @property
    def title(self) -> str:
        """What the list is."""
        words = shorten(one_line(self.words), 60)
        title = _TITLES[self.stage].format(words)
        # A quotation brings its own marks.
        return title.replace(f"“{words}”", words) if words[:1] in _MARKS else title

    @property
    def if_empty(self) -> str:
        """Why there is nothing to choose."""
        return _IF_EMPTY[self.stage]

    @property
    def place(self) -> str:
        """The file that is written to."""
        if self.stage in ("records", "files"):
            if self.target is None:
                return ""
            new = " (a new file)" if self.target.new else ""
            return f"into {one_line(self.target.label)}{new}"
        return "" if self.holder is None else f"in {one_line(self.holder.where)}"

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The list: what each line says, and a remark."""
        match self.stage:
            case "records":
                found = [(each.summary, "") for each in self.offers]
            case "files":
                found = [(each.label, "a new file" if each.new else "") for each in self.targets]
            case "holders":
                found = [(each.title, each.record_type) for each in self.shown_holders]
            case "fields":
                found = [(each.summary, "") for each in self.fields]
        return [(one_line(what), one_line(remark)) for what, remark in found]

    @property
    def at(self) -> int:
        """The line of what is chosen."""
        match self.stage:
            case "records":
                return _index(self.offers, self.offer)
            case "files":
                return _index(self.targets, self.target)
            case "holders":
                return _index(self.shown_holders, self.holder)
        return 0

    @property
    def found_holders(self) -> "list[Holder]":
        """The records whose names have the words that are sought."""
        words = fold(self.sought).split()
        return [
            each
            for each in self.holders
            if all(
                word in fold(f"{each.record_type}/{each.record_id} {each.title}") for word in words
            )
        ]

    @property
    def shown_holders(self) -> "list[Holder]":
        """Those of them that are listed."""
        return self.found_holders[:MOST_HOLDERS]

    def yaml(self, at: int) -> str:
        """What will be written for a line of the list; empty where that is not known yet."""
        match self.stage:
            case "records":
                return _yaml_for(self.offers[at], self.target)
            case "files":
                return "" if self.offer is None else _yaml_for(self.offer, self.targets[at])
            case "fields":
                return self.fields[at].yaml
        return ""

    def take_offer(self, at: int) -> bool:
        """Put the cursor on an offer; whether it is another one, whose files are not known."""
        if self.offers[at] is self.offer:
            return False
        self.offer, self.target, self.targets = self.offers[at], None, ()
        return True

    def take_targets(self, targets: "tuple[Target, ...]") -> None:
        """Know the files of the offer: the reader's own choice counts, else the likeliest."""
        wanted = self.wanted_file
        own = [each for each in targets if wanted is not None and each.path == wanted.path]
        self.targets, self.target = targets, next(iter(own or targets), None)


def _yaml_for(offer: "Offer", target: "Target | None") -> str:
    return offer.yaml_elsewhere if target is not None and target.elsewhere else offer.yaml


def _index(items: Sequence[object], item: object) -> int:
    return next((i for i, each in enumerate(items) if each is item), 0)
