"""Report of a plan for removing a source, in lines of text."""

from collections.abc import Iterator

from trafficking_explorer.corpus.loader import SEEDS
from trafficking_explorer.curation.remove_plan import RemovalPlan
from trafficking_explorer.paths import APP
from trafficking_explorer.text.display import sanitize, truncate
from trafficking_explorer.text.plural import count_noun


def report(plan: RemovalPlan) -> Iterator[str]:
    """The source, the records that go, and what others lose."""
    yield f"source {plan.source_id}: {sanitize(truncate(plan.title))}"
    for path in plan.texts:
        yield f"its text: {SEEDS}/{sanitize(path)}"
    if plan.removed:
        yield f"{count_noun(len(plan.removed), 'record')} drawn from it alone:"
    for (record_type, record_id), where in plan.removed:
        yield f"  {record_type}/{record_id}  {sanitize(where)}"
    if plan.others:
        yield f"{count_noun(plan.others, 'answer or uncovered passage', 'answers and uncovered passages')} of it"
    if plan.losses:
        yield f"{count_noun(len(plan.losses), 'record')} with passages of other sources:"
    for loss in plan.losses:
        count, all_ = loss.passages
        fields = f", and {', '.join(map(sanitize, loss.fields))}" if loss.fields else ""
        passages = f"{count} of {count_noun(all_, 'passage')}" if count else "no passage"
        yield f"  {'/'.join(loss.key)}  loses {passages}{fields}"
    if plan.problems:
        yield f"{count_noun(len(plan.problems), 'problem')} that the corpus has then:"
    for problem in plan.problems:
        yield f"  {sanitize(str(problem.at))}: {sanitize(problem.message)}"


def next_step(plan: RemovalPlan, *, written: bool) -> str:
    """The options after the report."""
    if written:
        return f"removed; to have it back: {APP} --corpus {plan.root} remove --undo"
    return "nothing is removed: --write removes all of this"
