"""The words of a sentence on either side of a figure."""

import re
from collections.abc import Mapping

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim


def words_around(
    claim: Claim, texts: Mapping[str, ArticleText], edge: re.Pattern[str], reach: int
) -> tuple[str, str]:
    """The words before the figure of a claim and after it; both empty without its text.

    Args:
        edge: where a sentence begins and ends.
        reach: code points that are read on either side.
    """
    at = claim.at
    if at is None or at.source_id not in texts:
        return "", ""
    text = texts[at.source_id].text
    before = text[max(0, at.start - reach) : at.start]
    before = before[max((match.end() for match in edge.finditer(before)), default=0) :]
    after = text[at.end : at.end + reach]
    match = edge.search(after)
    return before, after[: match.start()] if match else after
