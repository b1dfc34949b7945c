"""Time from the saving of a file to the changed row on the screen, and the wait of keys meanwhile.

    python tests/bench/reload.py [--program PATH] [--runs N] [--size 140x40] [--check] [--corpus DIR]

Five documents, copied; the explorer lists their tools, one of which becomes of another kind with each
save: the file is written beside and renamed, as editors do. Every other time the cursor is moved up and
down meanwhile, faster than a key that is held down. --check exits with 1 where a save that nobody
moves in takes a second or more to be seen, or a key 250 ms to be answered.

--corpus: another corpus, copied, such as `tests.bench.files` makes: the time it takes to open for the
first time and to be read again when one of its files has been saved, with the cursor moved meanwhile.
"""

import shutil
import sys
import time
from argparse import Namespace
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.bench.measuring import arguments, bench, memory_mb, print_table
from tests.bench.recording import Recording

LIMIT_SECONDS = 1.0
LIMIT_KEY_MS = 250
KINDS = ("software", "service", "technology", "capability")
FILE = "curated/000/tools.yaml"
BEFORE = "    kind: capability\n"
ROW = 3
"""The line of the screen that shows that tool."""
SAID = b"reloaded "
_KEYS_SECONDS = 0.04
"""Between two keys: faster than a key that is held down."""


def save(path: Path, text: str) -> float:
    """Give a file another content, as editors do; the moment of the rename."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
    return time.perf_counter()


def one_save(
    session: Recording, path: Path, text: str, *, moving: bool, seconds: float = 30
) -> tuple[float, list[float]]:
    """Save, and wait until it has been read; when it was saved, and when keys were sent."""
    session.settle(0.5)
    written = len(session.raw)
    saved = save(path, text)
    keys: list[float] = []
    # Nothing is drawn here meanwhile: an emulator would take the time of a core.
    while SAID not in session.raw[written:]:
        if moving:
            keys.append(session.send("jk"[len(keys) % 2]))
        session.watch(_KEYS_SECONDS)
        if time.perf_counter() - saved > seconds:
            raise SystemExit(f"never seen; on screen:\n{session.text}")
    session.settle(0.5)
    if len(keys) % 2:
        session.send("k")
    return saved, keys


def seen(session: Recording, saves: list[tuple[float, str]]) -> list[float]:
    """The times at which rows changed by a save were on the screen."""
    left, found = list(saves), []
    for came, screen in session.screens():
        if left and came > left[0][0] and left[0][1] in screen.lines[ROW]:
            found.append(came)
            left.pop(0)
    return found


def large(options: Namespace) -> int:
    """Measure a corpus that takes long to read."""
    with bench(options) as place:
        corpus = Path(shutil.copytree(options.corpus, place.home / "corpus"))
        path = next(iter(sorted((corpus / "curated").rglob("*.yaml"))))
        with place.explorer("--corpus", corpus, "--pane", "statistics") as session:
            opened = session.wait_for(r"\d sources", seconds=600) - session.started
            session.settle(2)
            text = f"{path.read_text('utf-8')}# saved\n"
            saved, keys = one_save(session, path, text, moving=True, seconds=600)
            took = session.said(SAID, saved) - saved
            waited = [1000 * (session.answered(sent) - sent) for sent in keys]
            memory = memory_mb(session.pid)
    print_table(
        f"A corpus of {len(list(Path(options.corpus).rglob('*.yaml')))} files, {options.size}",
        [
            ("opened for the first time", f"{opened:.1f} s"),
            ("from save to screen", f"{took:.1f} s"),
            ("longest wait of a key", f"{max(waited):.0f} ms  (under {LIMIT_KEY_MS})"),
            ("most memory of the explorer", f"{memory:.0f} MB"),
        ],
    )
    return int(options.check and max(waited) >= LIMIT_KEY_MS)


def main() -> int:
    """Measure and print."""
    parser = arguments(__doc__, runs=8)
    parser.add_argument("--corpus", type=Path, help="instead of the five documents")
    options = parser.parse_args()
    if options.corpus:
        return large(options)
    top = Path(__file__).resolve().parents[2]
    saves: list[tuple[float, str]] = []
    waited = []
    with bench(options) as place:
        corpus = place.home / "corpus"
        for part in ("curated", "seeds"):
            shutil.copytree(top / part, corpus / part)
        path = corpus / FILE
        template = path.read_text("utf-8")
        with place.explorer("--corpus", corpus, "--pane", "tools") as session:
            session.wait_for(r"\d sources", seconds=30)
            session.settle(2)
            for number in range(options.runs):
                kind = KINDS[number % len(KINDS)]
                text = template.replace(BEFORE, f"    kind: {kind}\n", 1)
                saved, keys = one_save(session, path, text, moving=bool(number % 2))
                saves.append((saved, kind))
                waited += [1000 * (session.answered(sent) - sent) for sent in keys]
            memory = memory_mb(session.pid)
        took = [came - saved for (saved, _), came in zip(saves, seen(session, saves), strict=True)]
    print_table(
        f"From save to screen, {options.size}, {options.runs} saves",
        [
            ("the first", f"{took[0]:.2f} s"),
            ("median", f"{median(took[::2]):.2f} s"),
            ("longest", f"{max(took[::2]):.2f} s  (under {LIMIT_SECONDS:g})"),
            ("median while the cursor moves", f"{median(took[1::2]):.2f} s"),
            ("longest wait of a key", f"{max(waited):.0f} ms  (under {LIMIT_KEY_MS})"),
            ("most memory of the explorer", f"{memory:.0f} MB"),
        ],
    )
    slow = max(took[::2]) >= LIMIT_SECONDS or max(waited) >= LIMIT_KEY_MS
    return int(options.check and slow)


if __name__ == "__main__":
    sys.exit(main())
