"""A new corpus, and the guide that goes with it."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import Result

from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.errors import UsageError
from trafficking_explorer.records.registry import KINDS

Call = Callable[..., Result]


@pytest.fixture
def started(tmp_path: Path) -> Path:
    folder = tmp_path / "my corpus"
    create_corpus(folder)
    return folder


def guide(folder: Path, language: str) -> list[str]:
    """The blocks of the guide, in their order."""
    text = (folder / "README.md").read_text("utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def follow(folder: Path, call: Call) -> None:
    """Do what the guide says."""
    (text,) = guide(folder, "text")
    (folder / "bridge.txt").write_text(text, "utf-8")
    (line,) = (line for line in "".join(guide(folder, "sh")).splitlines() if " add " in line)
    words = {".": str(folder), "bridge.txt": str(folder / "bridge.txt")}
    result = call(*(words.get(word, word) for word in line.split()[1:]))
    assert result.exit_code == 0, result.output
    with (folder / "curated" / "bridge.yaml").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(guide(folder, "yaml")))


def test_a_new_corpus_has_no_problem(call: Call, tmp_path: Path) -> None:
    """It has a record of each starter kind; the files and the next steps are printed."""
    folder = tmp_path / "new" / "corpus"
    result = call("init", str(folder))
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 4
    assert "README.md" in result.stderr
    checked = call("check", "--coverage", "--strict", str(folder))
    assert checked.exit_code == 0, checked.output
    assert ", 0 problems" in checked.stderr
    types = [entry.record.record_type for entry in load(folder).entries]
    assert types == [name for name in KINDS if name in types]
    assert len(types) >= 11


def test_its_first_line_names_the_schema(started: Path) -> None:
    """The schema is beside it, accepts it, and rejects a misspelt key."""
    path = started / "curated" / "example.yaml"
    text = path.read_text("utf-8")
    match = re.fullmatch(r"# yaml-language-server: \$schema=(.+)", text.splitlines()[0])
    assert match
    schema = json.loads((path.parent / match[1]).read_text("utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    values = yaml.load(text, yaml.BaseLoader)
    validator.validate(values)
    values["people"][0]["nmae"] = values["people"][0].pop("name")
    assert {"'name' is a required property"} < {
        error.message for error in validator.iter_errors(values)
    }


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    """One that is there already."""
    create_corpus(tmp_path)
    assert not load(tmp_path).problems


@pytest.mark.parametrize("name", ["notes.txt", ".hidden", "curated"])
def test_nothing_is_lost(call: Call, tmp_path: Path, name: str) -> None:
    """A folder that holds anything is refused, and stays as it is."""
    if name == "curated":
        (tmp_path / name).mkdir()
    else:
        (tmp_path / name).write_text("mine")
    result = call("init", str(tmp_path))
    assert result.exit_code == 2
    assert "is not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """A file with the name of the folder stays as it is."""
    path = tmp_path / "file"
    path.write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        create_corpus(path)
    assert path.read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_said(call: Call, tmp_path: Path) -> None:
    """With place and reason, as for any wrong call."""
    (tmp_path / "file").write_text("")
    result = call("init", str(tmp_path / "file" / "below"))
    assert result.exit_code == 2
    assert f"{tmp_path / 'file'}" in result.stderr
    assert "cannot be written: Not a directory" in result.stderr


def test_the_guide_leads_to_ten_records(call: Call, started: Path) -> None:
    """Followed to the letter it has no problem, and every record has its passages."""
    follow(started, call)
    result = call("check", "--coverage", str(started))
    assert result.exit_code == 0, result.output
    assert ", 0 problems" in result.stderr
    corpus = load(started)
    own = [each.record for each in corpus.entries if each.document.path == "curated/bridge.yaml"]
    assert len([record for record in own if record.record_type != "source"]) == 10
    for record in own:
        assert corpus.evidence_of[record.record_type, record.id]
    # The commands that it names run; the explorer's own are left out.
    for line in "".join(guide(started, "sh")).splitlines():
        words = re.findall(r'"[^"]*"|\S+', line.partition("#")[0])
        args = [word.strip('"') if word != "." else str(started) for word in words[1:]]
        if {"check", "anchor"} & set(args):
            assert call(*args).exit_code == 0, line
