"""Lines about a source: its title, the passage that the reader is at, and how much is curated."""

from trafficking_explorer.database.read_models import (
    Detail,
    Passage,
    SourceDocument,
    field_label,
)
from trafficking_explorer.text.display import cell_width, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.restrictions import is_offered
from trafficking_explorer.ui.symbols import Symbols
from trafficking_explorer.ui.widgets.open_items_view import OpenItemsView
from trafficking_explorer.ui.widgets.passage_view import PassageView

_SELECTED_CELLS = 30
"""Code points of the selected words that the foot shows."""


def _shortened(words: str, limit: int) -> str:
    """Printable words on one line, of long ones both ends: “Overall, the … worldwide”."""
    line = single_line(words)
    if len(line) <= limit:
        return line
    first = line[: limit // 2].rpartition(" ")[0] or line[: limit // 2]
    last = line[-(limit // 2 - 2) :].partition(" ")[2] or line[-(limit // 2 - 2) :]
    return f"{first} … {last}"


def title_line(document: SourceDocument, marks: Symbols, *after_id: str) -> str:
    """A source in a line: its id, what is to follow it, its publisher or title, and its date."""
    published = document.published or ""
    if document.published_basis == "resolved":
        published += f" {marks.resolved}"
    parts = (document.source_id, *after_id, document.publisher or document.title, published)
    return single_line(" · ".join(filter(None, parts)))


def place_line(view: PassageView) -> str:
    """The selected words or the open item that the reader is at; else empty."""
    document = view.document
    if not isinstance(view, OpenItemsView) or document is None or view.place.span is None:
        return ""
    start, end = view.place.span
    line = f"line {document.line_at(start)}"
    # In other panels the key opens what is there.
    make = " · ⏎ make a record" if view.has_focus and is_offered("select.record") else ""
    if view.place.selection is not None:
        selected = " ".join(document.text[start:end].split())
        # Which words they are, not only how many.
        count = count_noun(len(selected.split()), "word")
        words = f"“{_shortened(selected, _SELECTED_CELLS)}” · {count} · {line}"
        if document.is_article(start, end):
            return f"{words}{make}{' · y copy' if view.has_focus else ''}"
        return f"{words} · outside the article: y copies"
    assert view.place.item is not None
    number, of = document.open_items.index(view.place.item) + 1, len(document.open_items)
    return f"open {number}/{of} · {view.place.item.kind} · {line}{make}"


def foot_line(
    record: Detail | None,
    passage: Passage | None,
    where: str,
    document: SourceDocument | None,
    width: int,
) -> str:
    """The passage that the reader is at, or the number of passages, and how much is curated.

    Args:
        where: its place in a few words.
    """
    curated = _curated(document) if document is not None else ""
    if record is None or passage is None:
        return " · ".join(filter(None, (where, curated)))
    words = _passage(record, passage, where, document)
    both = f"{words} · {curated}" if curated else words
    # Without room for both, the passage is what the reader asked for.
    return both if cell_width(both) <= width else words


def _passage(record: Detail, passage: Passage, where: str, document: SourceDocument | None) -> str:
    parts = [where]
    if record.record_type == "source":
        records = document.records_at(passage.span) if document is not None else ()
        parts.append(count_noun(len(records), "record"))
    else:
        names = dict.fromkeys(
            field_label(each.field)
            for each in record.passages
            if each.place == passage.place and not each.is_whole
        )
        parts += [f"supports {', '.join(names)}"] if names else []
    return " · ".join(parts)


def _curated(document: SourceDocument) -> str:
    """The share of a source that is curated: "61 % curated · u 12 open"."""
    key = "u " if is_offered("pane.next-open") else ""
    open_ = f"{key}{len(document.open_items)} open"
    if document.unread is not None:
        return f"{open_} · {document.unread} not read"
    if document.percent_curated is None:
        return ""
    if not document.open_items:
        return "all curated"
    return f"{document.percent_curated} % curated · {open_}"
