"""Read models: the frozen rows that the store answers with.

Imports no database, so that a screen can be drawn before one is loaded.
"""

import dataclasses
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from trafficking_explorer.text.lines import line_number

Key = tuple[str, str]
"""A record: its type and its id."""
Span = tuple[int, int]
"""A half-open range of code points."""
Cell = str | None
Sort = tuple[tuple[str, bool], ...]
"""Keys of columns, and whether descending; the most important first."""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row of a pane's table."""

    record_type: str
    record_id: str
    cells: tuple[Cell, ...]
    """The text shown in each column of the view; None for a blank."""
    position: int
    """The position of the record among all records."""

    @property
    def key(self) -> Key:
        """Type and id of the record."""
        return self.record_type, self.record_id


@dataclass(frozen=True, slots=True)
class FoldedNotes:
    """Notes of routine rules that a filter matches.

    Attributes:
        count: their number.
        titles: of their rules, for people.
    """

    count: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the rows of a pane, under one filter and order.

    Attributes:
        number: the number of the question, by which further pages are asked for.
        count: rows that fit; None while they are being counted.
        total: rows without the filter.
        first: index of the first of `rows`.
        at: index of the row to be kept; None if it does not fit.
        folded: routine notes that are listed apart; None if there are none.
    """

    number: int
    count: int | None
    total: int
    first: int
    rows: tuple[ListRow, ...]
    at: int | None = None
    folded: FoldedNotes | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source, in code points, with the field of a record that it supports.

    One that is not evidence, but found by a rule or selected by the reader, may have no record.
    """

    record_type: str
    record_id: str
    field: str
    """`record` for the record as a whole, `text` for a quotation; empty if it supports none."""
    source_id: str
    start: int
    end: int
    exact: str
    """The words of the source."""
    line: int
    """The line of the source on which it begins, from 1."""
    evidence_id: int | None = dataclasses.field(default=None, compare=False)
    """The row of `evidence` that it is; None if it is not evidence."""

    @property
    def key(self) -> Key:
        """Type and id of the record."""
        return self.record_type, self.record_id

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end

    @property
    def place(self) -> tuple[str, int, int]:
        """Source, start and end."""
        return self.source_id, self.start, self.end

    @property
    def is_whole(self) -> bool:
        """True if the record as a whole is drawn from it, not one of its fields."""
        return self.field in ("record", "text")


PASSAGE_COLUMNS = (
    "e.record_type, e.record_id, e.field, e.source_id, e.start_char, e.end_char, e.exact, e.line, "
    "e.evidence_id"
)
"""The attributes of a `Passage` as columns of the table `evidence`, under the alias `e`."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a record's card."""

    name: str
    value: str
    basis: str
    """`stated`, `resolved` or `own`."""
    reason: str | None
    targets: tuple[Key, ...]
    """(record type, id) of each record it refers to."""
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record that refers to this one."""

    relation: str
    record_type: str
    record_id: str
    title: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One claim of quantity about a record, as people read it."""

    statistic_id: str
    label: str
    """The things or people that are counted, in the curator's words."""
    measure: str
    """Its code."""
    value: str
    """With its qualifier and its unit, if that says something: "nearly 500", "27 %", "dozens"."""
    population: str | None
    """Who or what is counted, as the source writes it."""
    counted: str
    """Who or what is counted, and where, as far as measure and value do not say it; may be empty."""
    heading: str
    """`headline` or `heading` if the claim is in one; else empty."""
    source_id: str | None
    lines: tuple[int, ...]
    """The lines of the source on which it is made, from 1; the first is that of the figure."""
    sign: str
    """The strongest sign of the findings about it; empty if there are none."""
    depth: int
    """0, or the number of figures of the record that it is a part of, one within another."""
    part_of: str | None
    """The statistic that it is a part of."""
    passages: tuple[Passage, ...]
    """The passages of the claim, the one that shows the figure in its words first."""

    @property
    def key(self) -> Key:
        """Type and id of the statistic."""
        return "statistic", self.statistic_id

    @property
    def passage(self) -> Passage | None:
        """The words of the claim."""
        return self.passages[0] if self.passages else None


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a record, those readers want first at the head; parts follow their wholes.

    Attributes:
        rows: the first of them.
        total: the number of claims about the record.
        filter: a filter that finds all of them among the statistics; empty if there is none.
    """

    rows: tuple[Figure, ...] = ()
    total: int = 0
    filter: str = ""

    @property
    def more(self) -> int:
        """The number of claims that are not among `rows`."""
        return self.total - len(self.rows)

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The sources of the passages of `rows`."""
        return tuple(sorted({each.source_id for row in self.rows for each in row.passages}))


@dataclass(frozen=True, slots=True)
class Detail:
    """One record with everything about it."""

    record_type: str
    record_id: str
    title: str
    subtitle: str | None
    file: str
    line: int
    fields: tuple[Field, ...]
    references: tuple[Reference, ...]
    passages: tuple[Passage, ...]
    """All passages of the record, by source and place."""
    findings: int
    """The number of findings about it."""
    figures: Figures = dataclasses.field(default=Figures(), kw_only=True)
    """The claims about it, as its card begins with them."""
    shown: tuple[Field, ...] = dataclasses.field(default=(), kw_only=True)
    """Its fields for people; empty if `fields` are."""

    @property
    def key(self) -> Key:
        """Type and id."""
        return self.record_type, self.record_id

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of its passages."""
        return tuple(sorted({passage.source_id for passage in self.passages}))


@dataclass(frozen=True, slots=True)
class FindingDetail(Detail):
    """One finding as a record; its fields are its message, its rule and the records it is about.

    Attributes:
        sides: the passages of one side or two; a side may have none.
    """

    rule: str
    severity: str
    sides: tuple[tuple[Passage, ...], ...]


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that an article says and no record covers yet."""

    start: int
    end: int
    kind: str
    """`number`, `quotation`, `operation` or `name`."""
    line: int

    @property
    def span(self) -> Span:
        """Start and end."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A source text with everything that is marked in it."""

    source_id: str
    title: str
    publisher: str | None
    published: str | None
    published_basis: str | None
    text: str
    body: Span
    furniture: tuple[Span, ...]
    passages: tuple[Passage, ...]
    """All evidence in it, by place."""
    open_items: tuple[OpenItem, ...] = ()
    """The items without a record, by place."""
    items: int = 0
    """The number of items that need a record, covered or not."""
    unread: str | None = None
    """What is not among the items, since its language or script cannot be read."""
    sha256: str = ""
    """The checksum of the file, which identifies the text."""

    def is_article(self, start: int, end: int) -> bool:
        """True if a range is inside the article and touches no page furniture."""
        return (
            self.body[0] <= start
            and end <= self.body[1]
            and not any(first < end and start < last for first, last in self.furniture)
        )

    def line_at(self, position: int) -> int:
        """The line of the text, from 1, of a code point."""
        return line_number(self.text, position)

    def passage_at(self, position: int, preferred: Collection[Span] = ()) -> Passage | None:
        """The shortest passage around a code point, first among the preferred ones."""
        at = [each for each in self.passages if each.start <= position < each.end]
        best = [each for each in at if each.span in preferred]
        return min(best or at, key=lambda each: each.end - each.start, default=None)

    def whole_of(self, passage: Passage) -> Passage:
        """The passage of a record as a whole around one of its fields; itself if there is none."""
        around = (
            each
            for each in self.passages
            if each.key == passage.key
            and each.is_whole
            and each.start <= passage.start
            and passage.end <= each.end
        )
        return next(around, passage)

    def records_at(self, span: Span) -> tuple[Key, ...]:
        """The records with a passage that overlaps a range, those of just this range first."""
        found = [each for each in self.passages if each.start < span[1] and span[0] < each.end]
        found.sort(
            key=lambda each: (
                each.span != span,
                abs(each.start - span[0]) + abs(each.end - span[1]),
            )
        )
        return tuple(dict.fromkeys(each.key for each in found))

    @property
    def percent_curated(self) -> int | None:
        """The share that is curated, 100 only if all is; None if there is nothing to curate.

        Also None if the text cannot be read: nobody knows how much there is.
        """
        if self.unread is not None:
            return None
        return (self.items - len(self.open_items)) * 100 // self.items if self.items else None


@dataclass(frozen=True, slots=True)
class Name:
    """A record as the palette and pickers list it."""

    record_type: str
    record_id: str
    title: str
    subtitle: str | None


def listing_from_manifest(view: dict[str, Any]) -> Listing:
    """The listing in a manifest, as `queries.first_view` packed it."""
    rows = tuple(
        ListRow(type_, id_, tuple(cells), position) for position, type_, id_, cells in view["rows"]
    )
    return Listing(0, view["total"], view["total"], 0, rows)


def field_label(name: str) -> str:
    """A field's name for people: "led by" for `led_by:agency/interpol`."""
    return name.partition(":")[0].replace("_", " ")
