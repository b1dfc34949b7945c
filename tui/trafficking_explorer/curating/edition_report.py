"""What a new edition means for a corpus, as lines for a person."""

from collections.abc import Iterator

from trafficking_explorer.checking.outcome import Outcome
from trafficking_explorer.checking.text import write_text
from trafficking_explorer.corpus.checks.changed_texts import counts
from trafficking_explorer.curating.editions import Bound, Plan
from trafficking_explorer.terminal import printable, short_hash, shorten


def report(plan: Plan, name: str) -> Iterator[str]:
    """What stands, what does not and what is nearest, and what is bound to the old text.

    Args:
        name: of the new text's file.
    """
    if plan.same:
        yield f"{printable(name)} is the text that was read: source {plan.source_id}, {plan.path}"
        return
    was = short_hash(plan.old) or "not written down"
    yield (
        f"source {plan.source_id}: {printable(plan.path)} [{was}] "
        f"-> {printable(name)} [{short_hash(plan.new)}]"
    )
    standing = plan.standing
    yield counts(standing["found"], standing["gone"], standing["several"])
    yield from write_text(Outcome(plan.root, plan.problems, [], None))
    for each in plan.left_out:
        yield f"{_place(each)}: does not stand in one place any more, and is left out"
    if plan.edition_id is not None and not plan.blocked:
        yield f"the old text stays as source {plan.edition_id}; what rests on it:"
        yield from (f"  {_place(each)}" for each in plan.bound)
        if not plan.bound:
            yield "  nothing: every quote stands in the new text"


def next_step(plan: Plan) -> str:
    """What a person who has read the report can do."""
    if plan.blocked:
        return f"nothing is written, and cannot be yet: {printable(plan.blocked)}"
    if plan.problems and plan.edition_id is None:
        return (
            "nothing is written: --write takes the new text over and leaves these to be mended; "
            "with --keep they rest on the old text, which stays"
        )
    return "nothing is written: --write takes the new text over"


def _place(each: Bound) -> str:
    return f"{printable(str(each.at))}: {each.what} “{printable(shorten(each.words))}”"
