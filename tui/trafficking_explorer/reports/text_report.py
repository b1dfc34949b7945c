"""A report for people: each problem with its line, a caret, details, and the fix."""

import shutil
from collections.abc import Iterator

import click

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.rule_docs import rule_doc
from trafficking_explorer.findings.report import report
from trafficking_explorer.output import Trusted
from trafficking_explorer.reports.check_report import CheckReport
from trafficking_explorer.reports.code_frame import code_frame
from trafficking_explorer.text.display import sanitize, single_line

_MOST = 1_000
"""Problems that are listed: a corpus with more has a few mistakes in many places."""
_COLOURS = {"error": "red", "warning": "yellow", "doubt": "yellow", "note": "cyan"}


def write_text(outcome: CheckReport) -> Iterator[str]:
    """Write problems, then findings; lines of files are as wide as the terminal, or 100 cells."""
    width = shutil.get_terminal_size((100, 24)).columns
    told: set[str] = set()
    for problem in outcome.problems[:_MOST]:
        yield from _problem(problem, outcome, width, told)
    if more := outcome.problems[_MOST:]:
        yield f"… and {len(more):,} more problems; --format json has all of them"
    if outcome.store is None:
        return
    for line in report(outcome.listed):
        severity, colon, rest = line.partition(":")
        colour = _COLOURS.get(severity)
        yield _styled(severity, colour) + colon + rest if colour else line


def _styled(text: str, colour: str | None = None, *, bold: bool = True) -> Trusted:
    """Coloured text; pipes get it without colour."""
    return Trusted(click.style(sanitize(text), fg=colour, bold=bold or None))


def _problem(problem: Problem, outcome: CheckReport, width: int, told: set[str]) -> Iterator[str]:
    colour = _COLOURS[problem.severity]
    where, severity = _styled(str(problem.at)), _styled(problem.severity, colour)
    yield where + ": " + severity + f": {single_line(problem.message)} [{problem.rule}]"
    lines = code_frame(outcome.root, problem.at, width)
    if lines:
        yield lines[0]
        yield _styled(lines[1], colour, bold=False)
    for note in problem.notes:
        yield f"      = {sanitize(note)}"
    page = rule_doc(problem.rule)
    # The fix is shown once for each rule, not below each of hundreds of problems.
    if page is not None and problem.rule not in told:
        told.add(problem.rule)
        yield f"      = to fix it: {page.fix}"
