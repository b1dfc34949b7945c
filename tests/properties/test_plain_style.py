"""The quick reader says what libyaml says, or leaves it to libyaml."""

from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.bench.files import make_files

from trafficking_explorer.corpus import yaml_reader as nodes
from trafficking_explorer.corpus.yaml_reader import YamlDocument, read_yaml
from trafficking_explorer.paths import bundled_corpus
from trafficking_explorer.records.evidence import YamlPath

KEY = st.sampled_from(["id", "a", "b1", "value, unit", "'002'", '"x"', "speaker_id", "n-o", "null"])
SCALAR = st.sampled_from(
    [
        "word",
        "two words",
        "Operation Sun: the end",
        "a #b",
        "a# b",
        "12,000",
        "'it''s'",
        "'a: b'",
        "''",
        '"a: \\"b\\" \\u2014"',
        '"plain"',
        '""',
        "[TD, ML]",
        "[]",
        "[a b , c]",
        "[{a: b}]",
        "{'002': x, y: [z]}",
        "{}",
        "“quoted” – text",
        "nbsp\u00a0here",
        "line\u2028break",
        "null",
        "~",
        "-1",
        "- x",
        "?",
        "2016-03/..",
        "../2016",
        "http://x.y/z#a",
        "a:b",
        "a:",
        "é:ü",
        "&x y",
        "*x",
        "!t y",
        "%",
        "@a",
        "`a`",
        "---",
        "...",
        "x # remark",
        "|",
        ">-",
        ">+",
        "|2",
        "'open",
        '"open',
        "[open",
        "trailing ",
        "tab\there",
        "<<",
    ]
)
LINE = st.sampled_from(
    ["more words", "- no item", "a: b", "# remark", "it’s", "x'", "'", '"', "''"]
)
INDENT = st.integers(0, 8).map(lambda width: " " * width)


@st.composite
def house_style(draw: st.DrawFn, depth: int = 0, indent: int = 0) -> str:
    """Records as a curator writes them, and as no curator should."""
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        dash = draw(st.booleans()) if depth % 2 else False
        own = " " * indent
        head = f"{own}- " if dash else own
        kind = draw(st.integers(0, 9))
        key = draw(KEY)
        if kind < 4:
            lines.append(f"{head}{key}: {draw(SCALAR)}")
        elif kind == 4:
            lines.append(f"{head}{key}: {draw(SCALAR)}\n{draw(INDENT)}{draw(LINE)}")
        elif kind == 5:
            body = "\n".join(
                f"{draw(INDENT) if draw(st.integers(0, 5)) == 0 else own + '    '}{draw(LINE)}"
                for _ in range(draw(st.integers(1, 3)))
            )
            lines.append(f"{head}{key}: {draw(st.sampled_from(['>-', '>', '|', '|-']))}\n{body}")
        elif kind == 6:
            lines.append(f"{own}- {draw(SCALAR)}")
        elif kind == 7:
            lines.append(draw(st.sampled_from(["", "# remark", f"{own}# remark", "---", "..."])))
        elif depth < 4:
            step = draw(st.sampled_from([2, 2, 2, 4, 0, 1]))
            inner = draw(house_style(depth + 1, indent + step + (2 if dash else 0)))
            lines.append(f"{head}{key}:\n{inner}")
    return "\n".join(lines)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """The same with a few characters put in, taken out or doubled."""
    text = draw(house_style()) + draw(st.sampled_from(["\n", "\n", "\n\n", ""]))
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(["", " ", "\n", "\n ", ":", "-", "'", '"', "#", "  ", "\n  "]))
        text = text[:at] + piece + text[at + draw(st.integers(0, 1)) :]
    return text


def slowly(text: str) -> YamlDocument:
    document = YamlDocument("f.yaml")
    nodes._read_with_libyaml(document, text)
    return document


def check_alike(text: str) -> bool:
    """Whether the quick reader read it; what it read is what libyaml reads, at the same places."""
    quick = read_yaml("f.yaml", text.encode())
    if quick.read_by_libyaml:
        return False
    slow = slowly(text)
    assert slow.problems == []
    assert quick.value == slow.value
    trails: list[YamlPath] = [*slow._marks, ("nope",), ("a", 0, "nope"), ("a", 99)]
    # Each from a fresh one: places of records are known before all others are.
    firsts = [trail for trail in trails if len(trail) in (2, 3)]
    for trail in firsts:
        assert read_yaml("f.yaml", text.encode()).at(trail) == slow.at(trail), trail
    for trail in trails:
        assert quick.at(trail) == slow.at(trail), trail
    return True


@settings(max_examples=600)
@given(mutated())
def test_what_it_reads_is_what_libyaml_reads(text: str) -> None:
    """Values and places are equal, and there was no problem; else libyaml has read the file."""
    check_alike(text)


VALUE = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_characters="\x85\u2028\u2029"), max_size=30)
    | st.text("ab :#-'\n,é“", max_size=40),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEY, inner, max_size=3),
    max_leaves=10,
)


@settings(max_examples=300)
@given(VALUE, st.sampled_from([20, 40, 120]), st.booleans())
def test_the_same_of_what_yaml_writes(value: object, width: int, flow: bool) -> None:
    """Scalars of every style, folded at any width."""
    written = yaml.safe_dump(
        {"records": [value]},
        allow_unicode=True,
        width=width,
        default_flow_style=None if flow else False,
    )
    check_alike(written)


def test_the_files_of_the_house_are_read_quickly(tmp_path: Path) -> None:
    """The bundled files and those of the benchmark are all in the plain style."""
    make_files(tmp_path / "made", files=1, records=10)
    files = [
        *(bundled_corpus() / "curated").rglob("*.yaml"),
        *(tmp_path / "made" / "curated").glob("*.yaml"),
    ]
    assert len(files) > 40
    for path in files:
        text = path.read_text("utf-8")
        quick, slow = read_yaml("f.yaml", text.encode()), slowly(text)
        assert not quick.read_by_libyaml, path
        assert quick.value == slow.value
        records = [trail for trail in slow._marks if len(trail) == 2]
        assert {trail: quick.at(trail) for trail in records} == {
            trail: slow.at(trail) for trail in records
        }
        assert all(quick.at(trail) == slow.at(trail) for trail in slow._marks)


def test_a_file_may_begin_with_remarks() -> None:
    """A first line for editors, blank lines and remarks between records change nothing."""
    text = (
        "# remark\n\na:\n  # one\n  - id: x\n\n  # two\n  - id: y\n    b: >-\n      t\n      u\n\n"
    )
    assert check_alike(text)
