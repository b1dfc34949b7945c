"""Values as YAML in the style of the curated files: a field a line, quoted only if necessary."""

from functools import lru_cache
from textwrap import wrap

import yaml

from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation.types import Draft
from trafficking_explorer.records.evidence import TextQuote
from trafficking_explorer.text.display import sanitize

WIDTH = 120
"""Code points of a line, its indentation included."""
STEP = 2
"""Columns by which a level is indented."""

Value = str | None | TextQuote | tuple["Value", ...] | dict[str, "Value"]


def record_yaml(draft: Draft, source: str | None = None) -> str:
    """A record as an item of a list, not indented, without a line break at its end."""
    lines = block_lines("-", record_value(draft, source), STEP)
    return "\n".join(line[STEP:] for line in lines)


def record_value(draft: Draft, source: str | None = None) -> dict[str, Value]:
    """A record as a mapping, with its keys in the usual order.

    Args:
        source: the id that its passages name; None if their file does.
    """
    fields: dict[str, Value] = {"id": QuotedScalar(draft.record_id)}
    fields["quote"] = passages(draft.quote, source)
    fields |= draft.fields
    fields |= draft.lists
    if draft.evidence:
        fields["evidence"] = {name: passages((quote,), source) for name, quote in draft.evidence}
    if draft.resolved:
        fields["resolved"] = dict(draft.resolved)
    if draft.links:
        fields["links"] = tuple(
            {"relation": each.relation, "to": each.to, "quote": passages((each.quote,), source)}
            for each in draft.links
        )
    return fields


def passages(quotes: tuple[TextQuote, ...], source: str | None) -> Value:
    """Passages as a value, under their source's id if one is given."""
    value: Value = quotes[0] if len(quotes) == 1 else quotes
    return value if source is None else {source: value}


class QuotedScalar(str):
    """Text that an editor must not take for a number or a date."""

    __slots__ = ()


def block_lines(head: str, value: Value, column: int) -> list[str]:
    """The lines of one value, indented.

    Args:
        head: "-", or a key and its colon.
        column: where the head begins, from 0.
    """
    indent = " " * column
    if isinstance(value, TextQuote):
        return block_lines(head, as_mapping(value), column)
    if value is None:
        return [f"{indent}{head}"]
    if isinstance(value, str):
        return _scalar(f"{indent}{head}", value, column)
    if isinstance(value, tuple | list):
        below = [line for each in value for line in block_lines("-", each, column + STEP)]
        return [f"{indent}{head}", *below]
    if "exact" in value and len(one := f"{indent}{head} {flow_style(value)}") <= WIDTH:
        return [one]
    below = [
        line
        for key, each in value.items()
        for line in block_lines(f"{key_text(key)}:", each, column + 2)
    ]
    if head == "-":
        return [f"{indent}- {below[0].lstrip()}", *below[1:]]
    return [f"{indent}{head}", *below]


def as_mapping(quote: TextQuote) -> Value:
    """A quote as its words alone, or as a mapping if it has more."""
    if not (quote.prefix or quote.suffix or quote.source):
        return quote.exact
    found: dict[str, Value] = {"exact": quote.exact}
    found |= {name: words for name in ("prefix", "suffix") if (words := getattr(quote, name))}
    if quote.source:
        found["source"] = QuotedScalar(quote.source)
    return found


def flow_style(value: Value) -> str:
    """A value on one line, fit for brackets."""
    if isinstance(value, TextQuote):
        return flow_style(as_mapping(value))
    if value is None:
        return "null"
    if isinstance(value, str):
        return inline(value, in_flow=True)
    if isinstance(value, tuple | list):
        return f"[{', '.join(map(flow_style, value))}]"
    return (
        "{" + ", ".join(f"{key_text(key)}: {flow_style(each)}" for key, each in value.items()) + "}"
    )


def _scalar(head: str, value: str, column: int) -> list[str]:
    words = inline(value)
    is_plain = value == " ".join(value.split()) and sanitize(value) == value
    if len(head) + 1 + len(words) <= WIDTH or not is_plain:
        return [f"{head} {words}"]
    folded = wrap(value, WIDTH - column - STEP, break_long_words=False, break_on_hyphens=False)
    lines = [f"{head} >-", *(" " * (column + STEP) + line for line in folded)]
    # YAML can write some marks only in quotation marks.
    return lines if _reads_as("x: >-\n" + "\n".join(lines[1:]), value) else [f"{head} {words}"]


def key_text(key: str) -> str:
    """A key; an id of digits in quotation marks."""
    return inline(key if " " in key else QuotedScalar(key))


def _quoted(value: str) -> str:
    dumped = yaml.safe_dump(value, allow_unicode=True, default_style='"', width=float("inf"))
    # YAML would write marks that turn the direction of writing as they are, and no editor shows them.
    return "".join(
        char if sanitize(char) == char else f"\\U{ord(char):08x}" for char in dumped.rstrip("\n")
    )


@lru_cache(maxsize=4096, typed=True)
def inline(value: str, *, in_flow: bool = False) -> str:
    """A text on one line: as it is if YAML reads it so, else in quotation marks."""
    if isinstance(value, QuotedScalar) and not _is_text(value):
        return _quoted(str(value))
    alone = f"x: {{y: {value}}}" if in_flow else f"x: {value}"
    if sanitize(value) == value and _reads_as(alone, value, in_flow=in_flow):
        return str(value)
    return _quoted(str(value))


def _is_text(value: str) -> bool:
    """True if YAML's types leave a plain scalar alone."""
    try:
        return bool(yaml.load(str(value), Loader=yaml.CSafeLoader) == value)
    except (yaml.YAMLError, ValueError):
        return False


def _reads_as(text: str, value: str, *, in_flow: bool = False) -> bool:
    document = read_yaml("", text.encode("utf-8", "surrogatepass"))
    expected = {"x": {"y": value}} if in_flow else {"x": value}
    return not document.problems and document.value == expected
