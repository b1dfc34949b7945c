"""Names in a text that differ by a letter from those on record."""

import pytest

from trafficking_explorer.findings.rules.misspelt_names import RULE

from .conftest import Ask, operation, record

WRONG = [
    ("Operation Blue Kettle", "Officers of Operation Blue Ketle met.", "Operation Blue Ketle"),
    ("Operation Blue Kettle", "Operation Blue-Kettel was over.", "Operation Blue-Kettel"),
    ("Operation Kestrel", "Operation Kestrel began. Then Operation Kestral ended.", "Operation Kestral"),
    ("Amber Migration Board", "The Amber Migratio Board met.", "Amber Migratio Board"),
    ("Amber Migration Board", "The Amber\nMigraton Board met.", "Amber Migraton Board"),
]  # fmt: skip
ONE_WORD = [
    ("Navigant", "Navigant helped. So Navigan said.", "Navigan"),
    ("Navigant", "Navigant helped. So Navigent said.", "Navigent"),
    ("Navigant", "Navigant helped. So navigan said.", None),
    ("Navigant", "So Navigan said.", None),
    ("Navigant", "Navigant helped. So Navigants said.", None),
    ("Europol", "Europol helped. So Interpol said.", None),
]
RIGHT = [
    ("Operation Blue Kettle", "Operation Blue Kettle met."),
    ("Operation Blue Kettle", "Operation Blue Kettles met."),
    ("Operation Blue Kettle", "OPERATION BLUE KETTLE met."),
    ("Operation Kestrel", "Operation Kestral ended."),
    ("Operation Kestrel", "Operation Harbour ended. Operation Kestrel too."),
    ("Kenya Police Board", "The Kenyan Police Board met."),
    ("Amber Defence Board", "The Amber Defense Board met."),
    ("Amber Migration Board", "The amber migratio board met."),
    ("Amber Migration Board", "Amber. Migratio Board met."),
    ("Maria Lopez Garcia", "Mario Lopez Garcia spoke."),
    ("Amber Task Force", "The Amber Tusk Force met."),
]


@pytest.mark.parametrize(("name", "text", "written"), WRONG)
def test_a_slip_in_a_text(ask: Ask, name: str, text: str, written: str) -> None:
    """The place of the slip, and the record that is meant."""
    sources = {"a": f"It was {name}.", "b": text}
    quotes = {key: name for key, words in sources.items() if name in words}
    (finding,) = ask(RULE, sources, operations=[operation("x", quotes, name=name)])
    assert finding.message == (
        f"Source b has “{written}”; on record is “{name}”, which may be meant"
    )
    assert finding.id.startswith("misspelt-names:operation/x+source/b@")
    assert finding.other is not None
    assert " ".join(finding.other.passages[0].exact.split()) == written


@pytest.mark.parametrize(("name", "text"), RIGHT)
def test_other_names(ask: Ask, name: str, text: str) -> None:
    """The name itself, another form or spelling of a word, other words, too little in common."""
    sources = {"a": f"It was {name}.", "b": text}
    quotes = {"a": name}
    assert ask(RULE, sources, operations=[operation("x", quotes, name=name)]) == []


def test_a_slip_on_record_is_left_to_another_rule(ask: Ask) -> None:
    """As an alias, or as the name of another record."""
    text = "Operation Blue Kettle began. Operation Blue Ketle ended."
    kettle = operation("x", "Operation Blue Kettle", name="Operation Blue Kettle")
    assert len(ask(RULE, {"a": text}, operations=[kettle])) == 1
    alias = {
        **kettle,
        "quote": ["Operation Blue Kettle", "Operation Blue Ketle"],
        "aliases": ["Operation Blue Ketle"],
    }
    assert ask(RULE, {"a": text}, operations=[alias]) == []
    other = operation("y", "Operation Blue Ketle", name="Operation Blue Ketle")
    assert ask(RULE, {"a": text}, operations=[kettle, other]) == []


def test_each_slip_is_told_once_in_a_text(ask: Ask) -> None:
    """However many times it comes."""
    text = "Amber Migration Board: the Amber Migratio Board, that is, the Amber Migratio Board."
    board = record("x", "Amber Migration Board", name="Amber Migration Board", kind="unit", resolved={"kind": "x."})  # fmt: skip
    assert len(ask(RULE, {"a": text}, agencies=[board])) == 1


@pytest.mark.parametrize(("name", "text", "written"), ONE_WORD)
def test_names_of_one_word(ask: Ask, name: str, text: str, written: str | None) -> None:
    """Only long ones, by one letter, beside the right one."""
    sources = {"a": f"It was {name}.", "b": text}
    quotes = {
        key: {"exact": name, "suffix": words[words.find(name) + len(name) :][:6]}
        for key, words in sources.items()
        if name in words
    }
    agency = record("x", quotes, name=name, kind="unit", resolved={"kind": "x."})
    found = ask(RULE, sources, agencies=[agency])
    assert [f"“{written}”" in finding.message for finding in found] == [True] * bool(written)
