"""Editions of one text are one source for every rule that compares sources."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from trafficking_explorer.corpus.loader import load
from trafficking_explorer.curation.edition_apply import apply_plan
from trafficking_explorer.curation.edition_plan import EditionRequest, plan_edition
from trafficking_explorer.findings.engine import run_rules
from trafficking_explorer.findings.finding import Finding
from trafficking_explorer.findings.rules import RULES
from trafficking_explorer.findings.rules.base import Rule
from trafficking_explorer.paths import bundled_corpus

from . import test_copied_words as copied
from . import test_missing_dates as dates
from . import test_parts_as_wholes as parts
from . import test_repeated_claims as repeated
from .conftest import Ask, Source, Tables, claim, operation


def rule(id_: str) -> Rule:
    found = RULES.get(id_)
    assert found is not None
    return found


def editions(sources: Mapping[str, Source | str]) -> dict[str, Source]:
    """The same texts, the second an older edition of the first."""
    first, second, *others = (
        (id_, text if isinstance(text, Source) else Source(text)) for id_, text in sources.items()
    )
    older = replace(second[1], edition_of=first[0])
    return dict([first, (second[0], older), *others])


ALBA = operation("alba", {"a": "Operation Alba", "b": "Operation Alba"}, name="Operation Alba")
DIFFERING: dict[str, Any] = {
    "operations": [ALBA],
    "statistics": [
        claim("one", {"a": "236 minors"}, 236, operation="alba", population="minors"),
        claim("two", {"b": "250 minors"}, 250, operation="alba", population="minors"),
    ],
}
WORDS = {"a": "Operation Alba freed 236 minors.", "b": "Operation Alba freed 250 minors."}
DATED = operation("alba", {"a": "Operation Alba", "b": "Operation Alba"}, name="Operation Alba", date_note="in 2017")  # fmt: skip


@pytest.mark.parametrize(
    ("id_", "sources", "records"),
    [
        ("repeated-claims", {"a": repeated.FIRST, "b": repeated.SECOND}, repeated.two()),
        ("copied-words", copied.SOURCES, copied.quoted()),
        ("copied-words", {"a": f"Again. {copied.SENTENCE}", "b": f"Still. {copied.SENTENCE}"}, {}),
        ("missing-dates", dates.SOURCES, {"operations": [DATED]}),
        ("parts-as-wholes", {"a": parts.A, "b": parts.B}, parts.records()),
    ],
)
def test_editions_are_no_two_sources(
    ask: Ask, id_: str, sources: dict[str, Source | str], records: dict[str, Any]
) -> None:
    """The rule has a finding for two texts, and none for editions of one."""
    assert len(ask(rule(id_), sources, **records)) == 1
    assert ask(rule(id_), editions(sources), **records) == []


def test_what_differs_between_editions_differs_within_a_source(ask: Ask) -> None:
    """It is found, and the message says that there are two editions."""
    (finding,) = ask(rule("differing-claims"), WORDS, **DIFFERING)
    assert finding.message == "two: source a gives 236, source b gives 250"
    (finding,) = ask(rule("differing-claims"), editions(WORDS), **DIFFERING)
    assert finding.message == (
        "two: source a gives 236, source b gives 250, and they are editions of one text"
    )


def test_a_figure_of_two_editions_is_alone(ask: Ask) -> None:
    """No second source has it; the finding is about the newest edition, and names no other."""
    records = {**DIFFERING, "statistics": [*DIFFERING["statistics"]]}
    records["statistics"][1] = claim("two", {"b": "236 minors"}, 236, operation="alba", population="minors")  # fmt: skip
    sources = {"a": WORDS["a"], "b": f"Again: {WORDS['a']}"}
    assert ask(rule("lone-claims"), sources, **records) == []
    (finding,) = ask(rule("lone-claims"), editions(sources), **records)
    assert finding.id == "lone-claims:operation/alba+source/a"
    assert finding.message == "Operation Alba: 1 figure only in source a: rescued 236"


def test_what_an_older_edition_alone_gives_is_said_of_it(ask: Ask) -> None:
    """The finding names the edition that has the figure; the newer one is not another source."""
    records = {"operations": [ALBA], "statistics": DIFFERING["statistics"][1:]}
    (finding,) = ask(rule("lone-claims"), editions(WORDS), **records)
    assert finding.message == "Operation Alba: 1 figure only in source b: rescued 250"


def test_a_third_text_is_one_finding(ask: Ask) -> None:
    """A sentence that both editions share with it is told once, and so is a figure."""
    text = f"Again. {copied.SENTENCE}"
    sources = {"a": text, "b": f"{text} B.", "c": f"Later. {copied.SENTENCE}"}
    assert len(ask(rule("copied-words"), sources)) == 2
    assert len(ask(rule("copied-words"), editions(sources))) == 1


def test_two_operations_of_two_editions_are_not_tied(ask: Ask) -> None:
    """The same figure in another edition shows nothing of the names."""
    sources = {
        "a": "Operation Epervier freed 236 minors.",
        "b": "Operation Opervier freed 236 minors.",
    }
    records: dict[str, Any] = {
        "operations": [
            operation("one", {"a": "Operation Epervier"}, name="Operation Epervier"),
            operation("two", {"b": "Operation Opervier"}, name="Operation Opervier"),
        ],
        "statistics": [
            claim("x", {"a": "236 minors"}, 236, operation="one", population="minors"),
            claim("y", {"b": "236 minors"}, 236, operation="two", population="minors"),
        ],
    }
    assert len(ask(rule("near-names"), sources, **records)) == 1
    assert ask(rule("near-names"), editions(sources), **records) == []


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("unclosed-quotations", "He said “it never ends. Operation Alba freed 236 minors."),
        ("impossible-dates", "It lasted from 2018 to 2014."),
    ],
)
def test_the_state_of_a_text_is_that_of_the_newest(ask: Ask, id_: str, words: str) -> None:
    """Faults of an older edition are left out; those of the newest are reported once."""
    sound = "Operation Alba freed 236 minors."
    assert len(ask(rule(id_), {"a": words, "b": words})) == 2
    assert len(ask(rule(id_), editions({"a": words, "b": words}))) == 1
    assert ask(rule(id_), editions({"a": sound, "b": words})) == []


def test_parts_of_two_editions_make_one_sum(ask: Ask) -> None:
    """A part that only the older edition gives belongs to the whole in the newer."""
    sources = {
        "a": "There are 2,500 victims. 900 are in Togo.",
        "b": "There were 2,500 victims. 300 are in Mali.",
    }
    statistics = [
        claim("whole", {"a": "2,500 victims"}, 2500),
        claim("togo", {"a": "900 are in Togo"}, 900, part_of="whole", place="Togo"),
        claim("mali", {"b": "300 are in Mali"}, 300, part_of="whole", place="Mali"),
    ]
    assert ask(rule("unfitting-sums"), sources, statistics=statistics) == []
    (finding,) = ask(rule("unfitting-sums"), editions(sources), statistics=statistics)
    assert finding.message.startswith(
        "whole: 2 parts by place add up to 1,200, but the whole is 2,500"
    )


def test_a_new_edition_leaves_the_findings_alone(tmp_path: Path, tables: Tables) -> None:
    """On the five documents: with an old text kept, the same findings by the same ids are made."""
    for folder in ("curated", "seeds"):
        shutil.copytree(bundled_corpus() / folder, tmp_path / folder)
    before = {each.id for each in _find(tmp_path, tables)}
    old = next((tmp_path / "seeds").glob("002_*")).read_text("utf-8")
    new = tmp_path / "new.txt"
    new.write_text(old.replace("40 suspected", "45 suspected").replace("Mauritania, ", ""), "utf-8")
    plan = plan_edition(tmp_path, EditionRequest("002", new, keep=True))
    assert len(plan.bound) > 3
    apply_plan(plan)
    assert len(load(tmp_path).texts) == 6
    assert {each.id for each in _find(tmp_path, tables)} == before


def _find(root: Path, tables: Tables) -> list[Finding]:
    corpus = load(root)
    assert not corpus.problems
    return list(run_rules(tables.fill(corpus), RULES))
