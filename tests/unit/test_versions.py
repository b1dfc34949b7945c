"""The versions that the tests are run with, and those that the program says it is for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
DEPENDENCIES = [Requirement(each) for each in PROJECT["dependencies"]]
TOOLS = [Requirement(each) for each in PROJECT["optional-dependencies"]["test"]]


def pinned(name: str) -> dict[str, set[Version]]:
    """The versions that a file names, by package; another Python may have others."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = [Requirement(line) for line in lines if not line.startswith("#")]
    assert all(re.fullmatch("==[^,*]+", str(each.specifier)) and not each.url for each in found)
    versions: dict[str, set[Version]] = {}
    for each in found:
        version = Version(str(each.specifier).removeprefix("=="))
        versions.setdefault(canonicalize_name(each.name), set()).add(version)
    return versions


@pytest.mark.parametrize("needed", [*DEPENDENCIES, *TOOLS], ids=str)
def test_what_is_tested_is_allowed(needed: Requirement) -> None:
    """Every library has a version in the constraints, within its bounds: else run .ci/refresh."""
    versions = pinned("constraints.txt")[canonicalize_name(needed.name)]
    assert all(needed.specifier.contains(version) for version in versions)


@pytest.mark.parametrize("needed", DEPENDENCIES, ids=str)
def test_the_lowest_is_tested(needed: Requirement) -> None:
    """Each as low as pyproject.toml says: else run .ci/refresh."""
    (lowest,) = [each.version for each in needed.specifier if each.operator == ">="]
    assert Version(lowest) in pinned(".ci/lowest.txt")[canonicalize_name(needed.name)]


def test_all_that_is_installed_is_pinned() -> None:
    """With the requirements of the libraries, wherever they are installed."""
    assert pinned("constraints.txt").keys() == pinned(".ci/lowest.txt").keys()


def test_the_readme_installs_them() -> None:
    """The test line would otherwise depend on every release."""
    readme = (ROOT / "README.md").read_text("utf-8")
    line = readme.partition("<!-- test -->")[2].split("```")[1]
    assert "pip install -q -c constraints.txt -e '.[test]'" in line
