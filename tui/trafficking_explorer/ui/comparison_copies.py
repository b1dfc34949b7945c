"""Texts that can be copied from a comparison: passages with their citations, and the whole table."""

from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.database.queries import detail
from trafficking_explorer.database.read_models import Key
from trafficking_explorer.export import citations
from trafficking_explorer.export.citations import BibliographicSource
from trafficking_explorer.findings.comparison import Comparison, ComparisonRow, Saying
from trafficking_explorer.paths import APP
from trafficking_explorer.reports.comparison_report import markdown_text, plain_lines
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.ui.clipboard import Choice

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


def choices_of_comparison(
    store: "Store",
    comparison: Comparison,
    row: ComparisonRow,
    shown: tuple[Saying, ...],
    keys: tuple[Key, ...],
    corpus: Path | None,
) -> tuple[Choice, ...]:
    """The forms in which a comparison can be copied.

    Args:
        row: the one under the cursor.
        shown: the passages on screen.
        keys: the records that were asked for.
        corpus: the folder that is open; None for the bundled one.
    """
    works = {
        source_id: BibliographicSource.of(found)
        for source_id in dict.fromkeys(each.source_id for each in row.sayings)
        if (found := detail(store, "source", source_id)) is not None
    }
    choices = []
    if beside := _cited(shown, works):
        noun = "both passages" if len(beside) == 2 else count_noun(len(beside), "passage")
        choices.append(Choice("q", f"{noun}, cited", "\n".join(beside)))
    if cited := _cited(row.sayings, works):
        noun = count_noun(len(cited), "passage")
        choices += [
            Choice("r", f"row: {noun}, cited", "\n".join(cited)),
            Choice("d", "row, Markdown", "\n".join(_cited(row.sayings, works, markdown=True))),
        ]
    choices.append(Choice("t", "table, Markdown", markdown_text(comparison)))
    choices.append(Choice("p", "table, plain lines", "\n".join(plain_lines(comparison)) + "\n"))
    if works:
        entries = (citations.bibtex(work) for work in works.values())
        choices.append(Choice("b", "BibTeX", "\n".join(entries)))
    choices.append(Choice("l", "command that prints it", _command(keys, corpus)))
    return tuple(choices)


def _cited(
    sayings: tuple[Saying, ...], works: dict[str, BibliographicSource], *, markdown: bool = False
) -> list[str]:
    """Each passage once, with its citation."""
    passages = {each.passage.place: each.passage for each in sayings if each.source_id in works}
    cite = citations.markdown if markdown else citations.quoted
    return [cite(works[passage.source_id], passage) for passage in passages.values()]


def _command(keys: tuple[Key, ...], corpus: Path | None) -> str:
    from shlex import join  # only loaded for a copy

    folder = ["--corpus", str(corpus)] if corpus is not None else []
    return join([APP, *folder, "compare", *("/".join(key) for key in keys)])
