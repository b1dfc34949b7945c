"""Texts of many shapes with the marks that coverage should make in them.

In `tests/marks`, ⟦n|40⟧ is a number, ⟦d|…⟧ a date, ⟦q|…⟧ a quotation, ⟦o|…⟧ an operation and ⟦p|…⟧ a name;
marks may contain others. The texts were written before the readers, and those in `held` were not looked at
while the readers were written.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from trafficking_explorer.corpus.items import find_in_text, headings_of

FOLDER = Path(__file__).parent / "marks"
KINDS = {"n": "number", "d": "date", "q": "quotation", "o": "operation", "p": "name"}
_MARK = re.compile(r"⟦(\w)\|")
_LANGUAGES = {
    "spanish": "es",
    "french": "fr",
    "german": "de",
    "italian": "it",
    "portuguese": "pt",
    "arabic": "ar",
}

Mark = tuple[str, int, int]


@dataclass
class Score:
    """Marks by kind: those that are right, wrong, and missing."""

    right: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.wrong))

    @property
    def recall(self) -> float:
        return len(self.right) / max(1, len(self.right) + len(self.missed))


def parse(marked: str) -> tuple[str, set[Mark]]:
    """A text without its marks, and the marks."""
    text, marks, open_, at = "", set(), [], 0
    while at < len(marked):
        if begins := _MARK.match(marked, at):
            open_.append((KINDS[begins[1]], len(text)))
            at = begins.end()
        elif marked[at] == "⟧":
            kind, start = open_.pop()
            marks.add((kind, start, len(text)))
            at += 1
        else:
            text += marked[at]
            at += 1
    assert not open_
    return text, marks


def found(text: str, language: str) -> set[Mark]:
    """The marks that coverage makes, without those in headings."""
    headings = headings_of(text, 0, len(text))
    return {
        (kind, *place)
        for kind, place in find_in_text(text, 0, len(text), language)
        if not any(first <= place[0] and place[1] <= last for first, last in headings)
    }


def score(paths: list[Path]) -> Score:
    """The marks of some texts compared with those they should have."""
    total = Score()
    for path in paths:
        text, wanted = parse(path.read_text("utf-8"))
        made = found(text, _LANGUAGES.get(path.stem, "en"))
        named = {True: total.right, False: total.wrong}
        for kind, start, end in sorted(made, key=lambda mark: mark[1:]):
            named[(kind, start, end) in wanted].append(f"{path.stem}: {kind} {text[start:end]!r}")
        total.missed += [
            f"{path.stem}: {kind} {text[start:end]!r}"
            for kind, start, end in sorted(wanted - made, key=lambda mark: mark[1:])
        ]
    return total


def main() -> None:
    """Print what is wrong, and the shares."""
    import sys

    for folder in (FOLDER, FOLDER / "held"):
        result = score(sorted(folder.glob("*.txt")))
        if folder is FOLDER or "--held" in sys.argv:
            print("\n".join(f"wrong  {each}" for each in result.wrong))
            print("\n".join(f"missed {each}" for each in result.missed))
        kinds = Counter(each.split(": ")[1].split()[0] for each in result.wrong)
        lost = Counter(each.split(": ")[1].split()[0] for each in result.missed)
        print(folder.name, len(result.right), "right; wrong", dict(kinds), "missed", dict(lost))
        print(f"precision {result.precision:.1%}, recall {result.recall:.1%}")


if __name__ == "__main__":
    main()
