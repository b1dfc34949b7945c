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
from trafficking_explorer.text.lines import line_end, line_start

MOST_FIGURES = 200
"""Figures of a record that a screen shows."""
_NAMED = ("agency", "person")
"""Kinds of record that claims are attributed to by name."""
_OWN_OPERATION = ("operation", "case", "event", "statistic")
"""Kinds of record whose figures do not need the name of an operation."""
_HEADING_REACH = 1000
"""Code points around a passage in which its heading is looked for."""
_MOST_TEXTS = 40
"""Sources whose texts are read for headings; the figures of more than these are shown without."""
_FIELDS = (
    "label",
    "measure",
    "value",
    "value_to",
    "value_text",
    "unit",
    "qualifier",
    "population",
    "place",
    "part_of",
    "operation",
)
"""The fields of a statistic that its figure is made of."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """A statistic, as its fields are on its card."""

    id: str
    position: int
    given: dict[str, str]
    """Its fields by name; of `part_of`, the id."""

    @property
    def measure(self) -> str:
        """The code of its measure."""
        return self.given.get("measure", "")

    @property
    def value(self) -> float | None:
        """Its number."""
        return _number(self.given.get("value"))

    @property
    def part_of(self) -> str | None:
        """The statistic that it is a part of."""
        return self.given.get("part_of")

    @property
    def words(self) -> str:
        """Its value in words."""
        return value_words(
            self.value,
            _number(self.given.get("value_to")),
            self.given.get("value_text"),
            self.given.get("unit", ""),
            self.given.get("qualifier", ""),
        )


def _number(text: str | None) -> float | None:
    return None if text is None else float(text.replace(",", ""))


@dataclass(frozen=True, slots=True)
class _Subject:
    """A record that figures are asked for.

    Attributes:
        key: its type and id.
        ids: a query for id and position of each statistic about it.
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
    subject = _subject(store, (record_type, record_id))
    limit = "" if most is None else f" LIMIT {most + 1}"
    positions = [row[1] for row in store.rows(f"{subject.ids}{limit}", subject.params)]
    total = len(positions)
    if most is not None and total > most:
        ((total,),) = store.rows(f"SELECT count(*) FROM ({subject.ids})", subject.params)
        positions = _first_positions(store, subject, most)
    if not total:
        return Figures()
    claims = _claims_at(store, positions)
    passages = _passages(store, positions)
    claims.sort(key=lambda claim: _order(claim, passages.get(claim.id, ())))
    tree = _tree(claims)[:most]
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
                claim.given.get("label", claim.id),
                claim.measure,
                claim.words,
                claim.given.get("population"),
                _counted(claim, by_id.get(claim.part_of or ""), subject.key, outside),
                headings.of(found[0]) if found else "",
                found[0].source_id if found else None,
                _lines(found),
                signs.get(("statistic", claim.id), ""),
                depth,
                claim.part_of,
                _best_first(found),
            )
        )
    return Figures(tuple(rows), total, _filter(subject.key))


def _subject(store: Store, key: Key) -> _Subject:
    record_type, record_id = key
    if record_type == "source":
        ids = (
            "SELECT r.record_id, r.position FROM corpus.records r "
            "WHERE r.record_type = 'statistic' AND r.record_id IN "
            "(SELECT statistic_id FROM corpus.statistics WHERE source_id = ?)"
        )
        return _Subject(key, ids, (record_id,))
    if record_type == "statistic":
        ids = (
            "SELECT record_id, position FROM corpus.records WHERE record_type = 'statistic' "
            "AND record_id IN (SELECT unnest(?::VARCHAR[]))"
        )
        return _Subject(key, ids, (_with_parts(store, record_id),))
    ids = (
        "SELECT record_id, record FROM corpus.links "
        "WHERE record_type = 'statistic' AND target_type = ? AND target_id = ?"
    )
    if record_type not in _NAMED:
        return _Subject(key, f"SELECT DISTINCT * FROM ({ids})", key)
    ids += (
        " UNION SELECT c.record_id, c.position FROM corpus.records n "
        "JOIN corpus.facts name ON name.field = 'name' AND name.record = n.position "
        "JOIN corpus.facts a ON a.field = 'attributed_to' AND a.folded = name.folded "
        "JOIN corpus.records c ON c.position = a.record AND c.record_type = 'statistic' "
        "WHERE n.record_type = ? AND n.record_id = ?"
    )
    return _Subject(key, ids, (*key, *key))


def _with_parts(store: Store, statistic_id: str) -> list[str]:
    """A statistic and all its parts, at any depth."""
    found = {statistic_id: None}
    newest = [statistic_id]
    while newest:
        parts = [id_ for id_, _ in store.rows(_PARTS, (newest,))]
        newest = [id_ for id_ in dict.fromkeys(parts) if id_ not in found]
        found |= dict.fromkeys(newest)
    return list(found)


_PARTS = (
    "SELECT record_id, record FROM corpus.links WHERE record_type = 'statistic' "
    "AND relation = 'part_of' AND target_type = 'statistic' "
    "AND target_id IN (SELECT unnest(?::VARCHAR[]))"
)


def _filter(key: Key) -> str:
    """The filter of the statistics that finds the claims about a record."""
    record_type, record_id = key
    return "" if record_type == "statistic" else f"{record_type}:{record_id}"


def _first_positions(store: Store, subject: _Subject, most: int) -> list[int]:
    """The claims to be shown of too many: those that are parts of none first, with their parts."""
    rank = "coalesce(list_position(?::VARCHAR[], s.measure), 1000)"
    wholes = store.rows(
        f"SELECT a.id, a.position FROM ({subject.ids}) a(id, position) "
        "JOIN corpus.statistics s ON s.statistic_id = a.id "
        f"ORDER BY s.part_of IS NOT NULL, {rank}, s.measure, s.value DESC NULLS LAST, a.position "
        "LIMIT ?",
        (*subject.params, list(measures.ORDER), most),
    )
    found = dict(wholes)
    newest = list(found)
    while newest and len(found) < 2 * most:
        parts = store.rows(
            f"SELECT p.id, p.position FROM ({_PARTS}) p(id, position) "
            f"WHERE p.id IN (SELECT id FROM ({subject.ids}) a(id, position)) LIMIT ?",
            (newest, *subject.params, most),
        )
        newest = [id_ for id_, _ in parts if id_ not in found]
        found |= dict(parts)
    return list(found.values())


def _claims_at(store: Store, positions: list[int]) -> list[_Claim]:
    """The statistics at some positions, from the table of all fields."""
    given: dict[int, dict[str, str]] = defaultdict(dict)
    ids: dict[int, str] = {}
    for position, id_, name, value, targets in store.rows(
        "SELECT record, record_id, field, value, target_ids FROM corpus.fields "
        f"WHERE {_AT} AND field IN (SELECT unnest(?::VARCHAR[]))",
        (*_at(positions), list(_FIELDS)),
    ):
        ids[position] = id_
        given[position][name] = targets[0] if name == "part_of" and targets else value
    return [_Claim(id_, position, given[position]) for position, id_ in ids.items()]


_AT = "record BETWEEN ? AND ? AND record IN (SELECT unnest(?::INTEGER[]))"
"""Some positions: of a range, only those rows are read."""


def _at(positions: list[int]) -> tuple[object, ...]:
    """The values for `_AT`."""
    return min(positions, default=0), max(positions, default=0), positions


def _order(claim: _Claim, passages: tuple[Passage, ...]) -> tuple[object, ...]:
    """The order for readers: by measure, the largest first, equal ones as they are in the texts."""
    known = claim.measure in measures.ORDER
    return (
        measures.ORDER.index(claim.measure) if known else len(measures.ORDER),
        claim.measure,
        claim.value is None,
        -(claim.value or 0.0),
        passages[0].place if passages else ("", -1, -1),
        claim.position,
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
    positions = store.rows(
        "SELECT position FROM corpus.records WHERE record_type = 'statistic' "
        "AND record_id IN (SELECT unnest(?::VARCHAR[]))",
        (wanted,),
    )
    claims = _claims_at(store, [position for (position,) in positions])
    return {claim.id: claim for claim in claims}


def _counted(claim: _Claim, whole: _Claim | None, key: Key, outside: dict[str, _Claim]) -> str:
    """The words for what a claim counts, without those that its whole has said."""
    population, place = claim.given.get("population"), claim.given.get("place")
    is_outside = whole is not None and whole.id in outside
    if claim.measure in measures.GENERIC:
        words = [claim.given.get("label", claim.id)]
    else:
        said = _words_of(whole) if whole is not None and not is_outside else ()
        words = [population] if population is not None and population not in said else []
        if key[0] not in _OWN_OPERATION and "operation" in claim.given:
            words.append(claim.given["operation"])
        if place is not None and place not in said:
            words.append(place)
        if not words and population:
            words = [population]
    if whole is not None and is_outside:
        words.append(f"of {whole.words} {whole.given.get('population', '')}".rstrip())
    return ", ".join(words)


def _words_of(whole: _Claim) -> tuple[str | None, ...]:
    return whole.given.get("population"), whole.given.get("place")


def _passages(store: Store, positions: list[int]) -> dict[str, tuple[Passage, ...]]:
    """The passages of some statistics by id, those of the figure itself first."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for row in store.rows(
        f"SELECT {PASSAGE_COLUMNS} FROM corpus.evidence e "
        f"WHERE {_AT} "
        "ORDER BY list_position(['value_text', 'value', 'record'], e.field) NULLS LAST, "
        "e.source_id, e.start_char, e.end_char, e.evidence_id",
        _at(positions),
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
        if len(wanted) > _MOST_TEXTS:
            wanted = []
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
        start = line_start(text, passage.start)
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
    first = line_start(text, reach) if reach else 0
    begin = max(first, min(body, passage.start))
    return find_headings(text, begin, line_end(text, passage.end + _HEADING_REACH))


def _between(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> Iterator[str]:
    """The rest of a range without some spans."""
    at = start
    for first, last in spans:
        if first < end:
            yield text[at:first]
            at = last
    yield text[at:end]
