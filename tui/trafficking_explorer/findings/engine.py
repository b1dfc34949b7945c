"""Run the rules over a store."""

from collections.abc import Iterable, Iterator

from trafficking_explorer.database.read_models import Key, Passage
from trafficking_explorer.findings.dataset import Dataset, Queryable
from trafficking_explorer.findings.finding import (
    SEVERITIES,
    Finding,
    RuleMatch,
    Side,
    SideRef,
    finding_id,
)
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.text.display import single_line


def run_rules(store: Queryable, rules: Iterable[Rule] = RULES) -> Iterator[Finding]:
    """All findings: the most serious first, then by rule, then in the order of the texts.

    Args:
        store: a store whose tables are complete; or what has been read of it already.
        rules: the rules to run.
    """
    data = store if isinstance(store, Dataset) else Dataset(store)
    found = [(rule, each) for rule in rules for each in rule.find(data)]
    evidence = data.evidence([want for _, each in found for want in _wanted(each)])
    findings: dict[str, Finding] = {}
    for rule, each in found:
        finding = Finding(
            finding_id(rule.id, each),
            rule.id,
            each.severity or rule.severity,
            # Labels and names come from the data and may hold anything.
            single_line(each.message),
            _side(each.side, evidence),
            _side(each.other, evidence) if each.other else None,
            sign=each.sign or rule.sign,
        )
        findings.setdefault(finding.id, finding)
    yield from sorted(findings.values(), key=lambda finding: SEVERITIES.index(finding.severity))


def _wanted(found: RuleMatch) -> Iterator[tuple[Key, str]]:
    for side in (found.side, found.other):
        if side is not None:
            for ref in (side, *side.also):
                for field in ref.fields:
                    yield ref.key, field


def _side(ref: SideRef, evidence: dict[tuple[Key, str], list[Passage]]) -> Side:
    passages = [
        passage
        for each in (ref, *ref.also)
        for field in each.fields
        for passage in evidence.get((each.key, field), ())
    ]
    whole = [passage for passage in passages if passage.field == "record"]
    words = [passage for passage in passages if passage.field != "record"]
    return Side(*ref.key, tuple(dict.fromkeys((*ref.passages, *whole, *words))))
