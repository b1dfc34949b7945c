"""Words in Markdown that its readers see as they are."""

import re

_SPECIAL = re.compile(
    r"[\\`*\[\]<>~$]"  # These are special everywhere,
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore unless it is within a word,
    r"|&(?=#?\w+;)"  # an ampersand where it begins an entity,
    r"|^(?:#(?=[# ]|$)|[+-](?=[ -]|$)|\d{1,9}(?=[.)](?: |$)))"  # and these where a line begins.
)


def escape_markdown(text: str) -> str:
    """Escape words on one line for GitHub's Markdown."""

    def escape(match: re.Match[str]) -> str:
        # A number that would begin a list is escaped after its digits.
        return f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}"

    return _SPECIAL.sub(escape, text)
