"""Rows of the table of lineages."""

from trafficking_explorer.database.rows import Row
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.lineage import trace


def lineage_rows(data: Dataset) -> dict[str, list[Row]]:
    """A row of `lineage` for each claim that is drawn from a text."""
    return {
        "lineage": [
            {
                "statistic_id": each.claim.id,
                "source_id": each.claim.source,
                "origin_id": each.origin.id if each.origin else None,
                "origin_source_id": each.origin.source if each.origin else None,
                "how": each.connection.how if each.connection else None,
                "reason": each.connection.why if each.connection else None,
                "earliest_id": each.earliest.id if each.earliest else None,
                "earliest_source_id": each.earliest.source if each.earliest else None,
                "witnesses": each.witnesses,
                "independent": each.independent,
            }
            for each in trace(data)
        ]
    }
