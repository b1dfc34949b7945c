"""YAML to be read on a screen: keys stand out, comments stand back."""

import re

from rich.text import Text

from trafficking_explorer.terminal import printable

_KEY = re.compile(r"\s*(?:- +)?([^\s#:\"'][^:#]*|\"[^\"]*\"|'[^']*')(?=:(?:\s|$))")
_COMMENT = re.compile(r"(?:^|\s)#.*")


def yaml_text(yaml: str) -> Text:
    """YAML line by line, as it is, with nothing in it that a terminal would act on."""
    text = Text()
    for line in yaml.splitlines():
        shown = Text(printable(line) + "\n")
        if comment := _COMMENT.match(line):
            shown.stylize("dim", *comment.span())
        elif key := _KEY.match(line):
            shown.stylize("bold", *key.span(1))
        text.append_text(shown)
    text.rstrip()
    return text
