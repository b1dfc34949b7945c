"""One statistic and its text, without files: for tests of what `check` says about a figure."""

import re
from types import SimpleNamespace
from typing import Any, cast

from trafficking_explorer.corpus.corpus import Corpus, SourcePosition
from trafficking_explorer.corpus.figure_support import unsupported_figures
from trafficking_explorer.records.evidence import TextPosition
from trafficking_explorer.records.statistic import Statistic

SOURCE = "a"


def objections(
    text: str, value_text: str, value: float | None, *, language: str = "en", **fields: Any
) -> list[tuple[str, str]]:
    """Fields that `check` refuses, with the reason, of a figure in a text.

    Args:
        text: the whole text; the passage is all of it.
        value_text: where it first is in the text, as whole words.
        value: None for a quantity without a figure.
        fields: others of the statistic; persons and exact if not given.
    """
    values = {"unit": "persons", "qualifier": "exact"} | fields
    record = Statistic(
        id="a",
        label="x",
        measure="rescued",
        value=value,
        value_text=value_text,
        scope="world",
        **values,
    )
    found = re.search(rf"(?<!\w){re.escape(value_text)}(?!\w)", text)
    assert found is not None, value_text
    narrow = (SOURCE, TextPosition(*found.span()))
    whole = (SOURCE, TextPosition(0, len(text)))
    places: dict[str, list[SourcePosition]] = {"record": [whole], "value_text": [narrow]}
    for name in ("value", "value_to"):
        if getattr(record, name) is not None:
            places[name] = [narrow]
    for name in ("unit", "qualifier", "sex", "age_group"):
        if getattr(record, name) is not None:
            places[name] = [whole]
    source = SimpleNamespace(language=language)
    corpus = SimpleNamespace(
        texts={SOURCE: SimpleNamespace(text=text, source=source)},
        words_at=lambda place: text[place[1].start : place[1].end],
    )
    return list(unsupported_figures(record, places, cast(Corpus, corpus)))


def refused(text: str, value_text: str, value: float | None, **fields: Any) -> set[str]:
    """The fields that `check` refuses."""
    return {name for name, _ in objections(text, value_text, value, **fields)}
