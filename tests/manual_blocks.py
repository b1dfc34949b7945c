"""The fenced blocks of the manual and the README, for the tests that run them."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trafficking_explorer.manual.pages import all_pages
from trafficking_explorer.paths import APP

README = Path(__file__).parents[1] / "README.md"

_BLOCK = re.compile(r"^```(?P<language>[a-z]+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One fenced block."""

    page: str
    language: str
    text: str


def blocks_of(page: str, text: str) -> Iterator[Block]:
    """The blocks of a text, in order."""
    for match in _BLOCK.finditer(text):
        yield Block(page, match["language"], match["text"])


def all_blocks(language: str) -> list[Block]:
    """The blocks of one language: those of the README, then those of the manual."""
    texts = [("README", README.read_text("utf-8"))]
    texts += [(page.topic, page.text) for page in all_pages()]
    found = (block for name, text in texts for block in blocks_of(name, text))
    return [block for block in found if block.language == language]


def sessions_in(block: Block) -> Iterator[tuple[list[str], list[str]]]:
    """The calls of a console block, each with the lines of output that it shows."""
    for session in block.text.split(f"$ {APP} ")[1:]:
        call, *output = session.splitlines()
        yield shlex.split(call), output


def calls_in(block: Block) -> Iterator[list[str]]:
    """The arguments of each call of the program in a shell block."""
    for line in block.text.splitlines():
        words = shlex.split(line, comments=True)
        if words and words[0] == APP:
            yield words[1:]
