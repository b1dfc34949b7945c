"""From an article to a statistic in the explorer, key by key, in a pseudo-terminal; recorded.

    python -m tests.terminal.first_statistic PROGRAM FILE.cast

writes what the terminal was given, and which keys were pressed, as an asciicast of version 2, which
`asciinema play` shows.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.bench.recording import Recording
from tests.terminal.pty_session import clean_environment
from tests.terminal.tour import ENTER, leave

MOST_KEYS = 15
ARTICLE = """Home | News | About us

Operation Bridge: 12 arrests
Published on 7 June 2022

Police in Chad arrested 12 suspected traffickers during Operation Bridge, the National Border
Police said on Monday. More than 80 victims, including 31 children, were identified and handed
over to social services.

“A border is where we can see them”, said Director Awa Sarr of the National Border Police.

Subscribe to our newsletter
"""


class Pressed(Recording):
    """A session that knows which keys were pressed, and when."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys: list[tuple[float, str]] = []

    def send(self, keys: str) -> float:
        sent = super().send(keys)
        self.keys.extend((sent, key) for key in keys)
        return sent

    def cast(self) -> Iterator[str]:
        """All that was seen and pressed, as the lines of an asciicast."""
        yield json.dumps(
            {
                "version": 2,
                "width": self.columns,
                "height": self.rows,
                "title": "From an article to a statistic",
                "env": {"TERM": "xterm-256color"},
            }
        )
        start = 0
        events: list[tuple[float, str, str]] = [(at, "i", key) for at, key in self.keys]
        for at, end in self.pieces:
            events.append((at, "o", bytes(self.raw[start:end]).decode("utf-8", "replace")))
            start = end
        for at, kind, text in sorted(events):
            yield json.dumps([round(at - self.started, 4), kind, text], ensure_ascii=False)


def make_corpus(program: Path, folder: Path, env: dict[str, str]) -> Path:
    """A corpus that has an article, and no record of it: two commands."""
    (folder / "bridge.txt").write_text(ARTICLE, "utf-8")
    for arguments in (["init", "corpus"], ["--corpus", "corpus", "add", "bridge.txt"]):
        subprocess.run([program, *arguments], cwd=folder, env=env, check=True, capture_output=True)
    return folder / "corpus"


def take_down(session: Pressed) -> None:
    """Find the figure, make it a statistic, and open it.

    Raises:
        SessionError: the screen does not become what it should.
    """
    session.wait_for("Where the texts disagree")
    session.wait_for(r"2 sources")
    session.press("6")
    session.wait_for(r"Operation Bridge: 12 arrests[\s\S]*open")
    session.press("u")
    session.wait_for("open 1/")
    session.press("u")
    session.wait_for(r"open 2/\d+ · number")
    session.press(ENTER)
    session.wait_for(r"value: 12[\s\S]*into curated/bridge.yaml")
    session.press("w")
    session.wait_for(r"reloaded")
    session.press(ENTER)
    session.wait_for(r"12 ◆[\s\S]*suspected traffickers")
    session.settle()


def run(program: Path, folder: Path, columns: int = 120, rows: int = 30) -> Pressed:
    """All of it; the session is over."""
    home = folder / "home"
    home.mkdir()
    env = clean_environment(home)
    root = make_corpus(program, folder, env)
    argv = [program, "--corpus", root.name]
    with Pressed(argv, cwd=folder, env=env, columns=columns, rows=rows) as session:
        take_down(session)
        leave(session)
    return session


def main() -> None:
    """Record it."""
    program, file = Path(sys.argv[1]).absolute(), Path(sys.argv[2])
    with TemporaryDirectory() as folder:
        session = run(program, Path(folder))
    file.write_text("\n".join(session.cast()) + "\n", "utf-8")
    print(f"{len(session.keys)} keys: {' '.join(repr(key) for _, key in session.keys)}")


if __name__ == "__main__":
    main()
