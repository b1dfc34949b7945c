"""Measures for readers: their words, their order, and those that only a label tells apart."""

WORDS = {"arrests": "arrested"}
"""The words for a measure that differ from its code."""
ORDER = (
    "rescued",
    "recovered",
    "identified",
    "detected",
    "assisted",
    "reunited",
    "found",
    "missing",
    "deceased_identified",
    "arrests",
    "charged",
    "convicted",
    "sentence",
    "suspects_identified",
    "fugitives",
    "victims",
    "potential_victims",
    "trafficked",
    "migrants_identified",
    "investigations",
    "cases",
    "seized",
    "checks",
    "countries",
    "continents",
    "organisations",
    "participants",
    "users",
    "persons",
    "share",
    "revenue",
    "price",
    "duration",
    "age",
    "items",
)
"""The measures that readers look for first; others follow, by name."""
GENERIC = frozenset(
    [
        "share",
        "age",
        "duration",
        "countries",
        "continents",
        "organisations",
        "items",
        "persons",
        "cases",
        "users",
        "participants",
        "revenue",
        "price",
        "sentence",
        "seized",
    ]
)
"""Measures that count quite different things, which only the label tells apart."""


def measure_words(measure: str) -> str:
    """A measure in words: "arrested" for `arrests`."""
    return WORDS.get(measure, measure.replace("_", " "))
