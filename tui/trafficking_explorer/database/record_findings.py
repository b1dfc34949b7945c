"""The findings about a record, as lines of text show them."""

from dataclasses import dataclass

from trafficking_explorer.database.connection import Store


@dataclass(frozen=True, slots=True)
class RecordFinding:
    """One finding about a record.

    Attributes:
        sign: the kind of finding at a glance.
        answer: `accepted`, `explained` or `wrong_rule`; None if nobody has answered.
        reason: the curator's reason for the answer.
    """

    finding_id: str
    sign: str
    message: str
    answer: str | None
    reason: str | None


def record_findings(store: Store, record_type: str, record_id: str) -> tuple[RecordFinding, ...]:
    """The findings about a record and, if it is an operation, about its claims; the most serious first."""
    return tuple(
        RecordFinding(*row)
        for row in store.rows(
            "SELECT f.finding_id, f.sign, f.message, f.answer, f.reason FROM corpus.facts a "
            "JOIN corpus.finding_texts t ON t.position = a.record "
            "JOIN corpus.findings f ON f.finding_id = t.record_id "
            "WHERE a.field = 'record' AND a.value = ? ORDER BY t.position",
            (f"{record_type}/{record_id}",),
        )
    )
