"""SARIF 2.1.0 for code scanners (OASIS, Static Analysis Results Interchange Format)."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from trafficking_explorer import __version__
from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.corpus.rule_docs import rule_doc
from trafficking_explorer.errors import Location
from trafficking_explorer.findings.finding import Finding, Side
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.paths import APP
from trafficking_explorer.reports.check_report import CheckReport, relative_path
from trafficking_explorer.text.display import escape_json

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "doubt": "warning", "note": "note"}
Object = dict[str, Any]


def write_sarif(outcome: CheckReport) -> Iterator[str]:
    """Write one run with all problems and findings; answered ones are suppressed, with the reason."""
    results = [
        *(_problem(problem, outcome) for problem in outcome.problems),
        *(_finding(finding, outcome) for finding in outcome.findings),
    ]
    used = sorted({result["ruleId"] for result in results})
    for result in results:
        result["ruleIndex"] = used.index(result["ruleId"])
    driver = {"name": APP, "version": __version__, "rules": [_rule(id_) for id_ in used]}
    run = {
        "tool": {"driver": driver},
        # Columns count code points; the default of SARIF is UTF-16 units.
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    yield escape_json(json.dumps(document, ensure_ascii=False, indent=2))


def _rule(id_: str) -> Object:
    page, rule = rule_doc(id_), RULES.get(id_)
    if page is not None:
        title, text = page.title, page.text
    else:
        assert rule is not None
        title, text = rule.title, rule.explain.strip()
    return {"id": id_, "shortDescription": {"text": title}, "fullDescription": {"text": text}}


def _problem(problem: Problem, outcome: CheckReport) -> Object:
    return {
        "ruleId": problem.rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": "\n".join((problem.message, *problem.notes))},
        "locations": [_location(problem.at, outcome)],
    }


def _finding(finding: Finding, outcome: CheckReport) -> Object:
    result: Object = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": _side(finding.side, outcome)[:1],
        "partialFingerprints": {"finding/v1": finding.id},
    }
    others = _side(finding.side, outcome)[1:]
    if finding.other is not None:
        others += _side(finding.other, outcome)
    if others:
        result["relatedLocations"] = [{"id": i, **each} for i, each in enumerate(others)]
    if finding.answer is not None:
        result["suppressions"] = [
            {"kind": "external", "status": "accepted", "justification": finding.answer.reason}
        ]
    return result


def _side(side: Side, outcome: CheckReport) -> list[Object]:
    logical = [
        {"name": side.record_id, "fullyQualifiedName": f"{side.record_type}/{side.record_id}"}
    ]
    places = [_location(at, outcome) for at, _ in outcome.places(side)]
    return [{**place, "logicalLocations": logical} for place in places] or [
        {"logicalLocations": logical}
    ]


def _location(at: Location, outcome: CheckReport) -> Object:
    path = relative_path(outcome.root, at.path)
    uri = quote(path, errors="replace")
    physical: Object = {
        "artifactLocation": {"uri": f"file://{uri}" if path.startswith("/") else uri}
    }
    if at.line:
        physical["region"] = {"startLine": at.line, "startColumn": at.column}
    return {"physicalLocation": physical}
