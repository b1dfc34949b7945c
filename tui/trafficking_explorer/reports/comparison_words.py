"""The words of a comparison for people: columns, cells and findings."""

from collections.abc import Iterable

from trafficking_explorer.database.signs import (
    ALONE,
    COPIED,
    DIFFERS,
    IMPOSSIBLE,
    NOTE,
    SIGNS,
    SPELLINGS,
    Sign,
)
from trafficking_explorer.findings.comparison import (
    ComparedSource,
    Comparison,
    ComparisonRow,
    RowFinding,
    Saying,
)
from trafficking_explorer.text.display import cell_width, clean_line
from trafficking_explorer.text.long_dates import long_date
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.text.quoting import in_marks

SILENT = "–"
"""In the cell of a source that does not say something."""
INFERRED = "(inferred)"
_SHORT = {
    IMPOSSIBLE: "impossible",
    DIFFERS: "differ",
    SPELLINGS: "two names",
    COPIED: "copied",
    ALONE: "one text only",
    NOTE: "worth knowing",
}
_MOST_LINES = 4
"""Line numbers of the same words that are listed."""


def source_name(source: ComparedSource) -> str:
    """Id and publisher of a source, or its title if it names no publisher."""
    return clean_line(f"{source.source_id} {source.publisher or source.title}")


def source_date(source: ComparedSource, inferred: str = INFERRED) -> str:
    """The date of publication, with a mark if it was inferred; "undated" without one."""
    if not source.published:
        return "undated"
    date = long_date(source.published)
    return f"{date} {inferred}" if source.published_basis == "resolved" else date


def quoted_words(saying: Saying) -> str:
    """The words of a cell in quotation marks."""
    return in_marks(clean_line(saying.words))


def place(saying: Saying, line: str = "line") -> str:
    """The place of some words: "headline, line 3"; "lines 15, 23"."""
    shown = ", ".join(f"{number:,}" for number in saying.lines[:_MOST_LINES])
    more = f" and {len(saying.lines) - _MOST_LINES} more" if len(saying.lines) > _MOST_LINES else ""
    noun = f"{line}s" if len(saying.lines) > 1 and line == "line" else line
    gap = " " if line == "line" else ""
    return f"{'headline, ' if saying.is_heading else ''}{noun}{gap}{shown}{more}"


def said(saying: Saying) -> str:
    """The words of a cell with their place: “Nearly 500 victims” (line 5)."""
    return f"{quoted_words(saying)} ({place(saying)})"


def headline(comparison: Comparison, inferred: str = INFERRED) -> str:
    """Agency, date and countries on one line; empty if nothing is known of them."""
    return " · ".join(
        clean_line(f"{fact.text} {inferred}" if fact.basis == "resolved" else fact.text)
        for fact in comparison.facts
    )


def counts(comparison: Comparison) -> str:
    """The numbers of claims and sources, with those left out: "12 claims in 2 sources"."""
    sources = count_noun(len(comparison.sources), "source")
    claims = f"{count_noun(comparison.claims, 'claim')} in " if comparison.claims else ""
    cut = f" (shown: {comparison.cut})" if comparison.cut else ""
    return f"{claims}{sources}{cut}"


def row_name(row: ComparisonRow) -> str:
    """The label of a row; that of a part says so by itself."""
    return clean_line(row.label)


def row_findings(rows: Iterable[ComparisonRow]) -> list[tuple[ComparisonRow, RowFinding]]:
    """Each finding about the rows once, with the row it is most about, in their order.

    That one text alone says something is left out: the sign of the row says it.
    """
    ranked = [
        (row.records.isdisjoint(finding.sides), at, row, finding)
        for at, row in enumerate(rows)
        for finding in row.findings
        if finding.sign != ALONE.text
    ]
    found: dict[str, tuple[int, ComparisonRow, RowFinding]] = {}
    for _, at, row, finding in sorted(ranked, key=lambda each: each[:2]):
        found.setdefault(finding.id, (at, row, finding))
    return [(row, finding) for _, row, finding in sorted(found.values(), key=lambda each: each[0])]


def signs_of(rows: Iterable[ComparisonRow]) -> list[Sign]:
    """The signs that rows have, the strongest first."""
    used = {row.sign for row in rows}
    return [sign for sign in SIGNS if sign.text in used]


def legend(rows: Iterable[ComparisonRow]) -> list[str]:
    """The signs that rows have, each with its meaning."""
    return [
        *(f"{each.text} {each.meaning}" for each in signs_of(rows)),
        f"{SILENT} says nothing of it",
    ]


def short_legend(rows: Iterable[ComparisonRow], *, plain: bool) -> list[str]:
    """The same in a word or two each.

    Args:
        plain: for terminals without a font for the signs.
    """
    signs = (f"{each.plain if plain else each.text} {_SHORT[each]}" for each in signs_of(rows))
    return [*signs, f"{'-' if plain else SILENT} silent"]


def joined_lines(texts: Iterable[str], width: int, gap: str = "   ") -> list[str]:
    """Short texts beside each other, as many on a line as fit."""
    lines: list[str] = []
    for text in texts:
        if lines and cell_width(lines[-1] + gap + text) <= width:
            lines[-1] += gap + text
        else:
            lines.append(text)
    return lines
