"""Files made to break what reads them: problems with places, in bounded memory and time.

Each is checked by the whole program in its own process, which says how much memory it took.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.slow import slow_if

import trafficking_explorer

Folder = Callable[..., Path]

SECONDS = 120
"""Processor time that both checks of a folder may take, however busy the machine is."""
MEGABYTES = 900
"""An empty check takes some 80; a file of 60 MB is held as bytes, text, values and hits at once."""
M = 1_000_000
TEXT = "Mr Stock of INTERPOL spoke. 40 were freed."
SOURCE = """\
sources:
  - {id: s, path: s.txt, title: t, article: {from: Mr Stock, to: freed.}, resolved: {title: why}}
"""
CHECK = f"""
import contextlib, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from trafficking_explorer.cli import cli
for format in ("json", "text"):
    with open(sys.argv[1] + "." + format, "w") as out, contextlib.redirect_stdout(out):
        try:
            cli(["check", "--no-findings", "--format", format, sys.argv[1]])
        except SystemExit as ended:
            print("ENDED", ended.code, file=sys.stderr)
for line in open("/proc/self/status"):
    if line.startswith("VmHWM"):
        print("PEAK", int(line.split()[1]) // 1024, file=sys.stderr)
"""


def person(**fields: str) -> str:
    values = {"id": "a", "quote": "Mr Stock", "name": "Mr Stock"} | fields
    return "source: s\npeople:\n  - " + "\n    ".join(f"{k}: {v}" for k, v in values.items())


def statistic(**fields: str) -> str:
    values = {
        "id": "a",
        "quote": "40 were freed",
        "label": "Freed",
        "measure": "rescued",
        "value": "40",
        "value_text": "40",
        "unit": "persons",
        "qualifier": "exact",
        "scope": "world",
    } | fields
    return "source: s\nstatistics:\n  - " + "\n    ".join(f"{k}: {v}" for k, v in values.items())


def is_large(name: str) -> bool:
    """True if a file takes many megabytes."""
    return "without end" in name or "large" in name or name == "a text for a file"


def problems(folder: Path) -> list[dict[str, Any]]:
    """The problems told by a process that stayed within bounds and had nothing unforeseen."""
    package = Path(trafficking_explorer.__file__).parents[1]
    result = subprocess.run(
        [sys.executable, "-c", CHECK, str(folder)],
        capture_output=True,
        encoding="utf-8",
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(package),
            "PYTHONUTF8": "1",
            "HOME": str(folder),
        },
        check=False,
    )
    assert result.returncode == 0, result.stderr[-2000:]
    assert "Traceback" not in result.stderr, result.stderr[-2000:]
    assert re.findall(r"ENDED (\d)", result.stderr) == ["1", "1"], result.stderr[-2000:]
    peak = int(result.stderr.rpartition("PEAK ")[2])
    assert peak < MEGABYTES, f"{peak} MB"
    said, shown = (Path(f"{folder}.{kind}").read_text("utf-8") for kind in ("json", "text"))
    found: list[dict[str, Any]] = json.loads(said)["problems"]
    assert len(said) < M
    assert shown.count("\n") < 10_000
    assert max(map(len, shown.splitlines())) < 10_000
    return found


YAML: Mapping[str, tuple[Callable[[], str | bytes], str, int]] = {
    "nested sequences": (lambda: "people: " + "[" * M, "yaml-feature", 1),
    "nested mappings": (lambda: "people: " + "{a: " * M, "yaml-feature", 1),
    "nested lines": (
        lambda: "people:\n" + "".join(" " * depth + "- \n" for depth in range(1, 2_000)),
        "yaml-feature",
        33,
    ),
    "an alias that explodes": (
        lambda: "people: &a [x, x]\n" + "".join(f"k{n}: &b{n} [*a, *a]\n" for n in range(1000)),
        "yaml-feature",
        1,
    ),
    "an alias to itself": (lambda: "people: &a [*a]", "yaml-feature", 1),
    "a merge key": (lambda: person(note="x") + "\n    <<: *a", "yaml-feature", 7),
    "a tag of Python": (
        lambda: person(note="!!python/object/apply:os.system [ls]"),
        "yaml-feature",
        6,
    ),
    "a tag of a number": (lambda: statistic(value="!!int 40"), "yaml-feature", 7),
    "a huge number": (lambda: statistic(value="9" * M), "wrong-value", 7),
    "an infinite number": (lambda: statistic(value=".inf"), "wrong-value", 7),
    "a number with an exponent": (lambda: statistic(value="1e999999999"), "wrong-value", 7),
    "a number of other digits": (lambda: statistic(value="٤٠"), "wrong-value", 7),
    "a list for a text": (lambda: person(name="[[[x]]]"), "wrong-type", 5),
    "a mapping for a list": (lambda: "people: {a: b}", "wrong-type", 1),
    "a text for a file": (lambda: "x" * (60 * M), "wrong-type", 1),
    "a list for a file": (lambda: "- a\n" * 100_000, "wrong-type", 1),
    "a date without end": (
        lambda: "events:\n  - {id: a, quote: x, name: x, kind: meeting, date: " + "2016/" * M + "}",
        "wrong-value",
        2,
    ),
    "an id without end": (lambda: person(id="a-" * M + "b"), "wrong-value", 3),
    "a key without end": (lambda: person() + "\n    ? " + "k" * M + "\n    : x", "unknown-key", 6),
    "a code without end": (lambda: statistic(measure="m" * (10 * M)), "unknown-code", 6),
    "a quote without end": (lambda: person(quote="q" * (50 * M)), "unanchored-quote", 4),
    "a name of a line without end": (lambda: person(name="n" * (50 * M)), "unanchored-quote", 5),
    "a line without end": (lambda: person() + " " * (60 * M) + "\n    nmae: x", "unknown-key", 6),
    "a comment without end": (lambda: "#" * (60 * M) + "\n" + person(nmae="x"), "unknown-key", 7),
    "a file that is too large": (lambda: person(note="n" * (100 * M)), "file", 0),
    "bad UTF-8": (lambda: person().encode() + b"\n    note: \xff\xfe", "encoding", 6),
    "UTF-16": (lambda: person().encode("utf-16"), "encoding", 1),
    "UTF-8 cut off": (lambda: (person() + "\n    note: “").encode()[:-1], "encoding", 6),
    "NULs": (lambda: person(name="a\0b"), "yaml-syntax", 5),
    "only NULs": (lambda: "\0" * M, "yaml-syntax", 1),
    "control characters": (lambda: person(name="\x1b[2J\x07"), "yaml-syntax", 5),
    "a lone surrogate": (lambda: person(name='"\\ud800"'), "yaml-syntax", 5),
    "a tab": (lambda: "people:\n\t- id: a", "yaml-syntax", 2),
    "a second document": (lambda: "people: []\n---\npeople: []", "yaml-syntax", 2),
    "keys that are lists": (lambda: "? [a, b]\n: c", "yaml-feature", 1),
    "a key again and again": (lambda: "people: []\n" * 1_000, "duplicate-key", 2),
}
"""What is in the file, the rule that has something to say, and the line of its problem."""


@pytest.mark.parametrize("name", slow_if(is_large, YAML))
def test_a_file_has_a_problem_with_a_place(corpus_folder: Folder, name: str) -> None:
    """The problem has its place, and the check stays in bounds."""
    make, rule, line = YAML[name]
    content = make()
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    folder = corpus_folder({"s.yaml": SOURCE, "x.yaml": data}, {"s.txt": TEXT})
    found = [each for each in problems(folder) if each["file"] == "curated/x.yaml"]
    assert found
    places = {(each["rule"], each["line"]) for each in found}
    if line:
        assert (rule, line) in places, sorted(places)[:20]
    assert rule in {each["rule"] for each in found}
    assert all(each["line"] >= 1 or each["rule"] == "file" for each in found)


TEXTS: Mapping[str, tuple[Callable[[], bytes], str]] = {
    "bad UTF-8": (lambda: TEXT.encode() + b"\xff", "source-file"),
    "UTF-16": (lambda: TEXT.encode("utf-16"), "source-file"),
    "a text that is too large": (lambda: b"x" * (100 * M), "source-file"),
    "only NULs": (lambda: b"\0" * M, "article-edge"),
    "a line without end": (lambda: TEXT.encode() + b"x" * (30 * M), "unanchored-quote"),
    "white space without end": (lambda: TEXT.encode() + b" \n" * (15 * M), "unanchored-quote"),
    "the same word without end": (lambda: TEXT.encode() + b" Stok" * M, "ambiguous-quote"),
    "nothing": (lambda: b"", "article-edge"),
}


@pytest.mark.parametrize("name", slow_if(is_large, TEXTS))
def test_a_text_has_a_problem_with_a_place(corpus_folder: Folder, name: str) -> None:
    """In the file that declares it, or that quotes it."""
    make, rule = TEXTS[name]
    # Of the long ones everything is the article, up to its last words.
    first, last = ("Mr Stock of", "the end.") if "without" in name else ("Mr Stock", "freed.")
    source = SOURCE.replace("from: Mr Stock", f"from: {first}").replace("to: freed.", f"to: {last}")
    seed = make() + (b" the end." if "without" in name else b"")
    folder = corpus_folder({"s.yaml": source, "x.yaml": person(quote="Stok")}, {"s.txt": seed})
    found = problems(folder)
    assert rule in {each["rule"] for each in found}, found
    assert all(each["line"] >= 1 for each in found)
