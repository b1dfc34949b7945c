"""A date above the article that is not the date of the article.

What it looks for
  A whole date (day, month, year) above the article other than the recorded date of publication. If
  the text reports an operation with words such as “last month”, the finding says what they would mean
  relative to the page's date.

Why it matters
  Many pages print the day on which they are shown. If that is taken for the date of the article,
  everything that the article dates by it moves: “last month” becomes a month two years later.

What to do
  Find out when the article was published, curate that as `published`, and give the reason under
  `resolved`. Then answer the finding.

Severity
  doubt.

What it does not see
  Dates below the article, which mostly belong to other articles; dates without a year, or in figures
  only (“03/04/2024” may be two days); sources without a date of publication.
"""

from collections.abc import Iterator
from datetime import date

from trafficking_explorer.findings.article_texts import ArticleText
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.findings.finding import RuleMatch
from trafficking_explorer.findings.phrasing import days, edtf_phrase, format_day
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.date_expressions import relative_span, whole_dates


def find(data: Dataset) -> Iterator[RuleMatch]:
    """Every other date above an article."""
    for text in data.newest_texts:
        if text.first is None or text.last is None:
            continue
        for written in whole_dates(text.text, 0, text.start):
            if written.day is None or text.first <= written.day <= text.last:
                continue
            shown = text.text[written.start : written.end]
            basis = "inferred" if text.basis == "resolved" else "stated"
            message = (
                f"“{shown}” is above the article of source {text.id}, which was published "
                f"{edtf_phrase(text.published)} ({basis})"
            )
            place = text.ref(written.start, written.end)
            relative = _relative(text, data)
            if relative is None:
                yield RuleMatch(message, place, apart=written.day.isoformat())
                continue
            operation, words, true = relative
            meant = relative_span(words, written.day, written.day)
            if meant is not None and meant != true:
                message += f"; “{words}” would mean {days(*meant)}"
                if (what := data.operations[operation]).first:
                    message += f", and {what.name} began {format_day(what.first)}"
            side = data.operations[operation].ref("date_note")
            yield RuleMatch(message, place, side, apart=written.day.isoformat())


def _relative(text: ArticleText, data: Dataset) -> tuple[str, str, tuple[date, date]] | None:
    """The first operation that the text dates relative to its own date: its id, the words, the days."""
    if text.first is None or text.last is None:
        return None
    found = (
        (text.text.find(words, text.start), operation.id, words, true)
        for operation in data.operations.values()
        for words in operation.said.get(text.id, ())
        if (true := relative_span(words, text.first, text.last))
    )
    first = min(found, default=None)
    return first[1:] if first else None


RULE = Rule(
    "page-dates", "A date above the article that is not its date", "doubt", __doc__, find, order=110
)
