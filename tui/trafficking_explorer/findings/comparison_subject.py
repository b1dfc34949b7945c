"""The subject of a comparison: whose claims, quotations and names are compared."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trafficking_explorer.corpus.countries import country_names
from trafficking_explorer.database.read_models import Key
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.views import FINDING
from trafficking_explorer.errors import UsageError
from trafficking_explorer.findings.comparison import Fact
from trafficking_explorer.records.populations import population
from trafficking_explorer.text.long_dates import long_date
from trafficking_explorer.text.plural import count_noun

NOT_COMPARED = "A source is a column of a comparison: compare an operation, an agency, a statistic or a finding."
_MOST_ALIKE = 5_000
"""Claims of one measure that are looked through for those about the same people."""
_DEPTH = 4
"""Levels of parts below a claim that are compared with it."""
_CARRIED_OUT = ("led_by", "conducted_by", "coordinated_by")
_NONE = SqlCondition("FALSE")
_LINKED = (
    "SELECT record_id FROM corpus.links WHERE record_type = ? AND target_type = ? AND target_id = ?"
)

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose words are compared.

    Attributes:
        record: the record whose names, dates and places are compared; None for several claims.
        claims: a condition over the alias `s` of `statistics`.
        quotes: a condition over the alias `q` of `quotes`.
        at: records whose row the reader came for.
        finding: the finding that the reader came for.
    """

    title: str
    record: Key | None = None
    facts: tuple[Fact, ...] = ()
    claims: SqlCondition = _NONE
    quotes: SqlCondition = _NONE
    at: tuple[Key, ...] = ()
    finding: str | None = None


def find_subject(store: "Store", keys: Sequence[Key]) -> Subject | None:
    """The subject of a comparison that a reader asks for.

    Args:
        keys: one record or finding, or several claims and operations.

    Returns:
        None if there is no such record.

    Raises:
        UsageError: sources cannot be compared.
    """
    if len(keys) != 1:
        return _several(store, keys)
    ((type_, id_),) = keys
    if type_ == FINDING:
        return _of_finding(store, id_)
    title = _title(store, (type_, id_))
    if title is None:
        return None
    match type_:
        case "source":
            raise UsageError(NOT_COMPARED)
        case "statistic":
            return _of_claim(store, id_, title)
        case "quote":
            return _of_quote(store, id_, title)
    return _of_record(store, (type_, id_), title)


def _title(store: "Store", key: Key) -> str | None:
    found = store.rows(
        "SELECT title FROM corpus.records WHERE record_type = ? AND record_id = ?", key
    )
    return str(found[0][0]) if found else None


def _of_record(store: "Store", key: Key, title: str) -> Subject:
    type_, id_ = key
    claims, quotes = _said_by_link(key)
    if type_ == "operation":
        claims = SqlCondition("s.operation_id = ?", (id_,))
        quotes = SqlCondition("q.operation_id = ?", (id_,))
    elif type_ == "person":
        quotes = SqlCondition("q.speaker_id = ?", (id_,))
    elif type_ == "agency":
        # An agency is compared with the operations that it took part in.
        operations = SqlCondition(f"IN ({_LINKED})", ("operation", *key))
        claims = SqlCondition(
            f"({claims.sql} OR s.operation_id {operations.sql})",
            (*claims.params, *operations.params),
        )
        quotes = SqlCondition(
            f"(q.agency_id = ? OR q.operation_id {operations.sql})", (id_, *operations.params)
        )
    return Subject(title, key, _facts(store, key), claims, quotes)


def _said_by_link(key: Key) -> tuple[SqlCondition, SqlCondition]:
    """The claims and quotations that are linked to a record."""
    return (
        SqlCondition(f"s.statistic_id IN ({_LINKED})", ("statistic", *key)),
        SqlCondition(f"q.quote_id IN ({_LINKED})", ("quote", *key)),
    )


def _of_claim(store: "Store", id_: str, title: str) -> Subject:
    """The operation of a claim; else the claims about the same people, its whole and its parts."""
    ((operation, measure, unit, scope, people),) = store.rows(
        "SELECT operation_id, measure, unit, scope, population FROM corpus.statistics "
        "WHERE statistic_id = ?",
        (id_,),
    )
    at = (("statistic", id_),)
    if operation is not None and (name := _title(store, ("operation", operation))):
        return replace(_of_record(store, ("operation", operation), name), at=at)
    wanted = population(people, measure)
    alike = [
        other
        for other, words in store.rows(
            "SELECT statistic_id, population FROM corpus.statistics WHERE measure = ? "
            "AND unit = ? AND scope = ? AND operation_id IS NULL LIMIT ?",
            (measure, unit, scope, _MOST_ALIKE),
        )
        if (found := population(words, measure)).part == wanted.part
        and (found.words == wanted.words or found.words & wanted.words)
    ]
    ids = list(dict.fromkeys((id_, *_relatives(store, id_), *_in_findings(store, id_), *alike)))
    return Subject(title, claims=_claims(ids), at=at)


def _relatives(store: "Store", id_: str) -> list[str]:
    """The claims that a claim is a part of, and all parts of the largest of these."""
    root, seen = id_, {id_}
    while above := store.rows(
        "SELECT s.part_of FROM corpus.statistics s JOIN corpus.statistics w "
        "ON w.statistic_id = s.part_of WHERE s.statistic_id = ?",
        (root,),
    ):
        if above[0][0] in seen:
            break
        root = above[0][0]
        seen.add(root)
    found, level = [root], [root]
    for _ in range(_DEPTH):
        level = [
            part
            for (part,) in store.rows(
                "SELECT statistic_id FROM corpus.statistics "
                "WHERE part_of IN (SELECT unnest(?::VARCHAR[]))",
                (level,),
            )
            if part not in found
        ]
        if not level:
            break
        found += level
    return found


def _in_findings(store: "Store", id_: str) -> list[str]:
    """The claims that findings hold against a claim."""
    return [
        value.removeprefix("statistic/")
        for (value,) in store.rows(
            "SELECT DISTINCT b.value FROM corpus.facts a JOIN corpus.facts b "
            "ON b.record = a.record AND b.field = 'record' AND starts_with(b.value, 'statistic/') "
            "WHERE a.field = 'record' AND a.value = ? ORDER BY 1",
            (f"statistic/{id_}",),
        )
    ]


def _of_quote(store: "Store", id_: str, title: str) -> Subject:
    """The operation that a quotation speaks of; else the quotations of its speaker."""
    ((operation, speaker_id),) = store.rows(
        "SELECT operation_id, speaker_id FROM corpus.quotes WHERE quote_id = ?", (id_,)
    )
    at = (("quote", id_),)
    if operation is not None and (name := _title(store, ("operation", operation))):
        return replace(_of_record(store, ("operation", operation), name), at=at)
    if speaker_id is not None and (name := _title(store, ("person", speaker_id))):
        return replace(_of_record(store, ("person", speaker_id), name), at=at)
    return Subject(title, quotes=SqlCondition("q.quote_id = ?", (id_,)), at=at)


def _of_finding(store: "Store", finding_id: str) -> Subject | None:
    """The operation that a finding is about; else its claims, or the record on its first side."""
    found = store.rows(
        "SELECT f.message, f.record_type, f.record_id, f.other_type, f.other_id, t.position "
        "FROM corpus.findings f JOIN corpus.finding_texts t ON t.record_id = f.finding_id "
        "WHERE f.finding_id = ?",
        (finding_id,),
    )
    if not found:
        return None
    message, *sides, position = found[0]
    about = [
        (type_, id_)
        for (value,) in store.rows(
            "SELECT value FROM corpus.facts WHERE field = 'record' AND record = ? ORDER BY value",
            (position,),
        )
        for type_, _, id_ in (value.partition("/"),)
    ]
    first = [(sides[0], sides[1]), *([(sides[2], sides[3])] if sides[2] else [])]
    subject = _of_sides(store, message, first, about)
    return replace(subject, at=tuple(first), finding=finding_id)


def _of_sides(store: "Store", message: str, sides: list[Key], about: list[Key]) -> Subject:
    quotes = [id_ for type_, id_ in about if type_ == "quote"]
    operations = list(
        dict.fromkeys(
            (*(key for key in about if key[0] == "operation"), *_spoken_of(store, quotes))
        )
    )
    claims = [id_ for type_, id_ in about if type_ == "statistic"]
    if len(operations) == 1 and (title := _title(store, operations[0])):
        return _of_record(store, operations[0], title)
    if len(claims) == 1 and ("statistic", claims[0]) in sides:
        title = _title(store, sides[0] if sides[0][0] == "statistic" else sides[-1])
        return _of_claim(store, claims[0], title or message)
    named = next((key for key in sides if key[0] not in ("source", "statistic", "quote")), None)
    if named is not None and (title := _title(store, named)):
        return _of_record(store, named, title)
    if claims or quotes:
        spoken = SqlCondition("q.quote_id IN (SELECT unnest(?::VARCHAR[]))", (quotes,))
        return Subject(message, claims=_claims(claims), quotes=spoken)
    return Subject(message)


def _spoken_of(store: "Store", quotes: list[str]) -> list[Key]:
    """The operations that quotations speak of."""
    rows = store.rows(
        "SELECT DISTINCT operation_id FROM corpus.quotes WHERE operation_id IS NOT NULL "
        "AND quote_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY 1",
        (quotes,),
    )
    return [("operation", id_) for (id_,) in rows]


def _several(store: "Store", keys: Sequence[Key]) -> Subject | None:
    claims = [id_ for type_, id_ in keys if type_ == "statistic"]
    operations = [id_ for type_, id_ in keys if type_ == "operation"]
    if not claims and not operations:
        return find_subject(store, keys[:1]) if keys else None
    condition = SqlCondition(
        "(s.statistic_id IN (SELECT unnest(?::VARCHAR[])) "
        "OR s.operation_id IN (SELECT unnest(?::VARCHAR[])))",
        (claims, operations),
    )
    told = [count_noun(len(operations), "operation")] if operations else []
    told += [count_noun(len(claims), "claim")] if claims else []
    quotes = SqlCondition("q.operation_id IN (SELECT unnest(?::VARCHAR[]))", (operations,))
    return Subject(" and ".join(told), claims=condition, quotes=quotes)


def _claims(ids: Sequence[str]) -> SqlCondition:
    return SqlCondition("s.statistic_id IN (SELECT unnest(?::VARCHAR[]))", (list(ids),))


def _facts(store: "Store", key: Key) -> tuple[Fact, ...]:
    """Agency, date and countries of a record, as far as it has them."""
    facts: list[tuple[int, Fact]] = []
    agencies: list[tuple[int, str, str]] = []
    for field, value, basis in store.rows(
        "SELECT f.field, f.value, f.basis FROM corpus.fields f JOIN corpus.records r "
        "ON r.position = f.record WHERE r.record_type = ? AND r.record_id = ? "
        "ORDER BY f.position",
        key,
    ):
        if field.partition(":")[0] in _CARRIED_OUT:
            rank = _CARRIED_OUT.index(field.partition(":")[0])
            agencies.append((rank, value.partition(" — ")[0], basis))
        elif field == "date":
            facts.append((1, Fact(long_date(value), basis)))
        elif field in ("countries", "country"):
            names = (country_names(code)[0] for code in value.split(" · "))
            facts.append((2, Fact(", ".join(names), basis)))
        elif field == "role" and key[0] == "person":
            facts.append((0, Fact(value, basis)))
    # Those that carried it out; those that coordinated it only if nobody did.
    facts += [(0, Fact(name, basis)) for rank, name, basis in agencies if rank == min(agencies)[0]]
    return tuple(fact for _, fact in sorted(facts, key=lambda each: each[0]))
