"""Words in quotation marks, and who says them."""

from typing import Any

import pytest

from tests.curation_fakes import fields, known, place, reading
from trafficking_explorer.curation.quotations import quotation, quotations
from trafficking_explorer.curation.record_index import RecordIndex


def made(text: str, selected: str, known_: RecordIndex | None = None) -> dict[str, Any] | None:
    source = reading(text)
    parts = quotations(source, place(text, selected))
    return fields(quotation(source, parts, known_ or known())[0]) if parts else None


@pytest.mark.parametrize(
    ("text", "speaker", "role"),
    [
        ("“We act,” said Ana Ruiz, Head of the unit. More.", "Ana Ruiz", "Head of the unit"),
        ("“We act,” FBI Director Ana Ruiz said in a statement. More.", "Ana Ruiz", "FBI Director"),
        ("“We act”, said Director Ana Ruiz of the Police.", "Ana Ruiz", "Director"),
        ("“We act” Mr. Ruiz added. More.", "Mr. Ruiz", None),
        ("“We act,” Ana Ruiz, a survivor, told the court.", "Ana Ruiz", "a survivor"),
        ("“We act.” Ana Ruiz, Acting Coordinator, Human Unit", "Ana Ruiz", "Acting Coordinator, Human Unit"),
        ("Ana Ruiz, the mayor, said: “We act.”", "Ana Ruiz", "the mayor"),
        ("According to Ana Ruiz, “we act” is the rule.", "Ana Ruiz", None),
        ("As Dr Ruiz explained, “We act.”", "Dr Ruiz", None),
        ("“We act.” The Director spoke.", None, None),
        ("He praised the “We act” campaign in Chad.", None, None),
        ("“We act,” said the Director. Ana Ruiz left.", None, None),
        ("Mr Stock said no. They call it “We act” there.", None, None),
    ],
)  # fmt: skip
def test_the_speaker_is_named_in_the_sentence(
    text: str, speaker: str | None, role: str | None
) -> None:
    """After the quotation or before it, titles kept; nobody where nobody is named."""
    record = made(text, "act")
    assert record is not None
    assert record["quote"].startswith("“") and record["quote"].endswith("”")
    assert record.get("speaker") == speaker
    assert record.get("speaker_role") == role
    if speaker:
        (words,) = record["evidence"].values()
        assert speaker in words
        assert role is None or role in words


def test_an_interrupted_quotation_has_its_parts() -> None:
    """The words between them name the speaker; another quotation is another record."""
    text = "“We act,” said Ana Ruiz, a judge. “We do.” This ended it. “No,” said Bo Li."
    for part in ("act", "do"):
        record = made(text, part)
        assert record is not None
        assert record["quote"] == ("“We act,”", "“We do.”")
        assert (record["speaker"], record["speaker_role"]) == ("Ana Ruiz", "a judge")
    other = made(text, "No")
    assert other is not None
    assert (other["quote"], other["speaker"]) == ("“No,”", "Bo Li")


def test_a_mark_that_never_closes_ends_before_the_speaker() -> None:
    record = made("“It is a crime, said Mr. Allen, “We need more.”", "crime")
    assert record is not None
    assert record["quote"] == ("“It is a crime,", "“We need more.”")
    assert record["speaker"] == "Mr. Allen"


def test_words_outside_quotation_marks_are_none() -> None:
    """Those of a mark that never closes are, as coverage has them."""
    assert made("“We act,” said Ana Ruiz.", "Ana") is None
    record = made("“We act and so on.", "act")
    assert record is not None
    assert record["quote"] == "“We act and so on."


@pytest.mark.parametrize(
    ("speaker", "person"), [("Ana Ruiz", "ana"), ("Ms Ruiz", "ana"), ("Bo Ruiz", None), ("Ana", None)]
)  # fmt: skip
def test_a_known_speaker_is_linked(speaker: str, person: str | None) -> None:
    """By the whole name, or the surname behind a title; never by another's first name."""
    people = known(people=[("ana", "Ana Ruiz", [], None, None), ("li", "Bo Li", [], None, None)])
    record = made(f"“We act,” said {speaker}.", "act", people)
    assert record is not None
    assert record.get("speaker_id") == person
    assert ("speaker_id" in next(iter(record["evidence"]))) == (person is not None)


def test_a_name_goes_on_in_the_next_line() -> None:
    """In a text that is wrapped by hand."""
    text = (
        "“Nobody should have to buy back their own child”, said Commander Esi\n"
        "Kordovi of the Coast Guard. She told reporters that the victims had\n"
        "been promised wages."
    )
    record = made(text, "child")
    assert record is not None
    assert (record["speaker"], record["speaker_role"]) == ("Esi Kordovi", "Commander")
