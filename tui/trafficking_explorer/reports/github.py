"""Workflow commands, which GitHub Actions turns into annotations of a pull request.

Origin: "Workflow commands for GitHub Actions"; escapes as in the actions toolkit.
"""

from collections.abc import Iterator

from trafficking_explorer.errors import Location
from trafficking_explorer.reports.check_report import CheckReport, relative_path
from trafficking_explorer.text.display import sanitize, single_line

_LEVELS = {"error": "error", "warning": "warning", "doubt": "warning", "note": "notice"}


def write_github(outcome: CheckReport) -> Iterator[str]:
    """Write a line for each problem, and for each unanswered finding at its first passage."""
    for problem in outcome.problems:
        notes = [single_line(problem.message), *map(sanitize, problem.notes)]
        yield _command(outcome, problem.severity, problem.rule, problem.at, "\n".join(notes))
    for finding in outcome.findings if outcome.answered else outcome.unanswered:
        sides = [side for side in (finding.side, finding.other) if side is not None]
        at = next((at for side in sides for at, _ in outcome.places(side)), None)
        message = f"{finding.message}\nanswer id: {finding.id}"
        yield _command(outcome, finding.severity, finding.rule, at, message)


def _command(
    outcome: CheckReport, severity: str, rule: str, at: Location | None, message: str
) -> str:
    properties = {}
    if at is not None:
        properties["file"] = sanitize(relative_path(outcome.root, at.path))
        if at.line:
            properties |= {"line": str(at.line), "col": str(at.column)}
    properties["title"] = rule
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{_LEVELS[severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
