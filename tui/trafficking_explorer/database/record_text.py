"""One record as plain lines in reading order, for a terminal, a pipe or a screen reader."""

from collections.abc import Iterator

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.figures import figures
from trafficking_explorer.database.queries import detail, source_document
from trafficking_explorer.database.read_models import (
    Detail,
    Figure,
    Figures,
    Passage,
    SourceDocument,
    field_label,
)
from trafficking_explorer.database.record_findings import RecordFinding, record_findings
from trafficking_explorer.database.signs import SIGNS
from trafficking_explorer.records.measures import measure_words
from trafficking_explorer.text.display import clean_line, short_digest
from trafficking_explorer.text.quoting import in_marks

_CONTEXT = 60
"""Code points shown before and after a passage."""
_INDENT = " " * 4
_MEANINGS = {sign.text: sign.meaning for sign in SIGNS}


def record_lines(store: Store, record_type: str, record_id: str) -> list[str] | None:
    """The lines of one record; None if there is no such record."""
    record = detail(store, record_type, record_id, claims=False)
    if record is None:
        return None
    documents = {
        source_id: document
        for source_id in record.sources
        if (document := source_document(store, source_id)) is not None
    }
    return [
        clean_line(record.title),
        f"{record.record_type}/{record.record_id}",
        "",
        *_figures(figures(store, record_type, record_id, most=None)),
        *_findings(record_findings(store, record_type, record_id)),
        *_lines(record, documents),
    ]


def _figures(found: Figures) -> Iterator[str]:
    if not found.rows:
        return
    yield "figures:"
    measures: list[str] = []
    for figure in found.rows:
        del measures[figure.depth :]
        is_part = figure.depth > 0 and measures[-1] == figure.measure
        measures.append(figure.measure)
        label = "of them" if is_part else measure_words(figure.measure)
        indent = _INDENT * (1 + figure.depth)
        yield f"{indent}{label[:1].upper()}{label[1:]}: {_figure(figure)}"


def _figure(figure: Figure) -> str:
    """A figure in words, where it is said, its sign, and the id of its statistic."""
    # "nearly 500 victims", but "16 years, Age of the girl".
    goes_on = bool(figure.population) and figure.counted.startswith(str(figure.population))
    said = (" " if goes_on else ", ").join(filter(None, (figure.value, figure.counted)))
    said = clean_line(said)
    if figure.heading:
        said += f", in the {figure.heading}"
    numbers = ", ".join(map(str, figure.lines))
    place = f"source {clean_line(figure.source_id)}" if figure.source_id else "no source"
    if numbers:
        place += f", line{'s' if len(figure.lines) > 1 else ''} {numbers}"
    if figure.passage is not None:
        place += f": {in_marks(clean_line(figure.passage.exact))}"
    meaning = _MEANINGS.get(figure.sign, "worth a look")
    sign = f"; {meaning} ({figure.sign})" if figure.sign else ""
    return f"{said} ({place}){sign}; statistic/{figure.statistic_id}"


def _findings(found: tuple[RecordFinding, ...]) -> Iterator[str]:
    if found:
        yield "findings:"
    for finding in found:
        yield f"{_INDENT}{finding.sign} {clean_line(finding.message)}"
        yield f"{_INDENT * 2}{finding.finding_id}"
        if finding.answer is not None:
            reason = f": {clean_line(finding.reason)}" if finding.reason else ""
            yield f"{_INDENT * 2}{finding.answer.replace('_', ' ')}{reason}"


def _lines(record: Detail, documents: dict[str, SourceDocument]) -> Iterator[str]:
    shown: set[tuple[str, int, int]] = set()
    for field in record.fields:
        basis = "" if field.basis == "own" else f" ({field.basis})"
        yield f"{field_label(field.name)}: {clean_line(field.value)}{basis}"
        if field.reason:
            yield f"    why: {clean_line(field.reason)}"
        for passage in field.passages:
            shown.add((passage.source_id, passage.start, passage.end))
            yield f"    {_in_context(passage, documents[passage.source_id])}"
    rest = [
        passage
        for passage in record.passages
        if (passage.source_id, passage.start, passage.end) not in shown
    ]
    if rest:
        yield "passages:"
        for passage in rest:
            yield f"    {_in_context(passage, documents[passage.source_id])}"
    if record.references:
        yield "referred to by:"
        for reference in record.references:
            role = f", {clean_line(reference.role)}" if reference.role else ""
            yield (
                f"    {reference.record_type}/{reference.record_id} "
                f"({field_label(reference.relation)}{role}): {clean_line(reference.title)}"
            )
    yield "sources:"
    for document in documents.values():
        yield f"    {citation_line(document)} [text {short_digest(document.sha256)}]"
    yield f"curated in {clean_line(record.file)}:{record.line}"


def citation_line(document: SourceDocument) -> str:
    """A source in one line: id, publisher, title, date."""
    parts = [document.publisher, document.title]
    if document.published:
        resolved = " (resolved)" if document.published_basis == "resolved" else ""
        parts.append(f"{document.published}{resolved}")
    return f"{document.source_id}: " + ". ".join(clean_line(part) for part in parts if part)


def _in_context(passage: Passage, document: SourceDocument) -> str:
    text, (start, end) = document.text, document.body
    before = text[max(passage.start - _CONTEXT, min(start, passage.start)) : passage.start]
    after = text[passage.end : min(passage.end + _CONTEXT, max(end, passage.end))]
    return (
        f"[{passage.source_id}:{passage.line}] …{_tidy(before)}"
        f"⟦{clean_line(passage.exact)}⟧{_tidy(after)}…"
    )


def _tidy(context: str) -> str:
    """Context on one line, with the blank beside the passage."""
    line = clean_line(context)
    left = " " if context[:1].isspace() and line else ""
    right = " " if context[-1:].isspace() and line else ""
    return f"{left}{line}{right}"
