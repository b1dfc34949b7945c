"""Corpora with pieces that are missing, empty or wrong, and everything that is asked of a corpus."""

import json
import re
import shutil
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from hypothesis import strategies as st

import trafficking_explorer
from trafficking_explorer import cli
from trafficking_explorer.corpus.yaml_reader import read_yaml
from trafficking_explorer.database.cache import locate_store
from trafficking_explorer.database.overview_queries import ask_overview
from trafficking_explorer.database.queries import detail, source_document
from trafficking_explorer.database.row_reader import RowReader
from trafficking_explorer.database.sql_text import SqlCondition
from trafficking_explorer.database.tables import table_names
from trafficking_explorer.database.views import FINDING, VIEWS
from trafficking_explorer.findings.queries import finding_detail
from trafficking_explorer.reports.check import WRITERS
from trafficking_explorer.workspace.opening import open_with_findings

STARTER = Path(trafficking_explorer.__file__).parent / "starter"
ARTICLE = "article.txt"
"""A text beside the corpus, which does not belong to it yet."""
STATUSES = (0, 1, 2, 3)
"""Those that are documented, but for an interrupted command."""


class Raw(str):
    """YAML that is written as it is."""


Tree = dict[str, Any]
"""What the curated files hold, by their names."""


def whole() -> tuple[Tree, dict[str, str]]:
    """A sound corpus of two texts, one file for each; and the texts."""
    text = (STARTER / "example.txt").read_text("utf-8")
    example = _plain(read_yaml("", (STARTER / "example.yaml").read_bytes()).value)
    other = deepcopy(example)
    told = json.loads(json.dumps(other).replace("34", "36").replace('"lantern', '"other-lantern'))
    for key, records in told.items():
        if isinstance(records, list) and key != "uncovered":
            for record in records:
                record["id"] = record["id"].removeprefix("other-") + "-2"
    told["source"] = "example-2"
    told["sources"][0] |= {
        "path": "other.txt",
        "title": "Operation Lantern frees 36 people in Port Amber",
    }
    told["operations"][0]["links"][0]["to"] += "-2"
    told["quotes"][0]["speaker_id"] += "-2"
    told["statistics"][0]["operation"] = told["cases"][0]["operation"] = "lantern"
    told["answers"] = [
        {
            "finding": "lone-claims:operation/lantern+source/example",
            "answer": "accepted",
            "reason": "So it is.",
        }
    ]
    return {"a.yaml": example, "b.yaml": told}, {
        "example.txt": text,
        "other.txt": text.replace("34", "36"),
    }


def _plain(value: Any) -> Any:
    """A value as lists and dictionaries, which can be changed."""
    match value:
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case tuple():
            return [_plain(each) for each in value]
    return value


# Writing.


def as_yaml(value: Any, indent: int = 0) -> str:
    """A tree in block style, as curators write it."""
    blanks = "  " * indent
    match value:
        case dict() if value:
            return "".join(
                f"\n{blanks}{_scalar(key)}:{as_yaml(each, indent + 1)}"
                for key, each in value.items()
            )
        case list() if value:
            return "".join(f"\n{blanks}- {as_yaml(each, indent + 1).lstrip()}" for each in value)
        case dict():
            return " {}"
        case list():
            return " []"
    return f" {_scalar(value)}"


def _scalar(value: Any) -> str:
    if isinstance(value, Raw):
        return value
    if value is None:
        return "null"
    text = str(value)
    is_plain = re.fullmatch(r"[A-Za-z0-9]+(?:[ ./-][A-Za-z0-9.]+)*", text)
    return text if is_plain else json.dumps(text, ensure_ascii=False)


def write(root: Path, tree: Tree, seeds: dict[str, str | bytes | None]) -> None:
    """Write a corpus into a folder in the place of what is there.

    Args:
        tree: values, or the bytes of a file as they are.
        seeds: texts; None for a folder of that name.
    """
    shutil.rmtree(root, ignore_errors=True)
    (root / "curated").mkdir(parents=True)
    (root / "seeds").mkdir()
    for name, value in tree.items():
        data = value if isinstance(value, bytes) else f"{as_yaml(value).lstrip()}\n".encode()
        (root / "curated" / name).write_bytes(data)
    (root / ARTICLE).write_bytes((STARTER / "example.txt").read_bytes())
    for name, text in seeds.items():
        path = root / "seeds" / name
        if text is None:
            path.mkdir()
        else:
            path.write_bytes(text.encode() if isinstance(text, str) else text)


# Breaking.

WORDS = ("freed", "Operation Lantern", "34", "Port Amber", "example", "example-2", "lantern", "x")
VALUES: tuple[Any, ...] = (
    *map(Raw, ("", "null", "~", "''", "' '", "true", "2021-01-01", "12", "-0.0", "1e400", ".nan")),
    *map(Raw, (".inf", "-.inf", "9" * 400, "0x1F", "1_000", '"a\\0b"', '"\\ud800"', '"\\e[31m"')),
    *map(Raw, ("*a", "&a x", "!!int 3", "!x y", "<<", "? x", "|\n    x", ">+", "[", "{", '"', "'")),
    *map(Raw, ("@x", "%x", "`x", "- x", "a: b", "[a, [b, {c: d}]]", "{a, b}", "\tx", "\x01", "…")),
    *(
        [],
        {},
        [None],
        [[]],
        [{}],
        {"": ""},
        {"a": None},
        {"exact": None},
        {"from": "x"},
        ["x", "x"],
    ),
    *(
        {"exact": "34 people"},
        {"exact": "34", "sha256": "00000000"},
        {"exact": "34", "source": "no"},
    ),
    *({"example": ["34 people"]}, {"no": "x"}, {"example": {"example": "x"}}, {"exact": ["x"]}),
    *({"value, unit": "34"}, {"value, value": "34"}, {",": "x"}, {"trail": "x"}, [["34 people"]]),
    *("34", "34 people", "freed", "a", "e", ".", "Operation Lantern", "x" * 5_000, "x " * 2_000),
    *("example", "example-2", "nobody", "lantern", "operation/lantern", "statistic/lantern-freed"),
    *("agency/nobody", "source/example", "nonsense/x", "/", "a/b/c", "amber-coast-police"),
    *(
        "../a.yaml",
        "/etc/hostname",
        ".",
        "..",
        "other.txt",
        "example.txt/x",
        "x\n",
        "a\u202eb",
        "é",
    ),
    *(
        "2021-13-45",
        "9999-12-31",
        "0000",
        "-0001",
        "Y170000002",
        "2021-02/2021-01",
        "../..",
        "201X",
    ),
    *(
        "0001-01-01",
        "2021-04-31",
        "[2021-01,2021-05]",
        "..",
        "2021-23",
        "2021~",
        "1,000",
        "-5",
        "1e5",
    ),
    *(
        "XX",
        "GB",
        "statistic",
        "millions",
        "percent",
        "share",
        "world",
        "exact",
        "0",
        "100000000000",
    ),
)
KEYS = (
    *(
        "id",
        "quote",
        "evidence",
        "resolved",
        "links",
        "note",
        "name",
        "value",
        "value_text",
        "date",
    ),
    *(
        "sources",
        "source",
        "statistics",
        "operations",
        "uncovered",
        "answers",
        "article",
        "from",
        "to",
    ),
    *(
        "furniture",
        "edition_of",
        "sha256",
        "exact",
        "part_of",
        "scope",
        "parent",
        "",
        "trail",
        "nmae",
    ),
    *("part_of", "value_to", "place", "country", "period", "unit", "value, unit", "speaker_id"),
)
FILES: tuple[bytes, ...] = (
    *(
        b"",
        b"\n",
        b"# nothing",
        b"---\n",
        b"--- \n...\n",
        b"---\n---\n",
        b"a: b\n---\nc: d\n",
        b"\xef\xbb\xbf",
    ),
    *(
        b"null",
        b"- a",
        b"text",
        b"3",
        b"\0" * 9,
        b"\xff\xfea",
        b"sources",
        b"sources:",
        b"sources: {}",
    ),
    *(
        b"sources: [null]",
        b"source: example",
        b"source: [example]",
        b"operations:\n- {",
        b"&a [*a]",
    ),
    *(
        b"operations:\n  - id: lantern\n   name: x\n",
        b"%YAML 1.2\n---\nsources: []\n",
        b"\t",
        b"? a",
    ),
    *(b"operations: []\noperations: []\n", b"uncovered:\n- {exact: x, why: y}\n", b"answers: [a]"),
    b"source: nobody\nstatistics:\n- {id: x, quote: 34, label: x, measure: rescued, value: 34, "
    b"value_text: 34, unit: persons, qualifier: exact, scope: world}\n",
    b"statistics:\n- {id: x, quote: 34, label: x, measure: rescued, value: 34, value_text: 34, "
    b"unit: persons, qualifier: exact, operation: x, scope: operation}\noperations:\n- {id: x, quote: "
    b"x, name: x, kind: operation}\nquotes:\n- {id: x, quote: x}\ntools:\n- {id: x, quote: x, name: x, "
    b"kind: database}\n",
)
TEXTS: tuple[str | bytes | None, ...] = (
    *(
        "",
        " ",
        "\n\n",
        "34",
        "\0" * 9,
        b"\xff\xfe\0",
        b"34 people \xc3",
        None,
        "A. " * 200,
        "“" * 50,
    ),
    *(
        "\ufeff34 people",
        "34 people\r\nfreed\r",
        "34 people. " * 50,
        "\u2028" * 9,
        "x" * 20_000,
        "…\u200b",
    ),
)


def places(tree: Tree) -> list[tuple[Any, Any]]:
    """Every value of the curated files, as what holds it and its key there."""
    return list(_places(tree))[len(tree) :] or list(_places(tree))


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    holders = [(value, key) for key, _ in inside]
    yield from holders
    for holder, key in holders:
        if isinstance(holder[key], dict | list):
            yield from _places(holder[key])


Change = tuple[str, int, int]
"""What is done, where, and with what."""
KINDS = (
    *("drop", "drop", "value", "value", "value", "key", "double", "into a list", "into a mapping"),
    *(
        "from elsewhere",
        "words",
        "new key",
        "file",
        "text",
        "no text",
        "no file",
        "no source",
        "split",
    ),
)
CHANGES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 2_000), st.integers(0, 2_000)),
    min_size=1,
    max_size=6,
)


def broken(changes: list[Change]) -> tuple[Tree, dict[str, Any]]:
    """The sound corpus, changed."""
    tree, seeds = whole()
    for kind, where, what in changes:
        _change(tree, seeds, kind, where, what)
    return tree, seeds


def _change(tree: Tree, seeds: dict[str, Any], kind: str, where: int, what: int) -> None:
    file = sorted(tree)[where % len(tree)] if tree else None
    match kind:
        case "file" if file:
            tree[file] = FILES[what % len(FILES)]
        case "no file" if file:
            del tree[file]
        case "text" | "no text" if seeds:
            name = sorted(seeds)[where % len(seeds)]
            seeds[name] = TEXTS[what % len(TEXTS)]
            if kind == "no text":
                del seeds[name]
        case "no source":
            for value in tree.values():
                if isinstance(value, dict) and what % 3:
                    value.pop("source", None)
        case "split" if file and isinstance(tree[file], dict):
            for key in list(tree[file]):
                tree[f"{key or what}-{file}"] = {key: tree[file].pop(key)}
            del tree[file]
        case _:
            values = {name: value for name, value in tree.items() if not isinstance(value, bytes)}
            if found := places(values):
                _change_value(*found[where % len(found)], kind, what, found)


def _change_value(holder: Any, key: Any, kind: str, what: int, all_: list[tuple[Any, Any]]) -> None:
    value = holder[key]
    match kind:
        case "drop":
            del holder[key]
        case "value":
            holder[key] = VALUES[what % len(VALUES)]
        case "words":
            holder[key] = WORDS[what % len(WORDS)]
        case "key" if isinstance(holder, dict):
            items = [
                (KEYS[what % len(KEYS)] if each == key else each, holder[each]) for each in holder
            ]
            holder.clear()
            holder.update(items)
        case "new key" if isinstance(holder, dict):
            holder[KEYS[what % len(KEYS)]] = VALUES[what // len(KEYS) % len(VALUES)]
        case "double" if isinstance(holder, list):
            holder.append(deepcopy(value))
        case "into a list":
            holder[key] = [value]
        case "into a mapping":
            holder[key] = {KEYS[what % len(KEYS)]: value}
        case "from elsewhere":
            other, there = all_[what % len(all_)]
            holder[key] = deepcopy(other[there])


# Asking.

FORMATS = tuple(WRITERS)


def calls(root: Path) -> Iterator[tuple[str, ...]]:
    """Every command, each way that a corpus matters to."""
    here = ("--corpus", str(root))
    for format_ in FORMATS:
        yield "check", str(root), "--format", format_, "--coverage", "--answered"
    yield "check", str(root), "--no-findings", "--all"
    yield *here, "sql", "; ".join(f"SELECT * FROM {name}" for name in table_names())
    yield *here, "search", "34 OR freed", "--format", "json"
    yield *here, "search", "value>3 -is:resolved"
    yield *here, "search", "a OR -a", "--type", "finding", "--type", "statistic"
    yield *here, "show", "operation/lantern"
    yield *here, "operation", "lantern"
    yield *here, "search", "no_such_word"
    yield *here, "show", "statistic/lantern-freed"
    yield *here, "show", "source/example"
    yield *here, "anchor", "example", "34 people from forced labour", "--record", "any"
    yield *here, "edition", "example"
    yield *here, "edition", "example", str(root / ARTICLE), "--keep"
    yield *here, "add", str(root / ARTICLE), "--id", "added"


def call(*args: str) -> Result:
    """Call the program within this process."""
    return CliRunner().invoke(cli.cli, args, prog_name="trafficking-explorer")


def ask_store(root: Path, cache: Path) -> None:
    """Ask what the panes of the explorer ask: each list, and each record in it."""
    store = open_with_findings(locate_store(root, cache))
    try:
        list(ask_overview(store))
        for view in VIEWS.values():
            reader = RowReader(store, view)
            for column in view.columns:
                rows = [
                    row
                    for page in reader.answer(reader.begin(), SqlCondition(), ((column.key, True),))
                    for row in page.rows
                ]
            for row in rows:
                if row.record_type == FINDING:
                    finding_detail(store, row.record_id)
                else:
                    detail(store, *row.key)
                    source_document(store, row.record_id)
    finally:
        store.close()
