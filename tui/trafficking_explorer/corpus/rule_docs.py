"""The documentation of rules for problems, as printed by `check --explain RULE`.

A page is a file in `pages/`, or the docstring of a check's module.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trafficking_explorer.corpus.checks import CHECKS

_PAGES = Path(__file__).with_name("pages")
_PARTS = ("What", "Why", "How to fix it", "Example", "Fixed")


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """The documentation of one rule.

    Attributes:
        rule: its id.
        title: its problem, in one line.
        text: the page without its title.
        fix: how to fix the problem, in a sentence or two.
        example, fixed: YAML with the problem, and the same without it; "" if YAML cannot show it.
    """

    rule: str
    title: str
    text: str
    fix: str
    example: str
    fixed: str


def rule_doc(rule: str) -> RuleDoc | None:
    """The page on a rule; None if there is no such rule."""
    if rule in _rules_with_files():
        return _parse(rule, (_PAGES / f"{rule}.txt").read_text("utf-8"))
    check = CHECKS.get(rule)
    return None if check is None else _parse(rule, check.page or "")


@cache
def _parse(rule: str, page: str) -> RuleDoc:
    title, _, text = page.partition("\n\n")
    parts = dict.fromkeys(_PARTS, "")
    part = ""
    for line in text.splitlines():
        if line in parts:
            part = line
        elif part:
            parts[part] += f"{line[2:]}\n"
    return RuleDoc(
        rule,
        title,
        text.rstrip(),
        " ".join(parts["How to fix it"].split()),
        parts["Example"].rstrip(),
        parts["Fixed"].rstrip(),
    )


def problem_rules() -> tuple[str, ...]:
    """The ids of all rules for problems."""
    return tuple(sorted(_rules_with_files() | {check.id for check in CHECKS}))


@cache
def _rules_with_files() -> frozenset[str]:
    return frozenset(path.stem for path in _PAGES.glob("*.txt"))
