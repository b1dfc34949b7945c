"""The store as rules read it; each part is read once, when a rule first needs it."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol

from trafficking_explorer.database.read_models import PASSAGE_COLUMNS, Key, Passage
from trafficking_explorer.findings.article_texts import ArticleText, in_order
from trafficking_explorer.findings.claim_clusters import Cluster, find_clusters
from trafficking_explorer.findings.claims import CLAIM_COLUMNS, CLAIM_WIDTH, Claim
from trafficking_explorer.findings.dataset_rows import DatedRecord, NamedRecord, Quotation
from trafficking_explorer.findings.text_reuse import SharedPassage, find_copies
from trafficking_explorer.records.registry import KINDS

_NOT_COMPARED = ("form",)
"""Kinds whose names differ from text to text though each means one record."""
_SOURCE = CLAIM_COLUMNS.split(", ").index("s.source_id")
_WITH_ACRONYM = ("agency",)


class Queryable(Protocol):
    """The tables of a corpus: a `Store`, or one that is being built."""

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        ...


class Dataset:
    """Everything that rules read."""

    def __init__(self, store: Queryable) -> None:
        self._store = store

    def rows(self, sql: str, params: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, for what only one rule reads; name tables as `corpus.quotes`."""
        return self._store.rows(sql, params)

    @cached_property
    def texts(self) -> dict[str, ArticleText]:
        """Every source, by id."""
        furniture: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for source_id, start, end in self.rows(
            "SELECT source_id, start_char, end_char FROM corpus.furniture ORDER BY 1, 2"
        ):
            furniture[source_id].append((start, end))
        return {
            row[0]: ArticleText(*(*row[:-1], tuple(furniture[row[0]]), row[-1]))
            for row in self.rows(
                "SELECT source_id, publisher, language, published_edtf, published_from, "
                "published_to, published_basis, text, body_start, body_end, work_id "
                "FROM corpus.sources ORDER BY source_id"
            )
        }

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of every source in the order of publication, undated ones last, by id."""
        return {text.id: at for at, text in enumerate(in_order(self.texts.values()))}

    @cached_property
    def newest_texts(self) -> tuple[ArticleText, ...]:
        """The newest edition of every text, since older ones may have been corrected."""
        return tuple(text for text in self.texts.values() if text.is_newest)

    def work_of(self, source_id: str) -> str:
        """The work that a source is an edition of; editions of one work are one source."""
        text = self.texts.get(source_id)
        return text.work if text else source_id

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every statistic that is drawn from a text, in the order of the texts."""
        links: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for record_id, relation, type_, id_ in self.rows(
            "SELECT record_id, relation, target_type, target_id FROM corpus.links "
            "WHERE record_type = 'statistic' AND target_type NOT IN ('operation', 'statistic')"
        ):
            links[record_id].append((relation, type_, id_))
        rows = self.rows(
            f"SELECT {CLAIM_COLUMNS}, "
            f"{PASSAGE_COLUMNS} FROM corpus.statistics s "
            "LEFT JOIN (SELECT DISTINCT ON (record_id) * FROM corpus.evidence "
            "WHERE record_type = 'statistic' AND field = 'value_text' "
            "ORDER BY record_id, evidence_id) e "
            "ON e.record_id = s.statistic_id WHERE s.source_id IS NOT NULL "
            "ORDER BY s.source_id, e.start_char NULLS LAST, s.statistic_id"
        )
        return tuple(
            Claim(
                *(
                    *row[:CLAIM_WIDTH],
                    tuple(links.get(row[0], ())),
                    Passage(*row[CLAIM_WIDTH:]) if row[CLAIM_WIDTH] is not None else None,
                    self.work_of(row[_SOURCE]),
                )
            )
            for row in rows
        )

    @cached_property
    def claim_of(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    def whole_of(self, claim: Claim) -> Claim | None:
        """The claim that a claim is curated as a part of."""
        return self.claim_of.get(claim.part_of or "")

    @cached_property
    def parts_of(self) -> dict[str, list[Claim]]:
        """The claims that are parts of another, by its id."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims:
            if claim.part_of is not None:
                found[claim.part_of].append(claim)
        return found

    @cached_property
    def clusters(self) -> tuple[Cluster, ...]:
        """Claims about the same thing, grouped; a cluster may have only one claim."""
        return tuple(find_clusters(self.claims, self.operations, self.texts))

    @cached_property
    def copies(self) -> tuple[SharedPassage, ...]:
        """The passages that two texts have word for word."""
        return tuple(find_copies(self.texts.values(), self.quotations))

    @cached_property
    def named(self) -> tuple[NamedRecord, ...]:
        """Every record of a kind whose names are compared, with its names."""
        written: dict[Key, dict[str, tuple[Passage, ...]]] = defaultdict(dict)
        for passage in self._passages(
            "SELECT DISTINCT ON (e.record_type, e.record_id, e.exact, e.source_id) "
            f"{PASSAGE_COLUMNS} FROM corpus.evidence e WHERE e.field IN ('name', 'aliases') "
            "ORDER BY e.source_id, e.start_char, e.evidence_id"
        ):
            name = " ".join(passage.exact.split())
            known = written[passage.key]
            known[name] = (*known.get(name, ()), passage)
        found = []
        for kind in sorted(KINDS.values(), key=lambda kind: kind.name):
            if not kind.has_one_name or kind.name in _NOT_COMPARED:
                continue
            acronym = "acronym" if kind.name in _WITH_ACRONYM else "NULL"
            for id_, name, aliases, short in self.rows(
                f"SELECT {kind.id_column}, name, aliases, {acronym} "
                f"FROM corpus.{kind.plural} ORDER BY 1"
            ):
                key, names = (kind.name, id_), (name, *(aliases or ()))
                found.append(NamedRecord(*key, names, short, written.get(key, {})))
        return tuple(found)

    @cached_property
    def name_of(self) -> dict[Key, NamedRecord]:
        """Records with names, by type and id."""
        return {named.key: named for named in self.named}

    @cached_property
    def operations(self) -> dict[str, DatedRecord]:
        """Every operation with its date and the texts that report it, by id."""
        return self._dated("operation")

    @cached_property
    def events(self) -> dict[str, DatedRecord]:
        """Every event with its date and the texts that report it, by id."""
        return self._dated("event")

    def _dated(self, record_type: str) -> dict[str, DatedRecord]:
        said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        # A text reports an operation if it has a passage of the record or of one of its claims;
        # its words for the date are those of the date, or of the period of such a claim.
        for id_, source_id, words in self.rows(
            "SELECT e.record_id, e.source_id, "
            "CASE WHEN e.field IN ('date', 'date_note') THEN e.exact END "
            "FROM corpus.evidence e WHERE e.record_type = ? "
            "UNION SELECT s.operation_id, e.source_id, "
            "CASE WHEN e.field = 'period' THEN e.exact END "
            "FROM corpus.evidence e JOIN corpus.statistics s ON s.statistic_id = e.record_id "
            "WHERE e.record_type = 'statistic' AND s.operation_id IS NOT NULL "
            "AND ? = 'operation' ORDER BY 1, 2, 3",
            (record_type, record_type),
        ):
            said[id_][source_id].extend([words] if words else [])
        kind = KINDS[record_type]
        return {
            row[0]: DatedRecord(
                *(
                    record_type,
                    *row,
                    {id_: tuple(said[row[0]][id_]) for id_ in sorted(said[row[0]])},
                )
            )
            for row in self.rows(
                f"SELECT {kind.id_column}, name, kind, date_edtf, date_from, date_to "
                f"FROM corpus.{kind.plural} ORDER BY 1"
            )
        }

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Every quotation that is drawn from a text, with the places of its parts."""
        places: dict[str, list[Passage]] = defaultdict(list)
        for passage in self._passages(
            f"SELECT {PASSAGE_COLUMNS} FROM corpus.evidence e "
            "WHERE e.record_type = 'quote' AND e.field = 'text' ORDER BY e.record_id, e.start_char"
        ):
            places[passage.record_id].append(passage)
        return tuple(
            Quotation(*(*row, tuple(places.get(row[0], ())), self.work_of(row[-1])))
            for row in self.rows(
                "SELECT quote_id, text, speaker_id, speaker, source_id FROM corpus.quotes "
                "WHERE source_id IS NOT NULL ORDER BY source_id, quote_id"
            )
        )

    def titles(self, keys: Sequence[Key]) -> dict[Key, str]:
        """The titles of records."""
        return {
            (type_, id_): title
            for type_, id_, title in self.rows(
                "SELECT r.record_type, r.record_id, r.title FROM corpus.records r "
                "JOIN (SELECT unnest(?) AS type, unnest(?) AS id) k "
                "ON r.record_type = k.type AND r.record_id = k.id",
                ([type_ for type_, _ in keys], [id_ for _, id_ in keys]),
            )
        }

    def evidence(self, wanted: Sequence[tuple[Key, str]]) -> dict[tuple[Key, str], list[Passage]]:
        """The passages of fields of records, by record and field, in the order of the texts."""
        found: dict[tuple[Key, str], list[Passage]] = defaultdict(list)
        for passage in self._passages(
            f"SELECT {PASSAGE_COLUMNS} FROM corpus.evidence e "
            "JOIN (SELECT DISTINCT unnest(?) AS type, unnest(?) AS id, unnest(?) AS field) k "
            "ON e.record_type = k.type AND e.record_id = k.id AND e.field = k.field "
            "ORDER BY e.source_id, e.start_char, e.end_char, e.evidence_id",
            (
                [key[0] for key, _ in wanted],
                [key[1] for key, _ in wanted],
                [field for _, field in wanted],
            ),
        ):
            found[passage.key, passage.field].append(passage)
        return found

    def _passages(self, sql: str, params: Sequence[object] = ()) -> Iterator[Passage]:
        return (Passage(*row) for row in self.rows(sql, params))
