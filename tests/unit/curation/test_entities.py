"""Words that name something."""

import pytest

from tests.curation_fakes import SUN, fields, known, place, reading
from trafficking_explorer.curation.entities import suggest_entities

TEXT = (
    "Operation Sun was led by the Lake Police in Chad. “Good”, said Inspector Mara Lind. "
    "It freed people from forced labour. The International Office for Migration (IOM) helped. "
    "A regional working group meeting in Port Amber followed. Ana Ruiz, Head of ECPAT, wrote it. "
    "Captain Ida Roth of the Lake Police came. It began in Chad and Mali. "
    "They met across West Africa, Niger, Mali. The Harbour Register is a database."
)


@pytest.mark.parametrize(
    ("selected", "record_type", "some"),
    [
        ("Operation Sun", "operation", {"name": "Operation Sun", "kind": "operation"}),
        ("Sun", "operation", {"name": "Operation Sun"}),
        ("the Lake Police", "agency", {"kind": "law_enforcement"}),
        ("Lake Police", "agency", {"name": "Lake Police", "kind": "law_enforcement"}),
        ("Chad", "place", {"kind": "country", "country": "TD"}),
        ("West Africa", "place", {"kind": "region"}),
        ("Port Amber", "place", {"kind": "…"}),
        ("Mara Lind", "person", {"name": "Mara Lind", "role": "Inspector"}),
        ("Inspector Mara Lind", "person", {"name": "Mara Lind", "role": "Inspector"}),
        ("Captain Ida Roth of the Lake Police", "person", {"name": "Ida Roth", "role": "Captain"}),
        ("Chad and Mali", "place", {"name": "Chad", "country": "TD"}),
        ("Ana Ruiz", "person", {"name": "Ana Ruiz", "role": "Head of ECPAT"}),
        ("forced labour", "form", {"code": "forced_labour"}),
        ("International Office for Migration", "agency", {"acronym": "IOM"}),
        ("IOM", "agency", {"name": "IOM", "kind": "…"}),
        ("regional working group meeting", "event", {"kind": "meeting"}),
        ("a database", "tool", {"kind": "database"}),
    ],
)
def test_what_names_are_likeliest(selected: str, record_type: str, some: dict[str, str]) -> None:
    """By their words and by those around them; what the words leave open is "…"."""
    source = reading(TEXT)
    found = sorted(
        suggest_entities(source, place(TEXT, selected), known()), key=lambda each: -each[0]
    )
    record = fields(found[0][1])
    assert found[0][1].record_type == record_type, found[0][2]
    assert {key: record.get(key) for key in some} == some
    # Each field holds words of its passage.
    assert all(
        record[key] in record["quote"] for key in ("name", "role", "acronym") if key in record
    )


@pytest.mark.parametrize(
    ("text", "selected", "record_type", "name"),
    [
        ("A raid, dubbed 'Operation Kestrel', was held.", "Operation Kestrel", "operation", "Operation Kestrel"),
        ("It was Operation ‘Blue Kettle’ then.", "Blue Kettle", "operation", "Operation ‘Blue Kettle’"),
        ("It was Operation Étoile’s end.", "Étoile", "operation", "Operation Étoile"),
        ("La Operación Faro acabó.", "Faro", "operation", "Operación Faro"),
        ("He runs the Harbour Crime Centre (HCC).", "Harbour Crime Centre (HCC)", "agency", "Harbour Crime Centre"),
    ],
)  # fmt: skip
def test_marks_around_a_name_are_not_part_of_it(
    text: str, selected: str, record_type: str, name: str
) -> None:
    """Quotation marks, possessives, and the acronym in brackets."""
    found = sorted(
        suggest_entities(reading(text), place(text, selected), known()), key=lambda each: -each[0]
    )
    assert (found[0][1].record_type, fields(found[0][1])["name"]) == (record_type, name)


@pytest.mark.parametrize("selected", ["February 9 through February 12", "4 May 2021", "May 2021"])
def test_a_date_names_nothing(selected: str) -> None:
    """It is neither an agency nor a person."""
    text = f"It took place in {selected} there."
    found = [
        draft.record_type
        for _, draft, _ in suggest_entities(reading(text), place(text, selected), known())
    ]
    assert found == ["case"]


def test_a_kind_that_a_word_gives_says_so() -> None:
    source = reading(TEXT)
    found = {
        draft.record_type: draft
        for _, draft, _ in suggest_entities(source, place(TEXT, "Lake Police"), known())
    }
    assert found["agency"].resolved == (("kind", "By the word “Police” in its name."),)
    assert found["place"].resolved == ()


def test_a_name_that_is_there_comes_later() -> None:
    """It is said that there is one; a further evidence is likelier than a second record."""
    found = list(
        suggest_entities(reading(TEXT), place(TEXT, "Operation Sun"), known(operations=[SUN]))
    )
    fit, draft, line = next(each for each in found if each[1].record_type == "operation")
    assert fit < 100
    assert draft.record_id == "sun"
    assert line.endswith("there is one of this name")


@pytest.mark.parametrize("selected", ["people", "was led", "said Inspector Mara Lind", "Monday 7"])
def test_nobody_is_made_of_words_that_are_no_name(selected: str) -> None:
    text = f"{TEXT} On Monday 7"
    found = {
        draft.record_type
        for _, draft, _ in suggest_entities(reading(text), place(text, selected), known())
    }
    assert "person" not in found


def test_a_name_in_a_list_has_its_sentence() -> None:
    found = {
        draft.record_type: draft
        for _, draft, _ in suggest_entities(reading(TEXT), place(TEXT, "Niger"), known())
    }
    assert found["place"].quote[0].exact == "They met across West Africa, Niger, Mali."


def test_a_passage_is_a_case_and_no_name() -> None:
    text = "In one case, a girl of 16 was promised work. " * 4
    (found,) = [
        draft
        for _, draft, _ in suggest_entities(
            reading(text + "The end."), place(text + "The end.", text + "The end"), known()
        )
    ]
    assert found.record_type == "case"


def test_a_name_of_two_lines_is_one() -> None:
    """In a text that is wrapped by hand; the name is written on one line."""
    text = (
        "Nearly 280 people were freed from camps and quarries in Operation\n"
        "Green Lantern, the Coast Guard said, and 17 boats were taken from\n"
        "the network."
    )
    found = max(
        suggest_entities(reading(text), place(text, "Lantern"), known()), key=lambda each: each[0]
    )
    assert fields(found[1])["name"] == "Operation Green Lantern"
