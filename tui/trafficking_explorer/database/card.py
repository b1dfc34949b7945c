"""A record as its card shows it: its figures, and its fields for people."""

from dataclasses import replace

from trafficking_explorer.database.card_fields import card_fields, dates_and_countries
from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.figures import MOST_FIGURES, figures
from trafficking_explorer.database.queries import detail
from trafficking_explorer.database.read_models import Detail


def card(
    store: Store, record_type: str, record_id: str, most: int | None = MOST_FIGURES
) -> Detail | None:
    """Everything about one record for its card; None if there is no such record.

    Args:
        most: the largest number of figures.
    """
    record = detail(store, record_type, record_id, claims=False)
    if record is None:
        return None
    words = dates_and_countries(
        store.rows(
            "SELECT f.field, f.value, f.folded FROM corpus.facts f JOIN corpus.records r "
            "ON f.record = r.position WHERE f.field IN ('date', 'country') "
            "AND r.record_type = ? AND r.record_id = ?",
            (record_type, record_id),
        )
    )
    return replace(
        record,
        figures=figures(store, record_type, record_id, most),
        shown=card_fields(record, words),
    )
