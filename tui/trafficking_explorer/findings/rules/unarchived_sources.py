"""A source with an address on the web and no archived copy.

What it looks for
  Sources that have a `url` and no `archived`; of the editions of a text, the newest.

Why it matters
  Pages are changed and removed. Who checks a passage later needs the page as it was.

What to do
  Save the page in a web archive and write the address of the copy as `archived`, with `add --redo
  --archived ADDRESS` or in the file. Answer the finding if the page cannot be archived.

Severity
  note.

What it does not see
  Whether a copy is still there, or has the same words: nothing is fetched.
"""

from collections.abc import Iterator

from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.rules.base import Rule


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every such source."""
    for source_id, url in data.rows(
        "SELECT source_id, url FROM corpus.sources "
        "WHERE url IS NOT NULL AND archived IS NULL AND work_id = source_id ORDER BY source_id"
    ):
        yield RuleMatch(
            f"source {source_id} has the address {url} and no archived copy",
            SideRef("source", source_id, fields=("title",)),
        )


RULE = Rule(
    "unarchived-sources", "No archived copy", "note", __doc__, find, order=230, is_routine=True
)
