"""A report for people: a summary, then each problem with its line, a caret, details, and the fix."""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

import click

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.rule_docs import rule_doc
from trafficking_explorer.findings.finding import SEVERITIES
from trafficking_explorer.findings.report import report
from trafficking_explorer.output import Trusted, line_width
from trafficking_explorer.paths import APP
from trafficking_explorer.reports.check_report import NOTE, CheckReport
from trafficking_explorer.reports.code_frame import code_frame
from trafficking_explorer.text.display import sanitize, single_line
from trafficking_explorer.text.plural import count_noun
from trafficking_explorer.text.wrapping import wrap

_MOST = 1_000
"""Problems that are listed: a corpus with more has a few mistakes in many places."""
_COLOURS = {"error": "red", "warning": "yellow", "doubt": "yellow", "note": "cyan"}
_FRAME_CELLS = 100
"""Width of a line of a file in a pipe: it shows the place, and may have megabytes."""
_HANGING = 4


def write_text(outcome: CheckReport) -> Iterator[str]:
    """Write the counts, then problems, then findings, in lines as wide as the terminal."""
    width = line_width(sys.stdout)
    for line in _head(outcome):
        yield from wrap(line, width, _HANGING)
    if outcome.problems or outcome.listed:
        yield ""
    yield from write_problems(outcome, width)
    if outcome.store is None:
        return
    # A pipe gets every word of every passage.
    for line in report(outcome.listed, whole=width is None):
        severity, _, _ = line.partition(":")
        starts = ((severity, _COLOURS[severity]),) if severity in SEVERITIES else ()
        yield from _wrapped(line, starts, width)


def write_problems(outcome: CheckReport, width: int | None) -> Iterator[str]:
    """Write the problems of the files.

    Args:
        width: the cells of a line; None for a pipe.
    """
    told: set[str] = set()
    for problem in outcome.problems[:_MOST]:
        yield from _problem(problem, outcome, width, told)
    if more := outcome.problems[_MOST:]:
        yield f"… and {len(more):,} more problems; --format json has all of them"


def _head(outcome: CheckReport) -> Iterator[str]:
    """The counts, what the list has of them, and what it leaves out."""
    yield outcome.summary
    listed = Counter(finding.severity for finding in outcome.listed)
    if listed:
        found = ", ".join(count_noun(listed[each], each) for each in SEVERITIES if listed[each])
        yield f"listed: {found}; to answer one: {APP} help findings"
    hidden = []
    notes = sum(
        finding.severity == NOTE and (outcome.answered or finding.answer is None)
        for finding in outcome.findings
    )
    if notes and not outcome.notes:
        hidden.append(f"{count_noun(notes, NOTE)} (--all lists them)")
    answered = len(outcome.findings) - len(outcome.unanswered)
    if answered and not outcome.answered:
        hidden.append(f"{answered:,} answered (--answered lists them)")
    if hidden:
        yield f"not listed: {', '.join(hidden)}"


def _styled(text: str, colour: str | None = None, *, bold: bool = True) -> Trusted:
    """Coloured text; pipes get it without colour."""
    return Trusted(click.style(sanitize(text), fg=colour, bold=bold or None))


def _wrapped(
    line: str, starts: Sequence[tuple[str, str | None]], width: int | None
) -> Iterator[str]:
    """The parts of a line, with the words that it starts with in their colours.

    Args:
        starts: words and their colours, with ": " between them.
    """
    first, *rest = wrap(line, width, _HANGING)
    plain = ": ".join(words for words, _ in starts)
    if plain and first.startswith(plain):
        shown = Trusted()
        for number, start in enumerate(starts):
            shown = shown + (": " if number else "") + _styled(*start)
        first = shown + first[len(plain) :]
    yield first
    yield from rest


def _problem(
    problem: Problem, outcome: CheckReport, width: int | None, told: set[str]
) -> Iterator[str]:
    colour = _COLOURS[problem.severity]
    where = sanitize(str(problem.at))
    line = f"{where}: {problem.severity}: {single_line(problem.message)} [{problem.rule}]"
    yield from _wrapped(line, ((where, None), (problem.severity, colour)), width)
    lines = code_frame(outcome.root, problem.at, width or _FRAME_CELLS)
    if lines:
        yield lines[0]
        yield _styled(lines[1], colour, bold=False)
    for note in problem.notes:
        yield from wrap(f"      = {sanitize(note)}", width, 2)
    page = rule_doc(problem.rule)
    # The fix is shown once for each rule, not below each of hundreds of problems.
    if page is not None and problem.rule not in told:
        told.add(problem.rule)
        yield from wrap(f"      = to fix it: {page.fix}", width, 2)
