"""A corpus whose every text tries to take over the terminal it is shown in."""

import json
from pathlib import Path

TITLE = "\x1b]0;title-of-the-corpus\x07"
COLOUR = "\x1b[38;5;123m"
EIGHT_BIT = "\x9b38;5;124m\x9d0;eight-bit\x9c"
CLEAR = "\x1b[2J\x1bc"
CLIPBOARD = "\x1b]52;c;aG9zdGlsZQ==\x1b\\"
LINK = "\x1b]8;;http://example.invalid\x1b\\"
OVERWRITE = "\b\b\b\r\x7f"
BIDI = "\u202egnorw\u202c\u2066isolated\u2069\u200f"
HIDDEN = "\u200bzero\u2060width\ufeff\U000e0041"
MARKUP = "[red]no markup[/red] [@click=app.quit]no link[/] [/nothing"

ATTACKS = (TITLE, COLOUR, EIGHT_BIT, CLEAR, CLIPBOARD, LINK, OVERWRITE, BIDI, HIDDEN)
NAME = f"Operation Evil{''.join(ATTACKS)} {MARKUP} end"
SENTENCE = f"The police of France{COLOUR} said{BIDI} that 12 suspects{TITLE} were arrested {MARKUP} in all."


def write_hostile_corpus(root: Path) -> Path:
    """Write it below a folder, in a folder with a hostile name; the folder of the corpus."""
    # No terminator of a shell's or a file system's: what a file name can have.
    folder = root / f"evil{COLOUR}{BIDI}[red]"
    text = f"{NAME}\n\n{SENTENCE}\n"
    files = {
        "seeds/evil.txt": text,
        "curated/source.yaml": _yaml(
            sources=[
                {
                    "id": "evil",
                    "path": "evil.txt",
                    "title": NAME,
                    "publisher": NAME,
                    "author": NAME,
                    "article": {"from": NAME, "to": SENTENCE},
                    "note": NAME,
                }
            ]
        ),
        "curated/records.yaml": _yaml(
            source="evil",
            operations=[
                {
                    "id": "evil",
                    "quote": NAME,
                    "name": NAME,
                    "kind": "operation",
                    "summary": NAME,
                    "note": NAME,
                    "resolved": {"kind": NAME},
                }
            ],
            agencies=[
                {
                    "id": "evil",
                    "quote": NAME,
                    "name": NAME,
                    "acronym": NAME,
                    "kind": "ngo",
                    "resolved": {"kind": NAME},
                    "links": [{"relation": "led_by", "to": "operation/evil", "role": NAME}],
                }
            ],
            quotes=[{"id": "evil", "quote": SENTENCE, "speaker": "The police of France" + COLOUR}],
            statistics=[
                {
                    "id": "evil",
                    "quote": SENTENCE,
                    "label": NAME,
                    "measure": "arrests",
                    "value": 12,
                    "value_text": "12",
                    "unit": "persons",
                    "qualifier": "exact",
                    "population": "suspects" + TITLE,
                    "operation": "evil",
                    "scope": "operation",
                    "resolved": {"operation": NAME},
                }
            ],
            tools=[
                {
                    "id": "evil",
                    "quote": NAME,
                    "name": NAME,
                    "kind": "service",
                    "resolved": {"kind": NAME},
                }
            ],
            people=[{"id": "evil", "quote": NAME, "name": NAME, "role": NAME}],
        ),
    }
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8", newline="")
    return folder


def _yaml(**document: object) -> str:
    """JSON is YAML, but for the halves that it splits a large code point into."""
    return json.dumps(document, indent=2).replace(r"\udb40\udc41", r"\U000E0041")
