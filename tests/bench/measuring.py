"""Parts shared by the timings: arguments, programs to start, tables to print."""

import argparse
import os
import platform
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.recording import Recording
from tests.terminal.pty_session import clean_environment, installed_program

BARE = Path(__file__).with_name("bare.py")
FIRST_ROW = "▸"
"""Stands before the row under the cursor, in the explorer and in the bare app."""


@dataclass(frozen=True)
class Bench:
    """One program to measure, on a machine's empty home.

    Attributes:
        program: the explorer's console script.
        home: where its cache and settings are.
        columns, rows: the terminal's size in cells.
    """

    program: Path
    home: Path
    columns: int
    rows: int

    def explorer(self, *arguments: str | Path, cache: Path | None = None) -> Recording:
        """The explorer, on the bundled corpus where the arguments name no other.

        Args:
            cache: another folder for its stores than that of the home.
        """
        return self.session([self.program, *arguments], cache)

    def bare(self, kind: str) -> Recording:
        """A bare Textual app, run by the explorer's own interpreter."""
        return self.session([self.program.with_name("python"), BARE, kind])

    def session(self, argv: Sequence[str | Path], cache: Path | None = None) -> Recording:
        """Any program."""
        environment = clean_environment(self.home)
        if cache is not None:
            environment["XDG_CACHE_HOME"] = str(cache)
        return Recording(
            argv,
            cwd=self.home,
            env=environment,
            columns=self.columns,
            rows=self.rows,
        )


def arguments(description: str | None, runs: int) -> argparse.ArgumentParser:
    """The options every timing has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--program", type=Path, help="a console script; left out: this environment's"
    )
    parser.add_argument("--runs", type=int, default=runs, help=f"how often ({runs})")
    parser.add_argument("--size", default="140x40", help="of the terminal (140x40)")
    parser.add_argument("--check", action="store_true", help="exit with 1 above the limit")
    return parser


@contextmanager
def bench(options: argparse.Namespace) -> Iterator[Bench]:
    """A bench as the options say, with its own home."""
    program = options.program or installed_program()
    columns, _, rows = options.size.partition("x")
    with TemporaryDirectory() as home:
        yield Bench(program.absolute(), Path(home), int(columns), int(rows))


def memory_mb(pid: int) -> float:
    """The most memory that a process has held, in MB; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return 0.0
    peak = re.search(r"VmHWM:\s*(\d+) kB", status)
    return int(peak[1]) * 1024 / 1e6 if peak else 0.0


def print_table(title: str, rows: Sequence[tuple[str, str]]) -> None:
    """Print what was measured, under the machine it was measured on."""
    print(f"{title} ({os.cpu_count()} cores, Python {platform.python_version()})")
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"  {name:<{width}}  {value}")
