"""Report of a plan for a new edition, in lines of text."""

from collections.abc import Iterator

from trafficking_explorer.corpus.checks.source_changed import counts
from trafficking_explorer.curation.edition_pins import PinnedQuote
from trafficking_explorer.curation.edition_plan import EditionPlan
from trafficking_explorer.reports.check_report import CheckReport
from trafficking_explorer.reports.text_report import write_problems
from trafficking_explorer.text.display import sanitize, short_digest, truncate
from trafficking_explorer.text.wrapping import wrap

_HANGING = 4


def report(plan: EditionPlan, name: str, width: int | None) -> Iterator[str]:
    """Counts, problems with the nearest passages, and the quotes tied to the old text.

    Args:
        name: the new text's file.
        width: the cells of a line of the terminal; None for a pipe.
    """
    for line in _start(plan, name):
        yield from wrap(line, width, _HANGING)
    if plan.same:
        return
    yield from write_problems(CheckReport(plan.root, plan.problems, [], None), width)
    for line in _end(plan):
        yield from wrap(line, width, _HANGING)


def _start(plan: EditionPlan, name: str) -> Iterator[str]:
    if plan.same:
        yield f"{sanitize(name)} is the text that was curated: source {plan.source_id}, {plan.path}"
        return
    was = short_digest(plan.old) or "not stated"
    yield (
        f"source {plan.source_id}: {sanitize(plan.path)} [{was}] "
        f"-> {sanitize(name)} [{short_digest(plan.new)}]"
    )
    standing = plan.standing
    yield counts(standing["found"], standing["gone"], standing["several"])


def _end(plan: EditionPlan) -> Iterator[str]:
    for each in plan.left_out:
        yield f"{_place(each)}: no longer in one place, and is left out"
    if plan.edition_id is not None and not plan.blocked:
        yield f"the old text stays as source {plan.edition_id}; what refers to it:"
        yield from (f"  {_place(each)}" for each in plan.bound)
        if not plan.bound:
            yield "  nothing: every quote is in the new text"


def next_step(plan: EditionPlan) -> str:
    """The options after the report."""
    if plan.blocked:
        return f"nothing is written, and nothing can be: {sanitize(plan.blocked)}"
    if plan.problems and plan.edition_id is None:
        return (
            "nothing is written: --write updates to the new text and leaves these for you to fix; "
            "with --keep they refer to the old text, which is kept"
        )
    return "nothing is written: --write updates to the new text"


def _place(each: PinnedQuote) -> str:
    return f"{sanitize(str(each.at))}: {each.what} “{sanitize(truncate(each.words))}”"
