"""The manual: its pages, and every command and query in them and in the README."""

import re
import shlex
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import metadata
from io import StringIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import Result

from tests.conftest import write_corpus
from tests.manual_blocks import README, Block, all_blocks, calls_in, sessions_in
from trafficking_explorer.cli import main
from trafficking_explorer.cli.main import commands
from trafficking_explorer.config import ABOUT, Config, SqlConfig, read_config
from trafficking_explorer.console.session import Console
from trafficking_explorer.corpus.corpus import Corpus, LocatedRecord
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.corpus.scaffold import create_corpus
from trafficking_explorer.corpus.yaml_reader import YamlDocument
from trafficking_explorer.database.views import VIEWS
from trafficking_explorer.findings.dataset import Dataset
from trafficking_explorer.manual.markdown import plain_text, table
from trafficking_explorer.manual.pages import (
    FOLDER,
    GENERATORS,
    PLACEHOLDER,
    TOPICS,
    all_pages,
    read_page,
)
from trafficking_explorer.manual.reference import licence, required_libraries
from trafficking_explorer.paths import APP, bundled_corpus
from trafficking_explorer.records.base import Record
from trafficking_explorer.records.registry import BY_PLURAL, KINDS, Kind, register, unregister
from trafficking_explorer.records.statistic import Statistic
from trafficking_explorer.search.filter_sql import filter_reader
from trafficking_explorer.search.parser import parse_filter
from trafficking_explorer.ui import launcher
from trafficking_explorer.ui.launch_options import LaunchOptions, parse_columns, parse_sort
from trafficking_explorer.workspace import reader_file
from trafficking_explorer.workspace.notes import Notebook

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

Call = Callable[..., Result]
TOP = README.parent

ARTICLE = """\
Operation Bridge: 12 arrests
Published on 7 June 2022

Police in Chad arrested 12 suspected traffickers during Operation Bridge, the National Border
Police said on Monday. More than 80 victims, including 31 children, were identified.
"""
"""The reader's own article in the examples."""


# Pages.


def test_every_page_is_listed() -> None:
    """Each file is a topic, and each topic a file with a title and one line on what it is about."""
    assert {path.stem for path in FOLDER.glob("*.md")} == set(TOPICS)
    for page in all_pages():
        assert page.text.startswith(f"# {page.title}\n\n{page.summary}\n\n")
        assert len(page.summary) <= 80


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_begins_with_an_example(topic: str) -> None:
    """Right after its summary."""
    page = next(page for page in all_pages() if page.topic == topic)
    assert page.text.removeprefix(f"# {page.title}\n\n{page.summary}\n\n").startswith("```")


@pytest.mark.parametrize("name", GENERATORS)
def test_every_generator_is_used(name: str) -> None:
    """A placeholder on some page asks for it, and it has something to say."""
    using = [page for page in all_pages() if f"<!-- generated: {name} -->" in page.text]
    assert using
    assert len(read_page(using[0].topic).text) > len(using[0].text) + 100


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_is_complete(topic: str) -> None:
    """Its placeholders are filled, and its links lead to pages."""
    text = read_page(topic).text
    assert not PLACEHOLDER.search(text)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        assert (FOLDER / target).is_file(), target


@pytest.mark.parametrize("topic", TOPICS)
def test_a_page_fits_its_width(topic: str) -> None:
    """Nothing but code is wider than a terminal of 80 columns, or of more."""
    text = read_page(topic).text
    for width in (80, 100):
        for line in plain_text(text, width):
            assert len(line) <= width or line.startswith("    "), line


# Layout.


def laid_out(markdown: str, width: int = 30) -> list[str]:
    return list(plain_text(markdown, width))


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        # Paragraphs are filled; links and bold type lose their marks.
        (
            "One **two** three [four](page.md)\nfive six seven\n\n[web](https://example.org/)",
            ["One two three four five six", "seven", "", "web (https://example.org/)"],
        ),
        # Each item begins a line, and its further lines are indented.
        (
            "- one two three four five six seven\n  eight\n- nine\n1. ten",
            ["- one two three four five six", "  seven eight", "- nine", "1. ten"],
        ),
        # Headings of the first two levels are underlined.
        (
            "# Top\n\n## Next\n\n### Last",
            ["Top", "═══", "", "Next", "────", "", "Last"],
        ),
        # Code stays as it is: longer lines, empty lines and marks of Markdown included.
        (
            "```sql\nselect **  from [a](b)\n\n# | no heading | that is longer than a line |\n```\nend",
            [
                "    select **  from [a](b)",
                "",
                "    # | no heading | that is longer than a line |",
                "end",
            ],
        ),
    ],
)
def test_a_page_is_laid_out(markdown: str, lines: list[str]) -> None:
    """In lines of plain text that are as wide as the terminal."""
    assert laid_out(markdown) == lines


def test_tables_are_cut_to_the_width() -> None:
    """The widest column is cut; a bar inside a cell does not end it."""
    text = table(("key", "action"), (("`a|b`", "one two three four five six seven"), ("c", "")))
    assert laid_out(text) == [
        "key  action",
        "───  ─────────────────────────",
        "a|b  one two three four five",
        "     six seven",
        "c",
    ]


def test_a_table_of_long_words_is_wider_than_the_line() -> None:
    """No word is broken."""
    word = "x" * 40
    assert laid_out(table(("a", "b"), ((word, word),)))[-1] == f"{word}  {word}"


# The command.


def test_help_lists_the_pages(call: Call) -> None:
    """Each with a line on what it is about."""
    result = call("help")
    assert result.exit_code == 0
    for page in all_pages():
        assert page.topic in result.stdout
        assert page.summary.split()[0] in result.stdout


def test_help_shows_a_page(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are as wide as the terminal, up to a readable width."""
    for columns, most in (("60", 60), ("300", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        result = call("help", "findings")
        assert result.exit_code == 0
        text = [line for line in result.stdout.splitlines() if not line.startswith("    ")]
        assert most - 15 < max(map(len, text)) <= most
        assert "missing-units" in result.stdout


def test_the_page_of_commands_changes_none(call: Call) -> None:
    """It shows both ways to ask for help, and both work after it was made."""
    assert "-h, --help" in commands()
    for flag in ("-h", "--help"):
        assert call(flag).exit_code == 0


@pytest.mark.parametrize(
    ("topic", "meant"),
    [
        ("filter", "filters"),
        ("FILTRES", "filters"),
        ("adding-a-kind", "adding-a-"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_help_on_an_unknown_topic(call: Call, topic: str, meant: str) -> None:
    """The call is wrong; a close match is named."""
    result = call("help", topic)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert f"no page “{topic}”" in result.stderr
    assert meant in result.stderr


# What is generated.


def test_every_setting_is_explained() -> None:
    """All that the file may hold, with the limits that hold without it."""
    page = read_page("settings").text
    for kind, prefix in ((Config, ""), (SqlConfig, "sql.")):
        for name, setting in kind.__dataclass_fields__.items():
            if name not in ("problems", "path", "sql"):
                assert setting.metadata[ABOUT]
                assert f"| `{prefix}{name}` |" in page
    assert "| `sql.memory` | `320MB` |" in page


def test_the_settings_of_the_examples_are_right(tmp_path: Path) -> None:
    """They can be read, and the keys belong to bindings."""
    ids = read_page("keys").text
    for block in all_blocks("toml"):
        path = tmp_path / "config.toml"
        path.write_text(block.text, "utf-8")
        assert not read_config(path).problems
        for id_ in tomllib.loads(block.text).get("keys", {}):
            assert f"| `{id_}` |" in ids


def test_required_libraries_are_named() -> None:
    """With their licences; the page gives the reason for each direct one, and for no other."""
    lines = metadata.requires(APP) or []
    names = (re.split(r"[<>=;!~ \[]", line)[0] for line in lines if "extra ==" not in line)
    direct = {_canonical(name) for name in names}
    found = required_libraries()
    assert {name for name, by in found.items() if APP in by} == direct
    assert all(licence(name) != "not stated" for name in found)
    page = next(page for page in all_pages() if page.topic == "architecture").text
    reasons = page.partition("## Libraries")[2]
    named = re.findall(r"^\| ([a-z][a-z0-9._-]+) \| .", reasons, re.MULTILINE)
    assert {_canonical(name) for name in named} == direct | {"library"}


def _canonical(name: str) -> str:
    """A library's name in the form that compares: installers write `ruamel.yaml` in two ways."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_packages_are_in_the_order_of_their_imports() -> None:
    """The layers are those of the contract of import-linter."""
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    names = [name.rpartition(".")[2] for layer in layers for name in layer.split(" | ")]
    page = next(page for page in all_pages() if page.topic == "architecture").text
    listed = re.findall(r"^\| ([a-z]+) \| .", page.partition("## Packages")[2], re.MULTILINE)
    packages = listed[listed.index("cli") : listed.index("text") + 1]
    assert packages == [name for name in names if name in packages]
    folders = {path.parent.name for path in FOLDER.parent.glob("*/__init__.py")}
    assert folders == set(packages)


@pytest.mark.parametrize("topic", [topic for topic in TOPICS if topic.startswith("adding-")])
def test_the_recipes_name_files_that_there_are(topic: str) -> None:
    """Except for the ones that they tell readers to write."""
    text = next(page for page in all_pages() if page.topic == topic).text
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    own = {
        "records/law.py",
        "tests/unit/records/test_law.py",
        "export/tsv_format.py",
        "findings/rules/round_figures.py",
        "tests/unit/findings/test_round_figures.py",
        "corpus/checks/loud_label.py",
        "tests/unit/corpus/checks/test_loud_label.py",
    }
    named = set(re.findall(r"`([a-z_/]+/[a-z_]*(?:\.py|\.yaml)?)`", prose)) | set(
        re.findall(r"`([a-z_]+\.py)`", prose)
    )
    assert named
    for name in named - own:
        assert (FOLDER.parent / name).exists() or (TOP / name).exists(), name


# Commands and queries.


@pytest.fixture(autouse=True)
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader who has bookmarked an operation, and written a note on it."""
    monkeypatch.setattr(reader_file, "data_folder", lambda: tmp_path / "reader")
    book = Notebook(bundled_corpus())
    book.toggle_bookmark(("operation", "epervier"), "Operation Epervier")
    book.save(("operation", "epervier"), "Operation Epervier", "Compare with the headline.")


@pytest.fixture
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with the reader's own article in it, and a new edition of that."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "new.txt").write_text(f"{ARTICLE}\nCorrected on 8 June 2022\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def opened(
    store: "Store", monkeypatch: pytest.MonkeyPatch
) -> Iterator[list[tuple[Path | None, LaunchOptions]]]:
    """The calls that would have opened the explorer."""
    seen: list[tuple[Path | None, LaunchOptions]] = []
    monkeypatch.setattr(launcher, "run", lambda *args: seen.append(args))
    # Secure mode is for good, for the whole process.
    monkeypatch.setattr(main, "enter", lambda: None)
    yield seen
    for root, options in seen:
        parse_filter(options.filter_text)
        if options.pane in VIEWS:
            parse_sort(options.sort, VIEWS[options.pane])
            parse_columns(options.columns, VIEWS[options.pane])
        if options.goto_key is not None:
            assert options.goto_key in known_records(store, root), options.goto


def known_records(store: "Store", root: Path | None) -> set[tuple[str, str]]:
    if root is None:
        rows = store.rows("SELECT record_type, record_id FROM corpus.records")
        return {(type_, id_) for type_, id_ in rows}
    return {(each.record.record_type, each.record.id) for each in load(root).entries}


SHELL = all_blocks("sh")


@pytest.mark.parametrize("page", dict.fromkeys(block.page for block in SHELL))
def test_the_commands_run(
    page: str, call: Call, workplace: Path, opened: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In their order, in a folder with the reader's own article."""
    settings = workplace / "settings/config.toml"
    monkeypatch.setattr("trafficking_explorer.cli.config.config_file", lambda: settings)
    calls = [args for block in SHELL if block.page == page for args in calls_in(block)]
    if "init" not in {args[0] for args in calls if args}:
        create_corpus(workplace / "my-corpus")
    for args in calls:
        result = call(*args)
        assert result.exit_code == 0, (args, result.output, result.exception)
        assert result.output or opened or "-o" in args, args


def test_the_sessions_show_real_output(call: Call) -> None:
    """Each line of output that the README shows is printed by the command above it."""
    (block,) = all_blocks("console")
    for args, lines in sessions_in(block):
        result = call(*args)
        assert result.exit_code == 0
        printed = [line.rstrip() for line in result.output.splitlines()]
        assert lines
        for line in lines:
            assert line in printed


def test_the_readme_is_short() -> None:
    """It has its marked commands and the rights in the texts."""
    text = README.read_text("utf-8")
    assert len(text.splitlines()) <= 120
    assert "The rights in these five texts are their publishers'." in text
    for mark in ("open", "test"):
        assert f"<!-- {mark} -->\n```sh\n" in text


def test_the_other_commands_name_files_that_there_are() -> None:
    """Scripts of the checkout, and folders of tests."""
    lines = [line for block in SHELL for line in block.text.splitlines()]
    for line in lines:
        words = shlex.split(line, comments=True)
        for word in words[1:] if words and words[0] == "python" else ():
            if "/" in word and not word.startswith("-"):
                assert (TOP / word).exists(), line


@pytest.mark.parametrize("block", all_blocks("sql"), ids=lambda block: block.page)
def test_the_queries_find_something(block: Block, store: "Store") -> None:
    """Run as in the explorer."""
    console = Console(store, filter_reader(store))
    answer = console.run(block.text, {})
    assert answer is not None
    assert next(iter(answer.pages()))


def test_lists_of_filters_fit_a_small_terminal() -> None:
    """Each line is short enough for the explorer."""
    for line in "".join(block.text for block in all_blocks("filter")).splitlines():
        assert len(line) <= 70


def examples(language: str) -> list[str]:
    """The filters of the manual, without what is said about them."""
    lines = [line for block in all_blocks(language) for line in block.text.splitlines()]
    return [re.split(r" {2,}", line)[0] for line in lines]


@pytest.mark.parametrize("line", examples("filter"))
def test_the_filters_find_records(line: str, call: Call) -> None:
    """Each filter finds a record of the bundled corpus."""
    result = call("search", line, "--format", "jsonl", "--limit", "1")
    assert result.exit_code == 0, result.output
    assert result.stdout


@pytest.mark.parametrize("line", examples("finding"))
def test_the_filters_find_findings(line: str, call: Call) -> None:
    """Each filter of findings finds one in the bundled corpus."""
    result = call("search", "--type", "finding", line, "--format", "jsonl", "--limit", "1")
    assert result.exit_code == 0, result.output
    assert result.stdout


@pytest.mark.parametrize(
    "block",
    [block for block in all_blocks("yaml") if block.page == "records"],
    ids=lambda block: block.text.splitlines()[0],
)
def test_the_records_are_right(block: Block, tmp_path: Path) -> None:
    """Over the bundled texts, they have no problem but references to records that are left out."""
    root = bundled_corpus()
    declared = {each["id"] for each in yaml.safe_load(block.text).get("sources", ())}
    curated = {"records.yaml": block.text}
    for source in (root / "curated").glob("*/source.yaml"):
        if source.parent.name not in declared:
            curated[f"{source.parent.name}.yaml"] = source.read_text("utf-8")
    seeds = {path.name: path.read_bytes() for path in (root / "seeds").iterdir()}
    corpus = load(write_corpus(tmp_path, curated, seeds))
    assert {problem.rule for problem in corpus.problems} <= {"dangling-reference"}


def test_the_answers_are_to_findings(store: "Store") -> None:
    """The store has a finding for each id."""
    known = {id_ for (id_,) in store.rows("SELECT finding_id FROM corpus.findings")}
    for block in all_blocks("yaml"):
        for answer in yaml.safe_load(block.text).get("answers", ()):
            assert answer["finding"] in known


def test_the_recipes_work(store: "Store") -> None:
    """Rules that find something, a format that writes."""
    made: dict[str, Any] = {}
    for block in all_blocks("python"):
        code = compile(block.text, block.page, "exec")
        if "import" in block.text:
            exec(code, made)
    assert list(made["RULE"].find(Dataset(store)))
    checked = made["CHECK"]
    assert checked.id == "loud-label"
    loud = Statistic(
        id="a", label="LOUD", measure="arrests", unit="persons", qualifier="exact", scope="world"
    )
    entry = LocatedRecord(loud, YamlDocument("a.yaml"), (), None)
    assert [each.rule for each in checked.find([(entry, ())], Corpus(TOP))] == ["loud-label"]
    stream = StringIO()
    made["FORMAT"].writer(stream, ("a", "b"), [(1, None), ("x\ty", 2)])
    assert stream.getvalue() == "a\tb\n1\t\nx y\t2\n"


def test_the_recipe_for_a_kind_works(
    read_text: Callable[[str, str], Corpus], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its model and its line make a kind, and the test in it passes."""
    blocks = [each.text for each in all_blocks("python") if each.page == "adding-a-record-kind"]
    model, line, its_test = blocks
    module = ModuleType(f"{Record.__module__.rpartition('.')[0]}.law")
    exec(model, module.__dict__)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    # A reader may have followed it.
    monkeypatch.delitem(KINDS, "law", raising=False)
    monkeypatch.delitem(BY_PLURAL, "laws", raising=False)
    # Another sentence, so that the kept model of theirs is not taken for it.
    kind = replace(eval(line, {"Kind": Kind}), about="This one.")
    register(kind)
    try:
        assert kind.model.record_type == "law"
        made: dict[str, Any] = {}
        exec(its_test, made)
        made["test_a_law_is_dated_by_its_passage"](read_text)
    finally:
        unregister("law")
