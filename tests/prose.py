"""Finder of patterns that the project's prose does without, in docstrings, comments and messages.

The rules are those of CONTRIBUTING: a summary line is a noun phrase or an imperative, and words of a
literal translation ("stands", "lies", "anew") have plain ones in their place.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CLAUSE = re.compile(r"(?:What|Whether|Where|How|When|Who|Which|Of)\b(?!.*\?$)")
"""A summary line that is a noun clause: `What a console shows.`; a question is none."""

BANNED = {
    "stands": r"\b(?:stands?(?! (?:for|out|back)\b|-)|stood)\b",
    "lies": r"\blies\b",
    "rests": r"\brests\b|\brest(?:ed|ing)? (?:on|upon|with)\b",
    "is no": r"(?<!there )(?<!There )\b(?:is|are) no (?!longer\b|more\b|less\b|later\b)",
    "is none": r"(?<!there )(?<!There )\b(?:is|are|was|were) none\b",
    "another one": r"\banother one\b",
    "anew": r"\banew\b",
    "whoever": r"\b[Ww]hoever\b",
    "so many": r"\b[Ss]o many\b",
    "of its own": r"\bof (?:one's|its|his|her|their) own(?=$|\W*$|[.,;:)”]|"
    r" (?:in|into|for|to|that|which|with|without|on|and|or|by|from|at|is|are|could|as)\b)",
    "by what": r"\bby what\b",
    "mend": r"\bmend(?:s|ed|ing)?\b",
    "put … by hand": r"\bput(?:s|ting)?\b[^.;]*\bby hand\b",
}
"""Regular expressions by the words that a report gives. “There is no …” is plain English."""

_BANNED = {name: re.compile(pattern) for name, pattern in BANNED.items()}
_MESSAGE = re.compile(r"[^\W\d_]+[,;:]? [^\W\d_]+")
"""A string of two words or more may be read by a person."""


@dataclass(frozen=True, slots=True)
class Slip:
    """One use of a pattern.

    Attributes:
        line: of the docstring, comment or message, from 1.
        pattern: `clause`, or a key of `BANNED`.
        text: the whole docstring, comment or message.
    """

    line: int
    pattern: str
    text: str


def slips(code: str) -> list[Slip]:
    """All uses of a pattern in a module, in order."""
    tree = ast.parse(code)
    docs = dict(_docstrings(tree))
    found = [Slip(node.lineno, "clause", text) for node, text in docs.items() if CLAUSE.match(text)]
    words = {id(node) for node in docs}
    for line, text in (*_numbered(docs), *_comments(code), *_messages(tree, words)):
        found += (Slip(line, name, text) for name in banned_in(text))
    return sorted(found, key=lambda slip: (slip.line, slip.pattern))


def banned_in(text: str) -> list[str]:
    """The keys of `BANNED` that a text uses."""
    line = " ".join(text.split())
    return [name for name, pattern in _BANNED.items() if pattern.search(line)]


def slips_below(folder: Path, pending: tuple[str, ...]) -> Iterator[tuple[str, Slip]]:
    """The uses in all modules below a folder, each with its path in it.

    Args:
        pending: modules and packages to leave out, as paths in the folder.
    """
    for path in sorted(folder.rglob("*.py")):
        name = path.relative_to(folder).as_posix()
        if not any(name == each or name.startswith(f"{each}/") for each in pending):
            for slip in slips(path.read_text("utf-8")):
                yield name, slip


def _docstrings(tree: ast.AST) -> Iterator[tuple[ast.expr, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            text = ast.get_docstring(node)
            if text:
                first = node.body[0]
                assert isinstance(first, ast.Expr)
                yield first.value, text


def _numbered(docs: dict[ast.expr, str]) -> Iterator[tuple[int, str]]:
    return ((node.lineno, text) for node, text in docs.items())


def _comments(code: str) -> Iterator[tuple[int, str]]:
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _messages(tree: ast.AST, docs: set[int]) -> Iterator[tuple[int, str]]:
    """Strings that may be shown to a person, and notes below attributes: those of several words."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in docs and _MESSAGE.search(node.value):
            yield node.lineno, node.value
