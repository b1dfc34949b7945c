"""References to existing and missing records."""

from collections.abc import Callable

import pytest

from trafficking_explorer.corpus.corpus import Corpus

Read = Callable[[str, str], Corpus]
Place = Callable[..., tuple[int, int]]

YAML = """
agencies:
  - {id: interpol, quote: INTERPOL, name: INTERPOL, kind: intergovernmental}
forms:
  - {id: begging, quote: begging, name: begging, code: begging, resolved: {code: The word.}}
people:
  - id: stock
    quote: Stock
    name: Stock
    agency: AGENCY
    resolved: {agency: why}
operations:
  - id: op
    quote: operation
    name: operation
    kind: operation
    forms: [begging, FORM]
    resolved: {forms: why}
    links:
      - {relation: led_by, to: TARGET, resolved: why}
"""
SOUND = {"AGENCY": "interpol", "FORM": "begging", "TARGET": "agency/interpol"}


def written(**values: str) -> str:
    yaml = YAML
    for key, value in (SOUND | values).items():
        yaml = yaml.replace(key, value)
    return yaml


@pytest.mark.parametrize("target", ["agency/interpol", "person/stock", "operation/op", "source/s"])
def test_what_is_there_is_no_problem(read_text: Read, target: str) -> None:
    """References reach any kind, also back to the record itself."""
    assert not read_text("INTERPOL Stock begging operation", written(TARGET=target)).problems


@pytest.mark.parametrize(
    ("key", "value", "token", "says"),
    [
        ("AGENCY", "interpl", "agency: interpl", "agency/interpl: did you mean interpol?"),
        ("FORM", "beging", "beging]", "form/beging: did you mean begging?"),
        ("TARGET", "agency/iterpol", "to: agency", "agency/iterpol: did you mean interpol?"),
        ("TARGET", "person/interpol", "to: person", "there is no person/interpol"),
        (
            "TARGET",
            "agencies/interpol",
            "to: agencies",
            "is not a record kind: did you mean agency",
        ),
        ("TARGET", "case/x", "to: case", "there is no case/x"),
    ],
)
def test_what_is_not_there_is_reported(
    read_text: Read, place_of: Place, key: str, value: str, token: str, says: str
) -> None:
    """At the reference, list items at the item; the nearest id is named."""
    yaml = written(**{key: value})
    (problem,) = read_text("INTERPOL Stock begging operation", yaml).problems
    assert problem.rule == "dangling-reference"
    assert says in problem.message
    assert (problem.at.line, problem.at.column) == place_of(yaml, token)


def test_a_record_that_is_refused_is_still_there(read_text: Read) -> None:
    """Its own problem is reported; references to it are valid."""
    yaml = written().replace("kind: intergovernmental}", "kind: police}")
    problems = read_text("INTERPOL Stock begging operation", yaml).problems
    assert [problem.rule for problem in problems] == ["unknown-code"]


def test_a_source_that_is_not_there_is_reported_where_it_is_cited(read_text: Read) -> None:
    """Once, and not as a missing quote as well."""
    yaml = "people:\n  - {id: a, quote: {t: Stock}, name: Stock}\n"
    problems = read_text("Stock", yaml).problems
    assert [problem.rule for problem in problems] == ["dangling-reference"]
    assert "there is no source 't'" in problems[0].message
