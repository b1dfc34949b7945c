"""Dates that cannot be right.

What it looks for
  1. An operation, or the period of a claim, that begins after the text that reports it was
     published.
  2. A claim whose period has no day in common with that of its operation, or with that of the claim
     it is a part of.
  3. A length in days that does not fit its first and last day (“the four-day meeting, 14-18
     November”).
  4. In the words of an article: days that do not exist, a weekday that does not belong to its
     date, and spans that end before they begin (“between 2018 and 2014”).

Why it matters
  One of the two dates is wrong: in the text, in the record, or in the date of publication.

What to do
  Check both dates in the passages. Correct a date that the curator inferred; leave a stated one as it
  is written, with a note.

Severity
  error; doubt, if a text may look ahead: for a claim without an operation, which may be a forecast,
  and for operations that are repeated.

What it does not see
  Events, which a text may announce; dates that are possible but wrong; dates in languages other than
  English; a record whose own date ends before it begins, which `check` reports as a problem.
"""

import re
from collections.abc import Iterator

from trafficking_explorer.database.quantities import number_text
from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.claim_clusters import ONE_TIME
from trafficking_explorer.findings.claims import Claim, disjoint
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.phrasing import days, edtf_phrase, format_day
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.date_expressions import whole_dates
from trafficking_explorer.text.folding import fold_words
from trafficking_explorer.text.months import MONTHS

_YEAR = r"((?:1[89]|20)\d\d)"
_YEARS = re.compile(rf"\b(?:between {_YEAR} and|from {_YEAR} to) {_YEAR}\b", re.I)
_CHANGES = re.compile(
    r"\b(?:f[ae]ll|fallen|drop|declin|decreas|r[io]se|rising|gr[eo]w|increas|reduc|cut|down|up|went)"
    r"\w*\W+(?:\w+\W+)?$",
    re.I,
)
"""Words before "from 2018 to 1987" if these count things, not years."""
_DAYS = re.compile(
    rf"(?<![\d-])(\d{{1,2}}) ?[-–] ?(\d{{1,2}}) (?:{'|'.join(MONTHS)})\b"
    rf"|\b(?:{'|'.join(MONTHS)}) (\d{{1,2}}) ?[-–] ?(\d{{1,2}})(?![\d-])"
)


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Records first, then the words of the texts."""
    yield from _before_it_was(data)
    yield from _apart(data)
    for claim in data.claims:
        if claim.unit == "days" and claim.measure == "duration":
            yield from _length(claim)
    for text in data.newest_texts:
        yield from _written(text)


def _before_it_was(data: Dataset) -> Iterator[RuleMatch]:
    late: set[tuple[str, str]] = set()
    for operation in data.operations.values():
        for id_ in operation.said:
            text = data.texts.get(id_)
            if text and text.last and operation.first and operation.first > text.last:
                late.add((operation.id, id_))
                yield RuleMatch(
                    f"{operation.name}: begins {format_day(operation.first)}, after source {id_} "
                    f"was published ({edtf_phrase(text.published)})",
                    operation.ref("date", "date_note", "name"),
                    text.ref_to_date(),
                    None if operation.kind in ONE_TIME else "doubt",
                )
    for claim in data.claims:
        text = data.texts.get(claim.source)
        if (claim.operation or "", claim.source) in late or claim.first is None:
            continue
        if text and text.last and claim.first > text.last:
            yield RuleMatch(
                f"{claim.label}: its period begins {format_day(claim.first)}, after source "
                f"{claim.source} was published ({edtf_phrase(text.published)})",
                _period(claim),
                text.ref_to_date(),
                None if claim.operation else "doubt",
            )


def _apart(data: Dataset) -> Iterator[RuleMatch]:
    for claim in data.claims:
        if claim.scope == "case":
            continue
        operation = data.operations.get(claim.operation or "")
        if operation and operation.kind in ONE_TIME and disjoint(claim, operation):
            yield RuleMatch(
                f"{claim.label}: its period is {edtf_phrase(claim.period)}, but {operation.name} was "
                f"{edtf_phrase(operation.edtf)}",
                _period(claim),
                operation.ref("date", "date_note", "name"),
            )
        whole = data.whole_of(claim)
        if whole and disjoint(claim, whole):
            yield RuleMatch(
                f"{claim.label}: its period is {edtf_phrase(claim.period)}, but that of the claim "
                f"it is a part of is {edtf_phrase(whole.period)}",
                _period(claim),
                _period(whole),
            )


def _length(claim: Claim) -> Iterator[RuleMatch]:
    if claim.period is None or claim.first is None or claim.last is None or claim.value is None:
        return
    if any(len(point) != 10 for point in claim.period.split("/")) or claim.qualifier != "exact":
        return
    length = (claim.last - claim.first).days + 1
    if length != claim.value:
        yield RuleMatch(
            f"{claim.label}: {number_text(claim.value)} days, but {days(claim.first, claim.last)} "
            f"are {length}",
            _period(claim),
        )


def _written(text: ArticleText) -> Iterator[RuleMatch]:
    for written in whole_dates(text.text, text.start, text.end):
        if not written.is_possible:
            words = text.text[written.start : written.end]
            wrong = (
                f"that day was a {written.true_weekday}" if written.day else "no such day exists"
            )
            yield _in_text(text, written.start, written.end, f"“{words}”: {wrong}")
    for match in _YEARS.finditer(text.text, text.start, text.end):
        counts = match[2] and _CHANGES.search(
            text.text, max(text.start, match.start() - 40), match.start()
        )
        if int(match[1] or match[2]) > int(match[3]) and not counts:
            yield _in_text(text, *match.span(), f"“{match[0]}” ends before it begins")
    for match in _DAYS.finditer(text.text, text.start, text.end):
        if int(match[1] or match[3]) > int(match[2] or match[4]):
            yield _in_text(text, *match.span(), f"“{match[0]}” ends before it begins")


def _in_text(text: ArticleText, start: int, end: int, what: str) -> RuleMatch:
    return RuleMatch(
        f"Source {text.id} has {what}",
        text.ref(start, end),
        apart=fold_words(text.text[start:end]).replace(" ", "-"),
    )


def _period(claim: Claim) -> SideRef:
    return claim.ref(field="period")


RULE = Rule("impossible-dates", "Impossible dates", "error", __doc__, find, order=20)
