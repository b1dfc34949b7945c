"""The pages of the manual, with their generated parts filled in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from pkgutil import resolve_name

from trafficking_explorer.errors import UsageError
from trafficking_explorer.manual.markdown import table
from trafficking_explorer.paths import APP

FOLDER = Path(__file__).resolve().parents[1] / "docs"

TOPICS = (
    "start",
    "keys",
    "filters",
    "sql",
    "notes",
    "commands",
    "exports",
    "findings",
    "comparing",
    "drawings",
    "settings",
    "secure-mode",
    "records",
    "curating",
    "architecture",
    "adding-a-record-kind",
    "adding-a-rule",
    "adding-a-format",
    "adding-a-pane",
    "performance",
)
"""Every page, in reading order."""

GENERATORS = {
    "answers": "trafficking_explorer.manual.reference:answers",
    "check-rules": "trafficking_explorer.manual.reference:check_rules",
    "codes": "trafficking_explorer.manual.reference:codes",
    "crosswalk": "trafficking_explorer.manual.reference:crosswalk",
    "commands": "trafficking_explorer.cli.main:commands",
    "fields": "trafficking_explorer.manual.reference:filter_fields",
    "finding-rules": "trafficking_explorer.manual.reference:finding_rules",
    "formats": "trafficking_explorer.manual.reference:formats",
    "key-ids": "trafficking_explorer.ui.screens.help:key_ids",
    "keys": "trafficking_explorer.ui.screens.help:keys",
    "kinds": "trafficking_explorer.manual.reference:record_kinds",
    "libraries": "trafficking_explorer.manual.reference:libraries",
    "queries": "trafficking_explorer.manual.reference:saved_queries",
    "secure-mode": "trafficking_explorer.manual.reference:secure_mode",
    "settings": "trafficking_explorer.manual.reference:settings",
    "tables": "trafficking_explorer.manual.reference:tables",
}
"""The function that writes each generated part as Markdown.

By name, because some belong to layers above this one, and because each is imported only when a page
that needs it is shown.
"""

PLACEHOLDER = re.compile(r"^<!-- generated: (?P<name>[a-z-]+) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the manual.

    Attributes:
        topic: the name by which readers ask for it.
        title: its heading.
        summary: its subject, in one line.
        text: all of it, as Markdown.
    """

    topic: str
    title: str
    summary: str
    text: str


def all_pages() -> Iterator[Page]:
    """Every page, in reading order, with its placeholders as they are."""
    for topic in TOPICS:
        text = (FOLDER / f"{topic}.md").read_text("utf-8")
        heading, summary, *_ = filter(None, text.splitlines())
        yield Page(topic, heading.removeprefix("# "), summary, text)


def contents() -> str:
    """The list of all pages, as Markdown."""
    rows = table(("page", "about"), ((page.topic, page.summary) for page in all_pages()))
    return f"# Manual\n\n{rows}\n\n`{APP} help PAGE` shows a page."


def read_page(topic: str) -> Page:
    """Read a page and fill in its generated parts.

    Raises:
        UsageError: no page has this name.
    """
    for page in all_pages():
        if page.topic == topic.lower():
            text = PLACEHOLDER.sub(_generate, page.text)
            return Page(page.topic, page.title, page.summary, text)
    # Only a wrong name pays for this import.
    from trafficking_explorer.text.did_you_mean import did_you_mean

    raise UsageError(f"the manual has no page “{topic}”{did_you_mean(topic, TOPICS)}")


def _generate(placeholder: re.Match[str]) -> str:
    generator = resolve_name(GENERATORS[placeholder["name"]])
    return str(generator()).strip()
