"""A kind of record added from outside the package, in everything that the program does with records."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import Result

from tests.toy_kind import TREATY, YAML, registered_treaty, write_treaties
from trafficking_explorer.corpus.coverage import find_gaps
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.curation.record_index import RecordIndex
from trafficking_explorer.database.build import build_in_memory
from trafficking_explorer.database.views import pane_of
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.manual.reference import record_kinds, tables
from trafficking_explorer.records.json_schema import corpus_schema
from trafficking_explorer.records.registry import register, unregister
from trafficking_explorer.search.fields import FIELDS
from trafficking_explorer.ui.row_targets import RecordPlace, place_in

Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def treaty() -> Iterator[None]:
    with registered_treaty():
        yield


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_treaties(tmp_path)


@pytest.fixture
def ask(call: Call, root: Path) -> Callable[..., str]:
    """The output of a command about the corpus with treaties."""

    def run(*args: str) -> str:
        result = call("--corpus", str(root), *args)
        assert result.exit_code == 0, result.output
        return result.stdout

    return run


def test_it_is_checked(call: Call, root: Path) -> None:
    """The corpus has no problem."""
    result = call("check", "--strict", "--no-findings", str(root))
    assert result.exit_code == 0, result.output
    assert ", 0 problems" in result.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "rule"),
    [
        ("quote: the Bridge Act,", "quote: the Bridge Treaty,", "unanchored-quote"),
        ("country: FR", "country: DE", "unsupported-value"),
        ('enacted: "2016"', 'enacted: "2017"', "unsupported-value"),
        ("agency: interpol", "agency: interpoll", "dangling-reference"),
        ("treaty/bridge", "treaty/bridges", "dangling-reference"),
        ("name: Border Code", "nmae: Border Code", "unknown-key"),
        ("treaties:", "treatiez:", "unknown-key"),
    ],
)
def test_what_is_wrong_with_it_is_found(tmp_path: Path, right: str, wrong: str, rule: str) -> None:
    """The same as with any other kind."""
    assert right in YAML
    problems = load(write_treaties(tmp_path, YAML.replace(right, wrong))).problems
    assert rule in {problem.rule for problem in problems}, problems


def test_numbers_of_its_dates_are_covered(root: Path) -> None:
    """The same as those of any date: they are not uncovered figures."""
    assert "2016" not in {gap.words for gap in find_gaps(load(root))}


def test_it_is_a_table(ask: Callable[..., str]) -> None:
    """With the columns of its fields, beside the tables of all records."""
    rows = json.loads(ask("sql", "--format", "json", "SELECT * FROM treaties ORDER BY treaty_id"))
    assert [row["treaty_id"] for row in rows] == ["border", "bridge"]
    assert rows[0]["country_code"] == "FR"
    assert (rows[1]["enacted_from"], rows[1]["agency_id"]) == ("2016-01-01", "interpol")
    found = ask(
        "sql", "--format", "csv", "SELECT record_id FROM links WHERE target_type = 'treaty'"
    )
    assert found.split() == ["record_id", "sun"]
    assert "A title" in ask("sql", "SELECT cite('treaty', 'bridge')")


def test_it_is_found(ask: Callable[..., str]) -> None:
    """By its kind, by its fields, and in what refers to it."""

    def found(*args: str) -> set[str]:
        rows = json.loads(ask("search", "--format", "json", *args))
        return {f"{row['record_type']}/{row['record_id']}" for row in rows if row["record_id"]}

    assert found("type:treaty") == {"treaty/bridge", "treaty/border"}
    assert found("treaty:bridge") == {"operation/sun"}
    assert found("treaties:bridge") == {"operation/sun"}
    assert found("--type", "treaty", "code") == {"treaty/border"}
    assert found("--type", "treaty", "country:france") == {"treaty/border"}
    assert found("--type", "treaty", "year:2016") == {"treaty/bridge"}


def test_it_is_shown(ask: Callable[..., str]) -> None:
    """Fields and passages, and the closest id for an unknown one."""
    shown = ask("show", "treaty/bridge")
    assert "Bridge Act" in shown
    assert "2016" in shown


def test_commands_know_it(call: Call) -> None:
    """It is a choice, and named in the message about a wrong one."""
    for command, option in (("search", "--type"), ("anchor", "--record")):
        assert "|treaty" in call(command, "--help").stdout.replace("\n", "").replace(" ", "")
        result = call(command, option, "treatyy", "x", "x")
        assert result.exit_code == 2
        assert "'treaty'" in result.stderr


def test_its_records_are_suggested(ask: Callable[..., str]) -> None:
    """With the fields that its model requires."""
    (made,) = yaml.safe_load(ask("anchor", "s", "Bridge Act of 2016", "--record", "treaty"))
    assert (made["id"], made["name"]) == ("bridge-act-of-2016", "Bridge Act of 2016")
    assert made["name"] in made["quote"]
    assert set(made) == {"id", "quote", "name"}


def test_editors_complete_it() -> None:
    """The JSON schema has its fields, and links may lead to it."""
    validator = jsonschema.Draft7Validator(corpus_schema())
    values = yaml.load(YAML, yaml.BaseLoader)
    validator.validate(values)
    values["treaties"][0]["nmae"] = "x"
    assert not validator.is_valid(values)


def test_the_manual_has_it() -> None:
    """Its fields and its table."""
    assert "### treaties\n" in record_kinds()
    assert "### treaties\n\nTreaties and conventions.\n" in tables()


def test_the_explorer_knows_where_it_is() -> None:
    """Its pane, and the record that a row of a query is about."""
    assert pane_of("treaty") == "more"
    assert place_in(["treaty_id"], ["bridge"], 0) == RecordPlace("treaty", "bridge")
    assert place_in(["about"], ["treaty/bridge"], 0) == RecordPlace("treaty", "bridge")


def test_its_names_are_known(root: Path) -> None:
    """To rules that compare names, and to suggestions of records."""
    store = build_in_memory(root, "")
    try:
        assert ("treaty", "bridge") in Dataset(store).name_of
        assert RecordIndex(store).all_called("bridge act") == (("treaty", "bridge"),)
    finally:
        store.close()


def test_nothing_of_it_stays(root: Path) -> None:
    """Once it is not registered any more, its records are unknown."""
    unregister(TREATY.name)
    try:
        assert FIELDS.find("treaty") is None
        assert pane_of("treaty") is None
        assert {problem.rule for problem in load(root).problems} >= {"unknown-key"}
    finally:
        register(TREATY)
    assert FIELDS.find("treaty") is not None
