"""An operation that a text reports without a date, or a day that it gives without a year.

What it looks for
  Operations for which no text, or only one of several, says when they took place; operations, appeals
  and events that have a day or a month but no year.

  A year, a month, or words such as “last month” say when; “a two-year crackdown” does not. Only the
  passages of records count: those of the date, of the curator's `date_note`, of the periods of its
  claims. A day or a month (“in October”, “14-17 November”) has no year if the text names no year at
  all and does not say when it was written.

Why it matters
  An operation without a year looks current. A year that only one text gives is only as reliable as
  that text.

What to do
  If the text does say when, write the `date` and quote the words under `evidence`. If it does not,
  infer the date and give the reason under `resolved`, or answer that it has none.

Severity
  note.

What it does not see
  Initiatives and recurring operations, which have no single date; events without any date; days that
  are observed every year and need no year.
"""

from collections import defaultdict
from collections.abc import Iterator

from trafficking_explorer.findings.claim_clusters import ONE_TIME
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.dataset_rows import DatedRecord
from trafficking_explorer.findings.finding import RuleMatch, SideRef
from trafficking_explorer.findings.phrasing import edtf_phrase, sources
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.date_expressions import tells_when, without_year
from trafficking_explorer.text.plural import count_noun

_KINDS = ("operation", "investigation")
_YEARLY = ("observance",)
"""Kinds of event that take place on the same day every year."""


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Operations and events without a year, then operations that at most one text dates."""
    timeless = {text.id for text in data.texts.values() if not text.gives_year()}
    yield from _operations(data, timeless)
    yield from _events(data, timeless)
    for operation in data.operations.values():
        if operation.kind not in _KINDS or not operation.said:
            continue
        works: dict[str, list[str]] = defaultdict(list)
        for id_ in operation.said:
            works[data.work_of(id_)].append(id_)
        # One of the editions of a text has to say when.
        dated: list[str] = []
        silent: list[str] = []
        for editions in works.values():
            saying = [id_ for id_ in editions if any(map(tells_when, operation.said[id_]))]
            (dated if saying else silent).append((saying or editions)[0])
        names = data.name_of[operation.key]
        side = operation.ref()
        if not dated and not operation.edtf:
            # The texts may say when, but nobody has looked for it in them yet.
            yield RuleMatch(
                f"{operation.name}: its record has no date, and none of its passages in "
                f"{sources(silent)} says when it was",
                side,
            )
        elif not dated:
            yield RuleMatch(
                f"{operation.name}: no date for it in {sources(silent)}{_whence(operation)}", side
            )
        elif len(dated) == 1 and silent and not _yearless(operation, timeless):
            said = min(filter(tells_when, operation.said[dated[0]]), key=len)
            yield RuleMatch(
                f"{operation.name}: of {count_noun(len(works), 'source')} only source "
                f"{dated[0]} says when it was (“{said}”), not {sources(silent)}",
                side,
                SideRef("source", silent[0], fields=(), passages=names.places(silent[0])),
                apart="" if len(silent) == 1 else "one-of-several",
            )


def _whence(happening: DatedRecord) -> str:
    return f"; its date, {edtf_phrase(happening.edtf)}, was inferred" if happening.edtf else ""


def _yearless(happening: DatedRecord, timeless: set[str]) -> dict[str, str]:
    """The texts that say when, each with its words, if none of them tells the year.

    Args:
        timeless: ids of the texts without any year.
    """
    dated = {id_: list(filter(tells_when, said)) for id_, said in happening.said.items()}
    shortest = {id_: min(said, key=len) for id_, said in dated.items() if said}
    return shortest if timeless.issuperset(shortest) else {}


def _without_year(happening: DatedRecord, said: dict[str, str], side: SideRef) -> RuleMatch:
    words = " and ".join(dict.fromkeys(f"“{each}”" for each in said.values()))
    return RuleMatch(
        f"{happening.name}: {words} in {sources(said)}, but no year anywhere{_whence(happening)}",
        side,
    )


def _operations(data: Dataset, timeless: set[str]) -> Iterator[RuleMatch]:
    for operation in data.operations.values():
        if operation.kind in ONE_TIME and (said := _yearless(operation, timeless)):
            yield _without_year(operation, said, operation.ref())


def _events(data: Dataset, timeless: set[str]) -> Iterator[RuleMatch]:
    """Events by the passages of their date, else by those of the record."""
    events = [
        event
        for event in data.events.values()
        if event.edtf and event.kind not in _YEARLY and not timeless.isdisjoint(event.said)
    ]
    passages = data.evidence([(event.key, "record") for event in events])
    for event in events:
        if any(event.said.values()):
            if said := _yearless(event, timeless):
                yield _without_year(event, said, event.ref("date", "name"))
            continue
        for passage in passages.get((event.key, "record"), ()):
            if passage.source_id not in timeless:
                continue
            text = data.texts[passage.source_id]
            if span := without_year(text.text[passage.start : passage.end]):
                place = text.place(passage.start + span[0], passage.start + span[1])
                said = {text.id: text.text[place.start : place.end]}
                side = SideRef(*event.key, fields=("name",), passages=(place,))
                yield _without_year(event, said, side)
                break


RULE = Rule(
    "missing-dates", "No date, or no year", "note", __doc__, find, order=190, is_routine=True
)
