"""Plain English in docstrings, comments, messages and the manual."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

import trafficking_explorer

ROOT = Path(trafficking_explorer.__file__).parent
PACKAGES = (
    "console",
    "corpus",
    "curation",
    "export",
    "records",
    "reports",
    "text",
    "workspace",
)
"""The packages that are checked."""
CLAUSE = re.compile(r"(?:What|Whether|Where|How|When|Who|Which|That|So|As|Of)\b")
"""A summary line is a noun phrase or an imperative, not a clause."""
AVOIDED = re.compile(
    r"\b(?:(?i:stands?|lies|rests? on|anew|whoever|another one|by what|mend(?:s|ed|ing)?|bears? out"
    r"|of (?:one's|their|its) own)|(?<!there )(?:is|are) (?:no|none))\b"
)


def modules(package: str) -> Iterator[Path]:
    yield from sorted((ROOT / package).rglob("*.py"))


def docstrings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found = ast.get_docstring(node)
            if found:
                yield found


def words_of(source: str) -> Iterator[str]:
    """All strings and comments of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string


@pytest.mark.parametrize("package", PACKAGES)
def test_summary_lines_are_nouns_or_imperatives(package: str) -> None:
    """A clause such as “What it does” is harder to read."""
    found = [
        f"{path.relative_to(ROOT)}: {text.splitlines()[0]}"
        for path in modules(package)
        for text in docstrings(ast.parse(path.read_text("utf-8")))
        if CLAUSE.match(text)
    ]
    assert not found


@pytest.mark.parametrize("package", PACKAGES)
def test_words_to_avoid(package: str) -> None:
    """Plainer words are shorter to read: is, new, fix."""
    found = [
        f"{path.relative_to(ROOT)}: …{text[max(0, match.start() - 30) : match.end() + 20]}…"
        for path in modules(package)
        for text in words_of(path.read_text("utf-8"))
        for match in AVOIDED.finditer(text)
    ]
    assert not found


@pytest.mark.parametrize("folder", ["docs", "corpus/pages"])
def test_pages_avoid_them_too(folder: str) -> None:
    """The manual, and the pages on rules."""
    found = [
        f"{path.name}: {match[0]}"
        for path in sorted((ROOT / folder).glob("*.*"))
        for match in AVOIDED.finditer(path.read_text("utf-8"))
    ]
    assert not found


@pytest.mark.parametrize(
    "text", ["It stands there.", "What mends it", "written anew", "none is no"]
)
def test_they_are_found(text: str) -> None:
    """Also inside a sentence."""
    assert AVOIDED.search(text)
