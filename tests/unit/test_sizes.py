"""Modules and classes stay small enough to read at once."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import trafficking_explorer

PACKAGE = Path(trafficking_explorer.__file__).parent

MODULE_LINES = 450
CLASS_LINES = 350
METHODS = 25
REASON = "# Long because "
"""A comment above a class, or at the top of a module, that excuses its size."""


def too_long(code: str) -> Iterator[str]:
    """The module, and each of its classes, that is longer than it may be without a reason."""
    lines = code.splitlines()
    if len(lines) > MODULE_LINES and not any(line.startswith(REASON) for line in lines):
        yield f"{len(lines)} lines"
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ClassDef):
            first = min((each.lineno for each in node.decorator_list), default=node.lineno)
            length = (node.end_lineno or 0) - node.lineno + 1
            methods = sum(
                isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef) for each in node.body
            )
            is_excused = lines[first - 2].startswith(REASON) if first > 1 else False
            if (length > CLASS_LINES or methods > METHODS) and not is_excused:
                yield f"{node.name}: {length} lines, {methods} methods"


def test_modules_and_classes_are_short() -> None:
    """A longer one gives a reason."""
    found = [
        f"{path.relative_to(PACKAGE).as_posix()}: {each}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for each in too_long(path.read_text("utf-8"))
    ]
    assert found == []


LONG_CLASS = "class Long:\n" + "    a = 1\n" * CLASS_LINES
MANY_METHODS = "@final\nclass Long:\n" + "    def a(self): ...\n" * (METHODS + 1)


@pytest.mark.parametrize("code", ["a = 1\n" * (MODULE_LINES + 1), LONG_CLASS, MANY_METHODS])
def test_a_long_one_is_found(code: str) -> None:
    """By its lines or by its methods; a comment that gives a reason excuses it."""
    assert list(too_long(code))
    assert not list(too_long(f"{REASON}it is generated.\n{code}"))


@pytest.mark.parametrize(
    "code",
    [
        "",
        "a = 1\n" * MODULE_LINES,
        "class Short:\n" + "    a = 1\n" * (CLASS_LINES - 1),
        "class Short:\n" + "    def a(self): ...\n" * METHODS,
    ],
)
def test_the_limits_themselves_are_allowed(code: str) -> None:
    """The last line and the last method are not too many."""
    assert not list(too_long(code))
