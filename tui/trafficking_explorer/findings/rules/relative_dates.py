"""Words such as "last month" that do not fit the date of publication.

What it looks for
  Operations and events for which a text says “last month”, “last December”, “in October”: the days that
  the words mean, relative to the text's date of publication, are compared with the recorded date.

Why it matters
  Such words depend on the day of writing. In a copy, or on a page saved months later, they mean
  another time.

What to do
  If the date is inferred, check it. If it is certain, the text is imprecise or was not written on its
  date: say so in a note.

Severity
  doubt, if no day fits; note, if the date is partly outside.

What it does not see
  Words with two possible meanings, such as “last December” in a text of December, or “in October” in a
  text with only a year; “recently”, “this week”, a season.
"""

from collections.abc import Iterator

from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.phrasing import days, edtf_phrase
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.date_expressions import relative_span


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every operation and event that is dated so."""
    for operation in (*data.operations.values(), *data.events.values()):
        if operation.first is None or operation.last is None:
            continue
        for id_, said in operation.said.items():
            text = data.texts.get(id_)
            if text is None or text.first is None or text.last is None:
                continue
            for words in said:
                meant = relative_span(words, text.first, text.last)
                if meant is None:
                    continue
                if meant[0] <= operation.first and operation.last <= meant[1]:
                    break
                apart = operation.last < meant[0] or meant[1] < operation.first
                yield RuleMatch(
                    f"{operation.name}: “{words}” in source {id_} ({edtf_phrase(text.published)}) means "
                    f"{days(*meant)}; the {operation.record_type} was {days(operation.first, operation.last)}"
                    f"{'' if apart else ', partly outside'}",
                    operation.ref(),
                    text.ref_to_date(),
                    "doubt" if apart else "note",
                )
                break


RULE = Rule("relative-dates", "“Last month” that does not fit", "doubt", __doc__, find, order=100)
