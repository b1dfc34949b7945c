"""The pages on the rules of problems: one a rule, in `pages/`, as `check --explain RULE` prints them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PAGES = Path(__file__).with_name("pages")
_PARTS = ("What", "Why", "How to mend it", "Example", "Mended")


@dataclass(frozen=True, slots=True)
class RuleDoc:
    """What a rule of problems looks for.

    Attributes:
        rule: its id.
        title: what it reports, in one line.
        text: the page without its title.
        mend: what mends it, in a sentence or two.
        example, mended: YAML that has the problem, and the same without it; "" where no YAML can
            show it.
    """

    rule: str
    title: str
    text: str
    mend: str
    example: str
    mended: str


@cache
def rule_doc(rule: str) -> RuleDoc | None:
    """The page on a rule; None where there is no such rule of problems."""
    if rule not in problem_rules():
        return None
    title, _, text = (_PAGES / f"{rule}.txt").read_text("utf-8").partition("\n\n")
    parts = dict.fromkeys(_PARTS, "")
    part = ""
    for line in text.splitlines():
        if line in parts:
            part = line
        else:
            parts[part] += f"{line[2:]}\n"
    return RuleDoc(
        rule,
        title,
        text.rstrip(),
        " ".join(parts["How to mend it"].split()),
        parts["Example"].rstrip(),
        parts["Mended"].rstrip(),
    )


@cache
def problem_rules() -> tuple[str, ...]:
    """The ids of all rules of problems."""
    return tuple(sorted(path.stem for path in _PAGES.glob("*.txt")))
