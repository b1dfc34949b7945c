"""Check a corpus: problems of its files, and findings about its data."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from trafficking_explorer.corpus.checks.uncovered_passage import uncovered_passage
from trafficking_explorer.corpus.incremental_check import check_corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.rule_docs import problem_rules, rule_doc
from trafficking_explorer.errors import ExplorerError, UsageError, opening_corpus, unforeseen
from trafficking_explorer.findings.answers import apply_answers
from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.reports.allowed_values import allowed_values
from trafficking_explorer.reports.check_report import CheckReport, Writer
from trafficking_explorer.reports.github import write_github
from trafficking_explorer.reports.json_report import write_json
from trafficking_explorer.reports.progress import Progress
from trafficking_explorer.reports.sarif import write_sarif
from trafficking_explorer.reports.text_report import write_text
from trafficking_explorer.text.did_you_mean import close_words
from trafficking_explorer.text.display import shorten_middle
from trafficking_explorer.text.plural import count_noun

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
class CheckStats:
    """The amount of data checked."""

    records: int
    passages: int


@dataclass(frozen=True)
class CheckOptions:
    """The scope of a check.

    Attributes:
        coverage: report words without a record as problems.
        findings: run the finding rules.
        answered: list answered findings too.
    """

    coverage: bool = False
    findings: bool = True
    answered: bool = False


def run(
    root: Path,
    cache: Path,
    open_store: "Callable[[Corpus | None], Queryable]",
    wanted: CheckOptions,
    progress: Progress,
) -> tuple[CheckReport, CheckStats]:
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
        outcome = CheckReport(root, problems, [], None, wanted.answered)
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
    return outcome, CheckStats(checked.records, checked.passages)


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


def summary(outcome: CheckReport, counts: CheckStats) -> str:
    """The counts of records, passages, problems and findings, in one line."""
    open_ = sum(finding.answer is None for finding in outcome.findings)
    findings = f"{count_noun(len(outcome.findings), 'finding')}, {open_} unanswered"
    return (
        f"{counts.records} records, {counts.passages} passages, "
        f"{count_noun(len(outcome.problems), 'problem')}, "
        + (findings if outcome.store is not None else "findings left out")
    )


def failed(outcome: CheckReport, *, strict: bool) -> bool:
    """True if the exit status has to be 1."""
    return any(problem.severity == "error" or strict for problem in outcome.problems) or (
        strict
        and any(each.severity == "error" and each.answer is None for each in outcome.findings)
    )


def explain(rule: str) -> str:
    """The page on a rule, of problems or of findings.

    Raises:
        UsageError: there is no such rule.
    """
    if (page := rule_doc(rule)) is not None:
        parts = (f"{page.rule}: {page.title}", page.text, allowed_values(rule))
        return "\n\n".join(filter(None, parts))
    if (known := RULES.get(rule)) is not None:
        return f"{known.id}: {known.title} ({known.severity})\n\n{known.explain.strip()}"
    findings = [each.id for each in RULES]
    close = close_words(rule, [*problem_rules(), *findings], limit=1)
    meant = f"; did you mean {close[0]}?" if close else ""
    raise UsageError(
        f"there is no rule {shorten_middle(rule)}{meant}\n"
        f"rules of problems: {', '.join(problem_rules())}\n"
        f"rules of findings: {', '.join(findings)}"
    )
