"""The shape that all words for EDTF dates share: a date, a span, "since" and "until"."""

from collections.abc import Callable


def edtf_words(
    edtf: str, point: Callable[[str], str | None], span: Callable[[str, str], str]
) -> str:
    """A date in words; one of a rare form, or without any end, stays as it is.

    Args:
        point: one end in words; empty if it is open, None if it is of a rare form.
        span: two ends that are both known, as one.
    """
    ends = [point(each) for each in edtf.split("/")]
    match ends:
        case [str(only)] if only:
            return only
        case [str(start), str(end)] if start and end:
            return span(start, end)
        case [str(start), ""] if start:
            return f"since {start}"
        case ["", str(end)] if end:
            return f"until {end}"
    return edtf
