"""One JSON object of problems and findings, for scripts."""

import json
from collections.abc import Iterator

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.findings.finding_rows import finding_row
from trafficking_explorer.reports.check_report import CheckReport
from trafficking_explorer.text.display import escape_json


def write_json(outcome: CheckReport) -> Iterator[str]:
    """Write `{"problems": […], "findings": […]}`."""
    document = {
        "problems": [_object(problem) for problem in outcome.problems],
        "findings": [finding_row(finding) for finding in outcome.findings],
    }
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=2))


def _object(problem: Problem) -> dict[str, object]:
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "file": problem.at.path,
        "line": problem.at.line,
        "column": problem.at.column,
        "message": problem.message,
        "notes": list(problem.notes),
    }
