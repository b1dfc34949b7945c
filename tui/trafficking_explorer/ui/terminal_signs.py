"""Terminals that are not likely to show our signs or colours, by TERM and the locale. Loads no Textual."""

import codecs
from collections.abc import Mapping

_WITHOUT_SIGNS = ("linux", "vt", "ansi", "cons25", "console", "sun", "xterm-r5", "dumb", "pcansi")
"""Beginnings of TERM, of terminals whose fonts lack ◆, ≠ and the like."""
_WITHOUT_LINES = ("vt", "ansi", "sun", "dumb")
"""Those that draw no lines either, unless told by codes that we do not send."""
_WITHOUT_COLOURS = ("vt", "dumb", "sun-mono", "xterm-mono")


def lacks_signs(environ: Mapping[str, str], encoding: str | None) -> bool:
    """True if a terminal is not likely to show our signs.

    Args:
        encoding: that of standard output.
    """
    return environ.get("TERM", "").lower().startswith(_WITHOUT_SIGNS) or not _is_utf8(
        environ, encoding
    )


def lacks_lines(environ: Mapping[str, str], encoding: str | None) -> bool:
    """True if it is not likely to draw lines and boxes."""
    return environ.get("TERM", "").lower().startswith(_WITHOUT_LINES) or not _is_utf8(
        environ, encoding
    )


def lacks_colours(environ: Mapping[str, str]) -> bool:
    """True if a terminal has no colours, or the reader has set NO_COLOR."""
    if environ.get("NO_COLOR"):
        return True
    term = environ.get("TERM", "").lower()
    is_grey = term.startswith(_WITHOUT_COLOURS) or term.endswith(("-m", "-mono"))
    return is_grey and "color" not in term


def _is_utf8(environ: Mapping[str, str], encoding: str | None) -> bool:
    try:
        if encoding and codecs.lookup(encoding).name != "utf-8":
            return False
    except LookupError:
        return False
    locale = next(filter(None, map(environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    charset = locale.partition("@")[0].partition(".")[2]
    # A locale without one, or none at all, says nothing about the terminal.
    return charset.lower().replace("-", "") in ("", "utf8")
