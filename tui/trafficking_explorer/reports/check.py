"""Check a corpus: problems of its files, and findings about its data."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.corpus.checks.uncovered_passage import uncovered_passage
from trafficking_explorer.corpus.incremental_check import check_corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.errors import ExplorerError, opening_corpus, unforeseen
from trafficking_explorer.findings.answers import apply_answers
from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.reports.check_report import CheckReport, CheckStats, Writer
from trafficking_explorer.reports.github import write_github
from trafficking_explorer.reports.json_report import write_json
from trafficking_explorer.reports.progress import Progress
from trafficking_explorer.reports.sarif import write_sarif
from trafficking_explorer.reports.text_report import write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from trafficking_explorer.corpus.corpus import Corpus
    from trafficking_explorer.findings.dataset import Queryable

WRITERS: dict[str, Writer] = {
    "text": write_text,
    "json": write_json,
    "github": write_github,
    "sarif": write_sarif,
}


@dataclass(frozen=True)
class CheckOptions:
    """The scope of a check.

    Attributes:
        coverage: report words without a record as problems.
        findings: run the finding rules.
        answered: list answered findings too.
        notes: list findings of severity note too.
    """

    coverage: bool = False
    findings: bool = True
    answered: bool = False
    notes: bool = False


def run(
    root: Path,
    cache: Path,
    open_store: "Callable[[Corpus | None], Queryable]",
    wanted: CheckOptions,
    progress: Progress,
) -> CheckReport:
    """Check a corpus.

    Args:
        root: its folder.
        cache: the folder for results kept for the next run.
        open_store: opens its store; only called for findings, after the files have been read, with the
            corpus if all of them were.

    Raises:
        CorpusError: there is no corpus.
        UnforeseenError: a fault in the program.
    """
    with _no_collection(), opening_corpus():
        checked = check_corpus(root, cache, progress=progress)
        problems = checked.problems
        if wanted.coverage:
            problems.extend(uncovered_passage(checked.corpus or load(root)))
        stats = CheckStats(checked.records, checked.passages)
        outcome = CheckReport(
            root, problems, [], None, wanted.answered, stats=stats, notes=wanted.notes
        )
        if wanted.findings:
            progress.say("looking for findings")
            try:
                store = open_store(checked.corpus)
                findings, unanswerable = apply_answers(run_rules(store), checked.answers)
            except (ExplorerError, MemoryError):
                raise
            except Exception as error:
                # The problems of the files are reported all the same: they may be the cause.
                outcome = replace(outcome, failure=unforeseen("looking for findings", error))
            else:
                problems.extend(unanswerable)
                outcome = replace(outcome, findings=findings, store=store)
    return outcome


@contextmanager
def _no_collection() -> "Iterator[None]":
    """Pause the garbage collector: many records, no cycles."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def failed(outcome: CheckReport, *, strict: bool) -> bool:
    """True if the exit status has to be 1."""
    return any(problem.severity == "error" or strict for problem in outcome.problems) or (
        strict
        and any(each.severity == "error" and each.answer is None for each in outcome.findings)
    )
