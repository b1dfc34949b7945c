"""A corpus of claims with qualifiers, ranges and units of all sorts, without `source: s` at its end."""

TEXT = (
    "Sun arrested nearly 500 people. Sun arrested at least 40. Sun arrested 20 to 30 men. Sun arrested dozens. "
    "Sun arrested many. Half of them were men. 7 per cent were boys. They seized 3 phones and 4 cars. "
    "Moon arrested 40 too. The Desk said 9 were saved."
)


def _statistic(id_: str, quote: str, measure: str, value: str, unit: str, *more: str) -> str:
    fields = (
        f"id: {id_}",
        f'quote: "{quote}"',
        f"label: Label {id_}",
        f"measure: {measure}",
        value,
        f"unit: {unit}",
        "scope: operation",
        *more,
    )
    return f"  - {{{', '.join(fields)}}}\n"


RECORDS = (
    """
operations:
  - {id: sun, quote: Sun arrested nearly, name: Sun, kind: operation}
  - {id: moon, quote: Moon arrested, name: Moon, kind: operation}
agencies:
  - {id: desk, quote: The Desk, name: The Desk, kind: unit, resolved: {kind: w}}
statistics:
"""
    + _statistic(
        "near",
        "Sun arrested nearly 500 people",
        "arrests",
        "value: 500, value_text: 500",
        "persons",
        "qualifier: nearly",
        "population: people",
        "operation: sun",
    )
    + _statistic(
        "least",
        "Sun arrested at least 40",
        "arrests",
        "value: 40, value_text: 40",
        "persons",
        "qualifier: at_least",
        "operation: sun",
    )
    + _statistic(
        "range",
        "Sun arrested 20 to 30 men",
        "arrests",
        "value: 20, value_to: 30, value_text: 20 to 30",
        "persons",
        "qualifier: exact",
        "population: men",
        "operation: sun",
        "part_of: near",
    )
    + _statistic(
        "dozens",
        "Sun arrested dozens",
        "arrests",
        "value_text: dozens",
        "persons",
        "qualifier: dozens",
        "operation: sun",
    )
    + _statistic(
        "many",
        "Sun arrested many",
        "arrests",
        "value_text: many",
        "persons",
        "qualifier: unspecified",
        "operation: sun",
    )
    + _statistic(
        "boys",
        "7 per cent were boys",
        "arrests",
        "value: 7, value_text: 7 per cent",
        "percent",
        "qualifier: exact",
        "population: boys",
        "operation: sun",
        "resolved: {operation: w}",
    )
    + _statistic(
        "phones",
        "3 phones",
        "items",
        "value: 3, value_text: 3",
        "items",
        "qualifier: exact",
        "population: phones",
        "operation: sun",
        "resolved: {operation: w}",
    )
    + _statistic(
        "cars",
        "4 cars",
        "items",
        "value: 4, value_text: 4",
        "items",
        "qualifier: exact",
        "population: cars",
        "operation: sun",
        "resolved: {operation: w}",
    )
    + _statistic(
        "moons",
        "Moon arrested 40 too",
        "arrests",
        "value: 40, value_text: 40",
        "persons",
        "qualifier: exact",
        "operation: moon",
    )
    + _statistic(
        "said",
        "The Desk said 9 were saved",
        "rescued",
        "value: 9, value_text: 9",
        "persons",
        "qualifier: exact",
        "attributed_to: The Desk",
    )
)
