"""Texts that can be copied from a line of the overview."""

from typing import TYPE_CHECKING

from trafficking_explorer.database.overview import OverviewLine, Words
from trafficking_explorer.database.queries import detail
from trafficking_explorer.database.read_models import Passage
from trafficking_explorer.export import citations
from trafficking_explorer.export.citations import BibliographicSource
from trafficking_explorer.text.display import single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.clipboard import Choice

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


def choices_of_line(store: "Store", line: OverviewLine) -> tuple[Choice, ...]:
    """The words behind a line with their citations, the line itself, and the id of its record.

    Raises:
        QueryInterrupted, StoreDamaged, StoreError: as `Store.rows`.
    """
    works = {
        source_id: BibliographicSource.of(found)
        for source_id in dict.fromkeys(words.source_id for words in line.words)
        if (found := detail(store, "source", source_id)) is not None
    }
    cited = [words for words in line.words if words.source_id in works]
    choices = []
    if cited:
        several = f"{count_noun(len(cited), 'passage')}, cited"
        name = several if len(cited) > 1 else "quote with citation"
        for key, form, cite in (
            ("q", name, citations.quoted),
            ("d", "Markdown", citations.markdown),
        ):
            texts = [cite(works[words.source_id], _passage(words)) for words in cited]
            choices.append(Choice(key, form, "\n".join(texts)))
    choices.append(Choice("r", "line", line_text(line)))
    if works:
        entries = "\n".join(citations.bibtex(work) for work in works.values())
        choices.append(Choice("b", "BibTeX", entries))
    if line.opens.record is not None:
        choices.append(Choice("i", "id", "/".join(line.opens.record)))
    return tuple(choices)


def line_text(line: OverviewLine) -> str:
    """A line in plain text, with its sign before it and its place behind it."""
    said = ": ".join(filter(None, (line.label, line.text)))
    parts = [f"{line.sign} {said}".strip(), line.note, line.place]
    return single_line(" · ".join(filter(None, parts)))


def _passage(words: Words) -> Passage:
    return Passage("source", words.source_id, "", words.source_id, 0, 0, words.exact, words.line)
