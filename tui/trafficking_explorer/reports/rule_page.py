"""The page on a rule, of problems or of findings, laid out for a width."""

import re
from collections.abc import Iterator

from trafficking_explorer.corpus.rule_docs import problem_rules, rule_doc
from trafficking_explorer.errors import UsageError
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.reports.allowed_values import allowed_values
from trafficking_explorer.text.did_you_mean import close_words
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.wrapping import wrap

_ITEM = re.compile(r" *\d+\. ")
"""Begins a point of a list."""
_CODE = ("Example", "Fixed")
"""Headings of parts in which each line is one of a file."""
_CODE_HANGING = 8
"""Deep enough for the rest of a line of YAML to belong to it."""


def rule_page(rule: str, width: int) -> Iterator[str]:
    """The lines of the page on a rule.

    Args:
        width: the most cells of a line; longer words stay whole.

    Raises:
        UsageError: there is no such rule.
    """
    title, text = _page(rule)
    yield from wrap(title, width)
    yield ""
    for line, hanging in _lines(text):
        yield from wrap(line, width, hanging)
    if values := list(allowed_values(rule)):
        yield ""
        for line in values:
            yield from wrap(line, width)


def _page(rule: str) -> tuple[str, str]:
    """The title of a page and its text, in the lines of its file."""
    if (page := rule_doc(rule)) is not None:
        return f"{page.rule}: {page.title}", page.text
    if (known := RULES.get(rule)) is not None:
        return f"{known.id}: {known.title} ({known.severity})", known.explain.strip()
    findings = [each.id for each in RULES]
    close = close_words(rule, [*problem_rules(), *findings], limit=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(
        f"there is no rule {shorten_middle(rule)}{meant}\n"
        f"rules of problems: {', '.join(problem_rules())}\n"
        f"rules of findings: {', '.join(findings)}"
    )


def _lines(text: str) -> Iterator[tuple[str, int]]:
    """Whole paragraphs, points of lists and lines of code, each with what it hangs by.

    Lines of a paragraph are joined: those of the file are for those who edit it.
    """
    paragraph, hanging, code = "", 0, False
    for line in (*text.splitlines(), ""):
        item = _ITEM.match(line)
        goes_on = paragraph and line.startswith(" ") and not item and not code
        if goes_on:
            paragraph += f" {line.strip()}"
            continue
        if paragraph:
            yield paragraph, hanging
        paragraph, hanging = "", 0
        if code and line.startswith(" "):
            yield line, _CODE_HANGING
        elif line.startswith(" "):
            paragraph, hanging = line, len(item[0].lstrip()) if item else 0
        elif line:
            code = line in _CODE
            yield line, 0
        else:
            yield "", 0
