"""The places of figures, also where only the sentence says them: "In Port Amber, 9 were arrested"."""

import re
from collections.abc import Iterable, Mapping

from trafficking_explorer.corpus.regions import region_members
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claims import Claim
from trafficking_explorer.text.months import MONTHS

_OPENING = re.compile(
    r"(?:^|[.!?\n”\"])\s*(?:Meanwhile|Elsewhere|Also|And|But)?,?\s*"
    r"(?:[Ii]n|[Aa]t|[Aa]cross|[Aa]round|[Nn]ear|[Oo]utside) (?:the (?:city|town|port|region) of )?"
    r"(?P<name>[^\W\d_a-z][\w'’-]*(?: (?:[^\W\d_a-z][\w'’-]*))*)(?P<owner>['’]s\b)?"
)
_WORDS = "all total operation phase project spring summer autumn winter christmas"
_NO_PLACE = frozenset([*_WORDS.split(), *(month.casefold() for month in MONTHS)])
"""Words with a capital after "in" that are not places."""
_REACH = 240


def spot_of(claim: Claim, texts: Mapping[str, ArticleText]) -> str | None:
    """The place of a claim in a form that can be compared; None if neither record nor sentence has one."""
    if claim.spot is not None or claim.operation is None:
        return claim.spot
    at = claim.at
    if at is None or at.source_id not in texts:
        return None
    before = texts[at.source_id].text[max(0, at.start - _REACH) : at.start]
    last = max(_OPENING.finditer(before), key=lambda match: match.start(), default=None)
    if last is None or re.search(r"[.!?\n](?=\s)", before[last.end() :]):
        return None
    name = str(last["name"]).casefold()
    return None if last["owner"] or name.split()[0] in _NO_PLACE else name


def overlap(claims: Iterable[Claim]) -> bool:
    """True if the place of one claim is known to contain that of another: West Africa and Nigeria."""
    seen: set[str] = set()
    for claim in claims:
        lands = {claim.country} if claim.country else region_members(claim.place or "") or set()
        if seen & lands:
            return True
        seen |= lands
    return False
