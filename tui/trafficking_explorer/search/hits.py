"""Records of all kinds that fit a filter, best first, each with the reason it was found.

The texts of the sources are searched too: a sentence that has the words is a hit of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from trafficking_explorer.folding import find_folded, fold
from trafficking_explorer.search.compile import compile_filter
from trafficking_explorer.search.expressions import check_expressions
from trafficking_explorer.search.syntax import And, Word, needles
from trafficking_explorer.store.connection import Store
from trafficking_explorer.store.schema import TABLE_OF

_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[”\"’)]*|\n|\Z)")
_PASSAGE = 240
"""Code points of a passage that are given with a hit."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One record, or one sentence of a source, that fits.

    Attributes:
        field: where it fits best: `title`, a field's name, `passage`, or `text` of a source.
        passage: the words there; for a filter without words, what the record rests on.
        source_id, line: where the passage stands; None where the reason is no passage.
    """

    record_type: str
    record_id: str
    title: str
    field: str
    passage: str
    source_id: str | None
    line: int | None


def find_hits(
    store: Store, tree: And, types: tuple[str, ...] = (), limit: int | None = None
) -> Iterator[Hit]:
    """Hits of a filter.

    Args:
        types: kinds of record; all kinds where it is empty.
        limit: at most so many.
    """
    words = needles(tree)
    check_expressions(store, tree)
    where = compile_filter(tree)
    kinds = types or tuple(TABLE_OF)
    # The rank: all words in the title, in one field, in one passage, or only taken together.
    title = _all_in("strip_accents(lower(r.title))", len(words))
    rows = store.rows(
        f"SELECT r.record_type, r.record_id, r.title, {title} AS in_title "
        "FROM corpus.records r "
        f"WHERE list_contains(?, r.record_type) AND ({where.sql}) "
        f"ORDER BY in_title DESC, r.position{' LIMIT ?' if limit else ''}",
        (*words, list(kinds), *where.params, *((limit,) if limit else ())),
    )
    for record_type, record_id, name, _ in rows:
        yield _reason(store, record_type, record_id, name, words)
    if (not types or "source" in types) and _is_words(tree) and words:
        yield from _sentences(store, words)


def _all_in(sql: str, count: int) -> str:
    return "(" + (" AND ".join(f"contains({sql}, ?)" for _ in range(count)) or "FALSE") + ")"


def _is_words(tree: And) -> bool:
    """Whether a filter is words alone, so that a sentence can fit it."""
    return all(isinstance(node, Word) for node in tree.nodes)


def _reason(
    store: Store, record_type: str, record_id: str, title: str, words: tuple[str, ...]
) -> Hit:
    key = (record_type, record_id)
    folded_title = fold(title)
    passages = store.rows(
        "SELECT field, exact, source_id, line FROM corpus.evidence "
        "WHERE record_type = ? AND record_id = ? ORDER BY evidence_id",
        key,
    )
    if words and all(word in folded_title for word in words):
        first = passages[0][1:] if passages else (title, None, None)
        return Hit(*key, title, "title", _cut(first[0], words), *first[1:])
    best = max(passages, key=lambda row: sum(word in fold(row[1]) for word in words), default=None)
    if best is not None and (not words or any(word in fold(best[1]) for word in words)):
        return Hit(*key, title, best[0], _cut(best[1], words), best[2], best[3])
    fields = store.rows(
        "SELECT field, value FROM corpus.fields WHERE record_type = ? AND record_id = ? "
        "ORDER BY position",
        key,
    )
    for field, value in fields:
        if any(word in fold(value) for word in words):
            return Hit(*key, title, field, _cut(value, words), None, None)
    if best is not None:
        return Hit(*key, title, best[0], _cut(best[1], words), best[2], best[3])
    return Hit(*key, title, "title", title, None, None)


def _cut(text: str, words: tuple[str, ...]) -> str:
    """The part of a passage around the first word that was found."""
    if len(text) <= _PASSAGE:
        return text
    found = find_folded(text, words)
    start = max(0, (found[0][0] if found else 0) - _PASSAGE // 3)
    piece = text[start : start + _PASSAGE]
    return ("…" if start else "") + piece + ("…" if start + _PASSAGE < len(text) else "")


def _sentences(store: Store, words: tuple[str, ...]) -> Iterator[Hit]:
    for source_id, title, text, start, end in store.rows(
        "SELECT source_id, title, text, body_start, body_end FROM corpus.sources ORDER BY 1"
    ):
        for match in _SENTENCE.finditer(text, start, end):
            sentence = match[0].strip()
            folded = fold(sentence)
            if sentence and all(word in folded for word in words):
                line = text.count("\n", 0, match.start()) + 1
                yield Hit("source", source_id, title, "text", sentence, source_id, line)
