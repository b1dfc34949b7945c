"""YAML for a screen: keys are bold, comments are dim."""

import re
from collections.abc import Iterator

from rich.text import Text

from trafficking_explorer.text.display import sanitize
from trafficking_explorer.ui.text_layout import wrap

_KEY = re.compile(r"\s*(?:- +)?([^\s#:\"'][^:#]*|\"[^\"]*\"|'[^']*')(?=:(?:\s|$))")
_COMMENT = re.compile(r"(?:^|\s)#.*")


def yaml_text(yaml: str, width: int) -> Text:
    """Highlight YAML, without control characters that a terminal would act on.

    Args:
        width: cells of a line; a longer one continues below, indented.
    """
    lines = (shown for line in yaml.splitlines() for shown in _lines(line, width))
    return Text("\n").join(lines)


def _lines(line: str, width: int) -> Iterator[Text]:
    line = sanitize(line)
    lead = len(line) - len(line.lstrip(" -"))
    shown = Text(line)
    if comment := _COMMENT.match(line):
        shown.stylize("dim", *comment.span())
    elif key := _KEY.match(line):
        shown.stylize("bold", *key.span(1))
    further = " " * (lead + 2)
    broken = list(wrap(line, lead, len(line), width - len(further)))
    if not broken:
        yield shown
    for number, (start, end) in enumerate(broken):
        yield Text(further) + shown[start:end] if number else shown[:end]
