"""The colours of SQL, made of those of the explorer's theme."""

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color
from textual.widgets.text_area import TextAreaTheme

_FAINT = 0.66
"""The part of the foreground in a comment."""


def syntax_theme(name: str, variables: Mapping[str, str]) -> TextAreaTheme:
    """The colours of a text with SQL.

    Args:
        name: of the explorer's theme.
        variables: those of its style sheet.
    """
    foreground, ground = (Color.parse(variables[each]) for each in ("foreground", "background"))
    is_plain = foreground.ansi is not None or ground.ansi is not None
    comment = foreground if is_plain else ground.blend(foreground, _FAINT)
    keyword, string, number, function = (
        Color.parse(variables[f"text-{each}"]).rich_color
        for each in ("accent", "success", "warning", "secondary")
    )
    styles = {
        "comment": Style(color=comment.rich_color, italic=True),
        "keyword": Style(color=keyword, bold=True),
        "keyword.operator": Style(color=keyword, bold=True),
        "string": Style(color=string),
        "number": Style(color=number),
        "float": Style(color=number),
        "boolean": Style(color=number),
        "function.call": Style(color=function),
    }
    # Not one of the library's own names, which it would not replace.
    return TextAreaTheme(f"explorer {name}", syntax_styles=styles)
