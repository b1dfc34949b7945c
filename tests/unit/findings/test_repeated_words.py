"""Sentences and quotations that one text has twice."""

import pytest

from trafficking_explorer.findings.rules.repeated_words import RULE

from .conftest import Ask, record

CAPTION = "The patrol has helped recover 1,800 missing children nationwide since 2005"
NOTES = [
    f"{CAPTION}\n\nIt was cold. {CAPTION}.",
    f"{CAPTION}\n\nThe patrol, he said, has helped recover 1,800 missing children nationwide since 2005.",
    "Police freed forty people from three farms near the town of Amber.\n\nThe sea was calm.\n\n"
    "Police freed 40 people from 3 farms near the town of Amber.",
    "Nearly all of the victims were found on farms in the north of the country. A new day began. "
    "As reported, nearly all of the victims were found on farms in the north of the country.",
]
QUOTED = [
    "“The sea was calm today,” said Quill. It was cold. “The sea was calm today.”",
    '"The sea was calm today," said Quill. It was cold. "The sea was calm today," he said again.',
    "«The sea was calm today», said Quill. It was cold. «The sea was calm today».",
]
DOUBTS = [
    (f"{CAPTION}\n\n{CAPTION.replace('1,800', '1,700')}.", "“1,800” and with “1,700”"),
    ("Police freed 40 people from three farms near the town of Amber.\n\nPolice freed 45 people from "
     "three farms near the town of Amber.", "“40” and with “45”"),
    ("Officers searched twelve houses in the north of the town.\n\nIn all, officers searched 14 houses "
     "in the north of the town.", "“twelve” and with “14”"),
]  # fmt: skip
SILENT = [
    "In 2017, 20 people were arrested in Port Amber for smuggling. In 2018, 30 people were arrested in "
    "Port Amber for smuggling.",
    "Police in Peru arrested 20 people and freed 30 victims. Police in Chile arrested 12 people and "
    "freed 13 victims.",
    "Part 1 of the list of words that nobody needs. Part 2 of the list of words that nobody needs. Part 3 "
    "of the list of words that nobody needs.",
    "He said no. The sea was calm. He said no. The sea was calm.",
    "The police said in a statement on Monday that the raid was over. The police said in a statement on "
    "Monday that two farms would be closed for good and sold.",
]


@pytest.mark.parametrize("text", [*NOTES, *QUOTED])
def test_a_sentence_that_comes_again(ask: Ask, text: str) -> None:
    """A caption, a summary, a paragraph pasted twice; numbers in words or figures."""
    (finding,) = ask(RULE, {"a": text})
    assert (finding.id, finding.severity) == ("repeated-words:source/a", "note")
    assert len(finding.side.passages) == 1
    assert finding.other is not None
    assert finding.side.passages != finding.other.passages


@pytest.mark.parametrize(("text", "numbers"), DOUBTS)
def test_a_sentence_that_comes_again_with_another_number(ask: Ask, text: str, numbers: str) -> None:
    """One of the two was changed."""
    (finding,) = ask(RULE, {"a": text})
    assert finding.severity == "doubt"
    assert numbers in finding.message


@pytest.mark.parametrize("text", SILENT)
def test_sentences_that_are_only_built_alike(ask: Ask, text: str) -> None:
    """Two years, two countries, short sentences, a common beginning."""
    assert ask(RULE, {"a": text}) == []


WORDS = "We went out at dawn and the sea was calm"


@pytest.mark.parametrize(
    ("second", "speaker", "severity"),
    [
        (WORDS, "Mara Quill", "note"),
        ("We went out at dawn", "Mara Quill", "note"),
        ("at dawn and the sea was calm", "Mara Quill", "note"),
        (WORDS, "Jon Reed", "doubt"),
        ("We went out at night", "Mara Quill", None),
        ("at dawn", "Mara Quill", None),
    ],
)
def test_one_quotation_twice(ask: Ask, second: str, speaker: str, severity: str | None) -> None:
    """Two records of one text with the same words, or a part of them."""
    text = (
        f"“{WORDS},” said Mara Quill.\n\nAnd again: “{second},” {speaker} said. Jon Reed was there."
    )
    people = [
        record("quill", "Mara Quill.", name="Mara Quill"),
        record("reed", "Jon Reed was", name="Jon Reed"),
    ]
    quotes = [
        record("one", f"“{WORDS},” said", speaker="Mara Quill", speaker_id="quill", evidence={"speaker, speaker_id": "Mara Quill."}),
        record("two", f"“{second},” {speaker} said", speaker=speaker, speaker_id="quill" if "Quill" in speaker else "reed"),
    ]  # fmt: skip
    quotes[0]["quote"] = (
        f"“{WORDS},”" if second != WORDS else {"exact": f"“{WORDS},”", "suffix": " said M"}
    )
    quotes[1]["quote"] = (
        f"“{second},”" if second != WORDS else {"exact": f"“{WORDS},”", "prefix": "again: "}
    )
    quotes[1]["evidence"] = {"speaker, speaker_id": f"{speaker} said"}
    found = [
        each for each in ask(RULE, {"a": text}, people=people, quotes=quotes) if "quote/" in each.id
    ]
    assert [each.severity for each in found] == ([severity] if severity else [])
