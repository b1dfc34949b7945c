"""The JSON Schema of curated files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import curated_files
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.records.json_schema import corpus_schema
from trafficking_explorer.records.registry import BY_PLURAL

Read = Callable[[str, str], Corpus]

SCHEMA = corpus_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)
PERSON = {"id": "a", "quote": "Mr Stock", "name": "Mr Stock"}


class Editor(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2: a date is a text, a number is a number."""


Editor.yaml_implicit_resolvers = {
    letter: [each for each in resolvers if each[0] != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(text: str) -> list[str]:
    # PyYAML takes NO for false, which YAML 1.2 does not.
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, Editor))]


def test_it_is_a_schema() -> None:
    """It is valid by draft 7."""
    jsonschema.Draft7Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "path", curated_files(bundled_corpus()), ids=lambda path: f"{path.parent.name}/{path.stem}"
)
def test_it_accepts_the_bundled_files(path: Path) -> None:
    """All of them, as an editor reads them."""
    assert errors(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("peple: []", "'peple' was unexpected"),
        ("people:\n  - {id: a, quote: x, name: y, nmae: z}", "'nmae' was unexpected"),
        ("people:\n  - {id: a, quote: x}", "'name' is a required property"),
        ("people:\n  - {id: Mr A, quote: x, name: y}", "does not match"),
        ("people: {id: a}", "is not of type 'array'"),
        ("people:\n  - {id: a, quote: {exact: x, sufix: y}, name: y}", ""),
        ("people:\n  - {id: a, quote: x, name: [y]}", "is not of type"),
        ("people:\n  - {id: a, quote: x, name: y, evidence: {nmae: z}}", "does not match"),
        ("people:\n  - {id: a, quote: x, name: y, resolved: {nmae: z}}", "does not match"),
        ("agencies:\n  - {id: a, quote: x, name: y, kind: police}", "is not one of"),
        ("agencies:\n  - {id: a, quote: x, name: y, kind: ngo, country: XX}", "is not one of"),
        (
            "people:\n  - {id: a, quote: x, name: y, links: [{relation: led, to: agency/a}]}",
            "is not one of",
        ),
        (
            "people:\n  - {id: a, quote: x, name: y, links: [{relation: led_by, to: agncy/a}]}",
            "does not match",
        ),
        (
            "operations:\n  - {id: a, quote: x, name: y, kind: operation, countries: TD}",
            "is not of type",
        ),
        ("uncovered:\n  - {exact: x}", "'why' is a required property"),
        ("answers:\n  - {finding: x, answer: maybe, reason: y}", "is not one of"),
    ],
)
def test_it_refuses_what_check_refuses(text: str, says: str, read_text: Read) -> None:
    """Wrong keys, missing ones, wrong shapes, unknown codes; `check` has a problem with each."""
    found = errors(text)
    assert found
    assert any(says in each for each in found), found
    assert read_text("x y", text).problems


@pytest.mark.parametrize(
    "quote",
    [
        "Mr Stock",
        40,
        {"exact": "Mr Stock", "prefix": "x"},
        ["Mr Stock", {"exact": "x", "source": "002"}],
        {"002": ["x", "y"], "003": "z"},
    ],
)
def test_it_knows_every_way_to_write_a_passage(quote: Any) -> None:
    """A text, a selector, a list, one a source."""
    assert not list(VALIDATOR.iter_errors({"people": [PERSON | {"quote": quote}]}))


@pytest.mark.parametrize("key", BY_PLURAL)
def test_every_field_of_every_kind_is_in_it(key: str) -> None:
    """By the name that it has in a file, and the required ones are required."""
    record = SCHEMA["properties"][key]["items"]
    fields = BY_PLURAL[key].model.model_fields
    assert set(record["properties"]) == set(fields)
    assert set(record["required"]) == {name for name, each in fields.items() if each.is_required()}
