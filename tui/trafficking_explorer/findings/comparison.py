"""A comparison: the things that are said of something, row by row, in the words of each source."""

from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.database.read_models import Key, Passage, Span
from trafficking_explorer.database.signs import SIGNS, Sign

FIGURE, NAME, DATE, WHERE, QUOTATION, FIELD = (
    "figure",
    "name",
    "date",
    "where",
    "quotation",
    "field",
)
"""The kinds of row, in their order."""


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """A column: a text that says something of what is compared."""

    source_id: str
    title: str
    publisher: str | None
    published: str | None
    """EDTF."""
    published_basis: str | None
    """`stated` or `resolved`."""
    work: str
    """The work that it is an edition of; editions of one work count as one text."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of a source in a cell.

    Attributes:
        words: as the source prints them; the parts of an interrupted quotation are joined.
        passage: the passage they are in, to be shown with its context.
        span: the words within the text; those of the first part if there are several.
        lines: of the text, from 1, on which it says just this; ascending.
        is_heading: True for words of the headings above an article.
    """

    words: str
    passage: Passage
    span: Span
    lines: tuple[int, ...]
    is_heading: bool = False

    @property
    def record(self) -> Key:
        """The record that they support."""
        return self.passage.key

    @property
    def source_id(self) -> str:
        """The source that has them."""
        return self.passage.source_id


@dataclass(frozen=True, slots=True)
class RowFinding:
    """A finding about a row.

    Attributes:
        sides: the records on its two sides.
        records: all records it is about that are compared.
    """

    id: str
    rule: str
    sign: str
    message: str
    sides: tuple[Key, ...]
    records: tuple[Key, ...]
    answer: str | None = None
    reason: str | None = None

    @property
    def is_wrong(self) -> bool:
        """True if a curator has answered that the rule is wrong here."""
        return self.answer == "wrong_rule"

    @property
    def told_answer(self) -> str:
        """The answer in words: "not answered yet", or "accepted: …"."""
        if self.answer is None:
            return "not answered yet"
        answer = self.answer.replace("_", " ")
        return f"{answer}: {self.reason}" if self.reason else answer


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One thing that is said.

    Attributes:
        label: what it is, in a few words.
        kind: `figure`, `name`, `date`, `where`, `quotation` or `field`.
        indent: the number of wholes it is a part of, each in a row above.
        section: the operation it belongs to, if there are several.
        sayings: the words of all sources, in the order of the columns, then of the text.
        sign: the strongest of its findings, or that only one text says it; may be empty.
        findings: those about it, the strongest sign first.
    """

    label: str
    kind: str
    sayings: tuple[Saying, ...]
    indent: int = 0
    section: str = ""
    sign: str = ""
    findings: tuple[RowFinding, ...] = ()

    def cell(self, source_id: str) -> tuple[Saying, ...]:
        """The words of one source; empty if it is silent."""
        return tuple(each for each in self.sayings if each.source_id == source_id)

    @property
    def records(self) -> frozenset[Key]:
        """The records whose words are in it."""
        return frozenset(each.record for each in self.sayings)

    @property
    def differs(self) -> bool:
        """True if it deserves a look: its sign says more than that one text alone says it."""
        return self.sign in _REMARKABLE


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of what is compared, for the line below its name."""

    text: str
    basis: str
    """`stated`, `resolved` or `own`."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is compared.

    Attributes:
        title: the name of the record, or the number of claims.
        facts: agency, date, countries and the like, each with its basis.
        record: the record that is compared; None for several claims.
        at: the row that the reader came for.
        claims: the number of claims shown, `claims_total` of all there are.
        sources: the columns, the earliest first; undated ones last.
        sources_total: the number of sources that say something.
        findings: the number of findings about what is shown.
    """

    title: str
    facts: tuple[Fact, ...]
    record: Key | None
    rows: tuple[ComparisonRow, ...]
    sources: tuple[ComparedSource, ...]
    at: int = 0
    claims: int = 0
    claims_total: int = 0
    sources_total: int = 0
    findings: int = 0

    @property
    def cut(self) -> str:
        """The parts that are not shown, in words; empty if everything is."""
        told = []
        if self.claims < self.claims_total:
            told.append(f"{self.claims:,} of {self.claims_total:,} claims")
        if len(self.sources) < self.sources_total:
            told.append(f"{len(self.sources):,} of {self.sources_total:,} sources")
        return ", ".join(told)

    def partner(self, row: ComparisonRow, saying: Saying) -> Saying | None:
        """The words to show beside others: those a finding holds against them, else the next source's.

        Returns:
            None if nothing else is said of it.
        """
        return next(self._partners(row, saying), None)

    def _partners(self, row: ComparisonRow, saying: Saying) -> Iterator[Saying]:
        for finding in row.findings:
            if saying.record in finding.sides:
                yield from (
                    other
                    for each in (row, *(one for one in self.rows if one is not row))
                    for other in each.sayings
                    if other.record != saying.record and other.record in finding.sides
                )
        at = row.sayings.index(saying)
        following = (*row.sayings[at + 1 :], *row.sayings[:at])
        yield from (other for other in following if other.source_id != saying.source_id)
        yield from following


_STRENGTH = {sign.text: strength for strength, sign in enumerate(SIGNS)}
_REMARKABLE = frozenset(sign.text for sign in SIGNS[:4])
_NO_SIGN = Sign("", "", "no difference found")


def strength(sign: str) -> int:
    """The rank of a sign, 0 for the strongest; no sign comes last."""
    return _STRENGTH.get(sign, len(_STRENGTH))


def sign_of(text: str) -> Sign:
    """A sign by its text."""
    return next((sign for sign in SIGNS if sign.text == text), _NO_SIGN)
