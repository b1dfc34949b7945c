"""Time of `check` for 100,000 records in 1,000 files, against libyaml's C loader alone.

    python tests/bench/check.py [--files 1000] [--records 100] [--keep DIR] [--check]

Everything is measured in one run, in turn, and the least of some rounds counts, in seconds of processor
time, since each is one process and other work on the machine should not count: the loader
(`yaml.CSafeLoader`) over the same files; the first check, with an empty cache; the second, after one
file and its text have changed. The checks are whole programs, with their start. `--findings` measures
them with their findings too.
"""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.files import make_files, write_file
from tests.bench.measuring import print_table
from tests.terminal.pty_session import clean_environment

FIRST = 1.5
"""The most that the first check may take, to the loader."""
SECOND = 2.0
"""Seconds that the second check may take."""


def load_all(files: Sequence[Path]) -> None:
    """Read files with libyaml's C loader, and nothing else."""
    for path in files:
        with path.open("rb") as file:
            yaml.load(file, yaml.CSafeLoader)


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes, here and in processes that it waits for."""
    start = os.times()
    work()
    # The last figure is the clock on the wall.
    return sum(os.times()[:4]) - sum(start[:4])


def check(root: Path, home: Path, *flags: str) -> None:
    """Run the program; a problem in what was made is an error here."""
    subprocess.run(
        [sys.executable, "-m", "trafficking_explorer", "check", str(root), *flags],
        env=clean_environment(home) | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--records", type=int, default=100, help="in each file")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the made corpus")
    parser.add_argument("--findings", action="store_true", help="with findings too")
    parser.add_argument("--check", action="store_true", help="exit with 1 above the limits")
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        home = Path(temporary)
        root = (options.keep or home) / f"files-{options.files}-{options.records}"
        if not root.exists():
            make_files(root, options.files, options.records)
        files = sorted((root / "curated").glob("*.yaml"))
        flags = [] if options.findings else ["--no-findings"]
        loader, first, second = [], [], []
        for number in range(options.rounds):
            shutil.rmtree(home / "cache", ignore_errors=True)
            loader.append(timed(lambda: load_all(files)))
            first.append(timed(lambda: check(root, home, *flags)))
            # As many records, other figures.
            write_file(root, 0, options.records, edition=number + 1)
            second.append(timed(lambda: check(root, home, *flags)))
    size = f"{options.files * options.records:,} records in {options.files:,} files"
    rows = [
        ("libyaml's C loader", f"{min(loader):.2f} s"),
        ("first check", f"{min(first):.2f} s: {min(first) / min(loader):.2f} x"),
        (
            "second check, one file changed",
            f"{min(second):.2f} s: {min(second) / min(loader):.2f} x",
        ),
    ]
    print_table(size, rows)
    if options.check and (min(first) > FIRST * min(loader) or min(second) > SECOND):
        sys.exit(1)


if __name__ == "__main__":
    main()
