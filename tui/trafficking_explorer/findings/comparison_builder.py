"""The words of all sources about one record, several claims, or a finding, side by side."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trafficking_explorer.database.read_models import Key
from trafficking_explorer.findings.comparison import ComparedSource, Comparison, ComparisonRow
from trafficking_explorer.findings.comparison_data import MOST_SOURCES, ComparisonData, read_data
from trafficking_explorer.findings.comparison_rows import (
    finding_row,
    quotation_rows,
    record_rows,
    within_copies,
)
from trafficking_explorer.findings.comparison_subject import find_subject
from trafficking_explorer.findings.figure_rows import figure_rows

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

_QUOTATIONS = "Quotations"
"""The heading above quotations where rows have headings."""


def compare(store: "Store", keys: Sequence[Key]) -> Comparison | None:
    """Compare what the sources say.

    Args:
        keys: an operation, an agency or another record; a statistic or a quotation, for its
            operation; a finding, for what it is about; or several statistics and operations.

    Returns:
        None if there is no such record.

    Raises:
        UsageError: a source was asked for, which is a column of a comparison.
    """
    subject = find_subject(store, keys)
    if subject is None:
        return None
    data = read_data(store, subject)
    quotations = list(quotation_rows(data))
    figures = [within_copies(row, quotations, data) for row in figure_rows(data)]
    rows = [row for row in figures if not row.section]
    rows += record_rows(data)
    if others := [row for row in figures if row.section]:
        # Figures of the operations of an agency come after what is its own.
        rows += others
        quotations = [replace(row, section=_QUOTATIONS) for row in quotations]
    rows += quotations
    wanted = next((each for each in data.findings if each.id == subject.finding), None)
    if wanted is not None and all(wanted not in row.findings for row in rows):
        rows.append(finding_row(wanted, data))
    rows = [_in_columns(row, data) for row in rows if row.sayings]
    sources, total = _columns(rows, data)
    kept = {source.source_id for source in sources}
    if len(kept) < total:
        rows = [shown for row in rows if (shown := _without(row, kept)).sayings]
    return Comparison(
        subject.title,
        subject.facts,
        subject.record,
        tuple(rows),
        sources,
        _reader_at(rows, data),
        len(data.claims),
        data.claims_total,
        total,
        len(data.findings),
    )


def _in_columns(row: ComparisonRow, data: ComparisonData) -> ComparisonRow:
    """A row with its words in the order of the columns, then of the text."""
    place = {source_id: at for at, source_id in enumerate(data.sources)}
    known = (each for each in row.sayings if each.source_id in place)
    ordered = sorted(known, key=lambda each: (place[each.source_id], *each.span))
    return replace(row, sayings=tuple(ordered))


def _columns(
    rows: Sequence[ComparisonRow], data: ComparisonData
) -> tuple[tuple[ComparedSource, ...], int]:
    """The sources that say something, those that say most if they are too many, and their number."""
    counts = Counter(source for row in rows for source in {each.source_id for each in row.sayings})
    wanted = {source for row in rows for source in _held_against(row)}
    ranked = sorted(counts, key=lambda source: (source not in wanted, -counts[source]))
    kept = set(ranked[:MOST_SOURCES])
    columns = (row.source for id_, row in data.sources.items() if id_ in kept)
    return tuple(columns), len(counts)


def _held_against(row: ComparisonRow) -> set[str]:
    """The sources of a row whose words differ."""
    return {each.source_id for each in row.sayings} if row.differs else set()


def _without(row: ComparisonRow, kept: set[str]) -> ComparisonRow:
    return replace(row, sayings=tuple(each for each in row.sayings if each.source_id in kept))


def _reader_at(rows: Sequence[ComparisonRow], data: ComparisonData) -> int:
    """The row that the reader came for; else the first that differs, else the first."""
    subject = data.subject
    wanted, finding = set(subject.at), subject.finding
    about = [any(each.id == finding for each in row.findings) for row in rows]
    said = [not wanted.isdisjoint(row.records) for row in rows]
    both = [one and other for one, other in zip(about, said, strict=True)]
    differs = [row.differs for row in rows]
    return next((found.index(True) for found in (both, about, said, differs) if any(found)), 0)
