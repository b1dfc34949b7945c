"""The body of `check`: what a corpus has wrong with it, and what its data say of each other."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.checking.github import write_github
from trafficking_explorer.checking.lists import lists_for
from trafficking_explorer.checking.objects import write_json
from trafficking_explorer.checking.outcome import Outcome, Writer
from trafficking_explorer.checking.progress import Progress
from trafficking_explorer.checking.sarif import write_sarif
from trafficking_explorer.checking.text import write_text
from trafficking_explorer.corpus.explain import page_of, problem_rules
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.quick import check_files
from trafficking_explorer.errors import ExplorerError, UsageError, opening_corpus, unforeseen
from trafficking_explorer.findings.answers import settle
from trafficking_explorer.findings.find import RULES, find, rule_called
from trafficking_explorer.spelling import near_words
from trafficking_explorer.terminal import in_short

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trafficking_explorer.findings.material import Asked

WRITERS: dict[str, Writer] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}


@dataclass(frozen=True)
class Counts:
    """What was looked at."""

    records: int
    passages: int


@dataclass(frozen=True)
class Wanted:
    """What a run is to look at.

    Attributes:
        coverage: whether what no record rests on is a problem too.
        findings: whether the data are held against each other.
        answered: whether findings that have been answered are listed.
    """

    coverage: bool = False
    findings: bool = True
    answered: bool = False


def run(
    root: Path, cache: Path, open_store: "Callable[[], Asked]", wanted: Wanted, progress: Progress
) -> tuple[Outcome, Counts]:
    """Check a corpus.

    Args:
        root: its folder.
        cache: where what was found is kept for the next run.
        open_store: opens its store; asked for findings alone, and after the files have been read.

    Raises:
        CorpusError: there is no corpus.
        UnforeseenError: there is a fault in what reads it.
    """
    with _no_collection(), opening_corpus():
        checked = check_files(root, cache, progress=progress)
        problems = checked.problems
        if wanted.coverage:
            # What reads prose is only loaded where it is asked for.
            from trafficking_explorer.corpus.checks.uncovered_passages import uncovered_passages

            problems.extend(uncovered_passages(load(root)))
        outcome = Outcome(root, problems, [], None, wanted.answered)
        if wanted.findings:
            progress.say("looking for findings")
            try:
                store = open_store()
                findings, unanswerable = settle(find(store), checked.answers)
            except ExplorerError:
                raise
            except Exception as error:
                # The problems of the files are told all the same: they may be what it comes of.
                outcome = replace(outcome, failure=unforeseen("looking for findings", error))
            else:
                problems.extend(unanswerable)
                outcome = replace(outcome, findings=findings, store=store)
    return outcome, Counts(checked.records, checked.passages)


@contextmanager
def _no_collection() -> "Iterator[None]":
    """Look for no garbage: records hold no cycles worth it, and there are many."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def summary(outcome: Outcome, counts: Counts) -> str:
    """What was looked at and found, in one line."""
    open_ = sum(finding.answer is None for finding in outcome.findings)
    findings = f"{_count(len(outcome.findings), 'finding')} ({open_} not answered)"
    return (
        f"{counts.records} records, {counts.passages} passages, "
        f"{_count(len(outcome.problems), 'problem')}, "
        + (findings if outcome.store is not None else "findings left out")
    )


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def failed(outcome: Outcome, *, strict: bool) -> bool:
    """Whether something was found that makes the exit status 1."""
    return any(problem.severity == "error" or strict for problem in outcome.problems) or (
        strict
        and any(each.severity == "error" and each.answer is None for each in outcome.findings)
    )


def explain(rule: str) -> str:
    """The page on a rule, of problems or of findings.

    Raises:
        UsageError: there is no such rule.
    """
    if (page := page_of(rule)) is not None:
        parts = (f"{page.rule}: {page.title}", page.text, lists_for(rule))
        return "\n\n".join(filter(None, parts))
    if (known := rule_called(rule)) is not None:
        return f"{known.id}: {known.title} ({known.severity})\n\n{known.explain.strip()}"
    findings = [each.id for each in RULES]
    close = near_words(rule, [*problem_rules(), *findings], limit=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(
        f"there is no rule {in_short(rule)}{meant}\n"
        f"rules of problems: {', '.join(problem_rules())}\n"
        f"rules of findings: {', '.join(findings)}"
    )
