"""Fixtures of all tests: small corpora on disk, the bundled one read once, and the program itself."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings
from hypothesis.internal.conjecture import providers

import trafficking_explorer
from trafficking_explorer import cli
from trafficking_explorer.cli import opening
from trafficking_explorer.corpus.corpus import Corpus
from trafficking_explorer.corpus.loader import load
from trafficking_explorer.curation import write_journal
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.workspace.opening import open_with_findings

if TYPE_CHECKING:
    from trafficking_explorer.database.connection import Store

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50, database=None)
settings.register_profile("search", deadline=None, max_examples=3000, database=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# Hypothesis would parse all our modules for constants to try: ten seconds a process for nothing, since
# strategies here name what matters.
providers._get_local_constants = lambda: providers._local_constants

Files = Mapping[str, str | bytes]


def write_corpus(root: Path, curated: Files, seeds: Files) -> Path:
    """Write a corpus folder; the YAML may be indented as the test around it is."""
    for folder, files in (("curated", curated), ("seeds", seeds)):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            path = root / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if folder == "curated" and isinstance(content, str):
                path.write_text(dedent(content), "utf-8", newline="")
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def declare(source_id: str, path: str, text: str) -> str:
    """The YAML of a source whose article is all of its text."""
    whole = json.dumps(text)
    return dedent(f"""\
        sources:
          - id: {json.dumps(source_id)}
            path: {path}
            title: A title
            article: {{from: {whole}, to: {whole}}}
            resolved: {{title: The text has none.}}
        """)


@pytest.fixture(autouse=True)
def journals(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the journals of writes out of the reader's data folder."""
    folder = tmp_path_factory.getbasetemp() / "reader"
    monkeypatch.setattr(write_journal, "data_folder", lambda: folder)


@pytest.fixture(scope="session")
def write() -> Callable[[Path, Files, Files], Path]:
    """Writes a corpus into a folder, for fixtures that live longer than a test."""
    return write_corpus


@pytest.fixture
def corpus_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes a corpus: `corpus_folder({"a.yaml": …}, {"a.txt": …})` and returns its folder."""

    def make(curated: Files, seeds: Files | None = None, name: str = "corpus") -> Path:
        return write_corpus(tmp_path / name, curated, seeds or {})

    return make


@pytest.fixture
def text_folder(corpus_folder: Callable[..., Path]) -> Callable[..., Path]:
    """Writes a corpus of one text, source `s`, and one file of records, `records.yaml`.

    `source: s` is at the end of that file, so that lines count as the test writes them.
    """

    def make(text: str, yaml: str, name: str = "corpus") -> Path:
        records = dedent(yaml).rstrip("\n") + "\nsource: s\n"
        curated = {"source.yaml": declare("s", "s.txt", text), "records.yaml": records}
        return corpus_folder(curated, {"s.txt": text}, name)

    return make


@pytest.fixture
def read_text(text_folder: Callable[..., Path]) -> Callable[[str, str], Corpus]:
    """Reads a corpus of one text: `read_text("Nearly 500 victims", "statistics: …")`."""
    return lambda text, yaml: load(text_folder(text, yaml))


@pytest.fixture(scope="session")
def place_of() -> Callable[..., tuple[int, int]]:
    """Line and column of a token in a YAML text, counted from 1; of the nth, from 0."""

    def place(yaml: str, token: str, nth: int = 0) -> tuple[int, int]:
        text, at = dedent(yaml), -1
        for _ in range(nth + 1):
            at = text.index(token, at + 1)
        return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)

    return place


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache folder for the whole session."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def bundled() -> Corpus:
    """The bundled corpus, read once. Do not change it."""
    return load(bundled_corpus())


@pytest.fixture(scope="session")
def store(cache: Path) -> "Iterator[Store]":
    """A store of the bundled corpus, in a temporary cache."""
    opened = open_with_findings(locate_store(bundled_corpus(), cache))
    yield opened
    opened.close()


@pytest.fixture
def call(cache: Path, store: "Store", monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Calls the program within this process: `call("sql", "SELECT 1", stdin="…")`."""
    monkeypatch.setattr(opening, "cache_folder", lambda: cache)

    def run(*args: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli.cli, args, input=stdin, prog_name="trafficking-explorer")

    return run


@pytest.fixture(scope="session")
def environment(
    tmp_path_factory: pytest.TempPathFactory, cache: Path, store: "Store"
) -> dict[str, str]:
    """The environment of a fresh process: it finds the package and a cache with a built store."""
    home = tmp_path_factory.mktemp("home")
    (home / "cache").mkdir()
    (home / "cache" / "trafficking-explorer").symlink_to(cache, target_is_directory=True)
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(Path(trafficking_explorer.__file__).parents[1]),
        "PYTHONUTF8": "1",
        "HOME": str(home),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
    }


@pytest.fixture
def program(
    environment: dict[str, str], tmp_path: Path
) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs Python in a fresh process, far from the checkout: `program("-c", "…")`."""

    def run(*args: str | bytes, stdin: str = "", **more: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, *args],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env=environment | more,
            cwd=tmp_path,
            check=False,
            timeout=600,
        )

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the pictures of the screens be written again."""
    parser.addoption(
        "--update-views",
        action="store_true",
        help="write the screens in tests/snapshots/views again",
    )


def pytest_collection_finish() -> None:
    """Collect garbage less often.

    Python's own thresholds take a quarter of the processor time of the tests of the panes.
    """
    gc.set_threshold(10_000, 20, 50)


def pytest_unconfigure() -> None:
    """Take away Hypothesis's hook into the garbage collector.

    It keeps objects of DuckDB alive to the very end, which then complains on standard error.
    """
    gc.callbacks.clear()
