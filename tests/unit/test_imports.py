"""The modules that a command loads, and the direction of imports."""

import ast
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import grimp
import pytest

import trafficking_explorer

PACKAGE = Path(trafficking_explorer.__file__).parent

Program = Callable[..., "subprocess.CompletedProcess[str]"]

LISTS = """
import sys
from trafficking_explorer.cli import cli
from trafficking_explorer.process_exit import end
try:
    cli({args!r})
except SystemExit as left:
    assert not left.code, left.code
print("LOADED", *sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
end(0)  # As the program does: a thread of DuckDB may outlive the interpreter.
"""
TIMES = """
import sys
sys.modules["pytz"] = None  # An import of it fails, as where it is not installed.
from trafficking_explorer.__main__ import main
sys.argv[1:] = ["sql", {query!r}, "--format", {format_!r}, "-o", {path!r}]
main()
"""
ZONED = """SELECT now(), TIMESTAMPTZ '2020-07-01 10:00:00+02',
    [TIMESTAMPTZ '1890-01-01 00:00:00+00', 'infinity'::TIMESTAMPTZ],
    {'at': TIMESTAMPTZ '2020-07-01 10:00:00+02', 'time': TIMETZ '10:00:00+02'}"""
OPENS = """
import sys
from trafficking_explorer.paths import bundled_corpus, cache_folder
from trafficking_explorer.database.cache import locate_store, open_store, read_manifest
place = locate_store(bundled_corpus(), cache_folder())
assert read_manifest(place) is not None
before = {name.partition(".")[0] for name in sys.modules}
assert "duckdb" not in before, "the manifest is read before the database is"
open_store(place).rows("SELECT 1")
print("LOADED", *sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
from trafficking_explorer.process_exit import end
end(0)
"""

FIRST_SCREEN = """
import sys
import trafficking_explorer.ui.app, trafficking_explorer.ui.panes.overview
from trafficking_explorer.database.overview import overview_from_json
print("LOADED", *sys.modules, file=sys.stderr)
"""


ROWS_SCREEN = """
import sys
import trafficking_explorer.ui.app, trafficking_explorer.ui.panes.records
print("LOADED", *sys.modules, file=sys.stderr)
"""


def loaded(program: Program, script: str) -> set[str]:
    result = program("-c", script)
    assert result.returncode == 0, result.stderr
    return set(result.stderr.rpartition("LOADED ")[2].split())


def test_the_first_screen_loads_nothing_else(program: Program) -> None:
    """The overview is drawn without a database, and without the panes that are not on screen."""
    found = loaded(program, FIRST_SCREEN)
    assert "trafficking_explorer.ui.panes.overview" in found
    name = "trafficking_explorer"
    assert not found & {"duckdb", "yaml", "pydantic", "pycountry", "pyarrow"}
    assert not found & {f"{name}.search", f"{name}.findings", f"{name}.corpus.corpus"}
    panes = {each for each in found if each.startswith(f"{name}.ui.panes.")}
    assert panes == {
        f"{name}.ui.panes.{each}" for each in ("overview", "records_pane", "registry", "switcher")
    }


def test_rows_load_no_drawing(program: Program) -> None:
    """Timeline, map and matrix are loaded when one is opened."""
    found = loaded(program, ROWS_SCREEN)
    ui = "trafficking_explorer.ui"
    views = {f"{ui}.widgets.{each}_view" for each in ("timeline", "map", "matrix")}
    drawings = {f"{ui}.panes.{each}_drawing" for each in ("timeline", "map", "matrix")}
    assert f"{ui}.panes.drawings" in found
    assert not found & {*views, *drawings, f"{ui}.panes.drawing", f"{ui}.world", "pycountry"}


@pytest.mark.parametrize(
    ("args", "absent"),
    [
        (
            ["sql", "SELECT 1"],
            {"textual", "yaml", "ruamel", "pydantic", "edtf", "pycountry", "pyarrow"},
        ),
        (["show", "operation/epervier"], {"textual", "yaml", "pydantic", "edtf", "pycountry"}),
        (["compare", "operation/epervier"], {"textual", "yaml", "pydantic", "edtf"}),
        (["anchor", "002", "In total, 40"], {"textual"}),
        (["anchor", "002", "In total, 40", "--record", "any"], {"textual"}),
        (["check"], {"textual", "ruamel", "pyarrow"}),
        (["help", "filters"], {"textual", "duckdb", "yaml", "pydantic", "pyarrow"}),
        (["--help"], {"textual", "ruamel", "duckdb", "yaml", "pydantic", "pyarrow"}),
        (
            ["sql", "--help"],
            {"textual", "duckdb", "yaml", "pydantic", "pyarrow", "xlsxwriter"},
        ),
        (["--version"], {"textual", "duckdb", "yaml", "pydantic", "pyarrow"}),
    ],
    ids=lambda each: each[0] if isinstance(each, list) else "",
)
def test_a_command_loads_only_what_it_needs(
    program: Program, args: list[str], absent: set[str]
) -> None:
    """None but the explorer loads Textual; with a built store, nothing loads what builds one."""
    found = loaded(program, LISTS.format(args=args))
    assert "trafficking_explorer" in found
    assert not found & absent


def test_the_way_to_a_built_store_is_short(program: Program) -> None:
    """It loads neither YAML nor pydantic, and the database only to open it."""
    found = loaded(program, OPENS)
    assert "duckdb" in found
    assert not found & {"textual", "yaml", "pydantic", "edtf", "pycountry", "pyarrow", "rapidfuzz"}


@pytest.mark.parametrize("format_", ["table", "json", "excel", "parquet"])
def test_times_with_a_zone_need_no_pytz(program: Program, tmp_path: Path, format_: str) -> None:
    """DuckDB 2.0.0 still imported it."""
    path = tmp_path / "times"
    script = TIMES.format(query=ZONED, format_=format_, path=str(path))
    result = program("-c", script)
    assert result.returncode == 0, result.stderr
    assert path.stat().st_size


def test_no_module_imports_itself_through_others() -> None:
    """Not even for types or inside a function: there is an order in which all can be read."""
    graph = grimp.build_graph("trafficking_explorer")
    imports = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    TopologicalSorter(imports).prepare()


def test_imports_flow_one_way(environment: dict[str, str]) -> None:
    """The contracts of import-linter in pyproject.toml are kept."""
    root = Path(__file__).resolve().parents[2]
    result = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert result.returncode == 0, result.stdout + result.stderr


# Imports inside functions.

_REASON = re.compile(r"# .*\b(?:import|load)|\s+# Imports in(?:side)? functions", re.IGNORECASE)
"""A comment at the left margin of a module, or one that names all of them, is for all of them."""
_BELOW = re.compile(r"\s+# .*(?:start-up|import).*\bbelow\b", re.IGNORECASE)
"""A comment for all later ones too."""


def unexplained(code: str) -> Iterator[int]:
    """The lines of imports inside functions that no comment explains.

    A comment explains the imports below it, up to another statement, or the one whose line it ends.
    """
    lines = code.splitlines()
    if any(map(_REASON.match, lines)):
        return
    lines = lines[: next((at for at, line in enumerate(lines) if _BELOW.match(line)), len(lines))]
    for function in ast.walk(ast.parse(code)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Import | ast.ImportFrom) and node.lineno <= len(lines):
                    last = lines[(node.end_lineno or node.lineno) - 1]
                    if " # " not in last and not _is_below_comment(lines, node.lineno - 2):
                        yield node.lineno


def _is_below_comment(lines: list[str], at: int) -> bool:
    """True if there is a comment above a line, with nothing but imports between."""
    while at >= 0 and re.match(r"\s*(?:$|from .* import|import |[\w, ]+,$|\)$)", lines[at]):
        at -= 1
    return at >= 0 and lines[at].lstrip().startswith("# ")


def test_imports_inside_functions_have_a_reason() -> None:
    """A comment says what start-up does without."""
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}:{line}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for line in unexplained(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("import sys\n", []),
        ("def f():\n    import sys\n", [2]),
        ("async def f():\n    a = 1\n    from a import b\n", [3]),
        (
            "def f():\n    # Only here.\n    import sys\n    from a import (\n        b,\n    )\n",
            [],
        ),
        ("def f():\n    # Only here.\n    a = 1\n    import sys\n", [4]),
        ("def f():\n    # Only here.\n    import sys\n\n    import a\n", []),
        ("def f():\n    import sys  # only here\n", []),
        ("# Imports are late.\ndef f():\n    import sys\n", []),
        ("class A:\n    # Imports in functions: so.\n    def f(self):\n        import sys\n", []),
        ("def f():\n    # Start-up: slow; so below.\n    import a\ndef g():\n    import b\n", []),
        ("def f():\n    import a\ndef g():\n    # Imported here and below.\n    import b\n", [2]),
        ("# A remark.\ndef f():\n    import sys\n", [3]),
    ],
)
def test_an_import_without_a_reason_is_found(code: str, lines: list[int]) -> None:
    """Inside a function; a comment explains what is right below it."""
    assert list(unexplained(code)) == lines
