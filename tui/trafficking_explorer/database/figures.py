"""The figures of a record: every claim of quantity about it, ordered for readers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.quantities import value_words
from trafficking_explorer.database.read_models import (
    PASSAGE_COLUMNS,
    Figure,
    Figures,
    Key,
    Passage,
)
from trafficking_explorer.database.signs import record_signs
from trafficking_explorer.records import measures
from trafficking_explorer.text.layout import find_headings

MOST_FIGURES = 200
"""Figures of a record that a screen shows."""
_NAMED = ("agency", "person")
"""Kinds of record that claims are attributed to by name."""
_OWN_OPERATION = ("operation", "case", "event", "statistic")
"""Kinds of record whose figures do not need the name of an operation."""
_HEADING_REACH = 1000
"""Code points around a passage in which its heading is looked for."""
_COLUMNS = (
    "s.statistic_id, s.label, s.measure, s.value, s.value_to, s.value_text, s.unit, "
    "s.qualifier, s.population, s.place, s.part_of, o.name, s.source_id"
)
_TABLES = "corpus.statistics s LEFT JOIN corpus.operations o ON o.operation_id = s.operation_id"


@dataclass(frozen=True, slots=True)
class _Claim:
    """A row of `statistics`."""

    id: str
    label: str
    measure: str
    value: float | None
    value_to: float | None
    value_text: str | None
    unit: str
    qualifier: str
    population: str | None
    place: str | None
    part_of: str | None
    operation: str | None
    """The name of its operation."""
    source_id: str | None

    @property
    def words(self) -> str:
        """Its value in words."""
        return value_words(self.value, self.value_to, self.value_text, self.unit, self.qualifier)


@dataclass(frozen=True, slots=True)
class _Subject:
    """A record that figures are asked for.

    Attributes:
        key: its type and id.
        ids: a query for the ids of the statistics about it.
        params: the values of that query.
    """

    key: Key
    ids: str
    params: tuple[object, ...]


def figures(
    store: Store, record_type: str, record_id: str, most: int | None = MOST_FIGURES
) -> Figures:
    """The claims that are about a record, linked to it or attributed to it.

    Of a source these are all its claims, of a statistic itself and its parts.

    Args:
        most: the largest number of them that is read; None for all.
    """
    subject = _subject((record_type, record_id))
    ((total,),) = store.rows(
        f"SELECT count(*) FROM corpus.statistics WHERE statistic_id IN ({subject.ids})",
        subject.params,
    )
    if not total:
        return Figures()
    claims = _claims(store, subject, total if most is None else most, total)
    passages = _passages(store, [claim.id for claim in claims])
    claims.sort(key=lambda claim: _order(claim, passages.get(claim.id, ())))
    tree = _tree(claims)[: most or total]
    outside = _outside(store, tree)
    signs = record_signs(store, (("statistic", claim.id) for claim, _ in tree))
    headings = _Headings(store, [passages[claim.id] for claim, _ in tree if claim.id in passages])
    by_id = {claim.id: claim for claim in claims} | outside
    rows = []
    for claim, depth in tree:
        found = passages.get(claim.id, ())
        rows.append(
            Figure(
                claim.id,
                claim.label,
                claim.measure,
                claim.words,
                claim.population,
                _counted(claim, by_id.get(claim.part_of or ""), subject.key, outside),
                headings.of(found[0]) if found else "",
                found[0].source_id if found else claim.source_id,
                _lines(found),
                signs.get(("statistic", claim.id), ""),
                depth,
                claim.part_of,
                _best_first(found),
            )
        )
    return Figures(tuple(rows), total, _filter(subject.key))


def _subject(key: Key) -> _Subject:
    record_type, record_id = key
    if record_type == "source":
        ids = "SELECT statistic_id FROM corpus.statistics WHERE source_id = ?"
        return _Subject(key, ids, (record_id,))
    if record_type == "statistic":
        ids = (
            "WITH RECURSIVE parts(id) AS (SELECT CAST(? AS VARCHAR) UNION "
            "SELECT s.statistic_id FROM corpus.statistics s JOIN parts p ON s.part_of = p.id) "
            "SELECT id FROM parts"
        )
        return _Subject(key, ids, (record_id,))
    ids = (
        "SELECT record_id FROM corpus.links "
        "WHERE record_type = 'statistic' AND target_type = ? AND target_id = ?"
    )
    if record_type not in _NAMED:
        return _Subject(key, ids, key)
    ids += (
        " UNION SELECT c.record_id FROM corpus.records n "
        "JOIN corpus.facts name ON name.field = 'name' AND name.record = n.position "
        "JOIN corpus.facts a ON a.field = 'attributed_to' AND a.folded = name.folded "
        "JOIN corpus.records c ON c.position = a.record AND c.record_type = 'statistic' "
        "WHERE n.record_type = ? AND n.record_id = ?"
    )
    return _Subject(key, ids, (*key, *key))


def _filter(key: Key) -> str:
    """The filter of the statistics that finds the claims about a record."""
    record_type, record_id = key
    return "" if record_type == "statistic" else f"{record_type}:{record_id}"


def _claims(store: Store, subject: _Subject, most: int, total: int) -> list[_Claim]:
    """The claims to be shown, in order; if there are too many, wholes first, then their parts."""
    about = f"s.statistic_id IN ({subject.ids})"
    if total <= most:
        return _read(store, about, subject.params, most)
    is_whole = f"(s.part_of IS NULL OR s.part_of NOT IN ({subject.ids}))"
    found = _read(store, f"{about} AND {is_whole}", (*subject.params, *subject.params), most)
    newest = found
    known = {claim.id for claim in found}
    while newest and len(found) < 2 * most:
        parts = _read(
            store,
            f"{about} AND s.part_of IN (SELECT unnest(?::VARCHAR[]))",
            (*subject.params, [claim.id for claim in newest]),
            most,
        )
        newest = [claim for claim in parts if claim.id not in known]
        known.update(claim.id for claim in newest)
        found = [*found, *newest]
    return found


def _read(store: Store, condition: str, params: Iterable[object], most: int) -> list[_Claim]:
    rank = "coalesce(list_position(?::VARCHAR[], s.measure), 1000)"
    rows = store.rows(
        f"SELECT {_COLUMNS} FROM {_TABLES} WHERE {condition} "
        f"ORDER BY {rank}, s.measure, s.value DESC NULLS LAST, s.source_id, s.rowid LIMIT ?",
        (*params, list(measures.ORDER), most),
    )
    return [_Claim(*row) for row in rows]


def _order(claim: _Claim, passages: tuple[Passage, ...]) -> tuple[object, ...]:
    """The order for readers: by measure, the largest first, equal ones as they are in the texts."""
    known = claim.measure in measures.ORDER
    return (
        measures.ORDER.index(claim.measure) if known else len(measures.ORDER),
        claim.measure,
        claim.value is None,
        -(claim.value or 0.0),
        passages[0].place if passages else (claim.source_id or "", -1, -1),
    )


def _tree(claims: list[_Claim]) -> list[tuple[_Claim, int]]:
    """Each claim with its depth, after the one that it is a part of."""
    parts: dict[str, list[_Claim]] = defaultdict(list)
    known = {claim.id for claim in claims}
    for claim in claims:
        if claim.part_of in known:
            parts[str(claim.part_of)].append(claim)
    placed: set[str] = set()
    # Wholes first. Claims that are parts of each other have none, and follow in their order.
    for_roots = (
        *(claim for claim in claims if claim.part_of not in known),
        *claims,
    )
    tree: list[tuple[_Claim, int]] = []
    for root in for_roots:
        waiting = [(root, 0)]
        while waiting:
            claim, depth = waiting.pop()
            if claim.id not in placed:
                placed.add(claim.id)
                tree.append((claim, depth))
                waiting += [(part, depth + 1) for part in reversed(parts[claim.id])]
    return tree


def _outside(store: Store, tree: list[tuple[_Claim, int]]) -> dict[str, _Claim]:
    """The wholes of parts, if they are not among the claims themselves."""
    known = {claim.id for claim, _ in tree}
    wanted = sorted({claim.part_of for claim, _ in tree if claim.part_of} - known)
    if not wanted:
        return {}
    condition = "s.statistic_id IN (SELECT unnest(?::VARCHAR[]))"
    return {claim.id: claim for claim in _read(store, condition, (wanted,), len(wanted))}


def _counted(claim: _Claim, whole: _Claim | None, key: Key, outside: dict[str, _Claim]) -> str:
    """The words for what a claim counts, without those that its whole has said."""
    if claim.measure in measures.GENERIC:
        words = [claim.label]
    else:
        said = {whole.population, whole.place} if whole and whole.id not in outside else set()
        words = [
            each
            for each in (claim.population, claim.place)
            if each is not None and each not in said
        ]
        if not words and said and claim.population:
            words = [claim.population]
        if claim.operation and key[0] not in _OWN_OPERATION:
            words.append(claim.operation)
    if whole is not None and whole.id in outside:
        words.append(f"of {whole.words} {whole.population or ''}".rstrip())
    return ", ".join(words)


def _passages(store: Store, ids: list[str]) -> dict[str, tuple[Passage, ...]]:
    """The passages of some statistics by id, those of the figure itself first."""
    # A range of positions is found without reading the evidence of all other records.
    positions = [
        position
        for (position,) in store.rows(
            "SELECT position FROM corpus.records "
            "WHERE record_type = 'statistic' AND record_id IN (SELECT unnest(?::VARCHAR[]))",
            (ids,),
        )
    ]
    found: dict[str, list[Passage]] = defaultdict(list)
    for row in store.rows(
        f"SELECT {PASSAGE_COLUMNS} FROM corpus.evidence e "
        "WHERE e.record BETWEEN ? AND ? AND e.record IN (SELECT unnest(?::INTEGER[])) "
        "ORDER BY list_position(['value_text', 'value', 'record'], e.field) NULLS LAST, "
        "e.source_id, e.start_char, e.end_char, e.evidence_id",
        (min(positions, default=0), max(positions, default=0), positions),
    ):
        passage = Passage(*row)
        found[passage.record_id].append(passage)
    return {id_: tuple(passages) for id_, passages in found.items()}


def _best_first(passages: tuple[Passage, ...]) -> tuple[Passage, ...]:
    """The words of the claim around its figure first, then its other words; no place twice."""
    if not passages:
        return ()
    figure = passages[0]
    whole = [each for each in passages if each.is_whole]
    around = [
        each
        for each in whole
        if each.source_id == figure.source_id
        and each.start <= figure.start
        and figure.end <= each.end
    ]
    by_place: dict[tuple[str, int, int], Passage] = {}
    for each in (*around, *whole, *passages):
        by_place.setdefault(each.place, each)
    return tuple(by_place.values())


def _lines(passages: tuple[Passage, ...]) -> tuple[int, ...]:
    """The lines of the figure and of further words of the claim in the same source."""
    made = (
        each.line
        for each in passages
        if each.source_id == passages[0].source_id and (each is passages[0] or each.is_whole)
    )
    return tuple(dict.fromkeys(made))


class _Headings:
    """The headings of some sources."""

    def __init__(self, store: Store, passages: Iterable[tuple[Passage, ...]]) -> None:
        wanted = sorted({found[0].source_id for found in passages})
        self._texts = {
            source_id: (text, start)
            for source_id, text, start in store.rows(
                "SELECT source_id, text, body_start FROM corpus.sources "
                "WHERE source_id IN (SELECT unnest(?::VARCHAR[]))",
                (wanted,),
            )
        }

    def of(self, passage: Passage) -> str:
        """`headline` if a passage is above the first paragraph, `heading` if in a later heading; else empty."""
        if passage.source_id not in self._texts:
            return ""
        text, body = self._texts[passage.source_id]
        start = text.rfind("\n", 0, passage.start) + 1
        if not any(first <= start < last for first, last in _near(text, passage, body)):
            return ""
        above = text[min(body, start) : start]
        if len(above) > _HEADING_REACH:
            return "heading"
        first = min(body, start)
        titles = list(find_headings(text, first, passage.end))
        rest = "".join(_between(text, first, start, titles))
        return "heading" if rest.strip() else "headline"


def _near(text: str, passage: Passage, body: int) -> Iterator[tuple[int, int]]:
    """The headings around a passage; whole lines, since a cut one may look like a heading."""
    reach = max(0, passage.start - _HEADING_REACH)
    first = text.rfind("\n", 0, reach) + 1 if reach else 0
    last = text.find("\n", passage.end + _HEADING_REACH)
    begin = max(first, min(body, passage.start))
    return find_headings(text, begin, len(text) if last < 0 else last)


def _between(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The rest of a range without some spans."""
    at = start
    for first, last in spans:
        if first < end:
            yield text[at:first]
            at = last
    yield text[at:end]
