"""Secure mode: nothing is written, no program is started, and both are refused where they begin."""

import ast
import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import Result

import trafficking_explorer
from tests.conftest import declare
from tests.trees import tree_of
from trafficking_explorer.config import SqlConfig
from trafficking_explorer.console.saved_queries import save_query
from trafficking_explorer.console.session import Console
from trafficking_explorer.corpus.check_cache import save_cache
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.scaffold import create_corpus, write_schemas
from trafficking_explorer.curation.add_source import add_article
from trafficking_explorer.curation.append_record import write_new
from trafficking_explorer.curation.edition_apply import apply_plan
from trafficking_explorer.curation.edition_plan import EditionRequest, plan_edition
from trafficking_explorer.curation.service import CurationService
from trafficking_explorer.curation.source_record import SourceOptions
from trafficking_explorer.curation.text_input import read_file
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.sandbox import Limits
from trafficking_explorer.database.spill_folder import acquire
from trafficking_explorer.errors import QueryError, SecureModeError
from trafficking_explorer.export.excel_format import write_excel
from trafficking_explorer.export.write_result import write_result
from trafficking_explorer.secure import VARIABLE, Feature, is_secure
from trafficking_explorer.text.files import atomic_write
from trafficking_explorer.ui.editor_buffers import Buffer, EditorBuffers
from trafficking_explorer.ui.external_editor import run_in_terminal, run_in_window
from trafficking_explorer.ui.launcher import _limits
from trafficking_explorer.ui.query_history import DONE, QueryHistory
from trafficking_explorer.ui.state import State
from trafficking_explorer.ui.view_state import CorpusState, PaneState, ViewStateStore
from trafficking_explorer.workspace.build_process import BuildProcess
from trafficking_explorer.workspace.opening import open_with_findings, write_with_findings

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

Call = Callable[..., Result]
Program = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = "Operation Radar led to 40 arrests in Mali.\n"
YAML = """\
operations:
  - {id: radar, quote: Operation Radar led to 40 arrests, name: Operation Radar, kind: operation}
"""
NAMES = "SELECT name FROM corpus.operations"


@pytest.fixture(scope="module")
def corpus(write: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus that may be written, and never is."""
    files = {"source.yaml": declare("s", "s.txt", TEXT), "records.yaml": YAML + "source: s\n"}
    return write(tmp_path_factory.mktemp("secure") / "corpus", files, {"s.txt": TEXT})


@pytest.fixture(scope="module")
def built(corpus: Path) -> "Iterator[Store]":
    """Its store, built in a cache beside it before secure mode began."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(VARIABLE, raising=False)
        store = open_with_findings(locate_store(corpus, corpus.parent / "cache"))
    yield store
    store.close()


@pytest.fixture
def secure(built: "Store", monkeypatch: pytest.MonkeyPatch) -> None:
    """Secure mode, without what refuses in the interpreter: that would stay for other tests."""
    monkeypatch.setenv(VARIABLE, "1")


# What turns it on.


@pytest.mark.parametrize(
    ("on", "values"),
    [
        (True, ["1", "true", "yes", "on", "2", "no thanks", "off"]),
        (False, ["", " ", "0", "false", "FALSE", "no", "No "]),
    ],
)
def test_the_variable_turns_it_on(
    values: list[str], monkeypatch: pytest.MonkeyPatch, *, on: bool
) -> None:
    """Any value but those that say no."""
    monkeypatch.delenv(VARIABLE, raising=False)
    assert not is_secure()
    for value in values:
        monkeypatch.setenv(VARIABLE, value)
        assert is_secure() is on


# Whatever writes refuses by itself, or leaves it.


def _edit_bench(store: "Store", root: Path) -> None:
    bench = CurationService(store, root)
    offer = bench.offer_for("s", "in Mali", None)
    bench.write(offer, bench.target_at(root / "curated" / "records.yaml"))


def _take_over(root: Path, new: Path) -> None:
    apply_plan(plan_edition(root, EditionRequest("s", new, False, None, None, None)))


class _Rows:
    rows = 1

    def values(self, start: int, count: int) -> list[tuple[object, ...]]:
        rows: list[tuple[object, ...]] = [(1,)]
        return rows[start : start + count]


REFUSED: dict[str, Callable[["Store", Path, Path], object]] = {
    "a file": lambda store, root, folder: atomic_write(folder / "new").__enter__(),
    "a device": lambda store, root, folder: atomic_write(Path("/dev/null")).__enter__(),
    "an export": lambda store, root, folder: write_result(
        folder / "r.csv", "csv", ("n",), _Rows(), lambda: iter(()), print, overwrite=True
    ),
    "excel": lambda store, root, folder: write_excel(io.BytesIO(), ("n",), [(1,)]),
    "a corpus": lambda store, root, folder: create_corpus(folder / "mine"),
    "a schema": lambda store, root, folder: write_schemas(root),
    "an article": lambda store, root, folder: add_article(
        store, root, read_file(folder / "text.txt"), SourceOptions()
    ),
    "a record": lambda store, root, folder: _edit_bench(store, root),
    "a new file": lambda store, root, folder: write_new(root / "curated/x/y.yaml", "y", "a: b"),
    "an edition": lambda store, root, folder: _take_over(root, folder / "text.txt"),
    "a query": lambda store, root, folder: save_query(folder / "queries", "Mine", "select 1"),
    "a query again": lambda store, root, folder: save_query(
        folder / "queries", "Mine", "select 1", replace=True
    ),
    "an editor": lambda store, root, folder: run_in_terminal(["touch", str(folder / "touched")]),
    "an editor with a window": lambda store, root, folder: run_in_window(
        ["touch", str(folder / "touched")]
    ),
}


@pytest.mark.parametrize("what", REFUSED)
@pytest.mark.usefixtures("secure")
def test_a_writer_refuses(
    what: str, built: "Store", corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From any caller: it writes nothing, and leaves nothing else either."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("Operation Radar led to 40 arrests in Chad.\n")
    before = tree_of(tmp_path, corpus.parent)
    with pytest.raises(SecureModeError, match=r"^The explorer runs in secure mode: .+ off\.$"):
        REFUSED[what](built, corpus, tmp_path)
    assert tree_of(tmp_path, corpus.parent) == before


def _keep_buffers(folder: Path) -> None:
    buffers = EditorBuffers(State(folder))
    assert buffers.open() == ((), 0)
    buffers.write([Buffer("select 1")], 0)
    buffers.close()
    assert buffers.problem is None


def _keep_history(folder: Path) -> None:
    history = QueryHistory(State(folder))
    history.end(history.begin("select 1"), DONE, 0.1, 1)
    assert [run.sql for run in history.runs()] == ["select 1"]


def _keep_views(root: Path, folder: Path) -> None:
    remembered = ViewStateStore(State(folder))
    remembered.write(root, "quotes", {"quotes": PaneState("mali")})
    assert remembered.read(root) == CorpusState()


LEFT: dict[str, Callable[["Store", Path, Path], object]] = {
    "what check found": lambda store, root, folder: save_cache(root.parent / "cache", root, {}),
    "a folder to spill into": lambda store, root, folder: acquire(root.parent / "cache"),
    "a store": lambda store, root, folder: open_with_findings(
        locate_store(root, folder / "other")
    ).close(),
    "a store again": lambda store, root, folder: open_with_findings(
        locate_store(root, root.parent / "cache"), fresh=True
    ).close(),
    "the next store": lambda store, root, folder: BuildProcess(root, folder / "other").rebuild(
        frozenset(), ""
    ),
    "the first store": lambda store, root, folder: BuildProcess(
        root, folder / "other"
    ).initial_build(),
    "buffers": lambda store, root, folder: _keep_buffers(folder),
    "history": lambda store, root, folder: _keep_history(folder),
    "views": lambda store, root, folder: _keep_views(root, folder),
}


@pytest.mark.parametrize("what", LEFT)
@pytest.mark.usefixtures("secure")
def test_what_is_only_kept_for_later_is_not(
    what: str, built: "Store", corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It works without."""
    monkeypatch.chdir(tmp_path)
    before = tree_of(tmp_path, corpus.parent)
    LEFT[what](built, corpus, tmp_path)
    assert tree_of(tmp_path, corpus.parent) == before


def test_a_visitor_sees_nothing_of_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements, buffers and views from before secure mode are not shown to others."""
    history, buffers = QueryHistory(State(tmp_path)), EditorBuffers(State(tmp_path))
    history.begin("select 'theirs'")
    buffers.open()
    buffers.write([Buffer("select 'theirs'")], 0)
    buffers.close()
    ViewStateStore(State(tmp_path)).write(tmp_path, "sql", {"quotes": PaneState("theirs")})
    monkeypatch.setenv(VARIABLE, "1")
    assert QueryHistory(State(tmp_path)).runs() == []
    assert EditorBuffers(State(tmp_path)).open() == ((), 0)
    assert ViewStateStore(State(tmp_path)).read(tmp_path) == CorpusState()


# A corpus opens all the same.


@pytest.mark.usefixtures("secure")
def test_a_store_that_is_built_is_read(corpus: Path) -> None:
    """It is attached from the cache, and nothing is spilled beside it."""
    store = open_with_findings(locate_store(corpus, corpus.parent / "cache"))
    files = "SELECT path IS NOT NULL FROM duckdb_databases() WHERE database_name = 'corpus'"
    assert store.rows(files) == [(True,)]
    assert store.limits.spill is None
    assert store.rows(NAMES) == [("Operation Radar",)]
    store.close()


@pytest.mark.usefixtures("secure")
def test_a_store_is_built_in_memory(corpus: Path, tmp_path: Path) -> None:
    """Without one in the cache; also one that takes more memory than queries get."""
    limits = Limits(memory="1MB")
    store = open_with_findings(locate_store(corpus, tmp_path / "cache", limits))
    assert store.rows(NAMES) == [("Operation Radar",)]
    assert not (tmp_path / "cache").exists()
    store.close()


@pytest.mark.usefixtures("secure")
def test_files_stay_closed_to_sql(corpus: Path, tmp_path: Path) -> None:
    """Whatever the limits of the store say."""
    store = open_with_findings(locate_store(corpus, tmp_path / "cache", Limits(files=True)))
    (tmp_path / "secret.csv").write_text("a\n1\n")
    with pytest.raises(QueryError):
        Console(store).run(f"from read_csv('{tmp_path}/secret.csv')")
    store.close()


def test_files_stay_closed_whatever_the_settings_say(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _limits(SqlConfig(allow_files=True)).files
    monkeypatch.setenv(VARIABLE, "1")
    assert not _limits(SqlConfig(allow_files=True)).files


@pytest.mark.usefixtures("secure")
def test_a_state_with_errors_is_refused_without_a_cache(corpus: Path, tmp_path: Path) -> None:
    """The next state of a corpus is read though its store is not written."""

    class Refused(Exception):
        pass

    def read(folder: Path) -> Corpus:
        raise Refused

    with pytest.raises(Refused):
        write_with_findings(locate_store(corpus, tmp_path / "cache"), read)


# The commands.

COMMANDS = {
    ("sql", "select 1", "-o", "out.csv"): Feature.EXPORTS,
    ("sql", "select 1", "--format", "excel", "-o", "/dev/null"): Feature.EXPORTS,
    ("sql", "select 1", "--allow-files"): Feature.SQL_FILES,
    ("sql", "select 1", "--format", "excel"): Feature.WRITING,
    ("anchor", "002", "In total, 40", "--record", "any", "--into", "x.yaml"): Feature.CURATION,
    ("add", "/etc/passwd"): Feature.CURATION,
    ("edition", "002", "/etc/passwd"): Feature.CURATION,
    ("edition", "002", "/etc/passwd", "--write"): Feature.CURATION,
    ("init", "mine"): Feature.CURATION,
    ("init", ".", "--schema"): Feature.CURATION,
}


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.usefixtures("secure")
def test_a_command_refuses(
    args: tuple[str, ...], call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With status 2, and a message of what is off and why."""
    monkeypatch.chdir(tmp_path)
    result = call(*args)
    message = f"The explorer runs in secure mode: {COMMANDS[args]}.\n"
    assert (result.exit_code, result.stderr) == (2, f"trafficking-explorer: {message}")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "args",
    [
        ("sql", "select 1", "--format", "parquet"),
        ("search", "nigeria"),
        ("show", "operation/epervier"),
        ("check",),
        ("anchor", "002", "In total, 40", "--record", "any"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("secure")
def test_a_command_that_reads_works(args: tuple[str, ...], call: Call) -> None:
    result = call(*args)
    assert result.exit_code == 0
    assert result.stdout_bytes


@pytest.mark.parametrize(
    ("options", "variables"),
    [
        (["--secure"], {VARIABLE: "0"}),
        ([], {VARIABLE: "yes"}),
    ],
)
def test_the_program_leaves_nothing_behind(
    options: list[str], variables: dict[str, str], program: Program, corpus: Path, tmp_path: Path
) -> None:
    """Home, corpus and current folder are as before; a refused command ends with 2."""
    home = tmp_path / "home"
    home.mkdir()
    homes = {
        name: str(home / name) for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")
    }
    before = tree_of(tmp_path, corpus)

    def run(*args: str) -> "subprocess.CompletedProcess[str]":
        called = ("-m", "trafficking_explorer", "--corpus", str(corpus), *options, *args)
        return program(*called, **homes, HOME=str(home), **variables)

    assert run("sql", NAMES, "--format", "csv").stdout == "name\nOperation Radar\n"
    refused = run("init", "mine")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "secure mode: curation is off" in refused.stderr
    assert tree_of(tmp_path, corpus) == before


# What is not our own code.

ATTEMPTS = """
import os, shutil, sqlite3, subprocess, sys, tempfile, webbrowser
from pathlib import Path
from trafficking_explorer.secure import enter
enter()
there = Path("there.txt")
attempts = {
    "open": lambda: open("new", "w"),
    "append": lambda: open(there, "a"),
    "change": lambda: open(there, "r+b"),
    "create": lambda: os.open("new", os.O_RDWR | os.O_CREAT),
    "write_text": lambda: Path("new").write_text("x"),
    "temporary": lambda: tempfile.NamedTemporaryFile(dir="."),
    "sqlite": lambda: sqlite3.connect("new"),
    "mkdir": lambda: Path("folder").mkdir(),
    "rename": lambda: there.rename("new"),
    "replace": lambda: os.replace(there, "new"),
    "unlink": lambda: there.unlink(),
    "rmtree": lambda: shutil.rmtree("kept"),
    "symlink": lambda: os.symlink(there, "new"),
    "link": lambda: os.link(there, "new"),
    "chmod": lambda: there.chmod(0o777),
    "truncate": lambda: os.truncate(there, 0),
    "utime": lambda: os.utime(there),
    "run": lambda: subprocess.run(["touch", "new"]),
    "system": lambda: os.system("touch new"),
    "exec": lambda: os.execvp("touch", ["touch", "new"]),
    "spawn": lambda: os.posix_spawn("/bin/touch", ["touch", "new"], {}),
    "browser": lambda: webbrowser.GenericBrowser("touch").open("new"),
}
for name, attempt in attempts.items():
    try:
        attempt()
    except PermissionError as error:
        assert "The explorer runs in secure mode" in str(error), error
    else:
        print("not refused:", name)
print(there.read_text(), os.path.exists("kept"))
open(os.devnull, "wb").close()
print("written to a pipe", file=os.fdopen(os.dup(1), "w"))
import this_is_imported
"""


@pytest.mark.skipif(sys.platform == "win32", reason="some attempts are those of POSIX")
def test_the_interpreter_refuses_what_nobody_asked_about(program: Program, tmp_path: Path) -> None:
    """A library, or code that is added later, writes nothing and starts nothing either."""
    (tmp_path / "there.txt").write_text("as before")
    (tmp_path / "kept").mkdir()
    (tmp_path / "this_is_imported.py").write_text("")
    before = tree_of(tmp_path)
    result = program("-c", ATTEMPTS, PYTHONPATH=f"{_package().parent}:{tmp_path}")
    assert result.stderr == ""
    assert set(result.stdout.splitlines()) == {"as before True", "written to a pipe"}
    assert tree_of(tmp_path) == before


# Code that is added later.

BEHIND = {
    "export/write_result.py:_opened": "write_result",
    "cli/sql.py:_write_file": "sql",
    "corpus/scaffold.py:_start": "start_corpus",
    "corpus/scaffold.py:_copy_files": "copy_corpus",
    "workspace/build_process.py:start": "Builder.__init__",
    "workspace/build_process.py:warm_up": "Builder.__init__",
    "cli_errors.py:close_output": "os.devnull alone",
    "database/build.py:empty_store": "write_store",
    "database/cache.py:_remove_stale": "_write",
    "console/result_storage.py:_move": "own_folder",
    "console/result_storage.py:remove": "own_folder",
    "database/spill_folder.py:_remove": "own_folder",
    "database/spill_folder.py:_stale": "own_folder",
    "console/background_query.py:_quieten": "os.devnull alone",
    "standard_streams.py:open_closed_streams": "os.devnull alone",
    "ui/editor_buffers.py:_free_slots": "EditorBuffers.open",
    "workspace/reader_file.py:_create": "ReaderFile.write",
}
"""Functions that write without asking, and the only way to them, which asks."""
_GUARDS = {"require", "is_secure", "atomic_write"}
_WRITERS = {
    *("write_bytes", "mkdir", "makedirs", "unlink", "rename", "touch", "rmdir", "rmtree"),
    *("symlink_to", "hardlink_to", "NamedTemporaryFile", "TemporaryDirectory", "mkstemp"),
    *("mkdtemp", "Popen", "system", "startfile", "copyfile", "copytree"),
}
_FLAGS = {"O_WRONLY", "O_RDWR", "O_CREAT"}


def _package() -> Path:
    return Path(trafficking_explorer.__file__).parent


def _writes(call: ast.Call) -> bool:
    """True if a call writes to a disk or starts a program, judged by its words."""
    match call.func:
        case ast.Attribute(value=ast.Name(id="subprocess" | "webbrowser" | "pty")):
            return True
        case ast.Attribute(attr=name):
            is_method = True
        case ast.Name(id=name):
            is_method = False
        case _:
            return False
    values = [*call.args, *(each.value for each in call.keywords if each.arg == "mode")]
    if name == "open":
        modes = [each.value for each in values if isinstance(each, ast.Constant)]
        flags = {
            each.attr
            for value in values
            for each in ast.walk(value)
            if isinstance(each, ast.Attribute)
        }
        return not _FLAGS.isdisjoint(flags) or any(
            isinstance(mode, str) and len(mode) < 4 and not set("wax+").isdisjoint(mode)
            for mode in modes
        )
    if name == "replace":
        # Of a path; that of a text takes two, that of a record names what it replaces.
        return len(call.args) == 1 and not call.keywords
    return name in _WRITERS or (name == "write_text" and is_method)


def _asks(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id in _GUARDS


def test_whatever_writes_asks_first() -> None:
    """A function that is added later asks too, or is named here with the way to it that does."""
    unguarded = set()
    for path in _package().rglob("*.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            calls = [each for each in ast.walk(function) if isinstance(each, ast.Call)]
            if any(map(_writes, calls)) and not any(map(_asks, calls)):
                unguarded.add(f"{path.relative_to(_package()).as_posix()}:{function.name}")
    assert unguarded == set(BEHIND)
