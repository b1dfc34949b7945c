"""Processor time of the tests, by file and by test.

`python tests/bench/test_time.py [--slowest N] [ARGUMENT OF pytest …]` runs the tests one after
another. Processes that tests start and wait for are counted too.
"""

import argparse
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Generator

import pytest


def processor_seconds() -> float:
    """User and system time of this process and of its children that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


class Clock:
    """Plugin that adds up what every test needs, with its fixtures."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        """Seconds by test."""
        self.collection = 0.0

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Time the collection."""
        began = processor_seconds()
        try:
            return (yield)
        finally:
            self.collection = processor_seconds() - began

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Time a test."""
        began = processor_seconds()
        try:
            return (yield)
        finally:
            self.spent[item.nodeid] += processor_seconds() - began


def show(clock: Clock, slowest: int) -> None:
    """Print the files, then the slowest tests."""
    files: defaultdict[str, float] = defaultdict(float)
    tests: Counter[str] = Counter()
    for test, seconds in clock.spent.items():
        name = test.partition("::")[0]
        files[name] += seconds
        tests[name] += 1
    print(f"{clock.collection:8.2f} s  collection")
    for name, seconds in most(files):
        print(f"{seconds:8.2f} s  {name} ({tests[name]})")
    print(f"{sum(files.values()):8.2f} s  {len(clock.spent)} tests")
    for test, seconds in most(clock.spent)[:slowest]:
        print(f"{seconds:8.2f} s  {test}")


def most(times: dict[str, float]) -> list[tuple[str, float]]:
    """Names and seconds, the most first."""
    return sorted(times.items(), key=lambda each: -each[1])


def main() -> int:
    """Run pytest with a clock."""
    parser = argparse.ArgumentParser(description="Processor time of the tests.")
    parser.add_argument("--slowest", type=int, default=30, help="slowest tests to name")
    options, rest = parser.parse_known_args()
    clock = Clock()
    status = pytest.main(["-q", "-p", "no:xdist", *rest], plugins=[clock])
    show(clock, options.slowest)
    return int(status)


if __name__ == "__main__":
    sys.exit(main())
