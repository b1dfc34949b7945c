"""The lineage of a claim, as fields of its card."""

from collections.abc import Iterator

from trafficking_explorer.database.connection import Store
from trafficking_explorer.database.read_models import Field
from trafficking_explorer.text.plural import count_noun


def lineage_fields(store: Store, statistic_id: str) -> Iterator[Field]:
    """The texts behind a claim: where it was taken from, and how many bear it out."""
    rows = store.rows(
        "SELECT source_id, origin_id, origin_source_id, reason, earliest_id, earliest_source_id, "
        "witnesses, independent FROM corpus.lineage WHERE statistic_id = ?",
        (statistic_id,),
    )
    for source, origin, origin_source, reason, earliest, first, witnesses, independent in rows:
        if origin is not None:
            taken = f"source {origin_source}: {reason}"
            yield Field("taken_from", taken, "own", None, (("statistic", origin),), ())
        if witnesses > 1:
            told = f"{count_noun(witnesses, 'text')}, {independent or 'none'} independent"
        else:
            told = "this text alone"
        yield Field("witnesses", told, "own", None, (), ())
        if witnesses > 1 and earliest is not None:
            which = "this text" if first == source else f"source {first}"
            target = (("statistic", earliest),) if earliest != statistic_id else ()
            yield Field("earliest", which, "own", None, target, ())
