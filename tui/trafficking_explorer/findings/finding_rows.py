"""Findings as rows of the store's tables."""

from collections.abc import Iterable
from typing import Any

from trafficking_explorer.findings.finding import Finding

Row = dict[str, Any]


def finding_rows(findings: Iterable[Finding]) -> dict[str, list[Row]]:
    """Rows of `findings`, and of `finding_passages`: a row for each place that shows a side."""
    tables: dict[str, list[Row]] = {"findings": [], "finding_passages": []}
    for finding in findings:
        side, other, answer = finding.side, finding.other, finding.answer
        tables["findings"].append(
            {
                "finding_id": finding.id,
                "rule": finding.rule,
                "severity": finding.severity,
                "message": finding.message,
                "record_type": side.record_type,
                "record_id": side.record_id,
                "other_type": other.record_type if other else None,
                "other_id": other.record_id if other else None,
                "answer": answer.answer if answer else None,
                "reason": answer.reason if answer else None,
            }
        )
        for number, each in enumerate((side, other)):
            for position, passage in enumerate(each.passages if each else ()):
                tables["finding_passages"].append(
                    {
                        "finding_id": finding.id,
                        "side": number,
                        "position": position,
                        "source_id": passage.source_id,
                        "start_char": passage.start,
                        "end_char": passage.end,
                        "evidence_id": passage.evidence_id,
                        "field": passage.field,
                    }
                )
    return tables
