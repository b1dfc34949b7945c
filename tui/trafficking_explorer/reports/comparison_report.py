"""A comparison as text: a table for terminals, plain lines to read aloud, Markdown, and JSON."""

from collections.abc import Iterator, Sequence
from typing import IO, Any

from trafficking_explorer.export.json_format import write_json
from trafficking_explorer.findings.comparison import (
    ComparedSource,
    Comparison,
    ComparisonRow,
    RowFinding,
    Saying,
    sign_of,
)
from trafficking_explorer.reports.comparison_words import (
    SILENT,
    counts,
    headline,
    joined_lines,
    legend,
    row_findings,
    row_name,
    said,
    source_date,
    source_name,
)
from trafficking_explorer.text.display import cell_width, clean_line
from trafficking_explorer.text.markdown import escape_markdown
from trafficking_explorer.text.wrapping import longest_word, pad, wrap_words

_GAP = 2
_LABEL_CELLS = 24
"""The widest that the labels of the rows become."""
_LEAST_CELLS = 22
"""The narrowest column that a quotation can be read in."""
_WIDEST_CELLS = 60
"""The widest column; wider ones are hard to read."""
_INDENT = "    "
_DEEPEST = 4
"""Levels of parts that are indented."""
JSON_KEYS = ("label", "kind", "part_depth", "section", "sign", "meaning", "sources", "findings")


def table_widths(comparison: Comparison, width: int) -> tuple[int, int] | None:
    """The cells of the labels and of each source; None if a table has no room in `width` cells."""
    indents = [len(_indent(row)) for row in comparison.rows]
    names = [row_name(row) for row in comparison.rows]
    labels = list(zip(indents, names, strict=True))
    label = min(_LABEL_CELLS, max((at + cell_width(name) for at, name in labels), default=0))
    label = max([label, *(at + longest_word(name) for at, name in labels)])
    columns = len(comparison.sources)
    if not columns:
        return None
    # Behind the last column is the sign.
    column = (width - label - _GAP - 1) // columns - _GAP
    texts = [text for row in comparison.rows for each in row.sayings for text in _cell((each,))]
    texts += [text for source in comparison.sources for text in _head(source)]
    least = max(_LEAST_CELLS, *map(longest_word, texts))
    return (label, min(column, _WIDEST_CELLS)) if column >= least else None


def table_lines(comparison: Comparison, width: int) -> Iterator[str]:
    """A table: claims down, sources across, words wrapped and never cut.

    Args:
        width: cells that `table_widths` has found to be enough.
    """
    widths = table_widths(comparison, width)
    assert widths is not None
    label, column = widths
    yield from _title(comparison, width)
    sources = comparison.sources
    rooms = (label, *[column] * len(sources))
    heads = (_wrapped(_head(source), column) for source in sources)
    yield from _grid([[""], *heads], rooms)
    rule = "─" * (label + (column + _GAP) * len(sources) + _GAP + 1)
    yield rule
    section = ""
    for row in comparison.rows:
        if row.section != section:
            section = row.section
            yield from wrap_words(section, width)
        cells = (_cell(row.cell(source.source_id)) or [SILENT] for source in sources)
        words = (_wrapped(cell, column) for cell in cells)
        yield from _grid([_label(row, label), *words], rooms, row.sign)
    yield rule
    for row, finding in row_findings(comparison.rows):
        yield from _hanging(f"{finding.sign} {_finding(row, finding)}", width, "  ")
    yield ""
    yield from joined_lines(legend(comparison.rows), width)


def _title(comparison: Comparison, width: int) -> Iterator[str]:
    for text in (comparison.title, headline(comparison), counts(comparison)):
        if text:
            yield from wrap_words(text, width)
    yield ""


def _head(source: ComparedSource) -> list[str]:
    return [source_name(source), source_date(source)]


def _cell(sayings: Sequence[Saying]) -> list[str]:
    return [said(each) for each in sayings]


def _label(row: ComparisonRow, room: int) -> list[str]:
    """The label of a row, that of a part indented."""
    indent = _indent(row)
    return [f"{indent}{line}" for line in wrap_words(row_name(row), room - len(indent))]


def _indent(row: ComparisonRow) -> str:
    return "  " * min(row.indent, _DEEPEST)


def _grid(cells: Sequence[Sequence[str]], widths: Sequence[int], sign: str = "") -> Iterator[str]:
    """The lines of a row whose cells have been wrapped."""
    for y in range(max(map(len, cells))):
        parts = [
            pad(lines[y] if y < len(lines) else "", room)
            for lines, room in zip(cells, widths, strict=True)
        ]
        yield (" " * _GAP).join((*parts, sign if not y else "")).rstrip()


def _wrapped(texts: Sequence[str], room: int) -> list[str]:
    """Several texts one below the other."""
    return [line for text in texts for line in wrap_words(text, room)]


def plain_lines(comparison: Comparison, width: int | None = None) -> Iterator[str]:
    """Every row as a block of lines, in an order that reads well aloud.

    Args:
        width: cells to wrap at; None to leave each sentence on one line.
    """
    for line in _blocks(comparison):
        text = line.lstrip(" ")
        indent = line[: len(line) - len(text)]
        yield from _hanging(text, width, indent) if width else [line]


def _blocks(comparison: Comparison) -> Iterator[str]:
    yield clean_line(comparison.title)
    if comparison.record:
        yield "/".join(comparison.record)
    if known := headline(comparison):
        yield known
    yield counts(comparison)
    section = ""
    told = {finding.id: row for row, finding in row_findings(comparison.rows)}
    for row in comparison.rows:
        if row.section != section:
            section = row.section
            yield ""
            yield f"{clean_line(section)}:"
        yield ""
        sign = f": {sign_of(row.sign).meaning} {row.sign}" if row.sign else ""
        yield f"{row_name(row)}{sign}"
        silent = []
        for source in comparison.sources:
            if sayings := row.cell(source.source_id):
                yield f"{_INDENT}{source_name(source)}, {source_date(source)}:"
                yield from (f"{_INDENT * 2}{said(each)}" for each in sayings)
            else:
                silent.append(source_name(source))
        if silent:
            yield f"{_INDENT}says nothing of it: {', '.join(silent)}"
        for finding in row.findings:
            if told.get(finding.id) is row:
                yield f"{_INDENT}finding {finding.sign} {_finding(None, finding)}"


def _finding(row: ComparisonRow | None, finding: RowFinding) -> str:
    name = f"{row_name(row)}: " if row is not None else ""
    # Most messages begin with the claim that they are about, in more words than the row has.
    return f"{name}{clean_line(finding.message)} ({clean_line(finding.told_answer)})"


def _hanging(text: str, width: int, indent: str) -> Iterator[str]:
    """A text wrapped, its lines indented; those of a finding under its sign."""
    first = indent if text[:1] not in _FINDING_SIGNS else ""
    lines = wrap_words(text, max(1, width - len(indent)))
    yield from (f"{indent if at else first}{line}" for at, line in enumerate(lines))


_FINDING_SIGNS = frozenset("✗≠~=·")


def markdown_text(comparison: Comparison) -> str:
    """A table in GitHub's Markdown under a heading, and the findings as a list."""

    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(cells)} |"

    def safe(text: str) -> str:
        return escape_markdown(clean_line(text)).replace("|", "\\|")

    lines = [f"## {safe(comparison.title)}", ""]
    if known := headline(comparison):
        lines += [safe(known), ""]
    if comparison.cut:
        lines += [f"Shown: {comparison.cut}.", ""]
    heads = (f"{safe(source_name(each))}, {source_date(each)}" for each in comparison.sources)
    lines += [line(["", *heads, ""]), line(["---"] * (len(comparison.sources) + 2))]
    for row in comparison.rows:
        section = f"{safe(row.section)}: " if row.section else ""
        cells = [
            "<br>".join(safe(said(each)) for each in row.cell(source.source_id)) or SILENT
            for source in comparison.sources
        ]
        label = f"{'&emsp;' * row.indent}{section}{safe(row_name(row))}"
        lines.append(line([label, *cells, safe(row.sign)]))
    if found := row_findings(comparison.rows):
        lines.append("")
        lines += [f"- {safe(f'{each.sign} {_finding(row, each)}')}" for row, each in found]
    lines += ["", safe(" · ".join(legend(comparison.rows))), ""]
    return "\n".join(lines)


def write_comparison(stream: IO[str], comparison: Comparison) -> None:
    """Write the rows as one JSON array of objects."""
    write_json(stream, JSON_KEYS, (_json_row(row, comparison) for row in comparison.rows))


def _json_row(row: ComparisonRow, comparison: Comparison) -> tuple[Any, ...]:
    return (
        row.label,
        row.kind,
        row.indent,
        row.section or None,
        row.sign or None,
        sign_of(row.sign).meaning,
        [_json_source(source, row) for source in comparison.sources],
        [_json_finding(finding) for finding in row.findings],
    )


def _json_source(source: ComparedSource, row: ComparisonRow) -> dict[str, Any]:
    return {
        "source_id": source.source_id,
        "title": source.title,
        "publisher": source.publisher,
        "published": source.published,
        "published_basis": source.published_basis,
        "says": [
            {
                "words": each.words,
                "lines": list(each.lines),
                "start_char": each.span[0],
                "end_char": each.span[1],
                "headline": each.is_heading,
                "record_type": each.record[0],
                "record_id": each.record[1],
                "passage": each.passage.exact,
            }
            for each in row.cell(source.source_id)
        ],
    }


def _json_finding(finding: RowFinding) -> dict[str, Any]:
    return {
        "finding_id": finding.id,
        "rule": finding.rule,
        "sign": finding.sign,
        "message": finding.message,
        "answer": finding.answer,
        "reason": finding.reason,
    }
