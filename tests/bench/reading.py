"""Fields that are offered for selected words of sentences with known answers: right, open or wrong.

    python tests/bench/reading.py [CASES.yaml ...] [--check] [--verbose]

Each sentence becomes a text of one corpus, made in a temporary folder, and the record is the one that
`anchor --record` prints. A field is right with the expected value, open as "…" or left out, and wrong
with any other value; what a case says a field must never be is wrong too. With `--check`, exits with 1
below 95 % right or with any wrong one.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.curation.service import CurationService
from trafficking_explorer.curation.types import PLACEHOLDER
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.errors import CuratingError
from trafficking_explorer.workspace.opening import open_with_findings

CASES = tuple(sorted(Path(__file__).parent.glob("reading*.yaml")))
LEAST = 0.95
"""The part of the expected fields that must be right."""
_NUMBERS = ("value", "value_to")


@dataclass(frozen=True)
class Case:
    """Selected words of a sentence, and what their record must hold.

    Attributes:
        expect: values by field.
        never: values by field that the record must not have.
    """

    text: str
    words: str
    kind: str
    record: str = "statistic"
    expect: dict[str, Any] = field(default_factory=dict)
    never: dict[str, list[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """One field of a case: "right", "open" or "wrong"."""

    case: Case
    field: str
    verdict: str
    given: str | None


def read_cases(path: Path) -> list[Case]:
    """The cases of a file."""
    return [Case(**each) for each in yaml.safe_load(path.read_text("utf-8"))]


def judge(case: Case, record: dict[str, Any]) -> Iterator[Answer]:
    """Compare each field that a case has an opinion of."""
    for name, value in case.expect.items():
        given = record.get(name)
        if given in (None, PLACEHOLDER):
            verdict = "open"
        else:
            verdict = "right" if _is_same(name, given, value) else "wrong"
        yield Answer(case, name, verdict, given)
    for name, values in case.never.items():
        given = record.get(name)
        if given is not None and any(_is_same(name, given, value) for value in values):
            yield Answer(case, name, "wrong", given)


def _is_same(name: str, given: Any, value: object) -> bool:
    if isinstance(value, list):
        return list(given) == value
    if name in _NUMBERS:
        return abs(float(given) - float(str(value))) < 1e-9
    return str(given) == str(value)


def offered(cases: Sequence[Case], root: Path) -> Iterator[tuple[Case, dict[str, Any]]]:
    """The record offered for each case, empty if there is none, by a corpus made in a folder."""
    (root / "seeds").mkdir(parents=True)
    (root / "curated").mkdir()
    sources: list[dict[str, Any]] = []
    for n, case in enumerate(cases):
        (root / "seeds" / f"{n}.txt").write_text(f"A notice\n\n{case.text}\n", "utf-8")
        sources.append({"id": f"s{n}", "path": f"{n}.txt", "title": "A notice", "language": "en"})
        sources[-1] |= {"quote": {f"s{n}": "A notice"}, "resolved": {"language": "It reads so."}}
        sources[-1]["article"] = {"from": "A notice", "to": case.text}
    (root / "curated" / "sources.yaml").write_text(yaml.safe_dump({"sources": sources}), "utf-8")
    store = open_with_findings(locate_store(root, root / "cache"))
    try:
        service = CurationService(store, root)
        for n, case in enumerate(cases):
            try:
                draft = service.offer_for(f"s{n}", case.words, case.record)
            except CuratingError:
                yield case, {}
                continue
            items: Any = read_yaml("", draft.yaml.encode()).value
            yield case, items[0]
    finally:
        store.close()


def answers(cases: Sequence[Case]) -> list[Answer]:
    """Every field of every case, judged."""
    with TemporaryDirectory() as folder:
        return [
            answer
            for case, record in offered(cases, Path(folder) / "corpus")
            for answer in judge(case, record)
        ]


def _table(found: Sequence[Answer]) -> str:
    counts: Counter[tuple[str, str]] = Counter()
    for each in found:
        counts[each.field, each.verdict] += 1
        counts["all", each.verdict] += 1
    names = [*sorted({each.field for each in found}), "all"]
    verdicts = ("right", "open", "wrong")
    lines = [f"{'':15}{''.join(f'{each:>8}' for each in verdicts)}"]
    lines += [
        f"{name:15}{''.join(f'{counts[name, each]:8}' for each in verdicts)}" for name in names
    ]
    return "\n".join(lines)


def is_good(found: Sequence[Answer]) -> bool:
    """True if enough is right and nothing wrong."""
    right = sum(each.verdict == "right" for each in found)
    return right >= LEAST * len(found) and not any(each.verdict == "wrong" for each in found)


def main() -> int:
    """Print right, open and wrong by field, for each file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("cases", nargs="*", type=Path, default=CASES)
    parser.add_argument("--check", action="store_true", help="exit with 1 if it is not good enough")
    parser.add_argument("--verbose", action="store_true", help="list what is open or wrong")
    arguments = parser.parse_args()
    good = True
    for path in arguments.cases:
        found = answers(read_cases(path))
        print(f"{path}\n{_table(found)}")
        if arguments.verbose:
            for each in found:
                if each.verdict != "right":
                    want = each.case.expect.get(each.field, "none of those")
                    print(f"  {each.verdict:5} {each.field}: {each.given!r}, not {want!r}")
                    print(f"        {each.case.text} [{each.case.words}]")
        good = good and is_good(found)
    return 1 if arguments.check and not good else 0


if __name__ == "__main__":
    sys.exit(main())
